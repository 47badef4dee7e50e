/** Words as WhatsApp draws them: bold, plain whatever they hold, and in their own writing direction. */
import type { Language } from '../../contracts/language.ts';
import type { TextStyle } from '../text-style.ts';
import { isRightToLeft, looksArabic } from '../words.ts';

/** Invisible, without width, and no place to break a line. */
const JOINER = '\u2060';
const RIGHT_TO_LEFT_MARK = '\u200F';
const LEFT_TO_RIGHT_MARK = '\u200E';

/** A heading is shorter. What is longer could be broken over two messages, with a star left over in each. */
const LONGEST_BOLD = 300;

/**
 * Where formatting could begin: a mark that follows no letter or digit. Addresses are found first and left alone, up to
 * a mark that hardly any address holds. https://faq.whatsapp.com/539178204879377
 */
const ADDRESS_OR_MARK = /https?:\/\/[^\s*`]+|(?<![\p{L}\p{M}\p{N}])[*_~`]/giu;
/** At the end of a line too: more may be written behind it. */
const QUOTE_OR_LIST = /^(?=(?:[->]|\d+\.)(?:\s|$))/gmu;

/**
 * Words that WhatsApp draws as they are written. It knows no escape; a mark that follows an invisible joiner stands
 * neither at the start of a line nor after a space, and opens nothing.
 */
function plain(text: string): string {
  return tidy(text)
    .replaceAll(ADDRESS_OR_MARK, (found) => (found.length > 1 ? found : JOINER + found))
    .replaceAll(QUOTE_OR_LIST, JOINER);
}

/** Bold words, on one line as WhatsApp asks; with a star of their own they stay plain, since it would end the bold. */
function bold(text: string): string {
  const words = text.replaceAll(/\s*\n\s*/gu, ' ');
  return words === '' || words.length > LONGEST_BOLD || words.includes('*') ? words : `*${words}*`;
}

/** WhatsApp has no named links: an address is written out, alone on its line. Directions are marked by `directed`. */
export const FORMATTED: TextStyle = {
  bold,
  plain,
  link: (label, url) => (label === url || label === '' ? url : `${label}\n${url}`),
  rightToLeftMark: '',
};

/** Keeps the start of a line that was broken from being read as formatting. */
export function guardStart(line: string): string {
  return /^(?:[*_~`]|(?:[->]|\d+\.)(?:\s|$))/u.test(line) ? JOINER + line : line;
}

/** The words on one line, as a title or an option shows them. */
export function oneLine(text: string): string {
  return tidy(text).replaceAll(/\n+/gu, ' ');
}

/** Without control characters, halves of characters, and space that shows nothing. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/ *\n */gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .replaceAll(/ {2,}/gu, ' ')
    .trim();
}

/**
 * Every line with the mark that makes WhatsApp draw it in its own direction; it would else go by the first letter.
 * `written` is the language of the words; where it is not known, the letters of each line tell. An address needs none.
 */
export function directed(text: string, reply: Language, written?: Language): string {
  return text
    .split('\n')
    .map((line) => {
      const mark = markOf(line, reply, written);
      // Only bold of ours opens a line with a star, and it must stay its first character.
      return line.startsWith('*') ? `*${mark}${line.slice(1)}` : mark + line;
    })
    .join('\n');
}

function markOf(line: string, reply: Language, written: Language | undefined): string {
  if (line === '' || /^https?:\/\/\S+$/iu.test(line)) return '';
  if (written === undefined ? looksArabic(line, reply) : isRightToLeft(written)) return RIGHT_TO_LEFT_MARK;
  const opensArabic = /^[^\p{L}]*(?=\p{L})\p{Script=Arabic}/u.test(line);
  return isRightToLeft(reply) || opensArabic ? LEFT_TO_RIGHT_MARK : '';
}

/** The mark a line begins with; empty when it has none. */
export function directionMark(line: string): string {
  return /^\*?([\u200E\u200F])/u.exec(line)?.[1] ?? '';
}
