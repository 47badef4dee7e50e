/** What every store must delete in time, and what it must keep; and that it takes times as clocks give them. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { ANSWERED, DRAFT, EMPTY, FEEDBACK, FULL, OUTCOME, PERSONAL, TURN, URGENT } from './store.examples.ts';

const AT = OUTCOME.at;
/** Just before and just at the time that pruning is told. */
const AGES = [
  ['old', AT - 1],
  ['new', AT],
] as const;

/** Registers the suite; `current` gives the empty store of the running test. */
export function describePruning(current: () => Store): void {
  describe('pruning', () => {
    it('deletes what is older than the time, and keeps what is not', async () => {
      const store = current();
      for (const [age, at] of AGES) {
        await store.claimMessage(age, at);
        await store.noteSent(age, 'reply-1', at);
        await store.noteUnfinished({ ...TURN, id: age, startedAt: at });
        await store.saveSession(age, FULL, at, 'person');
      }
      await store.prune(AT);
      expect(await store.loadSession('old')).toBeUndefined();
      expect(await store.loadSession('new')).toEqual(FULL);
      expect(await store.claimMessage('old', AT)).toBe(true);
      expect(await store.claimMessage('new', AT)).toBe(false);
      expect(await store.replyOf('old')).toBeUndefined();
      expect(await store.replyOf('new')).toBe('reply-1');
      expect((await store.unfinishedTurns(TURN.channel)).map(({ id }) => id)).toEqual(['new']);
    });

    it('goes by the last time a session was saved', async () => {
      await current().saveSession('key', FULL, AT - 1, 'person');
      await current().saveSession('key', FULL, AT, 'person');
      await current().prune(AT);
      expect(await current().loadSession('key')).toEqual(FULL);
    });

    it('deletes questions for a person that were settled before the time, and no others', async () => {
      const store = current();
      const long = { ...URGENT, askedAt: AT - 1000 };
      const delivered = { ...ANSWERED, askedAt: AT - 1000, answeredAt: AT - 900 };
      for (const [age, at] of AGES) {
        await store.addPersonQuestion({ ...delivered, id: `delivered ${age}`, deliveredAt: at });
        await store.addPersonQuestion({ ...URGENT, id: `withdrawn ${age}`, askedAt: at, status: 'withdrawn' });
      }
      await store.addPersonQuestion({ ...long, id: 'open' });
      await store.addPersonQuestion({ ...long, id: 'taken', status: 'taken', takenAt: AT - 900 });
      await store.addPersonQuestion({ ...delivered, id: 'not delivered', deliveredAt: undefined });
      await store.prune(AT);
      const left = (await store.personQuestionsOf('person-1')).map(({ id }) => id);
      expect(left.toSorted()).toEqual(['delivered new', 'not delivered', 'open', 'taken', 'withdrawn new']);
    });

    it('keeps outcomes, feedback, addresses and drafts', async () => {
      const store = current();
      await store.recordOutcome(OUTCOME);
      await store.recordFeedback(FEEDBACK);
      await store.saveAddress(PERSONAL);
      await store.addDraft(DRAFT);
      await store.prune(AT + 1000);
      expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
      expect(await store.countFeedback(0)).toEqual({ helpful: 1, unhelpful: 0 });
      expect(await store.listAddresses(PERSONAL.channel)).toEqual([PERSONAL]);
      expect(await store.openDrafts()).toEqual([DRAFT]);
    });
  });

  describe('times with a fraction', () => {
    const time = AT + 0.75;

    it('are kept in whole milliseconds', async () => {
      const store = current();
      await store.recordOutcome({ ...OUTCOME, at: time });
      await store.saveAddress({ ...PERSONAL, savedAt: time });
      await store.noteUnfinished({ ...TURN, startedAt: time });
      await store.addDraft({ ...DRAFT, createdAt: time, expiresAt: time });
      await store.decideDraft(DRAFT.id, 'approved', time);
      await store.addPersonQuestion({ ...URGENT, askedAt: time });
      const times = { takenAt: time, answeredAt: time, remindedAt: time, deliveredAt: time, retryAt: time };
      await store.changePersonQuestion(URGENT.id, ['open'], times);
      expect(await store.outcomeOf(OUTCOME.id)).toMatchObject({ at: AT + 1 });
      expect(await store.addressOf(PERSONAL.conversationKey)).toMatchObject({ savedAt: AT + 1 });
      expect(await store.unfinishedTurns(TURN.channel)).toMatchObject([{ startedAt: AT + 1 }]);
      expect(await store.draft(DRAFT.id)).toMatchObject({ createdAt: AT + 1, expiresAt: AT + 1, decidedAt: AT + 1 });
      expect(await store.personQuestion(URGENT.id)).toMatchObject({
        askedAt: AT + 1,
        takenAt: AT + 1,
        answeredAt: AT + 1,
        remindedAt: AT + 1,
        deliveredAt: AT + 1,
        retryAt: AT + 1,
      });
    });

    it('are compared as they were kept', async () => {
      const store = current();
      await store.claimMessage('message', time);
      await store.noteSent('message', 'reply-1', time);
      await store.saveSession('key', EMPTY, time, 'person');
      await store.recordOutcome({ ...OUTCOME, at: time });
      await store.recordFeedback({ ...FEEDBACK, at: time });
      await store.prune(time);
      expect(await store.claimMessage('message', time)).toBe(false);
      expect(await store.replyOf('message')).toBe('reply-1');
      expect(await store.loadSession('key')).toEqual(EMPTY);
      expect(await store.countOutcomes(time)).toEqual({ answered: 1 });
      expect(await store.countFeedback(time)).toEqual({ helpful: 1, unhelpful: 0 });
    });
  });
}
