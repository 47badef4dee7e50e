/** What was decided is sent: in order, at the pace Meta allows, once wherever Meta lets us know, and after a crash too. */
import { beforeEach, describe, expect, it } from 'vitest';
import { AWAIT_STATUS } from '../../../src/channels/whatsapp/outbox.ts';
import { UNASKED_CAUSE } from '../../../src/channels/whatsapp/outgoing.ts';
import { noteStatuses } from '../../../src/channels/whatsapp/statuses.ts';
import { WINDOW } from '../../../src/channels/whatsapp/window.ts';
import { createWorld, refusal, type World, wordsOf } from './world.ts';

let world: World;
beforeEach(async () => {
  world = createWorld();
  for (const person of ['p1', 'p2', 'p3']) await world.wrote(person);
});

const statusOf = async (id: string) => (await world.queue.item(id))?.status;
const tell = (status: string, id: string, errors: number[] = []) =>
  noteStatuses(
    {
      statuses: [{ id: `wamid-${id}`, status, data: id, errors }],
      messages: [],
      identityChanges: [],
      errors: [],
      skipped: 0,
    },
    world,
  );

describe('the outbox', () => {
  it('sends in the order of each person, notes what went, and empties it', async () => {
    for (const [id, personKey] of [
      ['a', 'p1'],
      ['b', 'p1'],
      ['c', 'p2'],
      ['d', 'p1'],
    ] as const) {
      await world.decide(id, { personKey });
    }
    world.outbox.wake();
    await world.pass(100);
    expect(wordsOf(world.got).filter((word) => word !== 'c')).toEqual(['a', 'b', 'd']);
    expect(await world.queue.item('a')).toMatchObject({ status: 'sent', body: undefined, address: undefined });
    expect(world.memory.sent).toContainEqual({ conversationId: 'p1', messageId: 'wamid-a', replyId: 'reply-a' });
  });

  it('does not let one who has to wait hold up the others, and keeps that one’s order', async () => {
    world.refuse = ({ data }) =>
      data === 'a' && world.got.length < 2 ? refusal({ code: 131056, status: 400 }) : undefined;
    await world.decide('a');
    await world.decide('b');
    await world.decide('c', { personKey: 'p2' });
    await world.decide('d', { personKey: 'p3' });
    world.outbox.wake();
    await world.pass(900);
    expect(wordsOf(world.got)).toEqual(['c', 'd']);
    await world.pass(200);
    expect(wordsOf(world.got)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('finds people who stand behind many messages of one who has to wait', async () => {
    world.refuse = ({ data }) => (data.startsWith('many') ? refusal({ code: 131056, status: 400 }) : undefined);
    for (let n = 0; n < 150; n += 1) await world.decide(`many-${n}`);
    await world.decide('z', { personKey: 'p2' });
    world.outbox.wake();
    await world.pass(500);
    expect(wordsOf(world.got)).toEqual(['z']);
  });

  it('waits 1, 4, 16 and 64 seconds for a person Meta wants slower', async () => {
    const tries: number[] = [];
    const from = world.now();
    world.refuse = () => {
      tries.push(Math.round((world.now() - from) / 1000));
      return refusal({ code: 131056, status: 400 });
    };
    await world.decide('a');
    world.outbox.wake();
    await world.pass(90_000);
    expect(tries).toEqual([0, 1, 5, 21, 85]);
  });

  it('gives up what Meta will never take, and says whose fault it is in the log only', async () => {
    world.refuse = ({ data }) => refusal({ code: data === 'a' ? 131026 : 100, status: 400 });
    await world.decide('a');
    await world.decide('b', { personKey: 'p2' });
    world.outbox.wake();
    await world.pass(100);
    expect([await statusOf('a'), await statusOf('b')]).toEqual(['failed', 'failed']);
    expect(world.log.entries.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(await world.queue.count()).toMatchObject({ outboxFailed: 2, outboxWaiting: 0 });
  });
});

describe('a crash', () => {
  it.each(['waiting', 'sending'] as const)('while a message is %s loses nothing', async (status) => {
    await world.decide('a', { status, sendingAt: status === 'sending' ? world.now() : undefined });
    await world.restart().resume();
    await world.pass(AWAIT_STATUS + 1000);
    expect(wordsOf(world.got)).toEqual(['a']);
  });

  it('after Meta took a message says it once, where a status tells', async () => {
    await world.decide('a', { status: 'sending', sendingAt: world.now() });
    await world.restart().resume();
    await world.pass(AWAIT_STATUS / 2);
    await tell('delivered', 'a');
    await world.pass(AWAIT_STATUS * 3);
    expect(world.got).toEqual([]);
    expect(await statusOf('a')).toBe('sent');
  });

  it('keeps the order of a person whose message may have arrived', async () => {
    await world.decide('a', { status: 'sending', sendingAt: world.now() });
    await world.decide('b');
    await world.restart().resume();
    await world.pass(AWAIT_STATUS - 1000);
    expect(world.got).toEqual([]);
    await world.pass(2000);
    expect(wordsOf(world.got)).toEqual(['a', 'b']);
  });
});

describe('an answer that was cut off', () => {
  beforeEach(async () => {
    let cut = false;
    world.refuse = () => {
      if (cut) return undefined;
      cut = true;
      return refusal({ arrived: 'unknown' });
    };
    await world.decide('a');
    world.outbox.wake();
    await world.pass(1000);
    expect(wordsOf(world.got)).toEqual(['a']);
  });

  it('is not sent again when a status says that it went', async () => {
    await tell('sent', 'a');
    await world.pass(600_000);
    expect(wordsOf(world.got)).toEqual(['a']);
  });

  it('is sent again when no status came', async () => {
    await world.pass(60_000);
    expect(wordsOf(world.got)).toEqual(['a', 'a']);
  });
});

describe('a stopped channel', () => {
  it('sends nothing, shows why, tries one message a minute, and goes on by itself', async () => {
    let mended = false;
    let tries = 0;
    world.refuse = () => {
      tries += 1;
      return mended ? undefined : refusal({ code: 190, status: 401 });
    };
    await world.decide('a');
    await world.decide('b', { personKey: 'p2' });
    world.outbox.wake();
    await world.pass(1000);
    expect(await world.queue.stopped()).toMatchObject({ code: '190' });
    const before = tries;
    await world.pass(55_000);
    expect(tries).toBe(before);
    await world.pass(10_000);
    expect(tries).toBe(before + 1);
    // The state outlives the process.
    await world.restart().resume();
    mended = true;
    await world.pass(61_000);
    expect(wordsOf(world.got).toSorted()).toEqual(['a', 'b']);
    expect(await world.queue.stopped()).toBeUndefined();
  });

  it.each([131048, 368, 131042])('is what a status with error %i makes of it, too', async (code) => {
    await world.decide('a');
    world.outbox.wake();
    await world.pass(100);
    await noteStatuses(
      {
        statuses: [{ id: 'wamid-a', status: 'failed', data: 'a', errors: [code] }],
        ...{ messages: [], identityChanges: [], errors: [], skipped: 0 },
      },
      world,
    );
    expect(await statusOf('a')).toBe('failed');
    expect(await world.queue.stopped()).toMatchObject({ code: String(code) });
  });
});

describe('the window of 24 hours', () => {
  const unasked = { causeId: `${UNASKED_CAUSE}reply` };

  it('holds what comes too late until the person writes again', async () => {
    await world.pass(WINDOW + 1000);
    await world.decide('a', unasked);
    world.outbox.wake();
    await world.pass(1000);
    expect(world.got).toEqual([]);
    expect(await statusOf('a')).toBe('held');
    await world.pass(1000);
    await world.wrote('p1');
    await world.queue.release('p1', '{"phone":"2","language":"fr"}');
    world.outbox.wake();
    await world.pass(100);
    expect(world.got).toMatchObject([{ to: { phone: '2' } }]);
  });

  it('says by a template, once, that something waits for whoever agreed to that', async () => {
    world.templateName = 'answer_waiting';
    world.restart();
    await world.queue.noteContact('p1', { optedInAt: 1 });
    await world.pass(WINDOW + 1000);
    await world.decide('a', unasked);
    await world.decide('b', { ...unasked, personKey: 'p2' });
    await world.decide('c', unasked);
    world.outbox.wake();
    await world.pass(1000);
    expect(world.got.map(({ body }) => body)).toEqual([
      { type: 'template', template: { name: 'answer_waiting', language: { code: 'fr' } } },
    ]);
    expect([await statusOf('a'), await statusOf('b'), await statusOf('c')]).toEqual(['held', 'held', 'held']);
  });

  it('is told by Meta where our clock did not know', async () => {
    world.refuse = () => refusal({ code: 131047, status: 400 });
    await world.decide('a');
    world.outbox.wake();
    await world.pass(1000);
    expect(await statusOf('a')).toBe('held');
  });

  it('does not matter to whoever wants replies only: they get it with their next message', async () => {
    await world.queue.noteContact('p1', { stoppedAt: world.now() });
    await world.decide('a', unasked);
    await world.decide('b');
    world.outbox.wake();
    await world.pass(1000);
    expect(wordsOf(world.got)).toEqual(['b']);
    expect(await statusOf('a')).toBe('held');
    await world.wrote('p1');
    await world.queue.release('p1', '{"phone":"1","language":"fr"}');
    world.outbox.wake();
    await world.pass(100);
    expect(wordsOf(world.got)).toEqual(['b', 'a']);
  });
});
