/** Who is who on a channel, and that no id, number or word of theirs is kept in clear. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelQueue, OutgoingItem } from '../../src/channels/channel.ts';
import { createChannelQueue } from '../../src/conversation/channel-queue.ts';
import { createIdentity } from '../../src/conversation/identity.ts';
import { createSealer } from '../../src/safety/sealed-text.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';

let store: MemoryStore;
let clock: number;
let queue: ChannelQueue;

function queueWith(secret: Uint8Array): ChannelQueue {
  const parts = { store, identity: createIdentity(secret), sealer: createSealer(secret), now: () => clock };
  return createChannelQueue(parts)('one');
}

beforeEach(() => {
  store = memoryStore();
  clock = 1_763_766_000_000;
  queue = queueWith(new Uint8Array(32).fill(7));
});

const USER = 'user:TN.1';
const PHONE = 'phone:21698000001';

describe('a person', () => {
  it('is the same by number, by id and by both', async () => {
    const byPhone = await queue.personOf([PHONE]);
    expect(await queue.personOf([USER, PHONE])).toBe(byPhone);
    expect(await queue.personOf([USER])).toBe(byPhone);
    expect(await queue.personOf(['user:TN.2', 'phone:2'])).not.toBe(byPhone);
  });

  it('stays the same when number or id change', async () => {
    const before = await queue.personOf([USER, PHONE]);
    await queue.relink([PHONE], ['phone:21698000002']);
    expect(await queue.personOf(['phone:21698000002'])).toBe(before);
    await queue.relink([USER], ['user:TN.9']);
    expect(await queue.personOf(['user:TN.9'])).toBe(before);
  });

  it('is somebody else when a number that was given up comes with, or without, another id', async () => {
    const before = await queue.personOf([USER, PHONE]);
    await queue.relink([PHONE], ['phone:21698000002']);
    const stranger = await queue.personOf([PHONE]);
    expect(stranger).not.toBe(before);
    expect(await queue.personOf([USER])).toBe(before);
    const other = await queue.personOf(['user:TN.5', PHONE]);
    expect(other).toBe(stranger);
    expect(other).not.toBe(before);
  });

  it('is not whoever has their number now, also when nobody told of a change', async () => {
    const before = await queue.personOf([USER, PHONE]);
    const stranger = await queue.personOf(['user:TN.77', PHONE]);
    expect(stranger).not.toBe(before);
    expect(await queue.personOf([PHONE])).toBe(stranger);
    expect(await queue.personOf([USER])).toBe(before);
  });
});

it('keeps notes of a contact and changes only what is named', async () => {
  await queue.noteContact('p', { lastInboundAt: 5, optedInAt: 5 });
  await queue.noteContact('p', { lastInboundAt: 9, stoppedAt: 9 });
  await queue.noteContact('p', { stoppedAt: undefined });
  expect(await queue.contact('p')).toMatchObject({ lastInboundAt: 9, optedInAt: 5, channel: 'one' });
  expect((await queue.contact('p'))?.stoppedAt).toBeUndefined();
});

const outgoing: OutgoingItem = {
  ...{ id: 'o1', personKey: 'p', causeId: 'c', replyId: 'r', address: '+21698000001', body: 'What to do first' },
  ...{ status: 'waiting', createdAt: 1, attempts: 0 },
};

it('gives messages back as they were, and keeps none of them in clear', async () => {
  const item = { messageId: 'wamid.7', personKey: 'p', payload: '{"from":"21698000001"}' };
  expect(await queue.accept([item, item])).toBe(1);
  expect(await queue.accept([item])).toBe(0);
  const [waiting] = await queue.waiting(10);
  expect(waiting?.payload).toBe(item.payload);
  await queue.settle(waiting?.id ?? '', [outgoing]);
  const [pending] = await queue.pending(10);
  expect([pending?.id, pending?.body, pending?.address]).toEqual(['o1', undefined, undefined]);
  expect(await queue.item('o1')).toMatchObject(outgoing);
  await queue.change('o1', ['waiting'], { status: 'sending', sentId: 'wamid.8' });
  expect((await queue.bySentId('wamid.8'))?.id).toBe('o1');
  for (const secret of ['wamid', '21698000001', 'What to do']) expect(store.kept()).not.toContain(secret);
});

it('takes what was sealed with another secret for unreadable', async () => {
  await queue.accept([{ messageId: 'm', personKey: 'p', payload: 'x' }]);
  expect((await queueWith(new Uint8Array(32)).waiting(10))[0]?.payload).toBeUndefined();
});
