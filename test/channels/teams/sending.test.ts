/** Patience with a channel that asks for it. */
import { describe, expect, it } from 'vitest';
import { ConnectorRefusal } from '../../../src/channels/teams/connector.ts';
import { withPatience } from '../../../src/channels/teams/sending.ts';

/** Runs work that fails with the given errors first; gives the waits, and the result or the error. */
async function run(failures: Error[], random = 0.5) {
  const waits: number[] = [];
  let calls = 0;
  const work = async () => {
    const failure = failures[calls];
    calls += 1;
    if (failure) throw failure;
    return 'sent';
  };
  const patience = { wait: async (milliseconds: number) => void waits.push(milliseconds), random: () => random };
  const result = await withPatience(work, patience).catch((error: unknown) => error);
  return { result, waits, calls };
}

describe('withPatience', () => {
  it.each([412, 429, 502, 504])('sends again after %i, more and more slowly', async (status) => {
    const { result, waits } = await run([
      new ConnectorRefusal(status, 'refused'),
      new ConnectorRefusal(status, 'refused'),
      new ConnectorRefusal(status, 'refused'),
    ]);
    expect(result).toBe('sent');
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it.each([400, 401, 403, 404, 413, 500])('does not send again after %i', async (status) => {
    const failure = new ConnectorRefusal(status, 'refused');
    expect(await run([failure])).toEqual({ result: failure, waits: [], calls: 1 });
  });

  it('does not send again what may have arrived', async () => {
    const failure = new Error('socket hang up');
    expect(await run([failure])).toEqual({ result: failure, waits: [], calls: 1 });
  });

  it('gives up in the end, with the last error', async () => {
    const failures = Array.from({ length: 20 }, () => new ConnectorRefusal(429, 'refused'));
    const { result, calls } = await run(failures);
    expect(calls).toBe(7);
    expect(result).toBe(failures[6]);
  });

  it('spreads the waits of many', async () => {
    expect((await run([new ConnectorRefusal(429, 'refused')], 0)).waits).toEqual([250]);
    expect((await run([new ConnectorRefusal(429, 'refused')], 0.999)).waits[0]).toBeCloseTo(749.5);
  });

  it.each([
    [5000, 5000],
    [600_000, 30_000],
    [1, 500],
  ])('honours a Retry-After of %i ms within reason', async (value, wait) => {
    expect((await run([new ConnectorRefusal(429, 'refused', value)])).waits).toEqual([wait]);
  });
});
