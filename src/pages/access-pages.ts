/** The pages before the report: the one a link leads to, and those that say why there is no report. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { brand, FRAME_END, frameStart } from './frame.ts';
import { type Html, html } from './html.ts';
import { directionOf, type Say } from './words.ts';

/** Why there is no report; the words are `reportPage.access.<reason>`. */
export type NoReport = 'needed' | 'spent' | 'scope' | 'unknown';

const STATUS: Record<NoReport, number> = { needed: 401, spent: 403, scope: 403, unknown: 404 };

/** The status that goes with a page. */
export function statusOf(reason: NoReport): number {
  return STATUS[reason];
}

/** Where the form of the opening page is sent. */
export const OPEN_ADDRESS = '/trainings/open';

/**
 * The page a link leads to. Looking at it does nothing, so that programs which look at links in a chat use none up; the
 * button does.
 * @param languages one, when the link says which; else all of them
 * @param code where the link carries it in its query; behind a "#" the page script reads it
 */
export function drawOpening(
  words: Record<Language, Say>,
  languages: readonly Language[],
  code: string | undefined,
): Html[] {
  const [first = 'en'] = languages;
  const say = words[first];
  const typed = html`<p class="field"><label for="code">${labelsOf(words, languages, 'access.open.code')}</label>
<input id="code" name="code" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr" data-code-field></p>`;
  return [
    start(words, first, say('access.open.title')),
    html`<main class="card">
${inEach(words, languages, 'access.open')}
<form method="post" action="${OPEN_ADDRESS}">
${languages.length === 1 && html`<input type="hidden" name="language" value="${first}">`}
${code === undefined ? typed : html`<input type="hidden" name="code" value="${code}">`}
<button class="primary">${labelsOf(words, languages, 'access.open.button')}</button>
</form>
</main>`,
    FRAME_END,
  ];
}

/** Says in every language why there is no report, and how to get one. */
export function drawNoReport(words: Record<Language, Say>, reason: NoReport): Html[] {
  const [first = 'en'] = LANGUAGES;
  return [
    start(words, first, words[first](`access.${reason}.title`)),
    html`<main class="card">${inEach(words, LANGUAGES, `access.${reason}`)}</main>`,
    FRAME_END,
  ];
}

function start(words: Record<Language, Say>, language: Language, title: string): Html {
  const say = words[language];
  return html`${frameStart({ language, title: `${title} · ${say('brand')}`, kind: 'access', styles: ['access.css'], scripts: ['page.js'] })}
<header>${brand(say('brand'), say('title'))}</header>`;
}

function inEach(words: Record<Language, Say>, languages: readonly Language[], key: string): Html[] {
  return languages.map((language, at) => {
    const say = words[language];
    const title = say(`${key}.title`);
    return html`<article lang="${language}" dir="${directionOf(language)}">
${at === 0 ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
<p>${say(`${key}.text`)}</p>
</article>`;
  });
}

function labelsOf(words: Record<Language, Say>, languages: readonly Language[], key: string): Html[] {
  return languages.map(
    (language) => html`<span lang="${language}" dir="${directionOf(language)}">${words[language](key)}</span>`,
  );
}
