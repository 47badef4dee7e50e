/** What every store must do with questions for a person and with the drafts that come of them. */
import { describe, expect, it } from 'vitest';
import type { PersonQuestion, PersonQuestionChange } from '../../src/contracts/person-question.ts';
import type { Store } from '../../src/contracts/store.ts';
import { DalilError } from '../../src/errors.ts';
import { ANSWERED, DRAFT, HOSTILE, URGENT } from './store.examples.ts';

const AT = ANSWERED.askedAt;
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/**
 * Registers the suite.
 * @param current gives the empty store of the running test
 * @param another opens a second store on the same database
 */
export function describeQuestions(current: () => Store, another: () => Promise<Store>): void {
  /** How many of many callers, at two stores on the same database, are told that they did it. */
  async function countWinners(act: (store: Store, caller: number) => Promise<boolean>): Promise<number> {
    const second = await another();
    try {
      const callers = Array.from({ length: 12 }, (_, n) => act(n % 2 === 0 ? current() : second, n));
      return (await Promise.all(callers)).filter((won) => won).length;
    } finally {
      await second.close();
    }
  }

  describe('questions for a person', () => {
    it('are none at first', async () => {
      expect(await current().personQuestion(ANSWERED.id)).toBeUndefined();
      expect(await current().pendingPersonQuestions()).toEqual([]);
      expect(await current().personQuestionsOf('person-1')).toEqual([]);
    });

    it.each([
      ['with every field', ANSWERED],
      ['with none that may be left out', URGENT],
    ])('%s are given back as added', async (_what, question) => {
      await current().addPersonQuestion(question);
      expect(await current().personQuestion(question.id)).toEqual(question);
    });

    it('keep any text', async () => {
      await current().addPersonQuestion(URGENT);
      for (const text of HOSTILE) {
        await current().changePersonQuestion(URGENT.id, ['open'], { text });
        expect((await current().personQuestion(URGENT.id))?.text).toBe(text);
      }
    });

    it('do not replace one another', async () => {
      await current().addPersonQuestion(ANSWERED);
      await expect(current().addPersonQuestion({ ...URGENT, id: ANSWERED.id })).rejects.toBeInstanceOf(DalilError);
      expect(await current().personQuestion(ANSWERED.id)).toEqual(ANSWERED);
    });

    it.each<PersonQuestionChange>([
      { place: 'tripoli' },
      { address: 'sealed-1.new' },
      { language: 'en' },
      { countries: ['EG'] },
      { text: 'masked' },
      { status: 'withdrawn' },
      { postId: 'new post' },
      { takenAt: AT + 10 },
      { answeredAt: AT + 10 },
      { remindedAt: AT + 10 },
      { answer: 'sealed-1.new' },
      { deliveredAt: AT + 10 },
      { failures: 0 },
      { retryAt: AT + 10 },
      { status: 'taken', takenAt: AT + 10, failures: 1, address: undefined },
      {},
    ])('take the change %o and leave the rest', async (change) => {
      await current().addPersonQuestion(ANSWERED);
      await current().addPersonQuestion(URGENT);
      expect(await current().changePersonQuestion(ANSWERED.id, ['answered'], change)).toBe(true);
      expect(await current().personQuestion(ANSWERED.id)).toEqual({ ...ANSWERED, ...change });
      expect(await current().personQuestion(URGENT.id)).toEqual(URGENT);
    });

    it.each([
      'address',
      'text',
      'postId',
      'takenAt',
      'answeredAt',
      'remindedAt',
      'answer',
      'deliveredAt',
      'retryAt',
    ] as const)('lose their %s when it is given as undefined', async (key) => {
      await current().addPersonQuestion(ANSWERED);
      await current().changePersonQuestion(ANSWERED.id, ['answered'], { [key]: undefined });
      const { [key]: _, ...rest }: PersonQuestion = ANSWERED;
      expect(await current().personQuestion(ANSWERED.id)).toEqual(rest);
    });

    it.each(['place', 'language', 'countries', 'status', 'failures'] as const)(
      'keep their %s, which each must have, when it is given as undefined',
      async (key) => {
        await current().addPersonQuestion(ANSWERED);
        expect(await current().changePersonQuestion(ANSWERED.id, ['answered'], { [key]: undefined })).toBe(true);
        expect(await current().personQuestion(ANSWERED.id)).toEqual(ANSWERED);
      },
    );

    it('change in the statuses that are named, and in no other', async () => {
      const store = current();
      await store.addPersonQuestion(URGENT);
      expect(await store.changePersonQuestion(URGENT.id, ['taken', 'answered'], { status: 'withdrawn' })).toBe(false);
      expect(await store.changePersonQuestion(URGENT.id, [], { status: 'withdrawn' })).toBe(false);
      expect(await store.changePersonQuestion('never asked', ['open'], { status: 'withdrawn' })).toBe(false);
      expect(await store.personQuestion(URGENT.id)).toEqual(URGENT);
      expect(await store.changePersonQuestion(URGENT.id, ['taken', 'open'], { status: 'withdrawn' })).toBe(true);
    });

    it('go to exactly one of many who take them at once, over two stores', async () => {
      for (let round = 0; round < 10; round += 1) {
        const id = `q-${round}`;
        await current().addPersonQuestion({ ...URGENT, id });
        const winners = await countWinners((store, n) =>
          store.changePersonQuestion(id, ['open'], { status: 'taken', takenAt: AT + n }),
        );
        expect(winners).toBe(1);
      }
    });

    it('are pending until their answer is delivered or they are withdrawn, the oldest first', async () => {
      const store = current();
      const undelivered = { ...ANSWERED, deliveredAt: undefined };
      await store.addPersonQuestion({ ...URGENT, id: 'q-open', askedAt: AT + 2 });
      await store.addPersonQuestion({ ...URGENT, id: 'q-taken', status: 'taken', askedAt: AT });
      await store.addPersonQuestion({ ...undelivered, id: 'q-answered', askedAt: AT + 1 });
      await store.addPersonQuestion({ ...ANSWERED, id: 'q-delivered' });
      await store.addPersonQuestion({ ...URGENT, id: 'q-withdrawn', status: 'withdrawn' });
      const pending = await store.pendingPersonQuestions();
      expect(idsOf(pending)).toEqual(['q-taken', 'q-answered', 'q-open']);
      expect(pending[1]).toEqual({ ...undelivered, id: 'q-answered', askedAt: AT + 1 });
    });

    it('of one person are all there, the newest first', async () => {
      const store = current();
      await store.addPersonQuestion({ ...URGENT, id: 'q-1', askedAt: AT });
      await store.addPersonQuestion({ ...ANSWERED, id: 'q-2', askedAt: AT + 2 });
      await store.addPersonQuestion({ ...URGENT, id: 'q-3', askedAt: AT + 1, status: 'withdrawn' });
      await store.addPersonQuestion({ ...URGENT, id: 'q-4', askerKey: 'person-2' });
      const found = await store.personQuestionsOf('person-1');
      expect(idsOf(found)).toEqual(['q-2', 'q-3', 'q-1']);
      expect(found[0]).toEqual({ ...ANSWERED, id: 'q-2', askedAt: AT + 2 });
    });
  });

  describe('drafts', () => {
    it('are given back as added', async () => {
      const decided = { ...DRAFT, id: 'd-2', countries: [], decision: 'rejected' as const, decidedAt: AT + 2 };
      expect(await current().draft(DRAFT.id)).toBeUndefined();
      await current().addDraft(DRAFT);
      await current().addDraft(decided);
      expect(await current().draft(DRAFT.id)).toEqual(DRAFT);
      expect(await current().draft(decided.id)).toEqual(decided);
    });

    it('do not replace one another', async () => {
      await current().addDraft(DRAFT);
      await expect(current().addDraft({ ...DRAFT, answer: 'another' })).rejects.toBeInstanceOf(DalilError);
      expect(await current().draft(DRAFT.id)).toEqual(DRAFT);
    });

    it('are open until they are decided, the oldest first', async () => {
      const store = current();
      await store.addDraft({ ...DRAFT, id: 'd-1', createdAt: AT + 1 });
      await store.addDraft({ ...DRAFT, id: 'd-2', createdAt: AT });
      await store.addDraft({ ...DRAFT, id: 'd-3', createdAt: AT });
      expect(await store.decideDraft('d-2', 'approved', AT + 5)).toBe(true);
      expect(idsOf(await store.openDrafts())).toEqual(['d-3', 'd-1']);
      expect(await store.draft('d-2')).toEqual({
        ...DRAFT,
        id: 'd-2',
        createdAt: AT,
        decision: 'approved',
        decidedAt: AT + 5,
      });
    });

    it('are decided once, unless the decision is taken back', async () => {
      const store = current();
      await store.addDraft(DRAFT);
      expect(await store.decideDraft('never written', 'approved', 1)).toBe(false);
      expect(await store.decideDraft(DRAFT.id, 'approved', AT + 1)).toBe(true);
      expect(await store.decideDraft(DRAFT.id, 'rejected', AT + 2)).toBe(false);
      expect(await store.draft(DRAFT.id)).toMatchObject({ decision: 'approved', decidedAt: AT + 1 });
      await store.reopenDraft(DRAFT.id);
      await store.reopenDraft('never written');
      expect(await store.openDrafts()).toEqual([DRAFT]);
      expect(await store.decideDraft(DRAFT.id, 'rejected', AT + 3)).toBe(true);
    });

    it('are decided by exactly one of many at once, over two stores', async () => {
      for (let round = 0; round < 10; round += 1) {
        const id = `d-${round}`;
        await current().addDraft({ ...DRAFT, id });
        expect(await countWinners((store, n) => store.decideDraft(id, n % 3 ? 'approved' : 'rejected', n))).toBe(1);
      }
    });
  });
}
