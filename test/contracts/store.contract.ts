/** What every store must do, whatever database is below it: each database test runs this suite. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { DalilError } from '../../src/errors.ts';
import { EMPTY, FEEDBACK, FULL, OUTCOME } from './store.examples.ts';

/** One empty database. */
export interface StoreFixture {
  /** Opens a store on it; again for a second one on the same database. */
  open(): Promise<Store>;
  /** Runs SQL beside the stores. */
  execute(statement: string): Promise<void>;
  cleanup(): Promise<void>;
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

    describe('sessions', () => {
      it('has none at first', async () => {
        expect(await store.loadSession('key')).toBeUndefined();
      });

      it('gives back what was saved, Arabic, emoji and NUL included', async () => {
        await store.saveSession('key', FULL, 1);
        expect(await store.loadSession('key')).toEqual(FULL);
        expect(await store.loadSession('other')).toBeUndefined();
      });

      it('replaces a session whole', async () => {
        await store.saveSession('key', FULL, 1);
        await store.saveSession('key', EMPTY, 2);
        expect(await store.loadSession('key')).toEqual(EMPTY);
      });

      it('forgets one session and no other', async () => {
        await store.saveSession('key', FULL, 1);
        await store.saveSession('other', FULL, 1);
        await store.forgetSession('key');
        await store.forgetSession('never saved');
        expect(await store.loadSession('key')).toBeUndefined();
        expect(await store.loadSession('other')).toEqual(FULL);
      });

      it('keeps 100 KB', async () => {
        const large = { ...FULL, lastQuestion: 'سؤال '.repeat(12_000) };
        await store.saveSession('key', large, 1);
        expect(await store.loadSession('key')).toEqual(large);
      });

      it('keeps any text, SQL included', async () => {
        const hostile = ["'; drop table sessions; --", '" or 1=1', '%_\\', '$1 ?', '{}', '\ud800 alone'];
        for (const text of hostile) {
          await store.saveSession(text, { ...EMPTY, lastQuestion: text }, 1);
          expect(await store.loadSession(text)).toEqual({ ...EMPTY, lastQuestion: text });
        }
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'binary' }), fc.array(fc.string()), async (text, list) => {
            const session = { ...EMPTY, lastQuestion: text, lastChoices: list };
            await store.saveSession('key', session, 1);
            expect(await store.loadSession('key')).toEqual(session);
          }),
          { numRuns: 30 },
        );
      });

      it.each([
        ['text that is not JSON', '{"languageChosen":tr'],
        ['JSON of another shape', '{"languageChosen":"yes","lastPassageIds":[],"lastChoices":[]}'],
        ['a language that is not ours', '{"language":"de","languageChosen":true,"lastPassageIds":[],"lastChoices":[]}'],
        ['nothing', ''],
      ])('takes %s for no session, and the next save repairs it', async (_what, text) => {
        await store.saveSession('key', FULL, 1);
        await fixture.execute(`update sessions set session = '${text}'`);
        expect(await store.loadSession('key')).toBeUndefined();
        await store.saveSession('key', FULL, 2);
        expect(await store.loadSession('key')).toEqual(FULL);
      });
    });

    describe('handled messages', () => {
      it('are claimed once', async () => {
        expect(await store.claimMessage('message', 1)).toBe(true);
        expect(await store.claimMessage('message', 2)).toBe(false);
        expect(await store.claimMessage('other message', 2)).toBe(true);
      });

      it('can be claimed again after being given back', async () => {
        await store.claimMessage('message', 1);
        await store.releaseMessage('message');
        await store.releaseMessage('never claimed');
        expect(await store.claimMessage('message', 2)).toBe(true);
        expect(await store.claimMessage('message', 3)).toBe(false);
      });

      it('go to exactly one of many callers at once, over two stores', async () => {
        const second = await fixture.open();
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
        expect(await store.countOutcomes(0)).toEqual({});
      });

      it('are counted from a time on, that time included', async () => {
        await store.recordOutcome({ ...OUTCOME, id: 'a', at: OUTCOME.at - 1 });
        await store.recordOutcome({ ...OUTCOME, id: 'b' });
        await store.recordOutcome({ ...OUTCOME, id: 'c', at: OUTCOME.at + 1 });
        await store.recordOutcome({ ...OUTCOME, id: 'd', outcome: 'no-evidence', passageIds: [] });
        expect(await store.countOutcomes(OUTCOME.at)).toStrictEqual({ answered: 2, 'no-evidence': 1 });
        expect(await store.countOutcomes(0)).toStrictEqual({ answered: 3, 'no-evidence': 1 });
      });

      it('count once per reply, the last word', async () => {
        await store.recordOutcome(OUTCOME);
        await store.recordOutcome({ ...OUTCOME, outcome: 'failed' });
        expect(await store.countOutcomes(0)).toEqual({ failed: 1 });
      });

      it('that are not in the closed list are left out of the count', async () => {
        await store.recordOutcome(OUTCOME);
        await store.recordOutcome({ ...OUTCOME, id: 'b' });
        await fixture.execute(`update outcomes set outcome = 'of-another-version' where id = 'b'`);
        expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
      });
    });

    describe('feedback', () => {
      it('is counted from a time on, and needs no recorded outcome', async () => {
        expect(await store.countFeedback(0)).toStrictEqual({ helpful: 0, unhelpful: 0 });
        await store.recordFeedback({ ...FEEDBACK, id: 'a', at: FEEDBACK.at - 1 });
        await store.recordFeedback({ ...FEEDBACK, id: 'b' });
        await store.recordFeedback({ ...FEEDBACK, id: 'c', helpful: false, reason: 'out-of-date' });
        expect(await store.countFeedback(FEEDBACK.at)).toStrictEqual({ helpful: 1, unhelpful: 1 });
        expect(await store.countFeedback(0)).toStrictEqual({ helpful: 2, unhelpful: 1 });
      });

      it('under the same id replaces the verdict before', async () => {
        await store.recordFeedback({ ...FEEDBACK, helpful: false, reason: 'wrong' });
        await store.recordFeedback(FEEDBACK);
        expect(await store.countFeedback(0)).toStrictEqual({ helpful: 1, unhelpful: 0 });
      });
    });

    describe('pruning', () => {
      it('deletes what is older than the time, and keeps what is not', async () => {
        await store.claimMessage('old', OUTCOME.at - 1);
        await store.claimMessage('new', OUTCOME.at);
        await store.saveSession('old', FULL, OUTCOME.at - 1);
        await store.saveSession('new', FULL, OUTCOME.at);
        await store.prune(OUTCOME.at);
        expect(await store.loadSession('old')).toBeUndefined();
        expect(await store.loadSession('new')).toEqual(FULL);
        expect(await store.claimMessage('old', OUTCOME.at)).toBe(true);
        expect(await store.claimMessage('new', OUTCOME.at)).toBe(false);
      });

      it('keeps a session that was saved again since', async () => {
        await store.saveSession('key', EMPTY, 1);
        await store.saveSession('key', FULL, 3);
        await store.prune(2);
        expect(await store.loadSession('key')).toEqual(FULL);
      });

      it('keeps outcomes and feedback', async () => {
        await store.recordOutcome(OUTCOME);
        await store.recordFeedback(FEEDBACK);
        await store.prune(OUTCOME.at + 1);
        expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
        expect(await store.countFeedback(0)).toEqual({ helpful: 1, unhelpful: 0 });
      });
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
        await expect(store.loadSession('key')).rejects.toMatchObject({
          message: expect.stringMatching(/^Dalil could not read a session: .+ is closed\.$/),
          hint: expect.stringMatching(/\S/),
        });
      });

      it('keeps everything for the next one to open', async () => {
        await store.saveSession('key', FULL, 1);
        await store.claimMessage('message', 1);
        await store.recordOutcome(OUTCOME);
        await store.recordFeedback(FEEDBACK);
        await store.close();
        store = await fixture.open();
        expect(await store.loadSession('key')).toEqual(FULL);
        expect(await store.claimMessage('message', 2)).toBe(false);
        expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
        expect(await store.countFeedback(0)).toEqual({ helpful: 1, unhelpful: 0 });
      });

      it('opens a new database several times at once', async () => {
        const other = await create();
        try {
          const stores = await Promise.all([other.open(), other.open(), other.open(), other.open()]);
          await Promise.all(stores.map((each, n) => each.saveSession(`key ${n}`, FULL, 1)));
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
