/** What every page has around its content: head, mark, language switch, and the way past them. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { type FileName, fileAddress } from './files.ts';
import { type Html, html, type Part } from './html.ts';
import { directionOf, type Say } from './words.ts';

export interface FrameParts {
  language: Language;
  title: string;
  /** Behind the look and what every page has. */
  styles: readonly FileName[];
  scripts: readonly FileName[];
  /** A class of the body. */
  kind: string;
}

/** Everything before the content. */
export function frameStart({ language, title, styles, scripts, kind }: FrameParts): Html {
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="${fileAddress('icon.svg')}">
${(['look.css', 'base.css', ...styles] as const).map((name) => html`<link rel="stylesheet" href="${fileAddress(name)}">\n`)}${scripts.map((name) => html`<script src="${fileAddress(name)}" defer></script>\n`)}</head>
<body class="${kind}">`;
}

/** Everything after the content. */
export const FRAME_END = html`</body>
</html>
`;

/** The mark beside the name, as the chat page shows it. */
export function brand(name: string, line: Part): Html {
  return html`<div class="brand"><img src="${fileAddress('icon.svg')}" width="36" height="36" alt=""><p><strong>${name}</strong><span>${line}</span></p></div>`;
}

/** The same page in the other languages. */
export function languageSwitch(
  current: Language,
  label: string,
  nameOf: Record<Language, Say>,
  addressIn: (language: Language) => string,
): Html {
  return html`<nav class="languages" aria-label="${label}">${LANGUAGES.map(
    (language) =>
      html`<a href="${addressIn(language)}" lang="${language}" hreflang="${language}"${language === current && html` aria-current="true"`}>${nameOf[language]('name')}</a>`,
  )}</nav>`;
}
