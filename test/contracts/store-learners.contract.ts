/** What every store must do when people turn out to be one learner, and when a learner is to be forgotten. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import type { Attempt } from '../../src/contracts/training.ts';
import * as an from './store-trainings.examples.ts';

const { AT, answerTo, BEGUN, CERTIFICATE, CHALLENGE, MEMBER, REMINDER, REVIEW } = an;

/** Registers the suites; `current` gives the empty store of the running test. */
export function describeLearners(current: () => Store): void {
  const learnersOf = (people: readonly string[]) => Promise.all(people.map((person) => current().learnerOf(person)));

  /** One of each thing that is kept of a learner. */
  async function fill(learnerKey: string): Promise<void> {
    const store = current();
    await store.addAttempt({ ...BEGUN, id: `run of ${learnerKey}`, learnerKey, answers: [answerTo('R01')] });
    await store.joinEvent({ ...MEMBER, learnerKey });
    await store.challenge({ ...CHALLENGE, learnerKey });
    await store.saveReview({ ...REVIEW, learnerKey });
    await store.saveReminder({ ...REMINDER, learnerKey, personKey: learnerKey });
    await store.addCertificate({ ...CERTIFICATE, code: `of ${learnerKey}`, learnerKey });
  }

  /** What is kept of a learner. */
  async function keptOf(learnerKey: string) {
    const store = current();
    const records = await store.trainingRecords({});
    const own = <T extends { learnerKey: string }>(list: readonly T[]) =>
      list.filter((row) => row.learnerKey === learnerKey);
    return {
      runs: (await store.attemptsOf(learnerKey)).map(({ id }) => id).toSorted(),
      answers: own(records.answers).length,
      members: (await store.membershipsOf(learnerKey)).length,
      challenges: own(await store.openChallenges()).length,
      reviews: (await store.reviewsOf(learnerKey)).length,
      remindsOn: (await store.reminder(learnerKey))?.personKey,
      certificates: (await store.certificatesOf(learnerKey)).map(({ code }) => code).toSorted(),
    };
  }
  const nothing = {
    ...{ runs: [], answers: 0, members: 0, challenges: 0, reviews: 0, remindsOn: undefined, certificates: [] },
  };
  const full = (learner: string) => ({
    ...{ runs: [`run of ${learner}`], answers: 1, members: 1, challenges: 1, reviews: 1, remindsOn: learner },
    certificates: [`of ${learner}`],
  });

  describe('linking people', () => {
    it('is not needed to be a learner: everybody is their own', async () => {
      expect(await current().learnerOf('a')).toBe('a');
    });

    it('moves what was kept of the learner they were', async () => {
      await fill('a');
      await fill('c');
      await current().linkLearner('a', 'b');
      expect(await learnersOf(['a', 'b', 'c'])).toEqual(['b', 'b', 'c']);
      expect(await keptOf('b')).toEqual(full('a'));
      expect(await keptOf('a')).toEqual(nothing);
      expect(await keptOf('c')).toEqual(full('c'));
    });

    it('keeps what the other learner has already, and adds what they have not', async () => {
      const store = current();
      for (const learner of ['a', 'b']) await fill(learner);
      await store.joinEvent({ ...MEMBER, learnerKey: 'a', channel: 'two', event: 'ONLY-A' });
      await store.challenge({ ...CHALLENGE, learnerKey: 'a', itemId: 'R02' });
      await store.challenge({ ...CHALLENGE, learnerKey: 'a', reason: 'answer' });
      await store.saveReview({ ...REVIEW, learnerKey: 'a', module: 'mixed-movements' });
      await store.saveReview({ ...REVIEW, learnerKey: 'a', card: '"of a"' });
      await store.linkLearner('a', 'b');
      expect(await keptOf('b')).toEqual({
        ...{ runs: ['run of a', 'run of b'], answers: 2, members: 2, challenges: 2, reviews: 2, remindsOn: 'b' },
        certificates: ['of a', 'of b'],
      });
      expect(await keptOf('a')).toEqual(nothing);
      expect((await store.openChallenges()).map(({ reason }) => reason)).toEqual(['unclear', 'unclear']);
      expect((await store.reviewsOf('b')).map(({ card }) => card)).toEqual([REVIEW.card, REVIEW.card]);
    });

    it('lets one answer to an item be the first: the earliest, whoever gave it', async () => {
      const store = current();
      const add = (id: string, learnerKey: string, answers: Attempt['answers']) =>
        store.addAttempt({ ...BEGUN, id, learnerKey, answers });
      await add('a1', 'a', [answerTo('R01', { at: AT + 1 }), answerTo('R02', { at: AT + 9 }), answerTo('R03')]);
      await add('a2', 'a', [answerTo('R01', { at: AT + 2 }), answerTo('R04', { at: AT + 5 })]);
      await add('b1', 'b', [answerTo('R01', { at: AT + 3 }), answerTo('R02', { at: AT + 4 }), answerTo('R05')]);
      await add('b2', 'b', [answerTo('R04', { at: AT + 5 })]);
      await store.addAttempt({ ...BEGUN, id: 'b3', module: 'other', learnerKey: 'b', answers: [answerTo('R01')] });
      await store.linkLearner('a', 'b');
      const { answers } = await store.trainingRecords({});
      expect(answers.every(({ learnerKey }) => learnerKey === 'b')).toBe(true);
      const first = answers.filter((answer) => answer.first).map(({ attemptId, itemId }) => `${attemptId} ${itemId}`);
      // Given at the same time, the one that is there stays.
      expect(first.toSorted()).toEqual(['a1 R01', 'a1 R03', 'b1 R02', 'b1 R05', 'b2 R04', 'b3 R01']);
      await store.addAttempt({ ...BEGUN, id: 'b4', learnerKey: 'b', answers: [answerTo('R03', { at: 1 })] });
      expect((await store.trainingRecords({})).answers.filter((answer) => answer.first)).toHaveLength(6);
    });

    it('lets whoever is saving a run know that it is the run of another learner now', async () => {
      const store = current();
      await store.addAttempt({ ...BEGUN, learnerKey: 'a' });
      const { revision = 0 } = (await store.attempt(BEGUN.id)) ?? {};
      await store.linkLearner('a', 'b');
      expect(await store.saveAttempt({ ...BEGUN, learnerKey: 'a', answers: [answerTo('R01')] }, revision)).toBe(false);
      const moved = await store.attempt(BEGUN.id);
      expect(moved).toEqual({ ...BEGUN, learnerKey: 'b', revision: expect.any(Number) });
      expect(moved?.revision).toBeGreaterThan(revision);
    });

    it('to somebody who is linked means the learner they are', async () => {
      await fill('a');
      await current().linkLearner('b', 'c');
      await current().linkLearner('a', 'b');
      expect(await learnersOf(['a', 'b', 'c'])).toEqual(['c', 'c', 'c']);
      expect(await keptOf('c')).toEqual(full('a'));
    });

    it('takes along those who were linked to them, and what was kept for all', async () => {
      await fill('b');
      await current().linkLearner('a', 'b');
      await current().linkLearner('b', 'c');
      expect(await learnersOf(['a', 'b', 'c'])).toEqual(['c', 'c', 'c']);
      await current().linkLearner('a', 'd');
      expect(await learnersOf(['a', 'b', 'c', 'd'])).toEqual(['d', 'd', 'd', 'd']);
      expect(await keptOf('d')).toEqual(full('b'));
    });

    it('again, with oneself or in a circle changes nothing', async () => {
      await fill('a');
      await current().linkLearner('a', 'a');
      expect(await learnersOf(['a'])).toEqual(['a']);
      await current().linkLearner('a', 'b');
      for (const [person, learner] of [
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'a'],
        ['b', 'b'],
      ] as const) {
        await current().linkLearner(person, learner);
      }
      expect(await learnersOf(['a', 'b'])).toEqual(['b', 'b']);
      expect(await keptOf('b')).toEqual(full('a'));
    });

    it('in a ring at once, while they answer, leaves one learner who has everything', async () => {
      const store = current();
      const people = Array.from({ length: 6 }, (_, n) => `p${n}`);
      for (const learner of people) await fill(learner);
      const answer = async (learner: string): Promise<void> => {
        const id = `run of ${learner}`;
        for (let saved = false; !saved; ) {
          const { revision, ...run } = (await store.attempt(id)) ?? { revision: 0, ...BEGUN };
          saved = await store.saveAttempt({ ...run, answers: [...run.answers, answerTo('R02')] }, revision);
        }
      };
      await Promise.all(
        people.flatMap((person, n) => [
          store.linkLearner(person, people[(n + 1) % people.length] ?? ''),
          answer(person),
          store.addAttempt({ ...BEGUN, id: `new ${n}`, learnerKey: 'p0', answers: [answerTo('R03')] }),
        ]),
      );
      const [learner = '', ...others] = new Set(await learnersOf(people));
      expect(others).toEqual([]);
      const kept = await keptOf(learner);
      expect(kept.runs).toEqual(expect.arrayContaining(people.map((person) => `run of ${person}`)));
      expect(kept).toMatchObject({ members: 1, challenges: 1, reviews: 1 });
      expect(kept.certificates).toHaveLength(people.length);
      const { answers } = await store.trainingRecords({});
      expect(answers).toHaveLength(3 * people.length);
      const first = answers.filter((each) => each.first && each.learnerKey === learner && each.itemId !== 'R03');
      expect(first.map(({ itemId }) => itemId).toSorted()).toEqual(['R01', 'R02']);
      await store.forgetLearner('p0');
      expect((await store.trainingRecords({})).answers).toEqual([]);
    });
  });

  describe('forgetting a learner', () => {
    it.each([
      ['the learner', 'b'],
      ['a person who is linked to them', 'a'],
    ])('by %s deletes everything of theirs, the links included, and nothing of others', async (_who, person) => {
      for (const learner of ['a', 'b', 'c']) await fill(learner);
      await current().linkLearner('a', 'b');
      await current().linkLearner('x', 'b');
      await current().linkLearner('y', 'c');
      await current().forgetLearner(person);
      await current().forgetLearner('never seen');
      expect(await learnersOf(['a', 'b', 'x', 'y'])).toEqual(['a', 'b', 'x', 'c']);
      for (const learner of ['a', 'b', 'x']) expect(await keptOf(learner)).toEqual(nothing);
      expect(await keptOf('c')).toEqual(full('c'));
      expect(await current().attempt('run of a')).toBeUndefined();
      expect(await current().certificate('of b')).toBeUndefined();
    });

    it('finds what was kept under the key of a person after they were linked', async () => {
      await current().linkLearner('a', 'b');
      await fill('a');
      await current().forgetLearner('b');
      expect(await keptOf('a')).toEqual(nothing);
    });

    it('is a part of forgetting a person', async () => {
      for (const learner of ['a', 'b', 'c']) await fill(learner);
      await current().linkLearner('a', 'b');
      await current().forgetPerson('a');
      for (const learner of ['a', 'b']) expect(await keptOf(learner)).toEqual(nothing);
      expect(await learnersOf(['a'])).toEqual(['a']);
      expect(await keptOf('c')).toEqual(full('c'));
    });

    it('leaves events and where items stand', async () => {
      await fill('a');
      await current().addEvent(an.EVENT);
      await current().saveItemState(an.SUSPENDED);
      await current().forgetLearner('a');
      expect(await current().listEvents()).toEqual([an.EVENT]);
      expect(await current().itemStates()).toEqual([an.SUSPENDED]);
    });
  });
}
