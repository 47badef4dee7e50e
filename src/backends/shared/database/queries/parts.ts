/** What the queries of every topic work with. */
import { type Kysely, SqliteAdapter } from 'kysely';
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

/** Where SQL itself differs: true over SQLite, false over PostgreSQL. */
export function isSqlite(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
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

/** A value that may be missing, as a column holds it. */
export function orNull<T>(value: T | undefined): T | null {
  return value ?? null;
}

/** What a change sets a column to: undefined, which Kysely leaves out, unless the change names the key. */
export function changed<C extends object, K extends keyof C, V>(
  change: C,
  key: K,
  write: (value: C[K]) => V,
): V | undefined {
  return key in change ? write(change[key]) : undefined;
}

// SQLite takes 32,766 values in a statement, PostgreSQL 65,535; no table here has more than 16 columns.
const ROWS_PER_STATEMENT = 1_000;

/**
 * Inserts any number of items, all or none, in their order.
 * @param db a transaction, or a database: then one is begun where a single statement does not do
 * @param insert inserts some in one statement and resolves with how many were new
 * @returns how many were new
 */
export async function insertAll<Item>(
  db: Kysely<Schema>,
  items: readonly Item[],
  insert: (db: Kysely<Schema>, some: readonly Item[]) => Promise<number>,
): Promise<number> {
  if (items.length > ROWS_PER_STATEMENT && !db.isTransaction) {
    return db.transaction().execute((transaction) => insertAll(transaction, items, insert));
  }
  let added = 0;
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT) {
    added += await insert(db, items.slice(from, from + ROWS_PER_STATEMENT));
  }
  return added;
}
