/** The limit on messages: in no minute more than allowed, and waiting as long as told always helps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../../src/safety/limits.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 21);

/** Pauses between messages: many short ones, some near a whole minute. */
const pauses = fc.array(fc.oneof(fc.nat(3_000), fc.integer({ min: MINUTE - 5, max: MINUTE + 5 })), { maxLength: 120 });
const limit = fc.integer({ min: 1, max: 25 });

describe('the rate limiter', () => {
  it('lets the allowed number through and tells the next how long to wait', () => {
    const limiter = createRateLimiter(3);
    expect([0, 10, 20].map((at) => limiter.take('a', START + at))).toEqual([0, 0, 0]);
    expect(limiter.take('a', START + 30)).toBe(MINUTE - 30);
    expect(limiter.take('b', START + 30)).toBe(0);
    expect(limiter.take('a', START + MINUTE - 1)).toBe(1);
    expect(limiter.take('a', START + MINUTE)).toBe(0);
    expect(limiter.take('a', START + MINUTE)).toBe(10);
  });

  it('never lets more than allowed through in any minute, and refuses only when it must', () => {
    fc.assert(
      fc.property(limit, pauses, (perMinute, between) => {
        const limiter = createRateLimiter(perMinute);
        const taken: number[] = [];
        let now = START;
        for (const pause of between) {
          now += pause;
          const inWindow = taken.filter((time) => time > now - MINUTE).length;
          const wait = limiter.take('a', now);
          expect(wait === 0).toBe(inWindow < perMinute);
          if (wait === 0) taken.push(now);
        }
        for (const time of taken) {
          expect(taken.filter((other) => other >= time && other < time + MINUTE).length).toBeLessThanOrEqual(perMinute);
        }
      }),
    );
  });

  it('lets a person through who waits as long as told, and not a moment before', () => {
    fc.assert(
      fc.property(limit, pauses, (perMinute, between) => {
        const limiter = createRateLimiter(perMinute);
        let now = START;
        for (const pause of between) {
          now += pause;
          const wait = limiter.take('a', now);
          if (wait === 0) continue;
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(MINUTE);
          if (wait > 1) expect(limiter.take('a', now + wait - 1)).toBe(1);
          expect(limiter.take('a', now + wait)).toBe(0);
          now += wait;
        }
      }),
    );
  });

  it('counts each person apart', () => {
    fc.assert(
      fc.property(limit, fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 90 }), (perMinute, senders) => {
        const together = createRateLimiter(perMinute);
        const alone = new Map(['a', 'b', 'c'].map((name) => [name, createRateLimiter(perMinute)]));
        senders.forEach((name, at) => {
          expect(together.take(name, START + at)).toBe(alone.get(name)?.take(name, START + at));
        });
      }),
    );
  });

  it('remembers those who write while many others come and go', () => {
    const limiter = createRateLimiter(1);
    for (let n = 0; n < 60_000; n += 1) {
      limiter.take(`passer-by ${n}`, START);
      if (n % 10_000 === 0) limiter.take('flood', START);
    }
    expect(limiter.take('flood', START + 1)).toBe(MINUTE - 1);
  });
});
