/** A request is answered in time, its turn is never lost, and nothing is kept for whoever cannot show who they are. */
import type { TurnContext } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { createTurnRunner } from '../../../src/channels/teams/run-turn.ts';
import { sdkActivity } from '../../fixtures/teams/activities.ts';
import { fakeChannelMemory, gate, memoryLog } from '../helpers.ts';

const ACTIVITY = sdkActivity('personal-text');

/** A runner whose adapter checks the sender or not, and whose time is up when `late` is called. */
function runner({ vouched = true, noteFails = false } = {}) {
  const memory = fakeChannelMemory();
  const log = memoryLog();
  const turn = gate();
  const timers: (() => void)[] = [];
  const runTurn = createTurnRunner({
    adapter: {
      async receive(_authorization, activity, logic) {
        if (!vouched) await turn.promise.then(() => Promise.reject(new Error('the keys cannot be fetched')));
        await logic({ activity } as TurnContext);
        return { status: 202 };
      },
    },
    answer: () => turn.promise,
    languageOf: () => 'fr',
    memory: noteFails ? { ...memory, noteUnfinished: () => Promise.reject(new Error('the disk is full')) } : memory,
    after(_milliseconds, job) {
      timers.push(job);
      return () => undefined;
    },
    log,
  });
  function late(): void {
    for (const job of timers) job();
  }
  return { runTurn, memory, log, turn, late };
}

describe('a turn', () => {
  it('that ends in time answers its request', async () => {
    const { runTurn, turn, memory } = runner();
    const request = runTurn('', ACTIVITY);
    turn.resolve();
    expect(await request).toEqual({ status: 202 });
    expect(memory.turns.size).toBe(0);
  });

  it('that takes longer is noted until it ends', async () => {
    const { runTurn, turn, memory, late } = runner();
    const request = runTurn('', ACTIVITY);
    late();
    expect(await request).toBeUndefined();
    expect([...memory.turns.values()]).toMatchObject([{ language: 'fr' }]);
    turn.resolve();
    await expect.poll(() => memory.turns.size).toBe(0);
  });

  it('that takes longer and then fails is noted until then, and logged', async () => {
    const { runTurn, turn, memory, late, log } = runner();
    const request = runTurn('', ACTIVITY);
    late();
    expect(await request).toBeUndefined();
    turn.reject(new Error('no network'));
    await expect.poll(() => memory.turns.size).toBe(0);
    expect(log.entries.map(({ level }) => level)).toContain('error');
  });

  it('that cannot be noted keeps its request waiting', async () => {
    const { runTurn, turn, late } = runner({ noteFails: true });
    const request = runTurn('', ACTIVITY);
    late();
    turn.resolve();
    expect(await request).toEqual({ status: 202 });
  });

  it('that Teams waits for is never acknowledged early', async () => {
    const { runTurn, turn, late, memory } = runner();
    const request = runTurn('', sdkActivity('card-take'));
    late();
    turn.resolve();
    expect(await request).toEqual({ status: 202 });
    expect(memory.turns.size).toBe(0);
  });
});

it.each([false, true])(
  'keeps nothing of a request nobody vouched for, however long it takes (late: %s)',
  async (isLate) => {
    const { runTurn, turn, late, memory } = runner({ vouched: false });
    const request = runTurn('Bearer forged', ACTIVITY);
    if (isLate) late();
    turn.resolve();
    await expect(request).rejects.toMatchObject({ code: 'not-authenticated' });
    expect(memory.turns.size).toBe(0);
  },
);
