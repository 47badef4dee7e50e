/** Keeps one person from flooding the bot: a sliding window of messages per person. */

/** One minute, in milliseconds. */
const WINDOW = 60_000;
/** People remembered at most; beyond that the longest silent one is forgotten, which only ever helps them. */
const MAX_PEOPLE = 50_000;

/** Longest message that is read, in characters; no platform sends longer ones in one piece. */
export const MAX_MESSAGE_CHARACTERS = 4_096;

export interface RateLimiter {
  /** Counts a message. Returns 0 when it may be handled, else the milliseconds to wait. `now` is milliseconds since 1970. */
  take(personKey: string, now: number): number;
}

/** Allows `perMinute` messages in any minute; those refused are not counted, so waiting always helps. */
export function createRateLimiter(perMinute: number): RateLimiter {
  const times = new Map<string, number[]>();
  return {
    take(personKey, now) {
      const recent = (times.get(personKey) ?? []).filter((time) => time > now - WINDOW);
      times.delete(personKey);
      times.set(personKey, recent);
      const oldest = times.keys().next();
      if (times.size > MAX_PEOPLE && !oldest.done) times.delete(oldest.value);
      const first = recent[0];
      if (recent.length >= perMinute && first !== undefined) return Math.max(1, first + WINDOW - now);
      recent.push(now);
      return 0;
    },
  };
}
