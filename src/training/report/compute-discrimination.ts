/** Whether those who know more get an item right more often. */
import { isConstant, meanOf } from './compute-mean.ts';
import { MIN_OTHERS } from './report.ts';

/** The first answer of a learner to an item. */
export interface FirstAnswer {
  learnerKey: string;
  itemId: string;
  right: boolean;
}

/** How much of all their first answers learners have right. */
export type Totals = ReadonlyMap<string, { right: number; of: number }>;

/** Adds the first answers of each learner up. */
export function totalByLearner(answers: Iterable<FirstAnswer>): Totals {
  const totals = new Map<string, { right: number; of: number }>();
  for (const { learnerKey, right } of answers) {
    const total = totals.get(learnerKey) ?? { right: 0, of: 0 };
    total.of += 1;
    if (right) total.right += 1;
    totals.set(learnerKey, total);
  }
  return totals;
}

/**
 * Pearson's correlation: sum of (x - mean x)(y - mean y) / root of (sum of (x - mean x)² · sum of (y - mean y)²). Undefined
 * where either does not vary. The lists are equally long.
 * K. Pearson (1895), Note on regression and inheritance in the case of two parents, Proceedings of the Royal Society of
 * London 58, 240-242. https://doi.org/10.1098/rspl.1895.0041
 */
export function correlate(xs: readonly number[], ys: readonly number[]): number | undefined {
  const [meanX, meanY] = [meanOf(xs), meanOf(ys)];
  if (meanX === undefined || meanY === undefined || isConstant(xs) || isConstant(ys)) return undefined;
  let [both, squaresX, squaresY] = [0, 0, 0];
  xs.forEach((x, at) => {
    const [byX, byY] = [x - meanX, (ys[at] ?? meanY) - meanY];
    both += byX * byY;
    squaresX += byX ** 2;
    squaresY += byY ** 2;
  });
  return Math.max(-1, Math.min(1, both / Math.sqrt(squaresX * squaresY)));
}

/**
 * Corrected item-total correlation: Pearson's correlation of an item (1 for right, else 0) with what the learner has right
 * without that item, so that it is not correlated with itself. Learners answer different numbers of items; so the rest is
 * a share, (right - item) / (answers - 1), and only learners with at least `MIN_OTHERS` other answers are looked at.
 * S. Henrysson (1963), Correction of item-total correlations in item analysis, Psychometrika 28, 211-218.
 * https://doi.org/10.1007/BF02289618
 * @param answers the first answers to one item
 * @param totals of every first answer in the module, those included
 * @param minimum of how many learners it says something
 */
export function computeDiscrimination(
  answers: readonly FirstAnswer[],
  totals: Totals,
  minimum: number,
): { discrimination?: number; compared: number } {
  const own: number[] = [];
  const rest: number[] = [];
  for (const { learnerKey, right } of answers) {
    const total = totals.get(learnerKey);
    if (total === undefined || total.of - 1 < MIN_OTHERS) continue;
    const score = right ? 1 : 0;
    own.push(score);
    rest.push((total.right - score) / (total.of - 1));
  }
  return { discrimination: own.length < minimum ? undefined : correlate(own, rest), compared: own.length };
}
