/** When an item should come again, and at what hour of the day a person is reminded. */
import { DateTime } from 'luxon';
import { type Card, createEmptyCard, fsrs, generatorParameters, Rating } from 'ts-fsrs';
import { z } from 'zod';
import type { Review } from '../contracts/training.ts';

const DAY = 24 * 60 * 60 * 1000;
/** An item is let go once it was repeated so often, and would not come again for so many days. */
const LEAST_REPEATS = 3;
const LONG_ENOUGH = 90 * DAY;
/**
 * The first repeats of a new card come within minutes in the scheduler's own learning steps. Reminders come once a day
 * at most, so those steps are off: everything is a matter of days. Fuzz would make the plan depend on chance.
 */
const scheduler = fsrs(generatorParameters({ enable_short_term: false, enable_fuzz: false }));

/** The scheduler's card as JSON. */
const cardShape = z.object({
  due: z.coerce.date(),
  stability: z.number(),
  difficulty: z.number(),
  elapsed_days: z.number(),
  scheduled_days: z.number(),
  learning_steps: z.number(),
  reps: z.number(),
  lapses: z.number(),
  state: z.number(),
  last_review: z.coerce.date().optional(),
});

function readCard(text: string): Card | undefined {
  try {
    const read = cardShape.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The plan for an item after an answer; undefined when it need not come again. FSRS with its published default weights
 * (https://github.com/open-spaced-repetition/ts-fsrs): right counts as "good", anything else as "again".
 * @param now milliseconds since 1970
 */
export function afterAnswer(
  item: Pick<Review, 'learnerKey' | 'module' | 'itemId'>,
  before: Pick<Review, 'card' | 'repeats'> | undefined,
  right: boolean,
  now: number,
): Review | undefined {
  const known = before && readCard(before.card);
  const card: Card = known ?? createEmptyCard(new Date(now));
  const next = scheduler.next(card, new Date(now), right ? Rating.Good : Rating.Again).card;
  const repeats = known ? (before?.repeats ?? 0) + 1 : 0;
  const dueAt = next.due.getTime();
  if (right && repeats >= LEAST_REPEATS && dueAt - now > LONG_ENOUGH) return undefined;
  return { ...item, card: JSON.stringify(next), dueAt, repeats };
}

/** True for the name of a time zone, such as `Africa/Tunis`. */
export function isTimeZone(name: string): boolean {
  return DateTime.now().setZone(name).isValid;
}

/**
 * The next time it is `hour` o'clock in a time zone, at least a minute after `now`. Where a clock jumps over that hour, it
 * is the hour after.
 * @param hour 0 to 23
 * @returns milliseconds since 1970
 */
export function nextAtHour(hour: number, timeZone: string, now: number): number {
  const here = DateTime.fromMillis(now, { zone: timeZone });
  const today = here.set({ hour, minute: 0, second: 0, millisecond: 0 });
  const next = today.toMillis() >= now + 60_000 ? today : today.plus({ days: 1 }).set({ hour });
  return next.toMillis();
}
