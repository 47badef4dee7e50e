/** Words as every channel must handle them: cut to a size without breaking a character, and in their own direction. */
import type { Language } from '../contracts/language.ts';

/** A longer address is shown without a link. */
const LONGEST_URL = 2_000;

/** The address, unless it is so long that it would crowd out the message. */
export function shortUrl(url: string | undefined): string | undefined {
  return url !== undefined && url.length <= LONGEST_URL ? url : undefined;
}

/** At most `most` UTF-16 units: cut at a word where there is one, and marked with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, breakBefore(text, most - 1)).trimEnd()}…`;
}

/** The text in parts of at most `most` UTF-16 units, broken at lines, else at words, else between characters. */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = breakBefore(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** Where to break a longer text so that the first part has at most `most` units: after a line, a word, a character. */
function breakBefore(text: string, most: number): number {
  const room = text.slice(0, most + 1);
  const line = room.lastIndexOf('\n');
  if (line > most / 2) return line;
  for (let at = most; at > most / 2; at -= 1) if (/\s/u.test(room.charAt(at))) return at;
  let end = most;
  // Neither half a surrogate pair, nor a mark without its letter.
  while (end > 1 && /^(?:[\uDC00-\uDFFF]|\p{M}|\u200D)/u.test(text.slice(end, end + 2))) end -= 1;
  return end;
}

/** True for a language written from right to left. */
export function isRightToLeft(language: Language): boolean {
  return language === 'ar';
}

/** How much of a text is looked at to tell its direction. */
const ENOUGH_LETTERS = 2_000;

/** True for words written mostly in Arabic letters; words without letters are written as their surroundings are. */
export function looksArabic(text: string, surroundings: Language): boolean {
  const sample = text.slice(0, ENOUGH_LETTERS);
  const arabic = sample.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return arabic === latin ? isRightToLeft(surroundings) : arabic > latin;
}
