/** Tells when a document is no longer to be used, and leaves its passages out of an index. */
import type { KnowledgeIndex } from '../search/knowledge-index.ts';

/** One day, in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;
/** A document that expires within this many days is one to look at. */
export const EXPIRY_NOTICE_DAYS = 30;

/** The first moment after a year, month or day, in milliseconds since 1970. Days end everywhere as they do in UTC. */
export function endOfDate(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return Date.UTC(year + 1, 0);
  if (day === undefined) return Date.UTC(year, month);
  return Date.UTC(year, month - 1, day + 1);
}

/** The day of a moment, as documents write it: `2027-05-28`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** True once the last day of something has passed; what has no such day never expires. `now` is milliseconds since 1970. */
export function isExpired({ expires }: { expires?: string }, now: number): boolean {
  return expires !== undefined && now >= endOfDate(expires);
}

/** True for what is still used and stops being used within EXPIRY_NOTICE_DAYS. */
export function expiresSoon(dated: { expires?: string }, now: number): boolean {
  return !isExpired(dated, now) && isExpired(dated, now + EXPIRY_NOTICE_DAYS * DAY);
}

/** The index as it may be used now: passages that expired since it was built are not held any more. */
export function withoutExpired(index: KnowledgeIndex, now: number): KnowledgeIndex {
  const held = [...index.passagesById].filter(([, passage]) => !isExpired(passage, now));
  return held.length === index.passagesById.size ? index : { ...index, passagesById: new Map(held) };
}
