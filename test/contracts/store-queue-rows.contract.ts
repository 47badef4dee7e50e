/** What every database must do with the rows of the queues: all or nothing, no words left, no harm from a damaged one. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { ACCEPTED, OUTGOING, SENDING } from './store-queue.examples.ts';

/**
 * Registers the suite.
 * @param current gives the empty store of the running test
 * @param execute runs SQL beside the store
 */
export function describeQueueRows(current: () => Store, execute: (statement: string) => Promise<void>): void {
  describe('the rows of the queues', () => {
    it('hold up no other message for a damaged row', async () => {
      const store = current();
      await store.acceptInbox([{ ...ACCEPTED, id: 'bad' }, ACCEPTED]);
      await store.addOutbox([{ ...OUTGOING, id: 'bad', platformKey: 'bad' }, OUTGOING]);
      await execute(`update inbox set payload = null where id = 'bad'`);
      await execute(`update outbox set status = 'lost' where id = 'bad'`);
      expect(await store.waitingInbox('one', 10)).toEqual([ACCEPTED]);
      expect(await store.pendingOutbox('one', 10)).toEqual([OUTGOING]);
      expect(await store.outboxItem('bad')).toBeUndefined();
      expect(await store.outboxByPlatformKey('bad')).toBeUndefined();
    });

    it.each(['settleInbox', 'parkInbox'] as const)('end a message by %s wholly or not at all', async (close) => {
      const store = current();
      await store.acceptInbox([ACCEPTED]);
      await execute('alter table outbox rename to elsewhere');
      await expect(store[close](ACCEPTED.id, [OUTGOING])).rejects.toMatchObject({ code: 'database-failed' });
      expect(await store.waitingInbox('one', 10)).toEqual([ACCEPTED]);
      await execute('alter table elsewhere rename to outbox');
      await store[close](ACCEPTED.id, [OUTGOING]);
      expect(await store.waitingInbox('one', 10)).toEqual([]);
      expect(await store.pendingOutbox('one', 10)).toEqual([OUTGOING]);
    });

    it('take all of what they are given or nothing, however much it is', async () => {
      const store = current();
      const bad = 'x'.repeat(10);
      await execute(`create unique index on_purpose on inbox (payload) where payload = '${bad}'`);
      const items = Array.from({ length: 2_500 }, (_, n) => ({
        ...ACCEPTED,
        id: `in-${n}`,
        payload: n >= 2_498 ? bad : 'sealed-1.abc',
      }));
      await expect(store.acceptInbox(items)).rejects.toMatchObject({ code: 'database-failed' });
      expect(await store.waitingInbox('one', 10)).toEqual([]);
      expect(await store.acceptInbox(items.slice(0, 2_499))).toBe(2_499);
    });

    it('hold no word of a message that is settled, sent, given up or forgotten', async () => {
      const store = current();
      const secret = 'sealed-1.secret';
      const words = { address: secret, body: secret };
      await store.acceptInbox(['done', 'forgotten'].map((id) => ({ ...ACCEPTED, id, personKey: id, payload: secret })));
      await store.settleInbox('done', [
        { ...SENDING, ...words, id: 'sent' },
        { ...SENDING, ...words, id: 'failed' },
      ]);
      for (const status of ['sent', 'failed'] as const) await store.changeOutbox(status, ['sending'], { status });
      await store.forgetPerson('forgotten');
      // What still held one would be deleted here, and its id accepted again.
      await execute('delete from inbox where payload is not null');
      await execute('delete from outbox where body is not null or address is not null');
      expect(
        await store.acceptInbox([
          { ...ACCEPTED, id: 'done' },
          { ...ACCEPTED, id: 'forgotten' },
        ]),
      ).toBe(0);
      expect(await store.outboxItem('sent')).toBeDefined();
      expect(await store.outboxItem('failed')).toBeDefined();
    });

    it('lose the words of a parked message that is old, and count it still', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED]);
      await store.parkInbox(ACCEPTED.id, []);
      await store.prune(ACCEPTED.receivedAt + 1);
      expect(await store.countQueues(ACCEPTED.channel)).toMatchObject({ inboxParked: 1 });
      await execute(`update inbox set status = 'waiting' where payload is not null`);
      expect(await store.waitingInbox(ACCEPTED.channel, 10)).toEqual([]);
    });

    it('keep a parked message as it was for whoever looks at it', async () => {
      const store = current();
      await store.acceptInbox([ACCEPTED]);
      await store.parkInbox(ACCEPTED.id, []);
      await store.retryInbox(ACCEPTED.id, 7, 1);
      await execute(`update inbox set status = 'waiting' where status = 'parked'`);
      expect(await store.waitingInbox('one', 10)).toEqual([ACCEPTED]);
    });
  });
}
