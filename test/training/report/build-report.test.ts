/** The tests, reviews and items of a report, counted by hand. */
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/training/report/build-report.ts';
import { createRecords, DAY, itemOf, moduleOf } from './examples.ts';
import { ALL_RIGHT, moduleIn, ONE_RIGHT, TWO_RIGHT } from './referral-report.ts';

describe('tests', () => {
  it('compares before and after: 1/3 and 2/3 become 2/3 and 3/3, half of what is missing is gained', () => {
    const world = createRecords();
    for (const [learnerKey, before, after] of [
      ['ada', ONE_RIGHT, TWO_RIGHT],
      ['bob', TWO_RIGHT, ALL_RIGHT],
    ] as const) {
      world.add('pretest', { learnerKey, given: before });
      world.add('final', { learnerKey, given: after });
    }
    // Finished one of the two only.
    world.add('pretest', { learnerKey: 'cem', given: ALL_RIGHT });
    const { pretest, final, paired, gain, beforeDistribution, afterDistribution } = moduleIn(world);
    expect(pretest.n).toBe(3);
    expect(pretest.mean).toBeCloseTo(2 / 3, 14);
    expect(pretest.deviation).toBeCloseTo(1 / 3, 14);
    expect(final.mean).toBeCloseTo(5 / 6, 14);
    expect(paired).toMatchObject({ n: 2 });
    expect(paired.before).toBeCloseTo(1 / 2, 14);
    expect(gain).toBeCloseTo((5 / 6 - 1 / 2) / (1 / 2), 14);
    expect(beforeDistribution).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
    expect(afterDistribution).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 1]);
  });

  it('counts the first that was finished, not the first that was begun, and of two at once the first by id', () => {
    const world = createRecords();
    world.add('final', { learnerKey: 'ada', given: ALL_RIGHT, startedAt: 1, endedAt: 90 });
    world.add('final', { learnerKey: 'ada', given: ONE_RIGHT, startedAt: 2, endedAt: 50 });
    world.add('final', { learnerKey: 'bob', given: TWO_RIGHT, id: 'b', endedAt: 50 });
    world.add('final', { learnerKey: 'bob', given: ALL_RIGHT, id: 'a', endedAt: 50 });
    expect(moduleIn(world).final.mean).toBeCloseTo((1 / 3 + 1) / 2, 14);
  });

  it('leaves out what was not finished, and tests in which nothing was asked', () => {
    const world = createRecords();
    world.add('final', { learnerKey: 'ada', given: ALL_RIGHT, endedAt: undefined });
    world.add('final', { learnerKey: 'bob' });
    const report = moduleIn(world);
    expect(report.final).toEqual({ n: 0, mean: undefined, deviation: undefined });
    expect(report.funnel.final).toBe(0);
    expect(report.afterDistribution).toEqual(new Array(10).fill(0));
  });

  it('finds the commonest form of the tests that count', () => {
    const world = createRecords();
    for (const [learnerKey, given] of Object.entries({ ada: ALL_RIGHT, bob: TWO_RIGHT, cem: ONE_RIGHT })) {
      world.add('final', { learnerKey, given, endedAt: 10 });
      world.add('final', { learnerKey, given: { N01: true, N02: true }, endedAt: 20 });
    }
    world.add('final', { learnerKey: 'dia', given: { N01: true, N02: false } });
    // Variances 0, 1/3, 1/3, of totals 1: 3/2 · (1 - 2/3).
    const { alpha } = moduleIn(world);
    expect(alpha.final).toMatchObject({ learners: 3, items: 3 });
    expect(alpha.final.value).toBeCloseTo(0.5, 14);
    expect(alpha.pretest).toEqual({ learners: 0, items: 0 });
  });
});

describe('retention', () => {
  it('is the share right in reviews from day 30 to 59 and 90 to 119 after the first final test, by learner', () => {
    const world = createRecords();
    const final = 1000;
    world.add('final', { learnerKey: 'ada', given: ALL_RIGHT, endedAt: final });
    world.add('final', { learnerKey: 'ada', given: ALL_RIGHT, endedAt: final + 20 * DAY });
    world.add('final', { learnerKey: 'bob', given: ALL_RIGHT, endedAt: final });
    const review = (learnerKey: string, after: number, given: Record<string, boolean>) =>
      world.add('review', { learnerKey, given, endedAt: final + after });
    review('ada', 30 * DAY - 1, { N01: false });
    review('ada', 30 * DAY, { N01: true, N02: false });
    review('ada', 60 * DAY - 1, { N01: true, N02: true });
    review('ada', 60 * DAY, { N01: false });
    review('ada', 90 * DAY, { N01: false });
    review('bob', 119 * DAY, { N01: true });
    review('bob', 120 * DAY, { N01: false });
    // Never took a final test.
    review('cem', 31 * DAY, { N01: false });
    const { retention } = moduleIn(world);
    expect(retention.days30).toEqual({ n: 1, mean: 0.75, deviation: undefined });
    expect(retention.days90).toEqual({ n: 2, mean: 0.5, deviation: Math.sqrt(0.5) });
  });
});

