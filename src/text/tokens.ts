/** Cuts normalised text into words and numbers, the way every index and check of Dalil counts them. */
import { normalize } from './normalize.ts';

/** A number with its separators ("1,036,800.04"), or a run of letters and digits. */
const TOKEN = /\p{Nd}+(?:[.,]\p{Nd}+)*|[\p{L}\p{M}\p{N}]+/gu;
/** French elision: the article or pronoun before the apostrophe is not part of the word. */
const ELISION = /\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L})/gu;
/** English possessive. */
const POSSESSIVE = /'s\b/g;

/** "1.036.800,04" and "1,036,800.04" and "1036800" are the same number; a decimal part is kept after a point. */
export function normalizeNumber(token: string): string {
  if (!/^\d/.test(token) || !/[.,]/.test(token)) return token;
  const grouped = token.replace(/[.,](?=\d{3}(?:\D|$))/g, '');
  return grouped.replace(',', '.');
}

/**
 * The words of a text in reading order, normalised but not stemmed.
 * A number keeps its decimals and loses its thousands separators.
 */
export function tokenize(text: string): string[] {
  const prepared = normalize(text).replace(POSSESSIVE, '').replace(ELISION, '');
  const tokens = prepared.match(TOKEN) ?? [];
  return tokens.map(normalizeNumber);
}
