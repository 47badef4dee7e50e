/** The desk: questions reach the focal points, answers come back, and nothing of the asker is kept in clear. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/focal-points/desk.ts';
import {
  ADDRESS,
  ASKER,
  createWorld,
  gone,
  HOUR,
  MINUTE,
  place,
  toPassOn,
  unreachable,
  type World,
  wordsOf,
} from './world.ts';

const ROOM = 'chat/room';
const SECRET_WORDS = 'Her name is Amina Ben Salah, her phone is +216 98 123 456: who pays for the shelter?';

let world: World;
beforeEach(() => {
  world = createWorld();
});

async function passOn(changes: Parameters<typeof toPassOn>[0] = {}): Promise<string> {
  const passed = await world.desk.passOn(toPassOn(changes));
  if (!passed) throw new Error('not passed on');
  return passed.id;
}

describe('passing on', () => {
  it('posts the masked question in the place, in its language, and keeps no clear word of the asker', async () => {
    const passed = await world.desk.passOn(toPassOn({ text: SECRET_WORDS, language: 'en', countries: ['TN'] }));
    expect(passed).toMatchObject({ place: 'region' });
    const [post] = world.saidTo(ROOM);
    expect(post?.reply).toMatchObject({
      language: 'fr',
      outcome: 'command',
      blocks: [
        { type: 'person-question', question: { id: passed?.id, status: 'open', urgent: false, language: 'en' } },
      ],
    });
    expect(wordsOf(world.sent)).toContain('who pays for the shelter');
    const everywhere = world.store.kept() + wordsOf(world.sent) + wordsOf(world.log.lines);
    for (const secret of ['Amina', 'Salah', '98 123', ADDRESS]) expect(everywhere).not.toContain(secret);
  });

  it('gives ids that are short and never the same', async () => {
    let n = 0;
    world.restart({
      newId: () => {
        n += 1;
        return `7f3a-9c0${n}`;
      },
    });
    expect([await passOn(), await passOn(), await passOn()]).toEqual(['q-7f3a9c', 'q-7f3a9c03', 'q-7f3a9c05']);
  });

  it('keeps no words with an urgent request', async () => {
    await passOn({ urgent: true, text: 'a girl is locked in' });
    expect(world.posts()).toMatchObject([{ urgent: true, status: 'open' }]);
    expect(world.store.kept() + wordsOf(world.sent)).not.toContain('locked');
  });

  it.each([
    ['there is no place', [], true],
    ['no place may get it', [place({ countries: ['LY'] })], true],
    ['the place was not added to', [place()], false],
  ])('says so when %s, and keeps nothing', async (_name, places, added) => {
    const desk = world.restart({ places, addressOf: async () => (added ? 'somewhere' : undefined) });
    expect(await desk.passOn(toPassOn({ countries: ['TN'] }))).toBeUndefined();
    expect(await world.store.pendingPersonQuestions()).toEqual([]);
    expect(await desk.reachable()).toBe(added && places.length > 0);
  });

  it('turns to the next place when the best one cannot be written to', async () => {
    const desk = world.restart({
      places: [place({ name: 'tunisia', countries: ['TN'], conversation: 'removed' }), place()],
      addressOf: async (_channel, conversation) => (conversation === 'removed' ? undefined : 'somewhere'),
    });
    expect(await desk.passOn(toPassOn({ countries: ['TN'] }))).toMatchObject({ place: 'region' });
  });

  it('posts later what could not be posted, waiting longer each time, an hour at most', async () => {
    let tries = 0;
    world.refuses = () => {
      tries += 1;
      return unreachable();
    };
    await passOn();
    const triedAfter: number[] = [];
    for (let minute = 1; minute <= 4 * 60; minute += 1) {
      const before = tries;
      await world.later(MINUTE);
      if (tries > before) triedAfter.push(minute);
    }
    expect(triedAfter).toEqual([1, 3, 7, 15, 31, 63, 123, 183]);
    world.refuses = undefined;
    await world.later(HOUR);
    await world.later(HOUR);
    expect(world.posts()).toHaveLength(1);
    expect(wordsOf(world.log.lines)).not.toContain('shelter');
  });

  it('posts where it can when the place left the file', async () => {
    world.refuses = unreachable;
    const id = await passOn();
    world.refuses = undefined;
    world.restart({ places: [place({ name: 'new', conversation: 'new-room' })] });
    await world.later(MINUTE);
    expect(world.saidTo('chat/new-room')).toHaveLength(1);
    expect(await world.store.personQuestion(id)).toMatchObject({ place: 'new' });
  });

  it('is posted once on a platform that gives no id', async () => {
    world.restart({
      deliver: async (channel, address, reply) => {
        world.sent.push({ channel, address, reply });
        return undefined;
      },
    });
    await passOn();
    await world.later(MINUTE);
    expect(world.sent).toHaveLength(1);
  });
});

describe('taking back', () => {
  it.each(['open', 'taken'] as const)('empties a question that is %s, in the store and in its post', async (status) => {
    const id = await passOn();
    if (status === 'taken') await world.desk.take(id);
    expect(await world.desk.takeBack(id, ASKER.personKey)).toMatchObject({
      done: true,
      question: { status: 'withdrawn' },
    });
    expect(world.posts()).toEqual([expect.objectContaining({ id, status: 'withdrawn', text: undefined })]);
    expect(world.store.kept()).not.toContain('shelter');
    expect(await world.desk.answer(id, 'The ministry.')).toMatchObject({
      done: false,
      question: { status: 'withdrawn' },
    });
    expect(world.saidTo(ADDRESS)).toEqual([]);
  });

  it('is for the asker only, and not after an answer', async () => {
    const id = await passOn();
    expect(await world.desk.takeBack(id, 'somebody else')).toBeUndefined();
    expect(await world.desk.takeBack('q-none', ASKER.personKey)).toBeUndefined();
    expect(world.posts()).toMatchObject([{ status: 'open' }]);
    await world.desk.answer(id, 'The ministry.');
    expect(await world.desk.takeBack(id, ASKER.personKey)).toMatchObject({
      done: false,
      question: { status: 'answered' },
    });
  });

  it.each([
    ['taken back', (desk: World['desk'], id: string) => desk.takeBack(id, ASKER.personKey)],
    [
      'forgotten',
      async (desk: World['desk']) => {
        await desk.forget(ASKER.personKey);
        await world.store.forgetPerson(ASKER.personKey);
      },
    ],
  ])('empties the post of a question that is %s while it is being posted', async (_name, act) => {
    let acted = false;
    const desk = world.restart({
      async deliver(channel, address, reply, replaces) {
        if (!acted) {
          acted = true;
          const [question] = await world.store.pendingPersonQuestions();
          await act(desk, question?.id ?? '');
        }
        return world.parts.deliver(channel, address, reply, replaces);
      },
    });
    await desk.passOn(toPassOn());
    expect(world.posts()).toEqual([expect.objectContaining({ status: 'withdrawn', text: undefined })]);
  });
});

describe('taking and answering', () => {
  it('shows who took it, and keeps the name nowhere', async () => {
    const id = await passOn();
    expect(await world.desk.take(id, 'Leila Trabelsi')).toMatchObject({
      done: true,
      question: { by: 'Leila Trabelsi' },
    });
    expect(world.posts()).toMatchObject([{ status: 'taken', by: 'Leila Trabelsi' }]);
    await world.desk.answer(id, 'The ministry.', 'Leila Trabelsi');
    expect(world.posts()).toMatchObject([{ status: 'answered', by: 'Leila Trabelsi', answer: 'The ministry.' }]);
    expect(world.store.kept() + wordsOf(world.log.lines)).not.toContain('Leila');
    expect(wordsOf(world.saidTo(ADDRESS))).not.toContain('Leila');
  });

  it('lets exactly one of two people take and answer, and tells the other', async () => {
    const id = await passOn();
    const taken = await Promise.all([world.desk.take(id, 'A'), world.desk.take(id, 'B')]);
    expect(taken.map((result) => result?.done).sort()).toEqual([false, true]);
    expect(taken.map((result) => result?.question.status)).toEqual(['taken', 'taken']);
    const answered = await Promise.all([world.desk.answer(id, 'One.', 'A'), world.desk.answer(id, 'Two.', 'B')]);
    expect(answered.map((result) => result?.done).sort()).toEqual([false, true]);
    expect(world.saidTo(ADDRESS)).toHaveLength(1);
    expect(world.posts()).toMatchObject([{ status: 'answered', by: answered[0]?.done ? 'A' : 'B' }]);
    expect(await world.desk.take(id, 'C')).toMatchObject({ done: false, question: { status: 'answered' } });
    expect(await world.desk.take('q-none', 'C')).toBeUndefined();
    expect(await world.desk.answer('q-none', 'x', 'C')).toBeUndefined();
  });

  it.each(['en', 'fr', 'ar'] as const)(
    'takes the answer to the asker in %s, with the question it answers',
    async (language) => {
      const id = await passOn({ language });
      expect(await world.desk.answer(id, 'Call +216 71 000 000.')).toMatchObject({ delivery: 'delivered' });
      const [message] = world.saidTo(ADDRESS);
      expect(message).toMatchObject({ channel: 'asking', reply: { language, outcome: 'command' } });
      for (const part of [id, 'Who pays for the shelter?', 'Call +216 71 000 000.']) {
        expect(wordsOf(message)).toContain(part);
      }
      const kept = await world.store.personQuestion(id);
      expect(kept).toMatchObject({ status: 'answered', deliveredAt: world.now });
      expect([kept?.answer, kept?.address]).toEqual([undefined, undefined]);
      expect(await world.store.pendingPersonQuestions()).toEqual([]);
    },
  );

  it('says words of people as they are, whatever stands in them', async () => {
    const strange = 'returned an object {{id}} $t(person.write)';
    const id = await passOn({ text: strange });
    await world.desk.answer(id, strange);
    expect(wordsOf(world.saidTo(ADDRESS)).split(strange)).toHaveLength(3);
  });

  it('keeps an answer to a question as a masked draft, and none to an urgent request', async () => {
    await world.desk.answer(await passOn({ urgent: true, text: undefined }), 'I call you.');
    expect(await world.store.openDrafts()).toEqual([]);
    await world.desk.answer(await passOn({ countries: ['TN'] }), 'The ministry. Call me on +216 98 123 456.');
    const drafts = await world.store.openDrafts();
    expect(drafts).toMatchObject([
      { question: 'Who pays for the shelter?', language: 'en', countries: ['TN'], createdAt: world.now },
    ]);
    expect(drafts[0]?.answer).not.toContain('98 123');
    expect((drafts[0]?.expiresAt ?? 0) - world.now).toBe(180 * 24 * HOUR);
  });

  it('keeps the answer sealed until it arrives, and tries again', async () => {
    const id = await passOn();
    world.refuses = ({ address }) => (address === ADDRESS ? unreachable() : undefined);
    expect(await world.desk.answer(id, 'The ministry of women.', 'A')).toMatchObject({ done: true, delivery: 'later' });
    const { answer } = (await world.store.personQuestion(id)) ?? {};
    expect(answer).not.toContain('ministry');
    expect(wordsOf(world.log.lines)).not.toContain('ministry');
    await world.later(30_000);
    world.refuses = undefined;
    await world.later(1_000);
    expect(world.saidTo(ADDRESS)).toEqual([]);
    await world.later(MINUTE);
    await world.later(HOUR);
    expect(world.saidTo(ADDRESS)).toHaveLength(1);
    expect(world.posts()).toMatchObject([{ status: 'answered', by: 'A' }]);
    expect(await world.store.openDrafts()).toHaveLength(1);
  });

  it.each([
    ['at once when the conversation is gone', gone, 0, 'undeliverable'],
    ['after three days when it never works', unreachable, 3 * 24 * HOUR, 'later'],
  ])('tells the place once, %s, and keeps nothing', async (_name, error, wait, delivery) => {
    const id = await passOn();
    world.refuses = ({ address }) => (address === ADDRESS ? error() : undefined);
    expect(await world.desk.answer(id, 'The ministry.')).toMatchObject({ done: true, delivery });
    const told = () => world.saidTo(ROOM).slice(1);
    for (let hour = 0; hour * HOUR < wait; hour += 1) {
      expect(told()).toEqual([]);
      await world.later(HOUR);
    }
    await world.later(HOUR);
    await world.later(HOUR);
    expect(told()).toMatchObject([{ reply: { language: 'fr' } }]);
    expect(wordsOf(told())).toContain(id);
    const kept = await world.store.personQuestion(id);
    expect([kept?.answer, kept?.address]).toEqual([undefined, undefined]);
    expect(await world.store.pendingPersonQuestions()).toEqual([]);
  });

  it('settles an answer that nobody can be told about', async () => {
    const id = await passOn();
    world.refuses = gone;
    expect(await world.desk.answer(id, 'The ministry.')).toMatchObject({ delivery: 'undeliverable' });
    expect(await world.store.pendingPersonQuestions()).toEqual([]);
  });

  it('brings the latest state to the post when an update fails, and never waits for it', async () => {
    const id = await passOn();
    world.refuses = ({ replaces }) => (replaces === undefined ? undefined : unreachable());
    expect(await world.desk.take(id, 'A')).toMatchObject({ done: true });
    expect(await world.desk.answer(id, 'The ministry.', 'A')).toMatchObject({ delivery: 'delivered' });
    expect(world.posts()).toMatchObject([{ status: 'open' }]);
    world.refuses = undefined;
    await world.later(MINUTE);
    expect(world.posts()).toMatchObject([{ status: 'answered', by: 'A', answer: 'The ministry.' }]);
  });

  it('never leaves an older state on the post when an update overtakes another', async () => {
    const id = await passOn();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const desk = world.restart({
      async deliver(channel, address, reply, replaces) {
        if (wordsOf(reply).includes('"taken"')) await held;
        return world.parts.deliver(channel, address, reply, replaces);
      },
    });
    const taking = desk.take(id, 'A');
    await desk.answer(id, 'The ministry.', 'B');
    release();
    await taking;
    expect(world.posts()).toMatchObject([{ status: 'answered', by: 'B' }]);
  });
});

describe('forgetting', () => {
  it('withdraws what is pending, with its words in the post, and what waits to be delivered', async () => {
    const open = await passOn();
    const taken = await passOn({ text: 'Which ministry signs?' });
    await world.desk.take(taken);
    const waiting = await passOn();
    world.refuses = ({ address }) => (address === ADDRESS ? unreachable() : undefined);
    await world.desk.answer(waiting, 'The ministry.');
    world.refuses = undefined;
    const other = await passOn({ personKey: 'somebody else' });
    await world.desk.forget(ASKER.personKey);
    await world.store.forgetPerson(ASKER.personKey);
    expect(world.posts().filter(({ id }) => id !== other)).toEqual(
      [open, taken, waiting].map((id) => expect.objectContaining({ id, status: 'withdrawn', text: undefined })),
    );
    await world.later(HOUR);
    expect(world.saidTo(ADDRESS)).toEqual([]);
    expect((await world.store.pendingPersonQuestions()).map(({ id }) => id)).toEqual([other]);
    expect(world.store.kept()).not.toContain(ASKER.personKey);
  });

  it('empties a post later when it cannot be changed now', async () => {
    await passOn();
    world.refuses = unreachable;
    await world.desk.forget(ASKER.personKey);
    await world.store.forgetPerson(ASKER.personKey);
    world.refuses = undefined;
    await world.later(MINUTE);
    expect(world.posts()).toEqual([expect.objectContaining({ status: 'withdrawn', text: undefined })]);
  });
});

describe('every minute', () => {
  it('reminds once while a question is open, and once while it is taken', async () => {
    const id = await passOn();
    const reminders = () =>
      world
        .saidTo(ROOM)
        .slice(1)
        .map(({ reply }) => wordsOf(reply.blocks));
    await world.later(4 * HOUR - MINUTE);
    expect(reminders()).toEqual([]);
    for (let hours = 0; hours < 3; hours += 1) await world.later(HOUR);
    expect(reminders()).toHaveLength(1);
    await world.desk.take(id);
    await world.later(3 * HOUR);
    expect(reminders()).toHaveLength(1);
    for (let hours = 0; hours < 9; hours += 1) await world.later(HOUR);
    expect(reminders()).toHaveLength(2);
    expect(reminders()[0]).not.toBe(reminders()[1]);
    for (const reminder of reminders()) expect(reminder).toContain(id);
    await world.desk.answer(id, 'The ministry.');
    await world.later(9 * HOUR);
    expect(reminders()).toHaveLength(2);
  });

  it('reminds again later when the reminder could not be sent', async () => {
    await passOn();
    world.refuses = unreachable;
    await world.later(4 * HOUR);
    world.refuses = undefined;
    await world.later(MINUTE);
    await world.later(HOUR);
    expect(world.saidTo(ROOM)).toHaveLength(2);
  });

  it('does not remind of what was only just posted', async () => {
    world.refuses = unreachable;
    await passOn();
    await world.later(5 * HOUR);
    world.refuses = undefined;
    await world.later(HOUR);
    await world.later(MINUTE);
    expect(world.saidTo(ROOM)).toHaveLength(1);
  });

  it('goes on with the others when one question fails', async () => {
    world.refuses = unreachable;
    for (const text of ['The first one fails?', 'The second one?', 'The third one?']) await passOn({ text });
    world.refuses = ({ reply }) => (wordsOf(reply).includes('first') ? unreachable() : undefined);
    await world.later(MINUTE);
    expect(world.posts().map(({ text }) => text)).toEqual(['The second one?', 'The third one?']);
  });

  it('never overlaps itself', async () => {
    world.refuses = unreachable;
    await passOn();
    world.refuses = undefined;
    world.now += MINUTE;
    await Promise.all([world.desk.tick(), world.desk.tick(), world.desk.tick()]);
    expect(world.posts()).toHaveLength(1);
  });

  it('logs and does not reject when the store is away', async () => {
    const away = () => Promise.reject(new Error('a row with the words of Amina'));
    const desk = createDesk({ ...world.parts, store: { ...world.store, pendingPersonQuestions: away } });
    await expect(desk.tick()).resolves.toBeUndefined();
    expect(world.log.lines).toMatchObject([{ level: 'error' }]);
  });
});
