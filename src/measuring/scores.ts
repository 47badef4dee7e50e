/** The scores of a ranking, and of a number that should be high for one kind of thing and low for another. */

/** Sums over questions, from which the averages are made. */
export interface RankingTally {
  n: number;
  at1: number;
  at5: number;
  reciprocal: number;
  gain: number;
}

export function emptyTally(): RankingTally {
  return { n: 0, at1: 0, at5: 0, reciprocal: 0, gain: 0 };
}

/**
 * Adds one question. `ranked` are ids, best first; any of `relevant` counts. nDCG@10 with gains of one
 * (Järvelin & Kekäläinen 2002).
 */
export function tallyRanking(tally: RankingTally, ranked: readonly string[], relevant: ReadonlySet<string>): void {
  tally.n += 1;
  const top = ranked.slice(0, 10);
  const first = top.findIndex((id) => relevant.has(id));
  if (first === 0) tally.at1 += 1;
  if (first >= 0 && first < 5) tally.at5 += 1;
  if (first >= 0) tally.reciprocal += 1 / (first + 1);
  let gain = 0;
  top.forEach((id, at) => {
    if (relevant.has(id)) gain += 1 / Math.log2(at + 2);
  });
  let ideal = 0;
  for (let at = 0; at < Math.min(10, relevant.size); at += 1) ideal += 1 / Math.log2(at + 2);
  if (ideal > 0) tally.gain += gain / ideal;
}

/** A share in percent with two decimals; 0 for nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}

/** The value below which a share (0 to 1) of the values lies (nearest rank); 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counting half (Hanley & McNeil 1982).
 * 0.5 is chance; NaN without both kinds.
 */
export function areaUnderCurve(items: readonly { score: number; positive: boolean }[]): number {
  if (items.some(({ score }) => Number.isNaN(score))) throw new RangeError('a score is not a number');
  const sorted = [...items].sort((a, b) => a.score - b.score);
  const positives = items.filter(({ positive }) => positive).length;
  const negatives = items.length - positives;
  let rankSum = 0;
  let start = 0;
  while (start < sorted.length) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const averageRank = (start + 1 + end) / 2;
    for (let at = start; at < end; at += 1) if (sorted[at]?.positive) rankSum += averageRank;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
