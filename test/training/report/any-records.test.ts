/** Whatever the records are, a report can be made of them, and its figures agree with each other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import { PHASES, type TrainingRecords } from '../../../src/contracts/training.ts';
import { buildReport } from '../../../src/training/report/build-report.ts';
import type { Mean } from '../../../src/training/report/report.ts';
import { createRecords, DAY, EVENT, itemOf, moduleOf } from './examples.ts';

const ITEMS = ['N01', 'N02', 'N03', 'N04', 'N05', 'N06', 'N07', 'N08'];
const LEARNERS = ['ada', 'bob', 'cem', 'dia', 'eva', 'fay', 'gil', 'hana', 'ines', 'jad', 'kim', 'lea', 'mia'];
const MODULES = ['referral', 'other', 'gone'];
const modules = [
  moduleOf(
    'referral',
    ITEMS.slice(0, 7).map((id) => itemOf(id)),
  ),
  moduleOf('other', [itemOf('N01')]),
];
const events = [EVENT, { ...EVENT, code: 'ELSE', modules: ['other', 'gone'] }];

const run = fc.record({
  phase: fc.constantFrom(...PHASES),
  learnerKey: fc.constantFrom(...LEARNERS),
  module: fc.constantFrom('referral', ...MODULES),
  event: fc.option(fc.constantFrom(EVENT.code, 'ELSE', 'NOWHERE'), { nil: undefined }),
  language: fc.constantFrom(...LANGUAGES),
  endedAt: fc.option(fc.integer({ min: 0, max: 130 * DAY }), { nil: undefined }),
  given: fc.dictionary(fc.constantFrom(...ITEMS), fc.boolean()),
});
const pair = fc.tuple(fc.constantFrom(...LEARNERS), fc.constantFrom(EVENT.code, 'ELSE', 'NOWHERE'));

const anyRecords: fc.Arbitrary<TrainingRecords> = fc
  .tuple(fc.array(run, { maxLength: 120 }), fc.array(pair), fc.array(pair), fc.array(pair))
  .map(([runs, members, certificates, challenges]) => {
    const world = createRecords({ events });
    for (const { phase, ...one } of runs) world.add(phase, one);
    for (const [learner, event] of members) world.join(learner, event);
    for (const [at, [learner, event]] of certificates.entries())
      world.certify(learner, { event, module: MODULES[at % 3] });
    for (const [at, [learnerKey]] of challenges.entries()) {
      const challenge = { module: MODULES[at % 3] ?? '', itemId: ITEMS[at % 8] ?? '', learnerKey };
      world.records.challenges.push({ ...challenge, language: 'en', at });
    }
    return world.records;
  });

function expectMean({ n, mean, deviation }: Mean): void {
  expect(mean === undefined).toBe(n === 0);
  expect(deviation === undefined).toBe(n < 2);
  if (mean !== undefined) expect(mean >= 0 && mean <= 1).toBe(true);
  // The largest deviation of shares is that of half zeros and half ones.
  if (deviation !== undefined) expect(deviation).toBeLessThanOrEqual(Math.SQRT1_2 + 1e-12);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('any records', () => {
  it('make a report whose figures agree', () => {
    fc.assert(
      fc.property(anyRecords, fc.constantFrom(undefined, EVENT.code, 'ELSE', 'NOWHERE'), (records, event) => {
        const before = structuredClone(records);
        const report = buildReport(records, modules, [], { now: 0, event, minimum: 3 });
        expect(records).toEqual(before);
        for (const module of report.modules) {
          for (const mean of [module.pretest, module.final, ...Object.values(module.retention)]) expectMean(mean);
          expect(sum(module.beforeDistribution)).toBe(module.pretest.n);
          expect(sum(module.afterDistribution)).toBe(module.final.n);
          expect(module.funnel).toMatchObject({ pretest: module.pretest.n, final: module.final.n });
          expect(module.paired.n).toBeLessThanOrEqual(Math.min(module.pretest.n, module.final.n));
          expect(module.alpha.final.learners).toBeLessThanOrEqual(module.final.n);
          expect(module.alpha.final.value ?? 0).toBeLessThanOrEqual(1 + 1e-12);
          for (const item of module.items) {
            expect(Math.abs(item.discrimination ?? 0)).toBeLessThanOrEqual(1);
            expect(item.compared).toBeLessThanOrEqual(item.answers);
            expect(sum(item.chosen.map(({ count }) => count)) + item.unknown).toBe(item.answers);
            const right = item.chosen.find((option) => option.right);
            if (item.answers > 0) expect(item.facility).toBe((right?.count ?? 0) / item.answers);
          }
        }
        for (const line of report.donor) expect(line.passed).toBeLessThanOrEqual(line.finished);
        const most = Math.max(0, ...report.donor.map(({ finished }) => finished));
        expect(report.trained.finished).toBeGreaterThanOrEqual(most);
        expect(report.trained.finished).toBeLessThanOrEqual(sum(report.donor.map(({ finished }) => finished)));
        expect(sum(report.languages.map(({ final }) => final.n))).toBe(sum(report.modules.map(({ final }) => final.n)));
      }),
      { numRuns: 300 },
    );
  });

  it('make the same report in any order', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const turned = Object.fromEntries(
          Object.entries(records).map(([name, rows]) => [name, rows.toReversed()]),
        ) as unknown as TrainingRecords;
        const [one, other] = [records, turned].map((each) => buildReport(each, modules, [], { now: 0, minimum: 3 }));
        const rounded = (report: unknown) =>
          JSON.parse(
            JSON.stringify(report, (_key, value) =>
              typeof value === 'number' ? Number(value.toFixed(12)) + 0 : value,
            ),
          );
        expect(rounded(other)).toEqual(rounded(one));
      }),
      { numRuns: 100 },
    );
  });
});
