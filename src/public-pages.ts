/** The pages anybody may read: what Dalil is, what it keeps, and on what terms it is used; all languages on one page. */
import { createHash } from 'node:crypto';
import { LANGUAGES, type Language } from './contracts/language.ts';
import type { Mountable } from './server.ts';
import type { Texts } from './text/texts.ts';

/** The pages by their path; their words are `pages.<name>` in dialogs/texts. The Teams manifest links to all three. */
const PAGES = ['about', 'privacy', 'terms'] as const;
type Page = (typeof PAGES)[number];

const STYLE = `
:root { color-scheme: light dark; --ground: #f5f6f3; --ink: #18242a; --muted: #55646b; --line: #d8dfdc; --link: #0b5460; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #11181a; --ink: #e7eeee; --muted: #a6b5b9; --line: #2f3c41; --link: #9cdbe2; }
}
body {
  max-width: 42rem; margin: 0 auto; padding: 1.25rem; background: var(--ground); color: var(--ink);
  font: 100%/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; overflow-wrap: break-word;
}
:lang(ar) { font-family: "Segoe UI", "Noto Sans Arabic", "Geeza Pro", Tahoma, system-ui, sans-serif; line-height: 1.85; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
article > nav { color: var(--muted); padding-block-start: 0.5rem; }
article { border-block-start: 1px solid var(--line); margin-block-start: 1.25rem; padding-block-end: 0.75rem; }
a { color: var(--link); display: inline-block; padding-block: 0.35rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin-block: 1.25rem 0; }
h2 { font-size: 1.05rem; margin-block: 1.25rem 0.25rem; }
p { margin-block: 0 0.6rem; }
`;

/** The style of the page itself, by its digest, and nothing else: no script, no picture, no request. */
const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Makes the pages; every word of them is read once, so a missing one is found at the start. */
export function createPublicPages(texts: Texts): Mountable {
  const pages = PAGES.map((page) => ({ path: `/${page}`, html: drawPage(page, texts) }));
  return {
    name: 'public-pages',
    mount(server) {
      for (const { path, html } of pages) {
        server.get(path, (_request, response, next) => {
          response.sendRaw(200, html, {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': PAGE_POLICY,
          });
          next();
        });
      }
    },
    close: () => Promise.resolve(),
  };
}

function drawPage(page: Page, texts: Texts): string {
  const inEach = (draw: (language: Language) => string) => LANGUAGES.map(draw).join('\n');
  const title = LANGUAGES.map((language) => texts.say(language, `pages.${page}.title`)).join(' · ');
  return `<!doctype html>
<html lang="${LANGUAGES[0]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<nav>
${inEach((language) => link(`#${language}`, texts.say(language, 'language.name'), language))}
</nav>
<main>
${inEach((language) => drawArticle(page, language, texts))}
</main>
</body>
</html>
`;
}

function drawArticle(page: Page, language: Language, texts: Texts): string {
  const sections = Object.keys(texts.tree(language, `pages.${page}.sections`)).map((name) => {
    const words = (part: string) => texts.say(language, `pages.${page}.sections.${name}.${part}`);
    const paragraphs = words('text').split('\n');
    return `<h2>${escapeHtml(words('heading'))}</h2>\n${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}`;
  });
  const others = PAGES.filter((other) => other !== page).map((other) =>
    link(`/${other}#${language}`, texts.say(language, `pages.${other}.title`)),
  );
  return `<article id="${language}" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<h1>${escapeHtml(texts.say(language, `pages.${page}.title`))}</h1>
${sections.join('\n')}
<nav>${others.join('\n')}</nav>
</article>`;
}

function link(target: string, label: string, language?: Language): string {
  const spoken = language === undefined ? '' : ` lang="${language}"`;
  return `<a href="${target}"${spoken}>${escapeHtml(label)}</a>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
