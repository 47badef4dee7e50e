/** What every store must give for statistics of trainings. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import type { Attempt, RecordsFilter } from '../../src/contracts/training.ts';
import * as an from './store-trainings.examples.ts';

const { AT, answerTo, BARE_EVENT, BEGUN, CERTIFICATE, CHALLENGE, ENDED, EVENT, MEMBER } = an;

/** Registers the suite; `current` gives the empty store of the running test. */
export function describeTrainingRecords(current: () => Store): void {
  describe('records of trainings', () => {
    it('are empty at first', async () => {
      const empty = { events: [], members: [], attempts: [], answers: [], challenges: [], certificates: [] };
      expect(await current().trainingRecords({})).toEqual(empty);
      expect(await current().trainingRecords({ event: 'NONE', module: 'none', since: 1, until: 2 })).toEqual(empty);
    });

    it('hold everything but steps and names', async () => {
      const store = current();
      await store.addEvent(EVENT);
      await store.joinEvent(MEMBER);
      await store.addAttempt(ENDED);
      await store.addAttempt({ ...BEGUN, startedAt: AT + 1 });
      await store.challenge(CHALLENGE);
      await store.addCertificate(CERTIFICATE);
      const { name, ...nameless } = CERTIFICATE;
      const { steps, at, answers, changedAt, ...ended } = ENDED;
      const { steps: _steps, at: _at, answers: _answers, changedAt: _changedAt, ...begun } = BEGUN;
      const records = await store.trainingRecords({});
      expect({ ...records, answers: records.answers.toSorted((one, other) => one.at - other.at) }).toEqual({
        events: [EVENT],
        members: [MEMBER],
        attempts: [
          { ...ended, answered: 2, right: 1 },
          { ...begun, startedAt: AT + 1, answered: 0, right: 0 },
        ],
        answers: answers.map(({ item, ...answer }) => ({
          ...{ ...answer, itemId: item, attemptId: ENDED.id, learnerKey: 'learner-1', module: 'referral' },
          ...{ phase: 'session', event: EVENT.code, language: 'ar', first: true },
        })),
        challenges: [CHALLENGE],
        certificates: [nameless],
      });
      expect(JSON.stringify(records)).not.toContain(CERTIFICATE.name);
    });

    describe('of a part', () => {
      beforeEach(async () => {
        const store = current();
        for (const event of [EVENT, BARE_EVENT]) await store.addEvent(event);
        await store.joinEvent({ ...MEMBER, learnerKey: 'in' });
        await store.joinEvent({ ...MEMBER, learnerKey: 'in', event: BARE_EVENT.code });
        await store.joinEvent({ ...MEMBER, learnerKey: 'elsewhere', event: BARE_EVENT.code });
        const add = (id: string, more: Partial<Attempt>) =>
          store.addAttempt({ ...BEGUN, id, answers: [answerTo(`of ${id}`)], ...more });
        await add('counts', { learnerKey: 'in', event: EVENT.code });
        await add('later', { learnerKey: 'in', event: EVENT.code, startedAt: AT + 10 });
        await add('other module', { learnerKey: 'in', event: EVENT.code, module: 'other' });
        await add('other event', { learnerKey: 'in', event: BARE_EVENT.code });
        await add('no event', { learnerKey: 'alone' });
        for (const [learnerKey, module, time] of [
          ['in', 'referral', AT],
          ['in', 'other', AT + 10],
          ['elsewhere', 'referral', AT],
          ['alone', 'referral', AT],
        ] as const) {
          await store.challenge({ ...CHALLENGE, learnerKey, module, at: time });
        }
        await store.addCertificate({ ...CERTIFICATE, code: 'C1' });
        await store.addCertificate({ ...CERTIFICATE, code: 'C2', module: 'other', issuedAt: AT + 10 });
        await store.addCertificate({ ...CERTIFICATE, code: 'C3', event: undefined });
      });

      const everything = {
        events: ['BARE', 'TUN-2026-05'],
        members: ['BARE elsewhere', 'BARE in', 'TUN-2026-05 in'],
        attempts: ['counts', 'later', 'no event', 'other event', 'other module'],
        challenges: ['other in', 'referral alone', 'referral elsewhere', 'referral in'],
        certificates: ['C1', 'C2', 'C3'],
      };
      const ofEvent = {
        events: ['TUN-2026-05'],
        members: ['TUN-2026-05 in'],
        attempts: ['counts', 'later', 'other module'],
        challenges: ['other in', 'referral in'],
        certificates: ['C1', 'C2'],
      };

      it.each<[RecordsFilter, Partial<typeof everything>]>([
        [{}, everything],
        [{ event: undefined, module: undefined, since: undefined, until: undefined }, everything],
        [{ event: EVENT.code }, ofEvent],
        [
          { module: 'other' },
          { ...everything, attempts: ['other module'], challenges: ['other in'], certificates: ['C2'] },
        ],
        [{ since: AT + 1 }, { ...everything, attempts: ['later'], challenges: ['other in'], certificates: ['C2'] }],
        [{ since: AT, until: AT + 11 }, everything],
        [
          { until: AT + 10 },
          {
            ...everything,
            attempts: ['counts', 'no event', 'other event', 'other module'],
            challenges: ['referral alone', 'referral elsewhere', 'referral in'],
            certificates: ['C1', 'C3'],
          },
        ],
        [
          { event: EVENT.code, module: 'referral', since: AT, until: AT + 10 },
          { ...ofEvent, attempts: ['counts'], challenges: ['referral in'], certificates: ['C1'] },
        ],
        [{ event: 'NONE' }, { events: [], members: [], attempts: [], challenges: [], certificates: [] }],
      ])('%o leave out the rest', async (filter, expected) => {
        const records = await current().trainingRecords(filter);
        expect({
          events: records.events.map(({ code }) => code).toSorted(),
          members: records.members.map(({ event, learnerKey }) => `${event} ${learnerKey}`).toSorted(),
          attempts: records.attempts.map(({ id }) => id).toSorted(),
          challenges: records.challenges.map(({ module, learnerKey }) => `${module} ${learnerKey}`).toSorted(),
          certificates: records.certificates.map(({ code }) => code).toSorted(),
        }).toEqual(expected);
        // Answers go with their runs.
        expect(records.answers.map(({ itemId }) => itemId).toSorted()).toEqual(
          expected.attempts?.map((id) => `of ${id}`),
        );
      });
    });

    it('may be changed by whoever was given them', async () => {
      await current().addAttempt({ ...BEGUN, id: 'a', answers: [answerTo('R01')] });
      await current().addAttempt({ ...BEGUN, id: 'b', answers: [answerTo('R02')] });
      const { answers } = await current().trainingRecords({});
      answers[0]?.given.push('changed');
      expect(answers[1]?.given).toEqual(['a']);
      expect((await current().trainingRecords({})).answers.map(({ given }) => given)).toEqual([['a'], ['a']]);
    });
  });
}
