/** What the queries of every topic work with. */
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** What each file of queries is given. */
export interface QueryParts {
  db: Kysely<Schema>;
  /**
   * Does one thing and explains what went wrong; `task` completes "Dalil could not …".
   * @throws DalilError `database-…`
   */
  attempt<T>(task: string, work: () => Promise<T>): Promise<T>;
}

/**
 * A time or a duration as it is stored and compared: clocks give fractions, which PostgreSQL refuses in a whole-number
 * column and SQLite does not.
 */
export function whole(milliseconds: number): number {
  return Math.round(milliseconds);
}

/** The same where there may be none. */
export function wholeOrNull(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : whole(milliseconds);
}
