/** What channels keep comes back to them, and says nothing to whoever reads the database. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelMemory, ReachableConversation } from '../../src/channels/channel.ts';
import { createChannelMemory } from '../../src/conversation/channel-memory.ts';
import { createIdentity } from '../../src/conversation/identity.ts';
import { createSealer } from '../../src/safety/sealed-text.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';

const SECRET = new Uint8Array(32).fill(7);
const PERSONAL: ReachableConversation = {
  conversationId: 'chat-of-amina',
  personId: 'amina',
  scope: 'personal',
  address: '{"service":"https://amina.example"}',
};
const IN_GROUP: ReachableConversation = {
  conversationId: 'room-of-medenine',
  group: 'group-of-medenine',
  scope: 'channel',
  address: '{"service":"https://medenine.example"}',
};

let store: MemoryStore;
let clock: number;
let ids: number;
let memory: (channel: string) => ChannelMemory;
let one: ChannelMemory;

/** The memories of an installation with this secret, over the store of the test. */
function memoryWith(secret: Uint8Array): (channel: string) => ChannelMemory {
  return createChannelMemory({
    store,
    identity: createIdentity(secret),
    sealer: createSealer(secret),
    now: () => clock,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  });
}

beforeEach(() => {
  store = memoryStore();
  clock = 1_763_766_000_123;
  ids = 0;
  memory = memoryWith(SECRET);
  one = memory('one');
});

describe('addresses', () => {
  it('are found by their conversation and their group', async () => {
    await one.saveAddress(PERSONAL);
    await one.saveAddress(IN_GROUP);
    expect(await one.addressOf('chat-of-amina')).toBe(PERSONAL.address);
    expect(await one.addressOf('room-of-medenine')).toBe(IN_GROUP.address);
    expect(await one.addressOfGroup('group-of-medenine')).toBe(IN_GROUP.address);
    expect(await one.addressOf('group-of-medenine')).toBeUndefined();
    expect(await one.addressOfGroup('room-of-medenine')).toBeUndefined();
  });

  it('of a group is the one saved last', async () => {
    await one.saveAddress(IN_GROUP);
    clock += 1;
    await one.saveAddress({ ...IN_GROUP, conversationId: 'another room', address: 'newer' });
    expect(await one.addressOfGroup('group-of-medenine')).toBe('newer');
  });

  it('of shared conversations can be listed by whoever holds the secret, one-to-one chats cannot', async () => {
    await one.saveAddress(PERSONAL);
    await one.saveAddress(IN_GROUP);
    expect(await one.sharedConversations()).toEqual([{ conversationId: 'room-of-medenine', scope: 'channel' }]);
    expect(await memoryWith(new Uint8Array(32))('one').sharedConversations()).toEqual([]);
  });

  it('are forgotten by their conversation', async () => {
    await one.saveAddress(PERSONAL);
    await one.forgetAddress('chat-of-amina');
    expect(await one.addressOf('chat-of-amina')).toBeUndefined();
  });

  it('stay with their channel', async () => {
    const two = memory('two');
    await one.saveAddress(PERSONAL);
    await one.saveAddress(IN_GROUP);
    expect(await two.addressOf('chat-of-amina')).toBeUndefined();
    expect(await two.addressOfGroup('group-of-medenine')).toBeUndefined();
    await two.forgetAddress('chat-of-amina');
    expect(await one.addressOf('chat-of-amina')).toBe(PERSONAL.address);
  });

  it('are kept under the keys by which turns know people and conversations', async () => {
    const identity = createIdentity(SECRET);
    await one.saveAddress(PERSONAL);
    await one.saveAddress(IN_GROUP);
    expect(await store.listAddresses('one')).toMatchObject(
      [
        { conversationKey: identity.conversation('one', 'chat-of-amina'), personKey: identity.person('one', 'amina') },
        {
          conversationKey: identity.conversation('one', 'room-of-medenine'),
          groupKey: identity.group('one', 'group-of-medenine'),
          scope: 'channel',
          savedAt: clock,
        },
      ].toSorted((a, b) => (a.conversationKey < b.conversationKey ? -1 : 1)),
    );
  });

  it('sealed with another secret, or damaged, count as absent', async () => {
    const conversationKey = createIdentity(SECRET).conversation('one', 'chat-of-amina');
    const groupKey = createIdentity(SECRET).group('one', 'group');
    const foreign = createSealer(new Uint8Array(32)).seal('an address');
    for (const address of [foreign, 'not sealed']) {
      await store.saveAddress({ conversationKey, groupKey, channel: 'one', scope: 'channel', address, savedAt: clock });
      expect(await one.addressOf('chat-of-amina')).toBeUndefined();
      expect(await one.addressOfGroup('group')).toBeUndefined();
    }
    await one.saveAddress(PERSONAL);
    expect(await memoryWith(new Uint8Array(32))('one').addressOf('chat-of-amina')).toBeUndefined();
  });
});

