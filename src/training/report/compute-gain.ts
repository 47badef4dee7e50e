/** What was learned between two tests, of what there was to learn. */

/**
 * Normalised gain: (after - before) / (1 - before), of the means of the same learners as shares from 0 to 1. Undefined
 * where one is missing, or where there was nothing left to learn.
 * R. R. Hake (1998), Interactive-engagement versus traditional methods, American Journal of Physics 66, 64-74.
 * https://doi.org/10.1119/1.18809
 */
export function computeGain(before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined || after === undefined || before >= 1) return undefined;
  return (after - before) / (1 - before);
}
