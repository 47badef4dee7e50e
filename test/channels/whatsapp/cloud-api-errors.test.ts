/** What is done about each error of the Cloud API: nothing is sent twice, too fast, or in vain. */
import { describe, expect, it } from 'vitest';
import { type Decision, meaningOf, statusDecision, whatToDo } from '../../../src/channels/whatsapp/cloud-api-errors.ts';
import { CloudApiError, type CloudApiProblem } from '../../../src/channels/whatsapp/cloud-api-refusal.ts';

const MIDDLE = () => 0.5;

const decisionFor = (problem: Partial<CloudApiProblem>, attempts = 1, random = MIDDLE) =>
  whatToDo(new CloudApiError({ arrived: 'no', ...problem }), attempts, random);
const waitOf = (decision: Decision) => ('milliseconds' in decision ? decision.milliseconds : Number.NaN);

const GROUPS: [codes: number[], decision: Partial<Decision>][] = [
  [[131056], { do: 'wait-person' }],
  [[130429, 4, 80007], { do: 'wait-all' }],
  [[1, 2, 131000, 131016, 131057, 133004], { do: 'retry' }],
  [[131047], { do: 'hold' }],
  [[131026, 130403, 131021, 131030, 131050, 130472, 131049], { do: 'give-up', isOurs: false }],
  [[131048, 131064, 368, 131031, 130497], { do: 'stop', reason: 'quality' }],
  [[0, 3, 10, 190, 200, 250, 299, 131005], { do: 'stop', reason: 'token' }],
  [[131042, 131045, 133010], { do: 'stop', reason: 'account' }],
  [[100, 131008, 131009, 131051, 131053, 132000, 132001, 132999], { do: 'give-up', isOurs: true }],
];
const BY_CODE = GROUPS.flatMap(([codes, decision]) => codes.map((code) => ({ code, decision })));

describe('whatToDo', () => {
  it.each(BY_CODE)('acts on code $code, whatever the status', ({ code, decision }) => {
    for (const status of [400, 401, 403, 429, 500]) expect(decisionFor({ status, code })).toMatchObject(decision);
  });

  it.each<[Partial<CloudApiProblem>, Partial<Decision>]>([
    [{ status: 429 }, { do: 'wait-all' }],
    [{ status: 503 }, { do: 'retry' }],
    [{ status: 500, code: 999_999 }, { do: 'retry' }],
    [{ status: 401 }, { do: 'stop', reason: 'token' }],
    [{ status: 403 }, { do: 'stop', reason: 'token' }],
    [{ status: 400 }, { do: 'give-up', isOurs: true }],
    [{ status: 404 }, { do: 'give-up', isOurs: true }],
    [{ status: 307 }, { do: 'give-up', isOurs: true }],
    [
      { status: 400, code: 999_999 },
      { do: 'give-up', isOurs: true },
    ],
    // A code nobody knows may be about one message only: it must not keep everybody's from going.
    [
      { status: 403, code: 999_999 },
      { do: 'give-up', isOurs: true },
    ],
    [{}, { do: 'retry' }],
    [{ arrived: 'unknown' }, { do: 'await-status' }],
    [{ status: 200, arrived: 'unknown' }, { do: 'await-status' }],
    [{ status: 504, arrived: 'unknown' }, { do: 'await-status' }],
  ])('acts on %j', (problem, decision) => {
    expect(decisionFor(problem)).toMatchObject(decision);
  });

  it('waits 1, 4, 16 and then 64 seconds for one person, without an end and without chance', () => {
    const waits = [1, 2, 3, 4, 5, 50].map((attempts) => decisionFor({ code: 131056 }, attempts, Math.random));
    expect(waits.map(waitOf)).toEqual([1_000, 4_000, 16_000, 64_000, 64_000, 64_000]);
  });

  it.each([130429, 4, 80007])('slows everybody down more and more, without an end (%i)', (code) => {
    const waits = Array.from({ length: 30 }, (_, at) => decisionFor({ code }, at + 1));
    expect(new Set(waits.map((decision) => decision.do))).toEqual(new Set(['wait-all']));
    expect(waits.map(waitOf).slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(Math.max(...waits.map(waitOf))).toBeLessThanOrEqual(10 * 60_000);
  });

  it('does not let all come back together', () => {
    const spread = [0, 0.25, 0.99].map((chance) => waitOf(decisionFor({ code: 130429 }, 3, () => chance)));
    expect(new Set(spread).size).toBe(3);
    expect(spread).toEqual(spread.toSorted((one, other) => one - other));
  });

  it.each<Partial<CloudApiProblem>>([{ code: 130429 }, { status: 429 }, { code: 131056 }, { status: 503 }])(
    'waits at least as long as Meta asks: %j',
    (problem) => {
      expect(waitOf(decisionFor({ ...problem, retryAfterMilliseconds: 90_000 }))).toBe(90_000);
      expect(waitOf(decisionFor({ ...problem, retryAfterMilliseconds: 1 }))).toBeGreaterThan(1);
      expect(waitOf(decisionFor({ ...problem, retryAfterMilliseconds: 10 ** 9 }))).toBe(60 * 60_000);
    },
  );

  it.each<[string, Partial<CloudApiProblem>, number]>([
    ['five times', { code: 131000 }, 5],
    ['five times', { status: 503 }, 5],
    ['five times, if it may have arrived', { arrived: 'unknown' }, 5],
    ['longer without a connection', {}, 11],
  ])('tries again %s, more and more slowly, then gives up', (_, problem, retries) => {
    const decisions = Array.from({ length: retries }, (__, at) => decisionFor(problem, at + 1));
    expect(decisions.every((decision) => decision.do === 'retry' || decision.do === 'await-status')).toBe(true);
    const waits = decisions.map(waitOf);
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? Number.POSITIVE_INFINITY);
    expect(decisionFor(problem, retries + 1)).toEqual({ do: 'give-up', isOurs: false });
  });

  it('leaves time for a status before a message that may have arrived is sent again', () => {
    for (const attempts of [1, 2, 3]) {
      const wait = waitOf(decisionFor({ status: 504, arrived: 'unknown' }, attempts, () => 0));
      expect(wait).toBeGreaterThanOrEqual(30_000);
    }
  });
});

describe('statusDecision', () => {
  it.each(BY_CODE)('acts on code $code as after a call', ({ code, decision }) => {
    expect(statusDecision(code, 1, MIDDLE)).toMatchObject(decision);
  });

  it.each([undefined, 999_999])('gives up for a code nobody knows: %s', (code) => {
    expect(statusDecision(code, 1, MIDDLE)).toEqual({ do: 'give-up', isOurs: true });
  });
});

describe('meaningOf', () => {
  it('says what a code means, and nothing for one nobody knows', () => {
    for (const { code } of BY_CODE) expect(meaningOf(code)).toBeTruthy();
    expect(meaningOf(300)).toBeUndefined();
    expect(meaningOf(undefined)).toBeUndefined();
  });
});
