/** Reads the figures of a text: they survive translation, so that parallel texts can be compared by them. */

import { normalize } from '../../text/normalize.ts';
import { normalizeNumber } from '../../text/tokens.ts';

/** French writes a space between thousands. */
const SPACED_THOUSANDS = /(\d)[\s\u00A0\u202F](?=\d{3}\b)/gu;

/** The figures of a text in ascending order of their characters, each as often as it stands there. */
export function figuresOf(text: string): string[] {
  // Spaces go first: `normalize` makes a narrow space a common one, and so does every writer by hand.
  const plain = normalize(text).replace(SPACED_THOUSANDS, '$1');
  return (plain.match(/\d+(?:[.,]\d+)*/gu) ?? []).map(normalizeNumber).sort();
}

/** What stands in `some` and not in `others`, counting repetitions. */
export function surplus(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
