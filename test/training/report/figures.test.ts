/** The figures of a report on examples that can be worked out by hand. */
import { describe, expect, it } from 'vitest';
import { chooseCommonestForm, computeAlpha } from '../../../src/training/report/compute-alpha.ts';
import {
  computeDiscrimination,
  correlate,
  type FirstAnswer,
  totalByLearner,
} from '../../../src/training/report/compute-discrimination.ts';
import { computeGain } from '../../../src/training/report/compute-gain.ts';
import { computeMean, distribute, meanOf, varianceOf } from '../../../src/training/report/compute-mean.ts';

/** Tests as rows of ones and zeros, a column for each item. */
const takenTests = (...rows: string[]) =>
  rows.map((row) => new Map([...row].map((digit, at) => [`N${at}`, digit === '1'])));

describe('mean and spread', () => {
  it('of 2 4 4 4 5 5 7 9: mean 40 / 8, squares 32, deviation the root of 32 / 7', () => {
    expect(computeMean([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ n: 8, mean: 5, deviation: Math.sqrt(32 / 7) });
  });

  it('has no mean of nothing and no deviation of one', () => {
    expect(computeMean([])).toEqual({ n: 0, mean: undefined, deviation: undefined });
    expect(computeMean([0.5])).toEqual({ n: 1, mean: 0.5, deviation: undefined });
    expect([meanOf([]), varianceOf([1])]).toEqual([undefined, undefined]);
  });

  it('is exactly zero where every value is the same, whatever is rounded', () => {
    expect(computeMean([0.7, 0.7, 0.7]).deviation).toBe(0);
  });
});

describe('distribution', () => {
  const tenths = (...scores: [right: number, answered: number][]) =>
    distribute(scores.map(([right, answered]) => ({ right, answered })));

  it('puts a score on a border into the upper tenth, and everything right into the last', () => {
    expect(tenths([0, 12], [1, 10], [3, 30], [7, 10], [10, 10], [9, 10])).toEqual([1, 2, 0, 0, 0, 0, 0, 1, 0, 2]);
  });

  it('agrees with counting the borders a score reaches, for every test of up to 60 items', () => {
    for (let answered = 1; answered <= 60; answered += 1) {
      for (let right = 0; right <= answered; right += 1) {
        const byCounting = Math.min(9, [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((n) => 10 * right >= n * answered).length);
        expect(tenths([right, answered]).indexOf(1), `${right} of ${answered}`).toBe(byCounting);
      }
    }
  });
});

describe('normalised gain', () => {
  it('from 40 to 70 percent is half of what there was to gain', () => {
    expect(computeGain(0.4, 0.7)).toBeCloseTo(0.5, 15);
  });

  it('is below zero where less is known, and undefined where nothing was left to learn', () => {
    expect(computeGain(0.5, 0.25)).toBe(-0.5);
    expect(computeGain(1, 1)).toBeUndefined();
    expect(computeGain(undefined, 0.5)).toBeUndefined();
    expect(computeGain(0.5, undefined)).toBeUndefined();
  });
});

describe("Cronbach's alpha", () => {
  it('of 111 110 100 000: variances 1/4 1/3 1/4, of totals 5/3, alpha 3/2 · (1 - 1/2)', () => {
    const { value, ...size } = computeAlpha(takenTests('111', '110', '100', '000'));
    expect(value).toBeCloseTo(0.75, 14);
    expect(size).toEqual({ learners: 4, items: 3 });
  });

  it('is 1 where all items say the same, and below zero where they contradict each other', () => {
    expect(computeAlpha(takenTests('11', '00', '11', '00')).value).toBeCloseTo(1, 14);
    // Variances 4/15 and 3/10, of totals 1/6: 2 · (1 - 17/30 · 6).
    expect(computeAlpha(takenTests('10', '01', '10', '01', '11', '10')).value).toBeCloseTo(-4.8, 13);
  });

  it('is undefined without learners, for one, for one item, and where all totals are equal', () => {
    expect(computeAlpha([])).toEqual({ learners: 0, items: 0 });
    expect(computeAlpha(takenTests('110'))).toEqual({ learners: 1, items: 3 });
    expect(computeAlpha(takenTests('1', '0'))).toEqual({ learners: 2, items: 1 });
    expect(computeAlpha(takenTests('10', '01'))).toEqual({ learners: 2, items: 2 });
  });

  it('looks at the form most learners took, then at the longest, then at the first by its ids', () => {
    const [short, long] = [['A', 'A'].map((id) => new Map([[id, true]])), takenTests('11', '10', '00')];
    expect(chooseCommonestForm([...short, ...long.slice(0, 1)])).toEqual(short);
    expect(chooseCommonestForm([...short, ...long.slice(0, 2)])).toEqual(long.slice(0, 2));
    expect(chooseCommonestForm([...short, ...long])).toEqual(long);
    const same = [new Map([['B', true]]), new Map([['A', true]])];
    expect(chooseCommonestForm(same)[0]?.has('A')).toBe(true);
    expect(chooseCommonestForm(same.toReversed())[0]?.has('A')).toBe(true);
  });

  it('takes the same items in another order as the same form, and passes over tests without answers', () => {
    const [one, other] = [
      new Map([
        ['A', true],
        ['B', false],
      ]),
      new Map([
        ['B', true],
        ['A', true],
      ]),
    ];
    expect(computeAlpha([one, other, new Map(), new Map(), new Map()])).toMatchObject({ learners: 2, items: 2 });
  });
});

describe('discrimination', () => {
  it('correlates: 1 2 3 4 with 1 3 2 5 is 5.5 / root of (5 · 8.75)', () => {
    expect(correlate([1, 2, 3, 4], [1, 3, 2, 5])).toBeCloseTo(5.5 / Math.sqrt(5 * 8.75), 14);
    expect(correlate([1, 2], [2, 1])).toBe(-1);
  });

  it('is undefined where something does not vary, rounded or not', () => {
    expect(correlate([], [])).toBeUndefined();
    expect(correlate([1, 1, 1], [1, 2, 3])).toBeUndefined();
    expect(correlate([1, 0, 1], [0.7, 0.7, 0.7])).toBeUndefined();
  });

  /** What each learner answered first, as ones and zeros; the item looked at comes first. */
  const firstAnswers = (...rows: string[]): FirstAnswer[] =>
    rows.flatMap((row, learner) =>
      [...row].map((digit, at) => ({ learnerKey: `L${learner}`, itemId: `N${at}`, right: digit === '1' })),
    );
  const discriminate = (rows: string[], minimum = 4) => {
    const answers = firstAnswers(...rows);
    const own = answers.filter(({ itemId }) => itemId === 'N0');
    return computeDiscrimination(own, totalByLearner(answers), minimum);
  };

  it('compares an item with the share right of the others, without itself', () => {
    // Item 1 1 0 0; others 4/5 5/5 1/5 2/5, mean 3/5: both 0.3 · 2 = 0.6, squares 1 and 0.4.
    const { discrimination, compared } = discriminate(['111110', '111111', '010000', '011000']);
    expect(discrimination).toBeCloseTo(0.6 / Math.sqrt(0.4), 14);
    expect(compared).toBe(4);
  });

  it('takes shares, as learners answer different numbers of items', () => {
    // 10 others, 5 of them right, are as good as 6 with 3.
    const rows = ['1111110000', '1111000', '0110000', '01100000000'];
    const expected = correlate([1, 1, 0, 0], [5 / 9, 3 / 6, 2 / 6, 2 / 10]);
    expect(discriminate(rows).discrimination).toBe(expected);
  });

  it('leaves out learners with fewer than five others, and says nothing below the minimum', () => {
    const rows = ['111110', '111111', '010000', '011000'];
    expect(discriminate([...rows, '10000', '01111'])).toEqual(discriminate(rows));
    expect(discriminate(rows, 5)).toEqual({ discrimination: undefined, compared: 4 });
  });

  it('is below zero where those who know more get it wrong', () => {
    expect(discriminate(['011111', '011110', '100000', '110000']).discrimination).toBeLessThan(-0.9);
  });
});
