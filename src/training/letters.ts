/** Letters that stand for options, and what people type with them. */
import type { Language } from '../contracts/language.ts';
import { normalize } from '../text/normalize.ts';
import { FALSE, type Item, TRUE } from './quiz.ts';

const LATIN = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
/** In the order of the Arabic alphabet as lists are lettered in it (abjad). */
const ARABIC = ['أ', 'ب', 'ج', 'د', 'هـ', 'و', 'ز', 'ح'];
/** The same as `normalize` leaves them. */
const TYPED: readonly (readonly string[])[] = [
  LATIN.map((letter) => letter.toLowerCase()),
  [...'ابجدهوزح'],
  [...'12345678'],
];

/** "I do not know", in normalised text. */
const UNKNOWN =
  /^(?:\?|؟|skip|pass|(?:i )?(?:do not|don'?t) know|idk|je ne sais pas|sais pas|passer|لا اعرف|لا اعلم|لا ادري|تخط)$/;
const YES = /^(?:true|right|vrai|juste|صحيح|صح)$/;
const NO = /^(?:false|wrong|faux|خطا|غير صحيح)$/;
/** Words between letters. */
const AND = new Set(['and', 'et', 'then', 'puis', 'ثم']);

/** The letter of a place, counted from 0, as it is shown. */
export function letterOf(place: number, language: Language): string {
  return (language === 'ar' ? ARABIC : LATIN)[place] ?? '';
}

/** What a typed text answers: ids of options, `unclear` for letters that stand for nothing, undefined for any other text. */
export type TypedAnswer = string[] | 'unclear' | undefined;

/**
 * Reads letters (`b`, `A, C`, `2 1 3`, `1b 2a`, `ب`), the words of an option, true or false, or "I do not know" as an
 * answer to an item. Whether the answer is complete is not looked at.
 * @param shown ids of the options in the order they were shown in
 */
export function readTypedAnswer(text: string, item: Item, shown: readonly string[], language: Language): TypedAnswer {
  const typed = comparable(text);
  if (UNKNOWN.test(typed) || /^[?؟]+$/u.test(text.trim())) return [];
  if (item.kind === 'truefalse' && YES.test(typed)) return [TRUE];
  if (item.kind === 'truefalse' && NO.test(typed)) return [FALSE];
  const named = item.options.find(({ words }) => words !== undefined && comparable(words[language]) === typed);
  if (named) return [named.id];
  const joined = typed.replaceAll(/([1-8])\s*[-:=.)]\s*(?=\p{L})/gu, '$1');
  const places = readPlaces(joined, item);
  // One letter alone is meant as an answer, whichever it is.
  if (places === undefined) return /^\p{L}$/u.test(typed) ? 'unclear' : undefined;
  const ids = places.map((place) => shown[place]);
  return ids.every((id) => id !== undefined) ? ids : 'unclear';
}

function comparable(text: string): string {
  return normalize(text)
    .replace(/\u0640/gu, '')
    .trim()
    .replace(/[.!)\]]+$/u, '')
    .replace(/^[([]+/u, '')
    .trim();
}

/** Places of options, counted from 0; undefined for a text that is no list of letters or digits. */
function readPlaces(typed: string, { kind, left }: Item): number[] | undefined {
  const tokens = typed.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '' && !AND.has(token));
  if (tokens.length === 0) return undefined;
  if (kind === 'match') {
    const pairs = tokens.flatMap((token) => /^([1-8])(\D)$/u.exec(token)?.slice(1, 3) ?? []);
    if (pairs.length === 2 * tokens.length) return readPairs(pairs, left.length);
  }
  // Letters without blanks between are short: a longer word is a word.
  const letters = tokens.length === 1 && typed.length <= 8 ? [...typed] : tokens;
  if (letters.some((letter) => [...letter].length !== 1)) return undefined;
  for (const alphabet of TYPED) {
    const places = letters.map((letter) => alphabet.indexOf(letter));
    if (places.every((place) => place >= 0)) return places;
  }
  return undefined;
}

/** `1 b 2 a` as the places for left side 1, 2 …; empty places where one is missing, so that it counts as incomplete. */
function readPairs(pairs: readonly string[], left: number): number[] | undefined {
  const places = Array.from({ length: left }, () => -1);
  for (let at = 0; at < pairs.length; at += 2) {
    const place = TYPED.map((alphabet) => alphabet.indexOf(pairs[at + 1] ?? '')).find((index) => index >= 0);
    const side = Number(pairs[at]) - 1;
    if (place === undefined || side >= left) return undefined;
    places[side] = place;
  }
  return places;
}
