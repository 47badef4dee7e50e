/** What every store must do with messages that are to be sent. */
import { describe, expect, it } from 'vitest';
import type { OutboxItem, OutboxStatus, Queue } from '../../src/contracts/queue.ts';
import type { Store } from '../../src/contracts/store.ts';
import { askAtOnce } from './at-once.ts';
import { ACCEPTED, idsOf, OUTGOING, SENDING } from './store-queue.examples.ts';

const AT = OUTGOING.createdAt;
type Change = Parameters<Queue['changeOutbox']>[2];

/**
 * Registers the suite.
 * @param current gives the empty store of the running test
 * @param another opens a second store on the same database
 */
export function describeOutbox(current: () => Store, another: () => Promise<Store>): void {
  describe('messages to be sent', () => {
    it('are none at first', async () => {
      await current().addOutbox([]);
      expect(await current().pendingOutbox('one', 10)).toEqual([]);
      expect(await current().outboxItem(OUTGOING.id)).toBeUndefined();
      expect(await current().outboxByPlatformKey('platform-1')).toBeUndefined();
    });

    it.each([
      ['with every field', SENDING],
      ['with none that may be left out', OUTGOING],
    ])('%s are given back as added', async (_what, item) => {
      await current().addOutbox([item]);
      expect(await current().outboxItem(item.id)).toEqual(item);
      expect(await current().pendingOutbox('one', 10)).toEqual([item]);
    });

    it('do not replace one another, in one call or in several', async () => {
      const store = current();
      const other = { ...SENDING, id: OUTGOING.id, channel: 'two' };
      await store.addOutbox([OUTGOING, other]);
      await store.addOutbox([other, SENDING]);
      expect(await store.pendingOutbox('one', 10)).toEqual([OUTGOING, SENDING]);
      expect(await store.pendingOutbox('two', 10)).toEqual([]);
    });

    it('are pending in the order they were added, by channel and up to a limit', async () => {
      const store = current();
      await store.addOutbox([
        { ...OUTGOING, id: 'z', createdAt: AT + 2 },
        { ...OUTGOING, id: 'held', status: 'held' },
        { ...OUTGOING, id: 'b', status: 'sending', createdAt: AT + 1 },
        { ...OUTGOING, id: 'elsewhere', channel: 'two' },
      ]);
      await store.addOutbox([
        { ...OUTGOING, id: 'sent', status: 'sent' },
        { ...OUTGOING, id: 'failed', status: 'failed' },
        { ...OUTGOING, id: 'a' },
      ]);
      expect(idsOf(await store.pendingOutbox('one', 10))).toEqual(['z', 'b', 'a']);
      expect(idsOf(await store.pendingOutbox('one', 2))).toEqual(['z', 'b']);
      expect(idsOf(await store.pendingOutbox('two', 10))).toEqual(['elsewhere']);
      await store.changeOutbox('z', ['waiting'], { status: 'sending' });
      expect(idsOf(await store.pendingOutbox('one', 10))).toEqual(['z', 'b', 'a']);
    });

    it('may be very many at once', async () => {
      const ids = Array.from({ length: 2_500 }, (_, n) => `out-${(n * 7919) % 2_500}`);
      await current().addOutbox(ids.map((id) => ({ ...SENDING, id })));
      expect(idsOf(await current().pendingOutbox('one', 3_000))).toEqual(ids);
    });

    it('are found by what the platform calls them, the newest first', async () => {
      const store = current();
      await store.addOutbox([SENDING, { ...OUTGOING, platformKey: 'platform-1' }]);
      await store.addOutbox([{ ...OUTGOING, id: 'out-3', platformKey: 'platform-2', status: 'sent' }]);
      expect((await store.outboxByPlatformKey('platform-1'))?.id).toBe(OUTGOING.id);
      expect((await store.outboxByPlatformKey('platform-2'))?.id).toBe('out-3');
      expect(await store.outboxByPlatformKey('platform-3')).toBeUndefined();
    });

    it('keep their times in whole milliseconds', async () => {
      const store = current();
      const time = AT + 0.75;
      await store.addOutbox([
        { ...SENDING, createdAt: time, retryAt: time, sendingAt: time, sentAt: time },
        { ...OUTGOING, createdAt: time },
      ]);
      await store.changeOutbox(OUTGOING.id, ['waiting'], { retryAt: time, sendingAt: time, sentAt: time });
      const whole = { createdAt: AT + 1, retryAt: AT + 1, sendingAt: AT + 1, sentAt: AT + 1 };
      expect(await store.outboxItem(SENDING.id)).toMatchObject(whole);
      expect(await store.outboxItem(OUTGOING.id)).toMatchObject(whole);
    });
  });

  describe('a change of a message to be sent', () => {
    it.each<Change>([
      { status: 'held' },
      { attempts: 0 },
      { retryAt: AT + 10 },
      { sendingAt: AT + 10 },
      { platformKey: 'platform-2' },
      { sentAt: AT + 10 },
      { errorCode: '131047' },
      { status: 'waiting', attempts: 4, retryAt: AT + 10, sendingAt: undefined },
      {},
    ])('makes the change %o and leaves the rest', async (change) => {
      await current().addOutbox([SENDING, OUTGOING]);
      expect(await current().changeOutbox(SENDING.id, ['sending'], change)).toBe(true);
      expect(await current().outboxItem(SENDING.id)).toEqual({ ...SENDING, ...change });
      expect(await current().outboxItem(OUTGOING.id)).toEqual(OUTGOING);
    });

    it.each(['retryAt', 'sendingAt', 'platformKey', 'sentAt', 'errorCode'] as const)(
      'empties %s when it is given as undefined',
      async (key) => {
        await current().addOutbox([SENDING]);
        await current().changeOutbox(SENDING.id, ['sending'], { [key]: undefined });
        const { [key]: _, ...rest }: OutboxItem = SENDING;
        expect(await current().outboxItem(SENDING.id)).toEqual(rest);
      },
    );

    it.each(['status', 'attempts'] as const)('keeps %s, which each must have', async (key) => {
      await current().addOutbox([SENDING]);
      expect(await current().changeOutbox(SENDING.id, ['sending'], { [key]: undefined })).toBe(true);
      expect(await current().outboxItem(SENDING.id)).toEqual(SENDING);
    });

    it.each<OutboxStatus>(['sent', 'failed'])('to %s takes the words and the address away', async (status) => {
      const store = current();
      await store.addOutbox([SENDING, OUTGOING]);
      await store.changeOutbox(SENDING.id, ['sending'], { status });
      expect(await store.outboxItem(SENDING.id)).toEqual({ ...SENDING, status, body: undefined, address: undefined });
      await store.addOutbox([{ ...SENDING, id: 'from the start', status }]);
      expect(await store.outboxItem('from the start')).toEqual({
        ...SENDING,
        id: 'from the start',
        status,
        body: undefined,
        address: undefined,
      });
    });

    it('is made in the statuses that are named, and in no other', async () => {
      const store = current();
      await store.addOutbox([SENDING]);
      expect(await store.changeOutbox(SENDING.id, ['waiting', 'held'], { status: 'sent' })).toBe(false);
      expect(await store.changeOutbox(SENDING.id, [], { status: 'sent' })).toBe(false);
      expect(await store.changeOutbox('never added', ['sending'], { status: 'sent' })).toBe(false);
      expect(await store.outboxItem(SENDING.id)).toEqual(SENDING);
      expect(await store.changeOutbox(SENDING.id, ['waiting', 'sending'], { status: 'sent' })).toBe(true);
    });

    it('goes to exactly one of many who make it at once, over two stores', async () => {
      for (let round = 0; round < 8; round += 1) {
        const id = `out-${round}`;
        await current().addOutbox([{ ...OUTGOING, id }]);
        const told = await askAtOnce(current(), another, (store, n) =>
          store.changeOutbox(id, ['waiting'], { status: 'sending', sendingAt: AT + n }),
        );
        expect(told.filter((won) => won)).toHaveLength(1);
      }
    });
  });

  describe('messages held for a person', () => {
    const held = { ...SENDING, status: 'held' } as const;

    it('wait again with the new address, in their place, and nothing else of that person changes', async () => {
      const store = current();
      const others = [
        { ...held, id: 'of another', personKey: 'person-2' },
        { ...SENDING, id: 'sending' },
        { ...OUTGOING, id: 'waiting' },
      ];
      await store.addOutbox([held, ...others, { ...OUTGOING, id: 'held', status: 'held' }]);
      expect(await store.releaseHeld('person-1', 'sealed-1.new')).toBe(2);
      expect(await store.pendingOutbox('one', 10)).toEqual([
        { ...held, status: 'waiting', address: 'sealed-1.new' },
        others[1],
        others[2],
        { ...OUTGOING, id: 'held', address: 'sealed-1.new' },
      ]);
      expect(await store.outboxItem('of another')).toEqual(others[0]);
    });

    it('are released once', async () => {
      await current().addOutbox([held]);
      expect(await current().releaseHeld('never seen', 'sealed-1.new')).toBe(0);
      expect(await current().releaseHeld('person-1', 'sealed-1.new')).toBe(1);
      expect(await current().releaseHeld('person-1', 'sealed-1.newer')).toBe(0);
      expect(await current().outboxItem(held.id)).toMatchObject({ address: 'sealed-1.new' });
    });
  });

  it('counts what waits in the queues of a channel', async () => {
    const store = current();
    const none = { inboxWaiting: 0, inboxParked: 0, outboxWaiting: 0, outboxHeld: 0, outboxFailed: 0 };
    expect(await store.countQueues('one')).toStrictEqual(none);
    await store.acceptInbox(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ ...ACCEPTED, id })));
    await store.acceptInbox([{ ...ACCEPTED, id: 'elsewhere', channel: 'two' }]);
    await store.settleInbox('a', []);
    for (const id of ['b', 'c']) await store.parkInbox(id, []);
    const statuses = ['waiting', 'sending', 'held', 'sent', 'failed', 'failed', 'failed', 'failed'] as const;
    await store.addOutbox(statuses.map((status, n) => ({ ...OUTGOING, id: `out-${n}`, status })));
    // What is being sent counts as waiting: it has not arrived.
    const counts = { inboxWaiting: 3, inboxParked: 2, outboxWaiting: 2, outboxHeld: 1, outboxFailed: 4 };
    expect(await store.countQueues('one')).toStrictEqual(counts);
    expect(await store.countQueues('two')).toStrictEqual({ ...none, inboxWaiting: 1 });
  });
}
