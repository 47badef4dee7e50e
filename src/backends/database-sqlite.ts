/** The state in one SQLite file on this machine, through the SQLite that Node carries. */
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import type { Store } from '../contracts/store.ts';
import { createStore } from './shared/database/create-store.ts';
import { type Migrations, migrate } from './shared/database/migrate.ts';
import { databaseError, type Engine, explain, type Problem } from './shared/database/problems.ts';
import type { Schema } from './shared/database/schema.ts';

const TASK = 'open its database';

/**
 * Opens the file, creating it and its folder where they are missing, and brings its tables up to date.
 * Several processes may have the same file open.
 * @param settings.url path of the file, relative to the working directory; `:memory:` for one that is not kept
 * @param settings.busyMilliseconds how long a query waits for another process that is writing. SQLite waits in the
 *   thread that also answers people, so it is short: our own writes take less than a millisecond
 * @param settings.migrations another history of the tables, for tests
 * @throws DalilError `database-address`, `-not-openable`, `-not-allowed`, `-damaged`, `-busy`, `-newer`
 */
export async function openDatabase(settings: {
  url: string;
  busyMilliseconds?: number;
  migrations?: Migrations;
}): Promise<Store> {
  const path = resolvePath(settings.url);
  const engine: Engine = { where: `the SQLite file ${path}`, diagnose };
  let database: DatabaseSync | undefined;
  try {
    // Masked or not, what people talked about is for Dalil's own user only.
    if (path !== ':memory:') await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, {
      timeout: settings.busyMilliseconds ?? 2_000,
      enableForeignKeyConstraints: true,
    });
    chooseDurability(database);
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
    await migrateAlone(db, engine, settings.migrations);
    return createStore(db, engine);
  } catch (error) {
    database?.close();
    throw explain(error, TASK, engine);
  }
}

function resolvePath(url: string): string {
  // An empty path would be a database that vanishes; an address of a server would become a folder named after it,
  // password included. Neither is repeated in the message.
  if (url.trim() === '' || url.includes('://')) throw databaseError('address', TASK, 'the path of the SQLite file');
  return url === ':memory:' ? url : resolve(url);
}

/**
 * WAL lets the command line read while the server writes. With WAL, synchronous=NORMAL hands every commit to the
 * operating system before it returns, so a claimed message outlives a crash of the process; only a power cut can take
 * back the last commits, and never damages the file. A claim lost that way costs one answer sent twice, which does
 * not justify a wait for the disk, in the thread that answers people, on each of the three writes of a turn.
 * https://sqlite.org/pragma.html#pragma_synchronous
 */
function chooseDurability(database: DatabaseSync): void {
  const mode = database.prepare('pragma journal_mode = wal').get();
  // Some network disks cannot do WAL; without it NORMAL could damage the file.
  database.exec(`pragma synchronous = ${mode?.journal_mode === 'wal' ? 'normal' : 'full'}`);
}

/**
 * Kysely has no migration lock for SQLite; taking the write lock first makes a second start wait for this one. After a
 * failure the caller closes the file, which takes everything back.
 */
async function migrateAlone(db: Kysely<Schema>, engine: Engine, migrations?: Migrations): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    await migrate(connection, engine, migrations);
    await sql`commit`.execute(connection);
  });
}

/** Kysely's dialect expects better-sqlite3; this is the part of its shape that it uses. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = database.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...parameters.map(toInput)),
        run: (parameters) => statement.run(...parameters.map(toInput)),
        iterate: (parameters) => statement.iterate(...parameters.map(toInput)),
      };
    },
  };
}

function toInput(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`SQLite cannot store a ${typeof value} here`);
}

/** https://sqlite.org/rescode.html: the lowest byte is the primary code. */
function diagnose(error: unknown): Problem {
  if (!(error instanceof Error)) return 'failed';
  if ('errcode' in error && typeof error.errcode === 'number') return PRIMARY_CODES[error.errcode & 0xff] ?? 'failed';
  // The only other system calls are those that make the folder.
  return 'syscall' in error ? 'not-openable' : 'failed';
}

const PRIMARY_CODES: Readonly<Record<number, Problem>> = {
  3: 'not-allowed',
  5: 'busy',
  6: 'busy',
  8: 'not-allowed',
  11: 'damaged',
  13: 'full',
  14: 'not-openable',
  23: 'not-allowed',
  26: 'damaged',
};
