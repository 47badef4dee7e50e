/** What every store must do with the runs and answers of trainings; it registers the other suites of trainings too. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import type { Attempt } from '../../src/contracts/training.ts';
import { DalilError } from '../../src/errors.ts';
import { HOSTILE } from './store.examples.ts';
import { describeLearners } from './store-learners.contract.ts';
import { describeTrainingPlans } from './store-training-plans.contract.ts';
import { describeTrainingRecords } from './store-training-records.contract.ts';
import { AT, answerTo, BEGUN, ENDED } from './store-trainings.examples.ts';

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/**
 * Registers the suites.
 * @param current gives the empty store of the running test
 * @param another opens a second store on the same database
 */
export function describeTrainings(current: () => Store, another: () => Promise<Store>): void {
  const firstAnswers = async () => (await current().trainingRecords({})).answers.filter(({ first }) => first);

  describe('runs', () => {
    it('are none at first', async () => {
      expect(await current().attempt('run-1')).toBeUndefined();
      expect(await current().attemptsOf('learner-1')).toEqual([]);
      expect(await current().saveAttempt(BEGUN, 1)).toBe(false);
      expect(await current().attempt('run-1')).toBeUndefined();
    });

    it.each([
      ['with every field', ENDED],
      ['with none that may be left out', BEGUN],
    ])('%s are given back as added', async (_what, run) => {
      await current().addAttempt(run);
      expect(await current().attempt(run.id)).toEqual({ ...run, revision: expect.any(Number) });
    });

    it('do not replace one another', async () => {
      await current().addAttempt(ENDED);
      await expect(current().addAttempt({ ...BEGUN, id: ENDED.id })).rejects.toBeInstanceOf(DalilError);
      expect(await current().attempt(ENDED.id)).toMatchObject(ENDED);
    });

    it('are replaced whole, fields that are gone included, and their revision grows', async () => {
      const store = current();
      await store.addAttempt(ENDED);
      const before = await store.attempt(ENDED.id);
      const next = { ...BEGUN, id: ENDED.id };
      expect(await store.saveAttempt(next, before?.revision ?? 0)).toBe(true);
      const after = await store.attempt(ENDED.id);
      expect(after).toEqual({ ...next, revision: expect.any(Number) });
      expect(after?.revision).toBeGreaterThan(before?.revision ?? 0);
    });

    it('that were changed in between are left alone, answers included', async () => {
      const store = current();
      await store.addAttempt(BEGUN);
      const { revision = 0 } = (await store.attempt(BEGUN.id)) ?? {};
      const saved = { ...BEGUN, at: 1, answers: [answerTo('R01')] };
      expect(await store.saveAttempt(saved, revision)).toBe(true);
      expect(await store.saveAttempt({ ...BEGUN, at: 2, answers: [answerTo('R02')] }, revision)).toBe(false);
      expect(await store.attempt(BEGUN.id)).toMatchObject(saved);
      expect((await store.trainingRecords({})).answers.map(({ itemId }) => itemId)).toEqual(['R01']);
    });

    it('are changed by exactly one of many who change them at once', async () => {
      const store = current();
      await store.addAttempt(BEGUN);
      const { revision = 0 } = (await store.attempt(BEGUN.id)) ?? {};
      const saved = await Promise.all(
        Array.from({ length: 12 }, (_, n) => store.saveAttempt({ ...BEGUN, answers: [answerTo(`R${n}`)] }, revision)),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
      const { answers } = await store.trainingRecords({});
      expect((await store.attempt(BEGUN.id))?.answers.map(({ item }) => item)).toEqual([answers[0]?.itemId]);
      expect(answers).toHaveLength(1);
    });

    it('are listed by learner and module, the last changed first', async () => {
      const store = current();
      const add = (id: string, more: Partial<Attempt>) => store.addAttempt({ ...BEGUN, id, ...more });
      await add('a', { changedAt: AT + 1 });
      await add('b', { changedAt: AT + 3 });
      await add('c', { changedAt: AT + 2, module: 'mixed-movements' });
      await add('d', { changedAt: AT + 4, learnerKey: 'learner-2' });
      expect(idsOf(await store.attemptsOf('learner-1'))).toEqual(['b', 'c', 'a']);
      expect(idsOf(await store.attemptsOf('learner-1', 'referral'))).toEqual(['b', 'a']);
      expect(await store.attemptsOf('learner-2')).toEqual([await store.attempt('d')]);
      expect(await store.attemptsOf('learner-2', 'mixed-movements')).toEqual([]);
    });

    it('keep any text in what was shown and given', async () => {
      const run = {
        ...BEGUN,
        steps: HOSTILE.map((text) => ({ item: 'R01', options: [text] })),
        answers: [answerTo('R01', { given: HOSTILE })],
      };
      await current().addAttempt(run);
      expect(await current().attempt(run.id)).toMatchObject(run);
      expect((await current().trainingRecords({})).answers).toMatchObject([{ given: HOSTILE }]);
    });

    it('keep their times in whole milliseconds', async () => {
      const time = AT + 0.75;
      const times = { startedAt: time, changedAt: time, endedAt: time };
      await current().addAttempt({ ...BEGUN, ...times, answers: [answerTo('R01', { at: time })] });
      expect(await current().attempt(BEGUN.id)).toMatchObject({
        ...{ startedAt: AT + 1, changedAt: AT + 1, endedAt: AT + 1 },
        answers: [{ at: AT + 1 }],
      });
      expect((await current().trainingRecords({})).answers).toMatchObject([{ at: AT + 1 }]);
      expect((await current().trainingRecords({ since: time })).attempts).toHaveLength(1);
      expect((await current().trainingRecords({ until: time })).attempts).toEqual([]);
    });
  });

  describe('answers', () => {
    async function save(run: Attempt): Promise<void> {
      const { revision = 0 } = (await current().attempt(run.id)) ?? {};
      expect(await current().saveAttempt(run, revision)).toBe(true);
    }

    it('are recorded once, as they were when they were new', async () => {
      const store = current();
      await store.addAttempt({ ...BEGUN, event: 'TUN-2026-05' });
      await save({ ...BEGUN, event: 'TUN-2026-05', answers: [answerTo('R01', { given: ['b', 'a'], right: false })] });
      await save({
        ...{ ...BEGUN, event: 'TUN-2026-05', language: 'ar' },
        answers: [answerTo('R01', { given: ['c'], right: true, at: AT + 9 }), answerTo('R02', { at: AT + 1 })],
      });
      const common = {
        ...{ attemptId: BEGUN.id, learnerKey: 'learner-1', module: 'referral', phase: 'practice' },
        ...{ event: 'TUN-2026-05', first: true },
      };
      const { answers } = await store.trainingRecords({});
      expect(answers.toSorted((one, other) => one.at - other.at)).toEqual([
        { ...common, itemId: 'R01', language: 'fr', given: ['b', 'a'], right: false, at: AT },
        { ...common, itemId: 'R02', language: 'ar', given: ['a'], right: true, at: AT + 1 },
      ]);
    });

    it('are first once for each learner, module and item', async () => {
      const store = current();
      await store.addAttempt({ ...BEGUN, id: 'a', answers: [answerTo('R01'), answerTo('R02')] });
      await store.addAttempt({ ...BEGUN, id: 'b', answers: [answerTo('R03'), answerTo('R02'), answerTo('R01')] });
      await store.addAttempt({ ...BEGUN, id: 'c', learnerKey: 'learner-2', answers: [answerTo('R01')] });
      await store.addAttempt({ ...BEGUN, id: 'd', module: 'mixed-movements', answers: [answerTo('R01')] });
      expect((await store.trainingRecords({})).answers).toHaveLength(7);
      const first = (await firstAnswers()).map(({ attemptId, itemId }) => `${attemptId} ${itemId}`);
      expect(first.toSorted()).toEqual(['a R01', 'a R02', 'b R03', 'c R01', 'd R01']);
    });

    it('to an item twice in one run count once', async () => {
      await current().addAttempt({ ...BEGUN, answers: [answerTo('R01', { right: false }), answerTo('R01')] });
      expect((await current().trainingRecords({})).answers).toMatchObject([{ right: false, first: true }]);
    });

    it('of several runs saved at once: one is the first, for every item, and none is lost', async () => {
      const store = current();
      const runs = Array.from({ length: 12 }, (_, n) => ({ ...BEGUN, id: `run-${n}` }));
      for (const run of runs) await store.addAttempt(run);
      const items = ['R01', 'R02', 'R03', 'R04', 'R05'];
      const saved = await Promise.all(
        runs.map(async (run, n) => {
          const { revision = 0 } = (await store.attempt(run.id)) ?? {};
          const answers = (n % 2 === 0 ? items : items.toReversed()).map((item) => answerTo(item));
          return store.saveAttempt({ ...run, answers }, revision);
        }),
      );
      expect(saved).toEqual(runs.map(() => true));
      expect((await store.trainingRecords({})).answers).toHaveLength(runs.length * items.length);
      expect((await firstAnswers()).map(({ itemId }) => itemId).toSorted()).toEqual(items);
    });

    it('may be very many in one run', async () => {
      const answers = Array.from({ length: 1_500 }, (_, n) => answerTo(`R${n}`));
      await current().addAttempt({ ...BEGUN, id: 'a', answers });
      await current().addAttempt({ ...BEGUN, id: 'b', answers });
      expect((await current().trainingRecords({})).answers).toHaveLength(3_000);
      expect(await firstAnswers()).toHaveLength(1_500);
    });
  });

  describe('scores of a test', () => {
    it('are those of the first finished test of each learner of the event', async () => {
      const store = current();
      const test: Attempt = { ...ENDED, phase: 'final', session: undefined };
      const add = (id: string, more: Partial<Attempt>) => store.addAttempt({ ...test, id, ...more });
      await add('second', { startedAt: AT - 5, endedAt: AT + 20 });
      await add('first', { startedAt: AT - 4, endedAt: AT + 10 });
      await add('open', { startedAt: AT - 3, endedAt: undefined });
      await add('of another', { learnerKey: 'learner-2', endedAt: AT + 15, answers: [answerTo('R03')] });
      await add('of no event', { learnerKey: 'learner-3', event: undefined });
      await add('of another event', { learnerKey: 'learner-3', event: 'OTHER' });
      await add('of another module', { learnerKey: 'learner-3', module: 'mixed-movements' });
      await add('of another kind', { learnerKey: 'learner-3', phase: 'pretest' });
      const scores = await store.testScores('TUN-2026-05', 'referral', 'final');
      const { session, steps, at, answers, changedAt, ...kept } = test;
      expect(scores).toEqual([
        { ...kept, id: 'first', startedAt: AT - 4, endedAt: AT + 10, answered: 2, right: 1 },
        { ...kept, id: 'of another', learnerKey: 'learner-2', endedAt: AT + 15, answered: 1, right: 1 },
      ]);
      expect(idsOf(await store.testScores('TUN-2026-05', 'referral', 'pretest'))).toEqual(['of another kind']);
      expect(await store.testScores('NONE', 'referral', 'final')).toEqual([]);
    });
  });

  describeLearners(current);
  describeTrainingPlans(current, another);
  describeTrainingRecords(current);
}
