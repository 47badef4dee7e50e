/** What every store must do with sessions, and with a person who asks to be forgotten. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { DRAFT, EMPTY, FULL, HOSTILE, OUTCOME, PERSONAL, URGENT } from './store.examples.ts';

/** Registers the suite; `current` gives the empty store of the running test. */
export function describeSessions(current: () => Store): void {
  describe('sessions', () => {
    it('has none at first', async () => {
      expect(await current().loadSession('key')).toBeUndefined();
    });

    it('gives back what was saved, Arabic, emoji and NUL included', async () => {
      await current().saveSession('key', FULL, 1, 'person');
      expect(await current().loadSession('key')).toEqual(FULL);
      expect(await current().loadSession('other')).toBeUndefined();
    });

    it('replaces a session whole', async () => {
      await current().saveSession('key', FULL, 1, 'person');
      await current().saveSession('key', EMPTY, 2, 'person');
      expect(await current().loadSession('key')).toEqual(EMPTY);
    });

    it('forgets one session and no other', async () => {
      await current().saveSession('key', FULL, 1, 'person');
      await current().saveSession('other', FULL, 1, 'person');
      await current().forgetSession('key');
      await current().forgetSession('never saved');
      expect(await current().loadSession('key')).toBeUndefined();
      expect(await current().loadSession('other')).toEqual(FULL);
    });

    it('keeps 100 KB', async () => {
      const large = { ...FULL, lastQuestion: 'سؤال '.repeat(12_000) };
      await current().saveSession('key', large, 1, 'person');
      expect(await current().loadSession('key')).toEqual(large);
    });

    it('keeps any text, SQL included', async () => {
      for (const text of HOSTILE) {
        await current().saveSession(text, { ...EMPTY, lastQuestion: text }, 1, text);
        expect(await current().loadSession(text)).toEqual({ ...EMPTY, lastQuestion: text });
      }
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), fc.array(fc.string()), async (text, list) => {
          const session = { ...EMPTY, lastQuestion: text, lastChoices: list };
          await current().saveSession('key', session, 1, 'person');
          expect(await current().loadSession('key')).toEqual(session);
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('forgetting a person', () => {
    it('deletes the sessions and questions of that person and of nobody else', async () => {
      const store = current();
      await store.saveSession('here', FULL, 1, 'person-1');
      await store.saveSession('there', FULL, 1, 'person-1');
      await store.saveSession('of another', FULL, 1, 'person-2');
      await store.addPersonQuestion({ ...URGENT, id: 'q-1' });
      await store.addPersonQuestion({ ...URGENT, id: 'q-2', status: 'withdrawn' });
      await store.addPersonQuestion({ ...URGENT, id: 'q-3', askerKey: 'person-2' });
      await store.forgetPerson('person-1');
      await store.forgetPerson('never seen');
      expect(await store.loadSession('here')).toBeUndefined();
      expect(await store.loadSession('there')).toBeUndefined();
      expect(await store.loadSession('of another')).toEqual(FULL);
      expect(await store.personQuestionsOf('person-1')).toEqual([]);
      expect((await store.pendingPersonQuestions()).map(({ id }) => id)).toEqual(['q-3']);
    });

    it('goes by who wrote last in a conversation', async () => {
      await current().saveSession('shared', FULL, 1, 'person-1');
      await current().saveSession('shared', EMPTY, 2, 'person-2');
      await current().forgetPerson('person-1');
      expect(await current().loadSession('shared')).toEqual(EMPTY);
      await current().forgetPerson('person-2');
      expect(await current().loadSession('shared')).toBeUndefined();
    });

    it('leaves what says nothing about the person, and the way to reach the conversation', async () => {
      const store = current();
      await store.saveAddress(PERSONAL);
      await store.recordOutcome(OUTCOME);
      await store.addDraft(DRAFT);
      await store.forgetPerson('person-1');
      expect(await store.addressOf(PERSONAL.conversationKey)).toEqual(PERSONAL);
      expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
      expect(await store.openDrafts()).toEqual([DRAFT]);
    });
  });
}
