/** What every store must do with training events, items, reviews, reminders, certificates and one-time codes. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { DalilError } from '../../src/errors.ts';
import { askAtOnce } from './at-once.ts';
import { HOSTILE } from './store.examples.ts';
import * as an from './store-trainings.examples.ts';

const { AT, EVENT, MEMBER, CHALLENGE, REVIEW, REMINDER, CERTIFICATE, CODE } = an;

/**
 * Registers the suites.
 * @param current gives the empty store of the running test
 * @param another opens a second store on the same database
 */
export function describeTrainingPlans(current: () => Store, another: () => Promise<Store>): void {
  describe('training events', () => {
    it('are given back as added, whatever people wrote', async () => {
      const store = current();
      expect(await store.event(EVENT.code)).toBeUndefined();
      expect(await store.listEvents()).toEqual([]);
      for (const event of [EVENT, an.BARE_EVENT]) {
        expect(await store.addEvent(event)).toBe(true);
        expect(await store.event(event.code)).toEqual(event);
      }
      for (const [n, text] of HOSTILE.entries()) {
        await store.addEvent({ ...EVENT, code: `H${n}`, name: text, place: text, modules: [text] });
        expect(await store.event(`H${n}`)).toMatchObject({ name: text, place: text, modules: [text] });
      }
    });

    it('do not replace one another', async () => {
      await current().addEvent(EVENT);
      expect(await current().addEvent({ ...an.BARE_EVENT, code: EVENT.code })).toBe(false);
      expect(await current().listEvents()).toEqual([EVENT]);
    });

    it('are listed, the newest first', async () => {
      const store = current();
      const newest = { ...EVENT, code: 'NEWEST', createdAt: AT + 1.4 };
      for (const event of [EVENT, newest, an.BARE_EVENT]) await store.addEvent(event);
      expect(await store.listEvents()).toEqual([{ ...newest, createdAt: AT + 1 }, EVENT, an.BARE_EVENT]);
    });

    it('are created by one of many who choose a code at once, and joined once, over two stores', async () => {
      const created = await askAtOnce(current(), another, (store, n) => store.addEvent({ ...EVENT, place: `${n}` }));
      expect(created.filter(Boolean)).toHaveLength(1);
      const joined = await askAtOnce(current(), another, (store, n) => store.joinEvent({ ...MEMBER, joinedAt: n }));
      expect(joined.filter(Boolean)).toHaveLength(1);
      expect(await current().membershipsOf('learner-1')).toHaveLength(1);
    });

    it('are joined once by each learner, and listed for them, the last joined first', async () => {
      const store = current();
      expect(await store.joinEvent(MEMBER)).toBe(true);
      expect(await store.joinEvent({ ...MEMBER, channel: 'two', joinedAt: AT + 9 })).toBe(false);
      expect(await store.joinEvent({ ...MEMBER, event: 'LATER', joinedAt: AT + 1.6 })).toBe(true);
      expect(await store.joinEvent({ ...MEMBER, learnerKey: 'learner-2' })).toBe(true);
      expect(await store.membershipsOf('learner-1')).toEqual([{ ...MEMBER, event: 'LATER', joinedAt: AT + 2 }, MEMBER]);
      expect(await store.membershipsOf('learner-3')).toEqual([]);
    });
  });

  describe('items', () => {
    it('stand where it was last noted', async () => {
      const store = current();
      expect(await store.itemStates()).toEqual([]);
      const asked = { module: 'mixed-movements', itemId: 'R01', status: 'asked' as const, since: AT };
      for (const state of [an.SUSPENDED, asked]) await store.saveItemState(state);
      expect(await store.itemStates()).toEqual(expect.arrayContaining([an.SUSPENDED, asked]));
      const withdrawn = { module: 'referral', itemId: 'R01', status: 'withdrawn' as const, since: AT + 0.75 };
      await store.saveItemState(withdrawn);
      const states = await store.itemStates();
      expect(states).toHaveLength(2);
      expect(states).toEqual(expect.arrayContaining([{ ...withdrawn, since: AT + 1 }, asked]));
    });

    it('are challenged once by each learner; a second reason replaces the first, and none does not', async () => {
      const store = current();
      const { reason, ...bare } = CHALLENGE;
      await store.challenge(bare);
      expect(await store.openChallenges()).toEqual([bare]);
      await store.challenge({ ...CHALLENGE, language: 'ar', at: AT + 5 });
      expect(await store.openChallenges()).toEqual([CHALLENGE]);
      await store.challenge({ ...bare, at: AT + 6 });
      expect(await store.openChallenges()).toEqual([CHALLENGE]);
      await store.challenge({ ...bare, reason: 'translation' });
      expect(await store.openChallenges()).toEqual([{ ...CHALLENGE, reason: 'translation' }]);
    });

    it('list their open challenges, the oldest first, until a trainer decided', async () => {
      const store = current();
      const older = { ...CHALLENGE, learnerKey: 'learner-2', at: AT - 1 };
      const elsewhere = { ...CHALLENGE, module: 'mixed-movements', at: AT + 1 };
      const other = { ...CHALLENGE, itemId: 'R02', at: AT + 2 };
      const settled = { ...CHALLENGE, itemId: 'R03', settledAt: AT + 3 };
      for (const each of [other, CHALLENGE, elsewhere, older, settled]) await store.challenge(each);
      expect(await store.openChallenges()).toEqual([older, CHALLENGE, elsewhere, other]);
      await store.settleChallenges('referral', 'R01', AT + 4.75);
      await store.settleChallenges('referral', 'R03', AT + 9);
      await store.settleChallenges('referral', 'never challenged', AT);
      expect(await store.openChallenges()).toEqual([elsewhere, other]);
      expect((await store.trainingRecords({})).challenges).toEqual([
        { ...older, settledAt: AT + 5 },
        { ...CHALLENGE, settledAt: AT + 5 },
        settled,
        elsewhere,
        other,
      ]);
    });

    it('keep a challenge settled when the same learner says it again', async () => {
      await current().challenge(CHALLENGE);
      await current().settleChallenges('referral', 'R01', AT);
      await current().challenge({ ...CHALLENGE, reason: 'answer' });
      expect(await current().openChallenges()).toEqual([]);
    });
  });

  describe('reviews', () => {
    it('are kept for each learner and item, replaced and deleted', async () => {
      const store = current();
      const later = { ...REVIEW, itemId: 'R02', dueAt: AT + 1 };
      const elsewhere = { ...REVIEW, module: 'mixed-movements', dueAt: AT + 2 };
      const other = { ...REVIEW, learnerKey: 'learner-2' };
      for (const review of [elsewhere, later, REVIEW, other]) await store.saveReview(review);
      expect(await store.reviewsOf('learner-1')).toEqual([REVIEW, later, elsewhere]);
      await store.saveReview({ ...REVIEW, card: '{}', dueAt: AT + 2.75, repeats: 3 });
      await store.deleteReview('learner-1', 'mixed-movements', 'R01');
      await store.deleteReview('learner-1', 'referral', 'never planned');
      const again = { ...REVIEW, card: '{}', dueAt: AT + 3, repeats: 3 };
      expect(await store.reviewsOf('learner-1')).toEqual([later, again]);
      expect(await store.reviewsOf('learner-2')).toEqual([other]);
    });
  });

  describe('reminders', () => {
    it('are one for each learner, replaced whole and deleted', async () => {
      const store = current();
      expect(await store.reminder('learner-1')).toBeUndefined();
      await store.saveReminder(REMINDER);
      expect(await store.reminder('learner-1')).toEqual(REMINDER);
      const { pausedUntil, ...next } = { ...REMINDER, personKey: 'person-2', channel: 'two', hour: 7, nextAt: AT + 1 };
      await store.saveReminder(next);
      await store.saveReminder({ ...REMINDER, learnerKey: 'learner-2', pausedUntil: AT + 0.75, nextAt: AT + 0.75 });
      expect(await store.reminder('learner-1')).toEqual(next);
      expect(await store.reminder('learner-2')).toMatchObject({ pausedUntil: AT + 1, nextAt: AT + 1 });
      await store.deleteReminder('learner-1');
      await store.deleteReminder('never set');
      expect(await store.reminder('learner-1')).toBeUndefined();
      expect(await store.reminder('learner-2')).toBeDefined();
    });

    it('whose time has come are listed, the longest waiting first, no more than asked for', async () => {
      const store = current();
      const times = { a: AT + 1, b: AT - 5, c: AT, d: AT - 1 };
      for (const [learnerKey, nextAt] of Object.entries(times)) {
        await store.saveReminder({ ...REMINDER, learnerKey, nextAt });
      }
      const due = async (limit: number) => (await store.dueReminders(AT, limit)).map(({ learnerKey }) => learnerKey);
      expect(await due(10)).toEqual(['b', 'd', 'c']);
      expect(await due(2)).toEqual(['b', 'd']);
      expect(await store.dueReminders(AT, 1)).toEqual([{ ...REMINDER, learnerKey: 'b', nextAt: AT - 5 }]);
    });
  });

  describe('certificates', () => {
    it('are given back as added, and do not replace one another', async () => {
      const store = current();
      const { event, ...bare } = { ...CERTIFICATE, code: 'BARE' };
      for (const certificate of [CERTIFICATE, bare]) {
        await store.addCertificate(certificate);
        expect(await store.certificate(certificate.code)).toEqual(certificate);
      }
      await expect(store.addCertificate({ ...bare, code: CERTIFICATE.code })).rejects.toBeInstanceOf(DalilError);
      expect(await store.certificate(CERTIFICATE.code)).toEqual(CERTIFICATE);
      expect(await store.certificate('none')).toBeUndefined();
    });

    it('are listed by learner and deleted by code', async () => {
      const store = current();
      await store.addCertificate(CERTIFICATE);
      await store.addCertificate({ ...CERTIFICATE, code: 'LATER', issuedAt: AT + 0.75 });
      await store.addCertificate({ ...CERTIFICATE, code: 'OTHER', learnerKey: 'learner-2' });
      const later = { ...CERTIFICATE, code: 'LATER', issuedAt: AT + 1 };
      expect(await store.certificatesOf('learner-1')).toEqual([later, CERTIFICATE]);
      expect(await store.deleteCertificate(CERTIFICATE.code)).toBe(true);
      expect(await store.deleteCertificate(CERTIFICATE.code)).toBe(false);
      expect(await store.certificatesOf('learner-1')).toEqual([later]);
      expect(await store.certificatesOf('learner-2')).toHaveLength(1);
    });
  });

  describe('one-time codes', () => {
    it('work once, for what they are meant for', async () => {
      const store = current();
      await store.addOneTimeCode(CODE, AT);
      expect(await store.useOneTimeCode('unknown', 'link', AT)).toBeUndefined();
      expect(await store.useOneTimeCode(CODE.codeKey, 'report', AT)).toBeUndefined();
      expect(await store.useOneTimeCode(CODE.codeKey, 'link', AT)).toBe(CODE.value);
      expect(await store.useOneTimeCode(CODE.codeKey, 'link', AT)).toBeUndefined();
      await store.addOneTimeCode(CODE, AT);
      expect(await store.useOneTimeCode(CODE.codeKey, 'link', CODE.expiresAt - 1)).toBe(CODE.value);
    });

    it('do not work from the time they expire on', async () => {
      await current().addOneTimeCode(CODE, AT);
      expect(await current().useOneTimeCode(CODE.codeKey, 'link', CODE.expiresAt)).toBeUndefined();
    });

    it('do not replace one another, unless the other has expired', async () => {
      await current().addOneTimeCode(CODE, AT);
      const same = { ...CODE, value: 'sealed-1.other', expiresAt: AT + 90_000 };
      await expect(current().addOneTimeCode(same, AT)).rejects.toBeInstanceOf(DalilError);
      await current().addOneTimeCode(same, CODE.expiresAt);
      expect(await current().useOneTimeCode(CODE.codeKey, 'link', CODE.expiresAt)).toBe(same.value);
    });

    it('go when they have expired: with a new one, or by pruning; other trainings stay', async () => {
      const store = current();
      await store.addOneTimeCode(CODE, AT);
      await store.addOneTimeCode({ ...CODE, codeKey: 'hash-2', expiresAt: AT + 90_000 }, CODE.expiresAt);
      // At an earlier time it would work, if it were there.
      expect(await store.useOneTimeCode(CODE.codeKey, 'link', AT)).toBeUndefined();
      await store.addAttempt(an.ENDED);
      await store.prune(AT + 90_000);
      expect(await store.useOneTimeCode('hash-2', 'link', AT)).toBe(CODE.value);
      await store.addOneTimeCode(CODE, AT);
      await store.prune(CODE.expiresAt + 1);
      expect(await store.useOneTimeCode(CODE.codeKey, 'link', AT)).toBeUndefined();
      expect(await store.attempt(an.ENDED.id)).toMatchObject(an.ENDED);
    });

    it('work for exactly one of many who use them at once, over two stores', async () => {
      await current().addOneTimeCode(CODE, AT);
      const used = await askAtOnce(current(), another, (store) => store.useOneTimeCode(CODE.codeKey, 'link', AT));
      expect(used.filter((value) => value !== undefined)).toEqual([CODE.value]);
    });
  });
}
