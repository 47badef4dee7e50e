/** The pages anybody may read: what Dalil is, what it keeps, and on what terms it is used; all languages on one page. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Mountable } from '../server.ts';
import type { Texts } from '../text/texts.ts';
import { LOOK } from './files.ts';
import { Html, html } from './html.ts';

/** The pages by their path; their words are `pages.<name>` in dialogs/texts. The Teams manifest links to all three. */
const PAGES = ['about', 'privacy', 'terms'] as const;
type Page = (typeof PAGES)[number];

/** The style of the page itself, by its digest, and nothing else: no script, no picture, no request. */
function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Makes the pages; every word of them is read once, so a missing one is found at the start. */
export async function createPublicPages(texts: Texts): Promise<Mountable> {
  const files = [LOOK, new URL('./files/public.css', import.meta.url)];
  const style = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
  const policy = policyFor(style);
  const pages = PAGES.map((page) => ({ path: `/${page}`, text: drawPage(page, texts, style) }));
  return {
    name: 'public-pages',
    mount(server) {
      for (const { path, text } of pages) {
        server.get(path, (_request, response, next) => {
          response.sendRaw(200, text, {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': policy,
          });
          next();
        });
      }
    },
    close: () => Promise.resolve(),
  };
}

function drawPage(page: Page, texts: Texts, style: string): string {
  const inEach = (draw: (language: Language) => Html) => LANGUAGES.map((language) => html`${draw(language)}\n`);
  const title = LANGUAGES.map((language) => texts.say(language, `pages.${page}.title`)).join(' · ');
  // The style is our own, and its digest stands in the policy: it is sent as it is.
  const drawn = html`<!doctype html>
<html lang="${LANGUAGES[0]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<nav>
${inEach((language) => link(`#${language}`, texts.say(language, 'language.name'), language))}</nav>
<main>
${inEach((language) => drawArticle(page, language, texts))}</main>
</body>
</html>
`;
  return drawn.text;
}

function drawArticle(page: Page, language: Language, texts: Texts): Html {
  const sections = Object.keys(texts.tree(language, `pages.${page}.sections`)).map((name) => {
    const words = (part: string) => texts.say(language, `pages.${page}.sections.${name}.${part}`);
    return html`<h2>${words('heading')}</h2>
${words('text')
  .split('\n')
  .map((text) => html`<p>${text}</p>\n`)}`;
  });
  const others = PAGES.filter((other) => other !== page).map(
    (other) => html`${link(`/${other}#${language}`, texts.say(language, `pages.${other}.title`))}\n`,
  );
  return html`<article id="${language}" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<h1>${texts.say(language, `pages.${page}.title`)}</h1>
${sections}<nav>${others}</nav>
</article>`;
}

function link(target: string, label: string, language?: Language): Html {
  return html`<a href="${target}"${language && html` lang="${language}"`}>${label}</a>`;
}
