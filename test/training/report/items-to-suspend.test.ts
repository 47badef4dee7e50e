/** Which items are taken out because those who know more get them wrong. */
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/training/report/build-report.ts';
import { itemsToSuspend, MIN_TO_SUSPEND } from '../../../src/training/report/items-to-suspend.ts';
import type { ItemReport } from '../../../src/training/report/report.ts';
import { simulatedModules } from '../../fixtures/training/simulation/modules.ts';
import { createRecords, itemOf, moduleOf } from './examples.ts';

const report = buildReport(createRecords().records, [moduleOf('referral', [itemOf('N01')])], [], { now: 0 });
const item: ItemReport = {
  ...{ itemId: 'N01', kind: 'single', session: 1, answers: 50, compared: 50, facility: 0.5, discrimination: -0.01 },
  ...{ chosen: [], unknown: 0, challenges: 0, status: 'asked' },
};
const suspended = (more: Partial<ItemReport>) =>
  itemsToSuspend({
    ...report,
    modules: report.modules.map((module) => ({ ...module, items: [{ ...item, ...more }] })),
  });

describe('items to suspend', () => {
  it('are those below zero that enough learners were compared over', () => {
    expect(suspended({})).toEqual([{ module: 'referral', itemId: 'N01' }]);
    expect(suspended({ discrimination: 0 })).toEqual([]);
    expect(suspended({ discrimination: undefined })).toEqual([]);
    expect(suspended({ answers: MIN_TO_SUSPEND - 1, compared: MIN_TO_SUSPEND - 1 })).toEqual([]);
    // Most of its learners answered hardly anything else.
    expect(suspended({ answers: 200, compared: MIN_TO_SUSPEND - 1 })).toEqual([]);
  });

  it('are not those that are not asked anyway', () => {
    expect(suspended({ status: 'suspended' })).toEqual([]);
    expect(suspended({ status: 'withdrawn' })).toEqual([]);
  });

  it('is found in answers: a wrong key among items that do their work', () => {
    const [module] = simulatedModules();
    if (!module) throw new Error('there is a module');
    const world = createRecords();
    // Of 60 learners number n knows items up to a tenth of n; they get the one with the wrong key wrong.
    for (let at = 0; at < 60; at += 1) {
      const given = module.items.slice(0, 8).map(({ id }, place) => [id, place === 2 ? at < 30 : at / 8 > place]);
      world.add('practice', { learnerKey: `L${at}`, module: module.key, given: Object.fromEntries(given) });
    }
    const made = buildReport(world.records, [module], [], { now: 0 });
    expect(itemsToSuspend(made)).toEqual([{ module: module.key, itemId: 'A03' }]);
  });
});
