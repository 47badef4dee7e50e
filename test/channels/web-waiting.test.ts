/** When the chat page asks for answers that come later: while a question waits and somebody looks, and no longer. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const PAUSE = 15_000;

// The page is plain JavaScript: a fixed path would ask the compiler for types it does not have.
const file: string = new URL('../../src/channels/web/page/waiting.js', import.meta.url).href;
const { Waiting } = await import(file);

interface Line {
  id: string;
  value: ReturnType<typeof reply>;
}

const page = { visibilityState: 'visible' };
let connection: { conversationId: string | undefined; fetchWaiting(seen: string[]): Promise<Line[]> };
let asked: string[][];
let onServer: Line[];
let arrived: string[];
let ended: number;

/** A reply that offers to take these questions back. */
function reply(...questionIds: string[]) {
  const choices = questionIds.map((questionId) => ({ label: 'x', choice: { action: 'take-back', questionId } }));
  return { outcome: 'command', blocks: [{ type: 'text' }, { type: 'choices', choices }] };
}

const passedOn = (...questionIds: string[]) => ({ message: { kind: 'text' }, replies: [reply(...questionIds)] });
const takenBack = (questionId: string, outcome = 'command') => ({
  message: { kind: 'choice', choice: { action: 'take-back', questionId } },
  replies: [{ ...reply(), outcome }],
});

function waiting(state?: object) {
  const handlers = {
    onArrived: (id: string) => arrived.push(id),
    onEnded: () => {
      ended += 1;
    },
    onChange: () => undefined,
  };
  return new Waiting(connection, handlers, state);
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  page.visibilityState = 'visible';
  [asked, onServer, arrived, ended] = [[], [], [], 0];
  connection = {
    conversationId: 'c1',
    async fetchWaiting(seen) {
      asked.push([...seen]);
      onServer = onServer.filter(({ id }) => !seen.includes(id));
      return onServer;
    },
  };
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('asking for answers', () => {
  it('does not happen without a question', async () => {
    const none = waiting();
    none.note(passedOn());
    await none.look();
    await pass(4 * PAUSE);
    expect(asked).toEqual([]);
    expect(none.any).toBe(false);
  });

  it('happens at once, after every pause, and stops with the answer, which is acknowledged', async () => {
    const one = waiting();
    one.note(passedOn('q-1'));
    await pass(2 * PAUSE);
    expect(asked).toEqual([[], [], []]);
    onServer.push({ id: 'a', value: reply() });
    await pass(PAUSE);
    expect(arrived).toEqual(['a']);
    expect(asked.slice(3)).toEqual([[], ['a']]);
    expect(one.any).toBe(false);
    await pass(4 * PAUSE);
    expect(asked).toHaveLength(5);
  });

  it('goes on after a message that can still be taken back', async () => {
    const one = waiting();
    one.note(passedOn('q-1'));
    onServer.push({ id: 'a', value: reply('q-1') });
    await pass(PAUSE);
    expect(arrived).toEqual(['a']);
    expect(one.any).toBe(true);
  });

  it('goes on until each question has its answer', async () => {
    const two = waiting();
    two.note(passedOn('q-1'));
    two.note(passedOn('q-2'));
    await pass(0);
    onServer.push({ id: 'a', value: reply() });
    await pass(PAUSE);
    expect(two.any).toBe(true);
    onServer.push({ id: 'b', value: reply() });
    await pass(PAUSE);
    expect([two.any, arrived]).toEqual([false, ['a', 'b']]);
  });

  it.each([
    ['stops when the question was taken back', takenBack('q-1'), false],
    ['goes on when taking back failed', takenBack('q-1', 'failed'), true],
    ['goes on when taking back got no answer', { ...takenBack('q-1'), replies: [] }, true],
    ['goes on when another question was taken back', takenBack('q-2'), true],
  ])('%s', async (_name, turn, goesOn) => {
    const one = waiting();
    one.note(passedOn('q-1'));
    await pass(0);
    one.note(turn);
    await pass(0);
    const before = asked.length;
    await pass(PAUSE);
    expect(asked.length > before).toBe(goesOn);
  });

  it('rests while nobody looks, and is made up for when somebody does', async () => {
    const one = waiting();
    one.note(passedOn('q-1'));
    await pass(0);
    page.visibilityState = 'hidden';
    await pass(10 * PAUSE);
    expect(asked).toHaveLength(1);
    page.visibilityState = 'visible';
    onServer.push({ id: 'a', value: reply() });
    await one.look();
    expect(arrived).toEqual(['a']);
  });

  it('happens once at a time', async () => {
    const one = waiting({ questions: [{ questionId: 'q-1', conversationId: 'c1' }], seen: [] });
    await Promise.all([one.look(), one.look()]);
    expect(asked).toHaveLength(1);
  });

  it('is tried again when the connection was lost; a lost acknowledgement is repeated, also after a reload', async () => {
    const { fetchWaiting } = connection;
    const one = waiting();
    onServer.push({ id: 'a', value: reply() });
    connection.fetchWaiting = () => Promise.reject(new Error('lost'));
    one.note(passedOn('q-1'));
    await pass(0);
    connection.fetchWaiting = (seen) => (seen.length > 0 ? Promise.reject(new Error('lost')) : fetchWaiting(seen));
    await pass(PAUSE);
    expect(arrived).toEqual(['a']);
    connection.fetchWaiting = fetchWaiting;
    one.stop();
    const reloaded = waiting(JSON.parse(JSON.stringify(one.state)));
    await reloaded.look();
    expect(asked.at(-1)).toEqual(['a']);
    expect(onServer).toEqual([]);
    expect(arrived).toEqual(['a']);
  });

  it('ends with the conversation, and that is told once', async () => {
    const one = waiting();
    one.note(passedOn('q-1'));
    await pass(0);
    connection.fetchWaiting = async () => {
      connection.conversationId = undefined;
      throw new Error('unknown-conversation');
    };
    await pass(4 * PAUSE);
    expect([ended, one.any]).toEqual([1, false]);
  });

  it('does not touch a page that has started over', async () => {
    const one = waiting();
    const { promise, resolve } = Promise.withResolvers<Line[]>();
    connection.fetchWaiting = () => promise;
    one.note(passedOn('q-1'));
    one.stop();
    resolve([{ id: 'a', value: reply() }]);
    await pass(4 * PAUSE);
    expect([arrived, ended]).toEqual([[], 0]);
  });
});
