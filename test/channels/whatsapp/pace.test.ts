/** The pace of sending: what Meta allows may go at once, and never more. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, type Pace, type PaceOptions } from '../../../src/channels/whatsapp/pace.ts';

let time: number;
beforeEach(() => {
  time = Date.UTC(2026, 9, 5);
});

const paceOf = (options: Partial<PaceOptions> = {}): Pace =>
  createPace({ perSecond: 1_000_000, now: () => time, ...options });

/** Sends to a person as soon as it may go; resolves with the times of the sends, from 0. */
function sendMany(pace: Pace, person: string, count: number): number[] {
  const start = time;
  return Array.from({ length: count }, () => {
    time += pace.delayFor(person);
    pace.spend(person);
    return time - start;
  });
}

describe('the pace to one person', () => {
  it('lets 45 messages go at once, then one every 6 seconds', () => {
    const times = sendMany(paceOf(), 'a', 48);
    expect(times.slice(0, 45)).toEqual(Array(45).fill(0));
    expect(times.slice(45)).toEqual([6_000, 12_000, 18_000]);
  });

  it('gives back what was borrowed over time', () => {
    const pace = paceOf({ pairBurst: 3, pairSeconds: 10 });
    sendMany(pace, 'a', 3);
    time += 20_000;
    expect(sendMany(pace, 'a', 3)).toEqual([0, 0, 10_000]);
    time += 1_000_000;
    expect(sendMany(pace, 'a', 4)).toEqual([0, 0, 0, 10_000]);
  });

  it('keeps nobody waiting for somebody else', () => {
    const pace = paceOf();
    sendMany(pace, 'a', 45);
    expect(pace.delayFor('a')).toBe(6_000);
    expect(pace.delayFor('b')).toBe(0);
  });
});

describe('the pace to all', () => {
  it.each([1, 4, 20, 80])(
    'lets no more than a second and a quarter of messages go within a second (%i)',
    (perSecond) => {
      const pace = paceOf({ perSecond });
      const times = Array.from({ length: perSecond * 5 }, (_, at) => {
        time += pace.delayFor(`person-${at}`);
        pace.spend(`person-${at}`);
        return time;
      });
      const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
      expect(most).toBeLessThanOrEqual(Math.ceil(perSecond * 1.25));
      expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(5_100);
    },
  );
});

describe('a hold', () => {
  it('keeps messages from one person, or from all', () => {
    const pace = paceOf();
    pace.holdPerson('a', 16_000);
    expect([pace.delayFor('a'), pace.delayFor('b')]).toEqual([16_000, 0]);
    pace.holdAll(4_000);
    expect([pace.delayFor('a'), pace.delayFor('b')]).toEqual([16_000, 4_000]);
    time += 4_000;
    expect([pace.delayFor('a'), pace.delayFor('b')]).toEqual([12_000, 0]);
    time += 12_000;
    expect(pace.delayFor('a')).toBe(0);
  });

  it('is not ended by a shorter one', () => {
    const pace = paceOf();
    pace.holdAll(60_000);
    pace.holdAll(1_000);
    pace.holdPerson('a', 90_000);
    pace.holdPerson('a', 1_000);
    expect([pace.delayFor('a'), pace.delayFor('b')]).toEqual([90_000, 60_000]);
  });
});

describe('a clock that is set back', () => {
  it('makes nobody wait longer than before', () => {
    const pace = paceOf();
    sendMany(pace, 'a', 46);
    pace.holdPerson('b', 64_000);
    pace.holdAll(1_000);
    time -= 24 * 60 * 60_000;
    expect([pace.delayFor('a'), pace.delayFor('b'), pace.delayFor('c')]).toEqual([6_000, 64_000, 1_000]);
  });
});

describe('the people who are remembered', () => {
  it('are forgotten once nothing is left to remember of them', () => {
    const pace = paceOf();
    for (let at = 0; at < 1_000; at += 1) pace.spend(`person-${at}`);
    pace.holdPerson('held', 10_000_000);
    expect(pace.size()).toBe(1_001);
    time += 6_000;
    for (let at = 0; at < 1_200; at += 1) pace.spend('busy');
    expect(pace.size()).toBe(2);
    expect(pace.delayFor('held')).toBeGreaterThan(0);
    expect(pace.delayFor('busy')).toBeGreaterThan(0);
  });

  it('stay few while ever new people write', () => {
    const pace = paceOf();
    let most = 0;
    for (let at = 0; at < 5_000; at += 1) {
      time += 100;
      pace.spend(`person-${at}`);
      most = Math.max(most, pace.size());
    }
    // 60 of them wrote within the last 6 seconds.
    expect(most).toBeLessThan(200);
  });

  it('are never forgotten too early: the limit holds for any order of messages', () => {
    const step = fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      after: fc.integer({ min: 0, max: 9_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const pace = paceOf({ pairBurst: 3, pairSeconds: 6 });
        const sent = new Map<string, number[]>();
        for (const { person, after } of steps) {
          time += after;
          if (pace.delayFor(person) > 0) continue;
          pace.spend(person);
          sent.set(person, [...(sent.get(person) ?? []), time]);
        }
        // In any stretch of time: a full bucket, and what flows in meanwhile.
        for (const times of sent.values()) {
          for (const [first, from] of times.entries()) {
            for (const [last, to] of times.entries()) {
              if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(3 + (to - from) / 6_000);
            }
          }
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