describe('items', () => {
  it('counts first answers, what was chosen, and "I do not know"', () => {
    const world = createRecords();
    world.add('practice', { learnerKey: 'ada', given: { N01: ['a'] } });
    world.add('final', { learnerKey: 'ada', given: { N01: ['b'] } });
    world.add('practice', { learnerKey: 'bob', given: { N01: ['c'] } });
    world.add('practice', { learnerKey: 'cem', given: { N01: [] } });
    world.add('practice', { learnerKey: 'dia', given: { N01: ['gone'] } });
    const [item] = moduleIn(world).items;
    expect(item).toMatchObject({ itemId: 'N01', kind: 'single', session: 1, answers: 4, facility: 0.25, unknown: 1 });
    expect(item?.chosen).toEqual([
      { option: 'a', right: true, count: 1 },
      { option: 'b', right: false, count: 0 },
      { option: 'c', right: false, count: 1 },
      { option: 'd', right: false, count: 0 },
    ]);
    expect(moduleIn(world).items[1]).toMatchObject({ answers: 0, facility: undefined, discrimination: undefined });
  });

  it('counts each option of several, and of an order or a match those in their place', () => {
    const items = [
      itemOf('N01', { kind: 'multiple', answer: ['a', 'c'] }),
      itemOf('N02', { kind: 'order', answer: ['a', 'b', 'c', 'd'] }),
      itemOf('N03', { kind: 'match', answer: ['b', 'a', 'b'] }),
    ];
    const world = createRecords();
    const answers: Record<string, string[]>[] = [
      { N01: ['a', 'c'], N02: ['a', 'b', 'd', 'c'], N03: ['b', 'a', 'b'] },
      { N01: ['a', 'b'], N02: ['b', 'a', 'c', 'd'], N03: ['b', 'b', 'b'] },
      { N01: [], N02: [], N03: ['b', 'a', 'd'] },
    ];
    for (const [at, given] of answers.entries()) world.add('practice', { learnerKey: `L${at}`, given });
    const [module] = buildReport(world.records, [moduleOf('referral', items)], [], { now: 0 }).modules;
    const counts = module?.items.map(({ chosen }) => chosen.map(({ count }) => count));
    // In the match b belongs first and last, a between, c and d nowhere.
    expect(counts).toEqual([
      [2, 1, 1, 0],
      [1, 1, 1, 1],
      [2, 1, 0, 1],
    ]);
  });

  it('says where an item stands, and how often it was called wrong', () => {
    const world = createRecords({
      challenges: ['ada', 'bob'].map((learnerKey) => ({
        ...{ module: 'referral', itemId: 'N01', learnerKey, language: 'en', at: 0 },
      })),
    });
    const [first, second, third] = moduleIn(world, {}, [
      { module: 'referral', itemId: 'N01', status: 'suspended', cause: 'challenged', since: 0 },
      { module: 'referral', itemId: 'N02', status: 'asked', cause: 'source-changed', since: 0 },
      { module: 'other', itemId: 'N03', status: 'withdrawn', since: 0 },
      { module: 'gone', itemId: 'N03', status: 'withdrawn', since: 0 },
    ]).items;
    expect(first).toMatchObject({ challenges: 2, status: 'suspended', cause: 'challenged' });
    // Asked again: why it once was not is over.
    expect(second).toMatchObject({ challenges: 0, status: 'asked', cause: undefined });
    expect(third).toMatchObject({ status: 'asked' });
  });

  it('takes another minimum for the discrimination', () => {
    const items = ['N01', 'N02', 'N03', 'N04', 'N05', 'N06'].map((id) => itemOf(id));
    const world = createRecords();
    for (const [at, row] of ['111110', '111111', '010000', '011000'].entries()) {
      const given = Object.fromEntries(items.map(({ id }, place) => [id, row[place] === '1']));
      world.add('practice', { learnerKey: `L${at}`, given });
    }
    const first = (minimum?: number) =>
      buildReport(world.records, [moduleOf('referral', items)], [], { now: 0, minimum }).modules[0]?.items[0];
    expect(first()).toMatchObject({ discrimination: undefined, compared: 4 });
    expect(first(4)?.discrimination).toBeCloseTo(0.6 / Math.sqrt(0.4), 14);
  });
});