describe('sent messages', () => {
  it('lead to their reply under the key of the message', async () => {
    await one.noteSent('chat-of-amina', 'message', 'reply-1');
    const identity = createIdentity(SECRET);
    expect(await store.replyOf(identity.message('one', 'chat-of-amina', 'message'))).toBe('reply-1');
    expect(await store.replyOf(identity.message('one', 'another chat', 'message'))).toBeUndefined();
    expect(await store.replyOf(identity.message('two', 'chat-of-amina', 'message'))).toBeUndefined();
  });

  it('are forgotten in time', async () => {
    await one.noteSent('chat-of-amina', 'message', 'reply-1');
    const key = createIdentity(SECRET).message('one', 'chat-of-amina', 'message');
    await store.prune(clock);
    expect(await store.replyOf(key)).toBe('reply-1');
    await store.prune(clock + 1);
    expect(await store.replyOf(key)).toBeUndefined();
  });
});

describe('turns that have not ended', () => {
  it('are there after a restart, in their channel, until they are finished', async () => {
    const first = await one.noteUnfinished('address 1', 'ar');
    clock += 1;
    const second = await one.noteUnfinished('address 2', 'fr');
    await memory('two').noteUnfinished('address 3', 'en');
    expect(first).not.toBe(second);
    const restarted = memoryWith(SECRET)('one');
    expect(await restarted.unfinished()).toEqual([
      { id: first, address: 'address 1', language: 'ar' },
      { id: second, address: 'address 2', language: 'fr' },
    ]);
    await restarted.finish(first);
    expect(await one.unfinished()).toEqual([{ id: second, address: 'address 2', language: 'fr' }]);
  });

  it('that cannot be opened, or in a language that is not ours, count as absent', async () => {
    const turn = { channel: 'one', startedAt: clock };
    await store.noteUnfinished({ ...turn, id: 'a', address: 'not sealed', language: 'fr' });
    await store.noteUnfinished({ ...turn, id: 'b', address: createSealer(SECRET).seal('address'), language: 'de' });
    const id = await one.noteUnfinished('address', 'en');
    expect(await one.unfinished()).toEqual([{ id, address: 'address', language: 'en' }]);
    expect(await memoryWith(new Uint8Array(32))('one').unfinished()).toEqual([]);
  });
});

it('keeps no id and no address in clear', async () => {
  await one.saveAddress(PERSONAL);
  await one.saveAddress(IN_GROUP);
  await one.noteSent('chat-of-amina', 'message-to-amina', 'reply-1');
  await one.noteUnfinished(PERSONAL.address, 'ar');
  expect(store.kept()).toContain('reply-1');
  expect(store.kept()).not.toMatch(/amina|medenine|example/);
});

it('passes on what the store says when it fails', async () => {
  store.breakWrites();
  await expect(one.saveAddress(PERSONAL)).rejects.toMatchObject({ code: 'database-unreachable' });
  await expect(one.noteUnfinished('address', 'ar')).rejects.toMatchObject({ code: 'database-unreachable' });
});
