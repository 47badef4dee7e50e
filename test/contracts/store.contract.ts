/** What every store must do, whatever database is below it: each database test runs this suite. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { DalilError } from '../../src/errors.ts';
import { ANSWERED, DRAFT, FEEDBACK, FULL, OUTCOME, PERSONAL, URGENT } from './store.examples.ts';
import { describePruning } from './store-pruning.contract.ts';
import { describeQuestions } from './store-questions.contract.ts';
import { describeQueue } from './store-queue.contract.ts';
import { ACCEPTED, SENDING } from './store-queue.examples.ts';
import { describeQueueRows } from './store-queue-rows.contract.ts';
import { describeReach } from './store-reach.contract.ts';
import { describeSessions } from './store-sessions.contract.ts';
import { describeTrainingRows } from './store-training-rows.contract.ts';
import { describeTrainings } from './store-trainings.contract.ts';
import { ENDED } from './store-trainings.examples.ts';
import { describeTurns } from './store-turns.contract.ts';

/** One empty database. */
export interface StoreFixture {
  /** Opens a store on it; again for a second one on the same database. */
  open(): Promise<Store>;
  /** Runs SQL beside the stores. */
  execute(statement: string): Promise<void>;
  cleanup(): Promise<void>;
}

/** Registers what holds for every store, over whatever; both functions are called while a test runs. */
export function describeStoreMethods(current: () => Store, another: () => Promise<Store>): void {
  describeSessions(current);
  describeTurns(current, another);
  describeReach(current);
  describeQuestions(current, another);
  describeQueue(current, another);
  describeTrainings(current, another);
  describePruning(current);
}

