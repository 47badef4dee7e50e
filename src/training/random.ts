/** Chance that can be repeated: the same text always gives the same numbers. */
import { createHash } from 'node:crypto';
import { shuffler } from 'd3-array';

/** A number from 0 (included) to 1 (excluded) at each call. */
export type Random = () => number;

/** 32 bits of a digest of a text, as a number from 0 to 1. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** Chance that depends on a text only. */
export function seededRandom(seed: string): Random {
  let drawn = 0;
  return () => fraction(`${seed}\u0000${drawn++}`);
}

/** A list in a new order; every order is as likely as any other. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  return shuffler(random)([...list]);
}
