/** Scores of a ranking and of a sign, against examples worked out by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, emptyTally, percent, percentile, tallyRanking } from '../../src/measuring/scores.ts';

function tallyOf(...questions: [ranked: string[], relevant: string[]][]) {
  const tally = emptyTally();
  for (const [ranked, relevant] of questions) tallyRanking(tally, ranked, new Set(relevant));
  return tally;
}

describe('tallyRanking', () => {
  it('counts a hit at the first place', () => {
    expect(tallyOf([['a', 'b'], ['a']])).toEqual({ n: 1, at1: 1, at5: 1, reciprocal: 1, gain: 1 });
  });

  it('counts a hit at the third place', () => {
    const tally = tallyOf([['x', 'y', 'a'], ['a']]);
    expect(tally).toMatchObject({ n: 1, at1: 0, at5: 1, reciprocal: 1 / 3 });
    expect(tally.gain).toBeCloseTo(0.5, 10); // 1 / log2(4)
  });

  it('weighs two hits against the best order of them', () => {
    // (1/log2(2) + 1/log2(4)) / (1/log2(2) + 1/log2(3))
    expect(
      tallyOf([
        ['a', 'x', 'b'],
        ['a', 'b'],
      ]).gain,
    ).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)), 10);
  });

  it('counts places 5, 6, 10 and 11', () => {
    const at = (place: number) => Array.from({ length: 12 }, (_, n) => (n === place - 1 ? 'a' : `x${n}`));
    expect(tallyOf([at(5), ['a']])).toMatchObject({ at5: 1, reciprocal: 1 / 5 });
    expect(tallyOf([at(6), ['a']])).toMatchObject({ at5: 0, reciprocal: 1 / 6 });
    expect(tallyOf([at(10), ['a']])).toMatchObject({ reciprocal: 1 / 10, gain: 1 / Math.log2(11) });
    expect(tallyOf([at(11), ['a']])).toMatchObject({ reciprocal: 0, gain: 0 });
  });

  it('adds up over questions, those without a hit and without anything to find included', () => {
    expect(tallyOf([['a'], ['a']], [['x'], ['a']], [[], ['a']], [['a'], []])).toEqual({
      n: 4,
      at1: 1,
      at5: 1,
      reciprocal: 1,
      gain: 1,
    });
  });

  it('gives full marks to the best order of any number of relevant ones', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 20 }), (ids) => {
        expect(tallyOf([ids, ids]).gain).toBeCloseTo(1, 10);
      }),
    );
  });
});

describe('percent and percentile', () => {
  it.each([
    [1, 3, 33.33],
    [2, 2, 100],
    [0, 5, 0],
    [0, 0, 0],
  ])('%i of %i is %d', (part, whole, expected) => {
    expect(percent(part, whole)).toBe(expected);
  });

  it.each([
    [0.5, 3],
    [0.95, 5],
    [0.2, 1],
    [0.21, 2],
    [0, 1],
    [1, 5],
  ])('share %d of 1 to 5, in any order, is %i', (share, expected) => {
    expect(percentile([5, 3, 1, 4, 2], share)).toBe(expected);
  });

  it('sorts by value, changes nothing, and is 0 for none', () => {
    const values = [10, 9, 100];
    expect(percentile(values, 1)).toBe(100);
    expect(values).toEqual([10, 9, 100]);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('areaUnderCurve', () => {
  const items = (positives: number[], negatives: number[]) => [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ];

  it.each([
    ['all above', [3, 4], [1, 2], 1],
    ['all below', [1, 2], [3, 4], 0],
    ['three of four pairs', [2, 4], [1, 3], 0.75],
    ['all tied', [1, 1], [1, 1, 1], 0.5],
    ['one tie in four pairs', [2, 3], [2, 1], 0.875],
    ['infinite scores', [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], 1],
  ])('%s', (_name, positives, negatives, expected) => {
    expect(areaUnderCurve(items(positives, negatives))).toBe(expected);
  });

  it.each([
    ['no negatives', [1, 2], []],
    ['no positives', [], [1, 2]],
    ['nothing', [], []],
  ])('is not a number with %s', (_name, positives, negatives) => {
    expect(areaUnderCurve(items(positives, negatives))).toBeNaN();
  });

  it('throws for a score that is not a number', () => {
    expect(() => areaUnderCurve(items([1, Number.NaN], [2]))).toThrow(RangeError);
  });

  it('is the share of pairs in the right order, ties counting half', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((high) => negatives.map((low) => (high > low ? 1 : high === low ? 0.5 : 0)));
        const share = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
        expect(areaUnderCurve(items(positives, negatives))).toBeCloseTo(share, 10);
      }),
    );
  });
});
