/** What every store must do with what remains of turns: handled and sent messages, outcomes, feedback. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { FEEDBACK, OUTCOME } from './store.examples.ts';

/**
 * Registers the suite.
 * @param current gives the empty store of the running test
 * @param another opens a second store on the same database
 */
export function describeTurns(current: () => Store, another: () => Promise<Store>): void {
  describe('handled messages', () => {
    it('are claimed once', async () => {
      expect(await current().claimMessage('message', 1)).toBe(true);
      expect(await current().claimMessage('message', 2)).toBe(false);
      expect(await current().claimMessage('other message', 2)).toBe(true);
    });

    it('can be claimed again after being given back', async () => {
      await current().claimMessage('message', 1);
      await current().releaseMessage('message');
      await current().releaseMessage('never claimed');
      expect(await current().claimMessage('message', 2)).toBe(true);
      expect(await current().claimMessage('message', 3)).toBe(false);
    });

    it('go to exactly one of many callers at once, over two stores', async () => {
      const store = current();
      const second = await another();
      try {
        for (let round = 0; round < 20; round += 1) {
          const callers = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? store : second));
          const claims = await Promise.all(callers.map((caller) => caller.claimMessage(`message ${round}`, 1)));
          expect(claims.filter((claimed) => claimed)).toHaveLength(1);
        }
      } finally {
        await second.close();
      }
    });
  });

  describe('outcomes', () => {
    it('are none at first', async () => {
      expect(await current().countOutcomes(0)).toEqual({});
      expect(await current().outcomeOf('reply-1')).toBeUndefined();
    });

    it('are given back by the reply, a duration in whole milliseconds', async () => {
      await current().recordOutcome(OUTCOME);
      await current().recordOutcome({ ...OUTCOME, id: 'other', passageIds: [] });
      expect(await current().outcomeOf('reply-1')).toEqual({ ...OUTCOME, milliseconds: 13 });
      expect(await current().outcomeOf('other')).toMatchObject({ id: 'other', passageIds: [] });
    });

    it('are counted from a time on, that time included', async () => {
      const store = current();
      await store.recordOutcome({ ...OUTCOME, id: 'a', at: OUTCOME.at - 1 });
      await store.recordOutcome({ ...OUTCOME, id: 'b' });
      await store.recordOutcome({ ...OUTCOME, id: 'c', at: OUTCOME.at + 1 });
      await store.recordOutcome({ ...OUTCOME, id: 'd', outcome: 'no-evidence', passageIds: [] });
      expect(await store.countOutcomes(OUTCOME.at)).toStrictEqual({ answered: 2, 'no-evidence': 1 });
      expect(await store.countOutcomes(0)).toStrictEqual({ answered: 3, 'no-evidence': 1 });
    });

    it('count once per reply, the last word', async () => {
      await current().recordOutcome(OUTCOME);
      await current().recordOutcome({ ...OUTCOME, outcome: 'failed' });
      expect(await current().countOutcomes(0)).toEqual({ failed: 1 });
      expect(await current().outcomeOf('reply-1')).toMatchObject({ outcome: 'failed' });
    });
  });

  describe('sent messages', () => {
    it('lead to the reply they were sent for', async () => {
      const store = current();
      expect(await store.replyOf('message')).toBeUndefined();
      await store.noteSent('message', 'reply-1', 1);
      await store.noteSent('other message', 'reply-1', 1);
      expect(await store.replyOf('message')).toBe('reply-1');
      expect(await store.replyOf('other message')).toBe('reply-1');
      expect(await store.replyOf('a third')).toBeUndefined();
    });

    it('lead to the last reply shown in them', async () => {
      await current().noteSent('message', 'reply-1', 1);
      await current().noteSent('message', 'reply-2', 2);
      expect(await current().replyOf('message')).toBe('reply-2');
    });
  });

  describe('feedback', () => {
    it('is counted from a time on, and needs no recorded outcome', async () => {
      const store = current();
      expect(await store.countFeedback(0)).toStrictEqual({ helpful: 0, unhelpful: 0 });
      await store.recordFeedback({ ...FEEDBACK, id: 'a', at: FEEDBACK.at - 1 });
      await store.recordFeedback({ ...FEEDBACK, id: 'b' });
      await store.recordFeedback({ ...FEEDBACK, id: 'c', helpful: false, reason: 'out-of-date', outcome: 'answered' });
      expect(await store.countFeedback(FEEDBACK.at)).toStrictEqual({ helpful: 1, unhelpful: 1 });
      expect(await store.countFeedback(0)).toStrictEqual({ helpful: 2, unhelpful: 1 });
    });

    it('under the same id replaces the verdict before', async () => {
      await current().recordFeedback({ ...FEEDBACK, helpful: false, reason: 'wrong' });
      await current().recordFeedback(FEEDBACK);
      expect(await current().countFeedback(0)).toStrictEqual({ helpful: 1, unhelpful: 0 });
    });
  });
}