/** Registers the suite; `create` makes a new empty database for each test. */
export function describeStore(name: string, create: () => Promise<StoreFixture>): void {
  describe(`${name} as a store`, () => {
    let fixture: StoreFixture;
    let store: Store;

    beforeEach(async () => {
      fixture = await create();
      store = await fixture.open();
    });
    afterEach(async () => {
      await store.close();
      await fixture.cleanup();
    });

    describeStoreMethods(
      () => store,
      () => fixture.open(),
    );

    describe('damaged rows', () => {
      it.each([
        ['text that is not JSON', '{"languageChosen":tr'],
        ['JSON of another shape', '{"languageChosen":"yes","lastPassageIds":[],"lastChoices":[]}'],
        ['a language that is not ours', '{"language":"de","languageChosen":true,"lastPassageIds":[],"lastChoices":[]}'],
        ['nothing', ''],
      ])('with %s are no session, and the next save repairs them', async (_what, text) => {
        await store.saveSession('key', FULL, 1, 'person');
        await fixture.execute(`update sessions set session = '${text}'`);
        expect(await store.loadSession('key')).toBeUndefined();
        await store.saveSession('key', FULL, 2, 'person');
        expect(await store.loadSession('key')).toEqual(FULL);
      });

      it('with an outcome that is not in the closed list are left out', async () => {
        await store.recordOutcome(OUTCOME);
        await store.recordOutcome({ ...OUTCOME, id: 'b' });
        await fixture.execute(`update outcomes set outcome = 'of-another-version' where id = 'b'`);
        expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
        expect(await store.outcomeOf('b')).toBeUndefined();
      });

      it.each([
        `update person_questions set countries = '[' where id = 'q-bad'`,
        `update person_questions set text = 'not JSON' where id = 'q-bad'`,
        `update person_questions set status = 'lost' where id = 'q-bad'`,
      ])('hold up no other question: %s', async (damage) => {
        await store.addPersonQuestion({ ...URGENT, id: 'q-bad' });
        await store.addPersonQuestion(URGENT);
        await fixture.execute(damage);
        expect(await store.personQuestion('q-bad')).toBeUndefined();
        expect(await store.pendingPersonQuestions()).toEqual([URGENT]);
        expect(await store.personQuestionsOf(URGENT.askerKey)).toEqual([URGENT]);
      });

      it('hold up no other draft or address', async () => {
        await store.addDraft({ ...DRAFT, id: 'd-bad' });
        await store.addDraft(DRAFT);
        await store.saveAddress({ ...PERSONAL, conversationKey: 'bad' });
        await store.saveAddress(PERSONAL);
        await fixture.execute(`update knowledge_drafts set answer = '{}' where id = 'd-bad'`);
        await fixture.execute(`update addresses set scope = 'planet' where conversation_key = 'bad'`);
        expect(await store.openDrafts()).toEqual([DRAFT]);
        expect(await store.draft('d-bad')).toBeUndefined();
        expect(await store.listAddresses(PERSONAL.channel)).toEqual([PERSONAL]);
        expect(await store.addressOf('bad')).toBeUndefined();
      });
    });

    describeQueueRows(
      () => store,
      (statement) => fixture.execute(statement),
    );

    describeTrainingRows(
      () => store,
      (statement) => fixture.execute(statement),
    );

    it('keeps with feedback how the turn had ended', async () => {
      await store.recordFeedback({ ...FEEDBACK, id: 'a', outcome: 'answered', passageIds: ['nrm#3'] });
      await store.recordFeedback({ ...FEEDBACK, id: 'b' });
      await fixture.execute(`delete from feedback where outcome = 'answered' and passage_ids = '["nrm#3"]'`);
      expect(await store.countFeedback(0)).toEqual({ helpful: 1, unhelpful: 0 });
      await fixture.execute(`delete from feedback where outcome is null and passage_ids = '[]'`);
      expect(await store.countFeedback(0)).toEqual({ helpful: 0, unhelpful: 0 });
    });

    it('forgets all of a person or nothing', async () => {
      await store.saveSession('key', FULL, 1, URGENT.askerKey);
      await fixture.execute('alter table person_questions rename to elsewhere');
      await expect(store.forgetPerson(URGENT.askerKey)).rejects.toMatchObject({ code: 'database-failed' });
      expect(await store.loadSession('key')).toEqual(FULL);
      await fixture.execute('alter table elsewhere rename to person_questions');
      await store.forgetPerson(URGENT.askerKey);
      expect(await store.loadSession('key')).toBeUndefined();
    });

    describe('opening and closing', () => {
      it('answers a ping while open', async () => {
        await expect(store.ping()).resolves.toBeUndefined();
      });

      it('refuses everything once closed, and closes twice without harm', async () => {
        await Promise.all([store.close(), store.close()]);
        await store.close();
        await expect(store.ping()).rejects.toMatchObject({ code: 'database-closed' });
        await expect(store.claimMessage('message', 1)).rejects.toBeInstanceOf(DalilError);
        await expect(store.forgetPerson('person')).rejects.toMatchObject({ code: 'database-closed' });
        await expect(store.saveAttempt(ENDED, 1)).rejects.toMatchObject({ code: 'database-closed' });
        await expect(store.loadSession('key')).rejects.toMatchObject({
          message: expect.stringMatching(/^Dalil could not read a session: .+ is closed\.$/),
          hint: expect.stringMatching(/\S/),
        });
      });

      it('keeps everything for the next one to open', async () => {
        await store.saveSession('key', FULL, 1, 'person');
        await store.claimMessage('message', 1);
        await store.recordOutcome(OUTCOME);
        await store.recordFeedback(FEEDBACK);
        await store.noteSent('sent', 'reply-1', 1);
        await store.saveAddress(PERSONAL);
        await store.addPersonQuestion(ANSWERED);
        await store.addDraft(DRAFT);
        await store.acceptInbox([ACCEPTED]);
        await store.addOutbox([SENDING]);
        await store.addAttempt(ENDED);
        await store.linkLearner(ENDED.learnerKey, 'learner-2');
        await store.close();
        store = await fixture.open();
        expect(await store.loadSession('key')).toEqual(FULL);
        expect(await store.claimMessage('message', 2)).toBe(false);
        expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
        expect(await store.countFeedback(0)).toEqual({ helpful: 1, unhelpful: 0 });
        expect(await store.replyOf('sent')).toBe('reply-1');
        expect(await store.addressOf(PERSONAL.conversationKey)).toEqual(PERSONAL);
        expect(await store.personQuestion(ANSWERED.id)).toEqual(ANSWERED);
        expect(await store.draft(DRAFT.id)).toEqual(DRAFT);
        expect(await store.waitingInbox('one', 10)).toEqual([ACCEPTED]);
        expect(await store.pendingOutbox('one', 10)).toEqual([SENDING]);
        expect(await store.attemptsOf('learner-2')).toMatchObject([{ ...ENDED, learnerKey: 'learner-2' }]);
      });

      it('opens a new database several times at once', async () => {
        const other = await create();
        try {
          const stores = await Promise.all([other.open(), other.open(), other.open(), other.open()]);
          await Promise.all(stores.map((each, n) => each.saveSession(`key ${n}`, FULL, 1, 'person')));
          expect(await stores[0]?.loadSession('key 3')).toEqual(FULL);
          await Promise.all(stores.map((each) => each.close()));
        } finally {
          await other.cleanup();
        }
      });

      it('explains a failing query, and works again after it', async () => {
        await fixture.execute('alter table sessions rename to elsewhere');
        await expect(store.loadSession('key')).rejects.toMatchObject({
          code: 'database-failed',
          message: expect.stringContaining('Dalil could not read a session'),
          cause: expect.any(Error),
        });
        await fixture.execute('alter table elsewhere rename to sessions');
        expect(await store.loadSession('key')).toBeUndefined();
      });
    });
  });
}
