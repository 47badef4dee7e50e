/** What every database must do with the rows of trainings: all or nothing, and no harm from a damaged one. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { FULL } from './store.examples.ts';
import * as an from './store-trainings.examples.ts';

const { answerTo, BEGUN, CERTIFICATE, CHALLENGE, ENDED, EVENT, MEMBER, REMINDER, REVIEW } = an;

/**
 * Registers the suite.
 * @param current gives the empty store of the running test
 * @param execute runs SQL beside the store
 */
export function describeTrainingRows(current: () => Store, execute: (statement: string) => Promise<void>): void {
  const failed = { code: 'database-failed' };

  /** Lets a table be missing while something is done. */
  async function without(table: string, act: () => Promise<void>): Promise<void> {
    await execute(`alter table ${table} rename to elsewhere`);
    await act();
    await execute(`alter table elsewhere rename to ${table}`);
  }

  describe('the rows of trainings', () => {
    it.each([
      `update training_attempts set steps = '[{"item":"R01"}]' where id = 'bad'`,
      `update training_attempts set steps = 'not JSON' where id = 'bad'`,
      `update training_attempts set answers = '{}' where id = 'bad'`,
      `update training_attempts set phase = 'of-another-version' where id = 'bad'`,
      `update training_attempts set language = 'de' where id = 'bad'`,
    ])('hold up no other run for a damaged one, which can be saved anew: %s', async (damage) => {
      const store = current();
      for (const id of ['bad', 'good']) await store.addAttempt({ ...ENDED, id, phase: 'final' });
      const good = await store.attempt('good');
      await execute(damage);
      expect(await store.attempt('bad')).toBeUndefined();
      expect(await store.attemptsOf(ENDED.learnerKey)).toEqual([good]);
      expect(await store.testScores('TUN-2026-05', 'referral', 'final')).toHaveLength(1);
      const records = await store.trainingRecords({});
      expect(records.attempts).toContainEqual(expect.objectContaining({ id: 'good' }));
      expect(records.answers.filter(({ attemptId }) => attemptId === 'good')).toHaveLength(2);
      expect(await store.saveAttempt({ ...ENDED, id: 'bad' }, good?.revision ?? 0)).toBe(true);
      expect(await store.attempt('bad')).toMatchObject({ ...ENDED, id: 'bad' });
    });

    it.each([
      `update training_answers set given = 'not JSON' where item_id = 'R03'`,
      `update training_answers set given = '[1]' where item_id = 'R03'`,
      `update training_answers set given = '"a"' where item_id = 'R03'`,
      `update training_answers set language = 'de' where item_id = 'R03'`,
      `delete from training_answers where item_id = 'R03'`,
    ])('hold up no other answer for a damaged one: %s', async (damage) => {
      await current().addAttempt(ENDED);
      await execute(damage);
      const { answers, attempts } = await current().trainingRecords({});
      expect(answers).toMatchObject([{ itemId: 'R04', given: [], right: false }]);
      expect(attempts).toMatchObject([{ answered: 2, right: 1 }]);
    });

    it('are not read for statistics where their run is damaged or gone', async () => {
      await current().addAttempt({ ...ENDED, id: 'bad' });
      await current().addAttempt(BEGUN);
      await execute(`update training_attempts set phase = 'of-another-version' where id = 'bad'`);
      expect(await current().trainingRecords({})).toMatchObject({ answers: [], attempts: [{ id: BEGUN.id }] });
      await execute(`delete from training_attempts where id = 'bad'`);
      expect((await current().trainingRecords({ module: 'referral' })).answers).toEqual([]);
    });

    it('hold up nothing else for a damaged one', async () => {
      const store = current();
      for (const code of ['BAD', EVENT.code]) {
        await store.addEvent({ ...EVENT, code });
        await store.joinEvent({ ...MEMBER, event: code });
      }
      for (const itemId of ['BAD', 'R01']) {
        await store.saveItemState({ ...an.SUSPENDED, itemId });
        await store.challenge({ ...CHALLENGE, itemId });
        await store.saveReview({ ...REVIEW, itemId });
      }
      for (const key of ['BAD', 'learner-1']) await store.saveReminder({ ...REMINDER, learnerKey: key });
      for (const code of ['BAD', CERTIFICATE.code]) await store.addCertificate({ ...CERTIFICATE, code });
      await execute(`update training_events set name = 'not JSON' where code = 'BAD'`);
      await execute(`update training_members set language = 'de' where event = 'BAD'`);
      await execute(`update training_items set cause = 'of-another-version' where item_id = 'BAD'`);
      await execute(`update training_challenges set reason = 'of-another-version' where item_id = 'BAD'`);
      await execute(`update training_reminders set language = 'de' where learner_key = 'BAD'`);
      await execute(`update certificates set language = 'de' where code = 'BAD'`);
      expect(await store.event('BAD')).toBeUndefined();
      expect(await store.listEvents()).toEqual([EVENT]);
      expect(await store.membershipsOf('learner-1')).toEqual([MEMBER]);
      expect(await store.itemStates()).toEqual([an.SUSPENDED]);
      expect(await store.openChallenges()).toEqual([CHALLENGE]);
      expect(await store.reviewsOf('learner-1')).toHaveLength(2);
      expect(await store.reminder('BAD')).toBeUndefined();
      expect(await store.dueReminders(REMINDER.nextAt, 10)).toEqual([REMINDER]);
      expect(await store.certificate('BAD')).toBeUndefined();
      expect(await store.certificatesOf('learner-1')).toEqual([CERTIFICATE]);
      const { name, ...nameless } = CERTIFICATE;
      expect(await store.trainingRecords({})).toMatchObject({
        ...{ events: [EVENT], members: [MEMBER], challenges: [CHALLENGE], certificates: [nameless] },
      });
    });

    it('of a run and its answers are saved together or not at all', async () => {
      const store = current();
      await store.addAttempt(BEGUN);
      const before = await store.attempt(BEGUN.id);
      const answered = { ...BEGUN, answers: [answerTo('R01')] };
      await without('training_answers', async () => {
        await expect(store.saveAttempt(answered, before?.revision ?? 0)).rejects.toMatchObject(failed);
        await expect(store.addAttempt({ ...answered, id: 'new' })).rejects.toMatchObject(failed);
      });
      expect(await store.attempt(BEGUN.id)).toEqual(before);
      expect(await store.attempt('new')).toBeUndefined();
      expect(await store.saveAttempt(answered, before?.revision ?? 0)).toBe(true);
    });

    it('are moved to another learner all or none', async () => {
      const store = current();
      await store.addAttempt({ ...BEGUN, learnerKey: 'a', answers: [answerTo('R01')] });
      await store.joinEvent({ ...MEMBER, learnerKey: 'a' });
      await without('certificates', () => expect(store.linkLearner('a', 'b')).rejects.toMatchObject(failed));
      expect(await store.learnerOf('a')).toBe('a');
      expect(await store.attemptsOf('a')).toHaveLength(1);
      expect(await store.membershipsOf('a')).toHaveLength(1);
      await store.linkLearner('a', 'b');
      expect(await store.attemptsOf('b')).toHaveLength(1);
    });

    it.each(['forgetLearner', 'forgetPerson'] as const)('are deleted by %s all or none', async (forget) => {
      const store = current();
      await store.saveSession('key', FULL, 1, 'a');
      await store.addAttempt({ ...BEGUN, learnerKey: 'b', answers: [answerTo('R01')] });
      await store.linkLearner('a', 'b');
      await without('certificates', () => expect(store[forget]('a')).rejects.toMatchObject(failed));
      expect(await store.loadSession('key')).toEqual(FULL);
      expect(await store.learnerOf('a')).toBe('b');
      expect(await store.attemptsOf('b')).toHaveLength(1);
      await store[forget]('a');
      expect(await store.attemptsOf('b')).toEqual([]);
      // What was left in one of these would show as a row that cannot be added again.
      await execute(`create unique index on_purpose on training_answers ((1))`);
      await store.addAttempt({ ...BEGUN, answers: [answerTo('R01')] });
    });

    it('can hold one first answer of a learner to an item, whatever happens', async () => {
      await current().addAttempt({ ...BEGUN, id: 'a', answers: [answerTo('R01')] });
      await current().addAttempt({ ...BEGUN, id: 'b', answers: [answerTo('R01')] });
      await expect(execute('update training_answers set is_first = 1')).rejects.toThrow();
    });
  });
}
