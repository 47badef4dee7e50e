/** What every store must do with messages that were accepted; it registers the suites of the other queues too. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { askAtOnce } from './at-once.ts';
import { describeContacts } from './store-contacts.contract.ts';
import { describeOutbox } from './store-outbox.contract.ts';
import { ACCEPTED, idsOf, OUTGOING, SENDING } from './store-queue.examples.ts';

const AT = ACCEPTED.receivedAt;

/**
 * Registers the suites.
 * @param current gives the empty store of the running test
 * @param another opens a second store on the same database
 */
export function describeQueue(current: () => Store, another: () => Promise<Store>): void {
  const waitingIds = async (channel = 'one') => idsOf(await current().waitingInbox(channel, 100));

  describe('accepted messages', () => {
    it('are none at first', async () => {
      expect(await current().acceptInbox([])).toBe(0);
      expect(await current().waitingInbox('one', 10)).toEqual([]);
    });

    it.each([
      ['with every field', { ...ACCEPTED, attempts: 2, retryAt: AT + 1 }],
      ['with none that may be left out', ACCEPTED],
    ])('%s are given back as accepted', async (_what, item) => {
      expect(await current().acceptInbox([item])).toBe(1);
      expect(await current().waitingInbox('one', 10)).toEqual([item]);
    });

    it('are accepted once: in one call, and whatever became of them since', async () => {
      const store = current();
      const items = ['a', 'b', 'c', 'd'].map((id) => ({ ...ACCEPTED, id }));
      const again = items.map((item) => ({ ...item, payload: 'sealed-1.again', channel: 'two' }));
      expect(await store.acceptInbox([...items, ...again])).toBe(4);
      await store.settleInbox('b', []);
      await store.parkInbox('c', []);
      expect(await store.acceptInbox([...again, { ...ACCEPTED, id: 'e' }, ...again])).toBe(1);
      expect(await store.acceptInbox(again)).toBe(0);
      expect(await store.waitingInbox('one', 10)).toEqual([
        { ...ACCEPTED, id: 'a' },
        { ...ACCEPTED, id: 'd' },
        { ...ACCEPTED, id: 'e' },
      ]);
      expect(await store.waitingInbox('two', 10)).toEqual([]);
    });

    it('wait in the order they were accepted, by channel and up to a limit', async () => {
      const store = current();
      await store.acceptInbox([
        { ...ACCEPTED, id: 'z', receivedAt: AT + 2 },
        { ...ACCEPTED, id: 'm', receivedAt: AT + 1, personKey: 'person-2' },
      ]);
      await store.acceptInbox([{ ...ACCEPTED, id: 'other', channel: 'two' }]);
      await store.acceptInbox([
        { ...ACCEPTED, id: 'a', receivedAt: AT },
        { ...ACCEPTED, id: 'z' },
        { ...ACCEPTED, id: 'b', receivedAt: AT },
      ]);
      expect(await waitingIds()).toEqual(['z', 'm', 'a', 'b']);
      expect(await waitingIds('two')).toEqual(['other']);
      expect(idsOf(await store.waitingInbox('one', 2))).toEqual(['z', 'm']);
      await store.settleInbox('z', []);
      expect(idsOf(await store.waitingInbox('one', 2))).toEqual(['m', 'a']);
    });

    it('may be very many at once', async () => {
      const ids = Array.from({ length: 5_001 }, (_, n) => `in-${(n * 7919) % 5_001}`);
      const items = ids.map((id) => ({ ...ACCEPTED, id, retryAt: AT }));
      expect(await current().acceptInbox([...items, ...items.slice(0, 10)])).toBe(5_001);
      expect(idsOf(await current().waitingInbox('one', 6_000))).toEqual(ids);
    });

    it('are new to exactly one of many who bring them at once, over two stores', async () => {
      const batches = Array.from({ length: 8 }, (_, n) => [`${n} a`, `${n} b`].map((id) => ({ ...ACCEPTED, id })));
      for (const batch of batches) {
        const added = await askAtOnce(current(), another, (store) => store.acceptInbox(batch));
        expect(added.toSorted()).toEqual([...Array.from({ length: 11 }, () => 0), 2]);
      }
      expect(await waitingIds()).toEqual(batches.flatMap(idsOf));
    });

    it('keep their place when they are put off', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED, { ...ACCEPTED, id: 'in-2' }]);
      await store.retryInbox(ACCEPTED.id, 2, AT + 0.75);
      await store.retryInbox('never accepted', 1, AT);
      expect(await store.waitingInbox('one', 10)).toEqual([
        { ...ACCEPTED, attempts: 2, retryAt: AT + 1 },
        { ...ACCEPTED, id: 'in-2' },
      ]);
    });

    it('are not put off any more once they are settled or parked', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED, { ...ACCEPTED, id: 'in-2' }]);
      await store.settleInbox(ACCEPTED.id, []);
      await store.parkInbox('in-2', []);
      for (const id of [ACCEPTED.id, 'in-2']) await store.retryInbox(id, 1, AT);
      expect(await store.waitingInbox('one', 10)).toEqual([]);
      expect(await store.countQueues('one')).toMatchObject({ inboxWaiting: 0, inboxParked: 1 });
    });
  });

  describe.each(['settleInbox', 'parkInbox'] as const)('%s', (close) => {
    it('ends the waiting of one message and keeps what is to be sent, in order', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED, { ...ACCEPTED, id: 'in-2' }]);
      const outgoing = [SENDING, OUTGOING, { ...OUTGOING, id: 'out-0' }];
      await store[close](ACCEPTED.id, outgoing);
      expect(await waitingIds()).toEqual(['in-2']);
      expect(await store.pendingOutbox('one', 10)).toEqual(outgoing);
      await store[close]('in-2', []);
      expect(await waitingIds()).toEqual([]);
      expect(await store.pendingOutbox('one', 10)).toEqual(outgoing);
    });

    it('adds nothing the second time, under whatever ids', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED]);
      await store[close](ACCEPTED.id, [OUTGOING]);
      await store.changeOutbox(OUTGOING.id, ['waiting'], { status: 'sent' });
      await store[close](ACCEPTED.id, [OUTGOING]);
      await store[close](ACCEPTED.id, [{ ...OUTGOING, id: 'another' }]);
      await store.parkInbox(ACCEPTED.id, [{ ...OUTGOING, id: 'apology' }]);
      expect(await store.pendingOutbox('one', 10)).toEqual([]);
    });

    it('leaves alone what is there already, and adds the rest', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED]);
      await store.addOutbox([SENDING]);
      const taken = { ...OUTGOING, id: SENDING.id, body: 'sealed-1.other' };
      await store[close](ACCEPTED.id, [taken, OUTGOING, { ...OUTGOING, body: 'sealed-1.other' }]);
      expect(await store.pendingOutbox('one', 10)).toEqual([SENDING, OUTGOING]);
      expect(await waitingIds()).toEqual([]);
    });

    it('of a message that is not there still keeps what is to be sent', async () => {
      await current()[close]('never accepted', [OUTGOING]);
      await current()[close]('never accepted', [OUTGOING]);
      expect(await current().pendingOutbox('one', 10)).toEqual([OUTGOING]);
      expect(await current().countQueues('one')).toMatchObject({ inboxWaiting: 0, inboxParked: 0 });
    });

    // At one store: the transactions of two SQLite stores in one thread would wait for each other.
    it('keeps what one of many says who do it at once', async () => {
      const store = current();
      for (let round = 0; round < 8; round += 1) {
        const id = `in-${round}`;
        await store.acceptInbox([{ ...ACCEPTED, id }]);
        const callers = Array.from({ length: 12 }, (_, n) => [{ ...OUTGOING, id: `out-${n}`, causeId: id }]);
        await Promise.all(callers.map((outgoing) => store[close](id, outgoing)));
        const [kept, ...more] = await store.pendingOutbox('one', 10);
        expect(more).toEqual([]);
        expect(kept).toMatchObject({ causeId: id });
        await store.changeOutbox(kept?.id ?? '', ['waiting'], { status: 'failed' });
        await store.prune(AT + 1);
      }
    });
  });

  it('settles a parked message when it is handled after all', async () => {
    const store = current();
    await store.acceptInbox([ACCEPTED]);
    await store.parkInbox(ACCEPTED.id, []);
    expect(await store.countQueues('one')).toMatchObject({ inboxParked: 1 });
    await store.settleInbox(ACCEPTED.id, [OUTGOING]);
    expect(await store.countQueues('one')).toMatchObject({ inboxParked: 0, outboxWaiting: 1 });
  });

  describe('pruning the queues', () => {
    it('deletes settled messages that came before the time; those that wait or are parked stay', async () => {
      const store = current();
      for (const [age, receivedAt] of [
        ['old', AT - 1],
        ['new', AT],
      ] as const) {
        const items = ['done', 'parked', 'waiting', 'forgotten'].map((what) => ({
          ...ACCEPTED,
          id: `${what} ${age}`,
          personKey: what,
          receivedAt,
        }));
        await store.acceptInbox(items);
        await store.settleInbox(`done ${age}`, []);
        await store.parkInbox(`parked ${age}`, []);
      }
      await store.forgetPerson('forgotten');
      await store.prune(AT + 0.25);
      expect(await waitingIds()).toEqual(['waiting old', 'waiting new']);
      expect(await store.countQueues('one')).toMatchObject({ inboxParked: 2 });
      const known = ['done new', 'parked old', 'parked new', 'waiting old', 'waiting new', 'forgotten new'];
      const gone = ['done old', 'forgotten old'];
      expect(await store.acceptInbox(known.map((id) => ({ ...ACCEPTED, id })))).toBe(0);
      expect(await store.acceptInbox(gone.map((id) => ({ ...ACCEPTED, id })))).toBe(2);
    });

    it('deletes sent and given-up messages from before the time; what may still be sent stays', async () => {
      const store = current();
      const statuses = ['waiting', 'sending', 'held', 'sent', 'failed'] as const;
      const made = statuses.flatMap((status) => [
        { ...OUTGOING, id: `${status} old`, status, createdAt: AT - 1 },
        { ...OUTGOING, id: `${status} new`, status, createdAt: AT },
      ]);
      await store.addOutbox(made);
      await store.prune(AT);
      const left = await Promise.all(made.map(({ id }) => store.outboxItem(id)));
      expect(idsOf(made.filter((_, n) => left[n] === undefined))).toEqual(['sent old', 'failed old']);
    });
  });

  describeOutbox(current, another);
  describeContacts(current);
}
