/** Accepted messages are handled once, in the order of each person, and again after a failure or a crash. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingItem, WaitingItem } from '../../../src/channels/channel.ts';
import { createInbox, type Inbox } from '../../../src/channels/whatsapp/inbox.ts';
import { gate } from '../helpers.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let handled: string[];
let timers: { at: number; job: () => void }[];
let handle: (item: WaitingItem & { payload: string }) => Promise<OutgoingItem[]>;
let inbox: Inbox;

function start(): Inbox {
  timers = [];
  inbox = createInbox({
    queue: world.queue,
    handle: (item) => handle(item),
    apology: ({ id, personKey }) => [outgoing(`apology-${id}`, personKey)],
    onOutgoing: () => undefined,
    log: world.log,
    now: world.now,
    after(milliseconds, job) {
      const timer = { at: world.now() + milliseconds, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    breathe: async () => undefined,
  });
  return inbox;
}

/** Lets time pass for the inbox. */
async function pass(milliseconds: number): Promise<void> {
  await world.settled();
  await world.pass(milliseconds);
  for (const timer of timers.filter(({ at }) => at <= world.now())) {
    timers = timers.filter((each) => each !== timer);
    timer.job();
  }
  await world.settled();
}

function outgoing(id: string, personKey: string): OutgoingItem {
  return {
    ...{ id, personKey, causeId: id, replyId: 'r', address: 'a', body: 'b' },
    ...{ status: 'waiting', createdAt: 1, attempts: 0 },
  };
}

const accept = (...messages: [id: string, personKey: string][]) =>
  world.queue.accept(messages.map(([messageId, personKey]) => ({ messageId, personKey, payload: messageId })));
const outbox = async () => (await world.queue.pending(100)).map(({ id }) => id);

beforeEach(() => {
  world = createWorld();
  handled = [];
  handle = async (item) => {
    handled.push(item.payload);
    return [outgoing(`reply-${item.payload}`, item.personKey)];
  };
  start();
});

describe('the inbox', () => {
  it('handles each message once, in order, and keeps what is to be sent', async () => {
    await accept(['a', 'p1'], ['b', 'p1'], ['c', 'p2']);
    inbox.wake();
    await world.settled();
    await accept(['a', 'p1']);
    inbox.wake();
    await world.settled();
    expect(handled.filter((id) => id !== 'c')).toEqual(['a', 'b']);
    expect(handled.toSorted()).toEqual(['a', 'b', 'c']);
    expect((await outbox()).toSorted()).toEqual(['reply-a', 'reply-b', 'reply-c']);
  });

  it('does not let one slow person hold up the others', async () => {
    const { promise, resolve } = gate();
    const quick = handle;
    handle = async (item) => {
      if (item.personKey === 'slow') await promise;
      return quick(item);
    };
    await accept(['a', 'slow'], ['b', 'slow'], ['c', 'p2'], ['d', 'p3']);
    inbox.wake();
    await world.settled();
    expect(handled.toSorted()).toEqual(['c', 'd']);
    resolve();
    await world.settled();
    expect(handled.slice(2)).toEqual(['a', 'b']);
  });

  it('finds people who stand behind many messages of one', async () => {
    const { promise, resolve } = gate();
    const quick = handle;
    handle = async (item) => {
      if (item.personKey === 'slow') await promise;
      return quick(item);
    };
    const many = Array.from({ length: 200 }, (_, n): [string, string] => [`m${n}`, 'slow']);
    await accept(...many, ['z', 'p2']);
    inbox.wake();
    await world.settled();
    expect(handled).toEqual(['z']);
    const closed = inbox.close();
    resolve();
    await closed;
  });

  it('tries again what failed, keeps the person’s order, and apologises in the end', async () => {
    const quick = handle;
    let tries = 0;
    handle = async (item) => {
      if (item.payload !== 'a') return quick(item);
      tries += 1;
      throw new Error('a bug that quotes Amina');
    };
    await accept(['a', 'p1'], ['b', 'p1']);
    inbox.wake();
    await world.settled();
    expect([tries, handled]).toEqual([1, []]);
    await pass(2_100);
    expect([tries, handled]).toEqual([2, []]);
    await pass(15_100);
    expect([tries, handled]).toEqual([3, ['b']]);
    expect(await world.queue.count()).toMatchObject({ inboxParked: 1, inboxWaiting: 0 });
    expect(await outbox()).toEqual([expect.stringMatching(/^apology-/u), 'reply-b']);
    expect(JSON.stringify(world.log.entries.map(({ message }) => message))).not.toContain('Amina');
  });
});

describe('a crash', () => {
  it('before a message was handled loses nothing', async () => {
    await accept(['a', 'p1']);
    start().wake();
    await world.settled();
    expect(await outbox()).toEqual(['reply-a']);
  });

  it('while a message is handled has it handled again, and its reply kept once', async () => {
    const { promise } = gate();
    const quick = handle;
    handle = async () => {
      await promise;
      return [];
    };
    await accept(['a', 'p1']);
    inbox.wake();
    await world.settled();
    handle = quick;
    start().wake();
    await world.settled();
    expect(await outbox()).toEqual(['reply-a']);
  });

  it('after a message was handled does nothing more', async () => {
    await accept(['a', 'p1']);
    inbox.wake();
    await world.settled();
    start().wake();
    await world.settled();
    expect(handled).toEqual(['a']);
  });

  it('of the database lets the message wait until it is back', async () => {
    await accept(['a', 'p1']);
    const { settle } = world.queue;
    world.queue.settle = () => Promise.reject(new Error('the disk is full'));
    inbox.wake();
    await world.settled();
    world.queue.settle = settle;
    await pass(2_100);
    expect(await outbox()).toEqual(['reply-a']);
  });
});
