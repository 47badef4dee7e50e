/** The state in a PostgreSQL database, for when more than one machine answers. */
import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { DatabaseError, Pool, type PoolClient, type PoolConfig, TypeOverrides, types } from 'pg';
import type { Store } from '../contracts/store.ts';
import { createStore } from './shared/database/create-store.ts';
import { type Migrations, migrate } from './shared/database/migrate.ts';
import { databaseError, type Engine, type Problem } from './shared/database/problems.ts';
import type { Schema } from './shared/database/schema.ts';

/**
 * Connects and brings the tables up to date. The database itself must exist.
 * @param settings.url `postgresql://user:password@host:port/database`, its parts percent-encoded
 * @param settings.queryMilliseconds how long one query may take before it is given up, on the server too
 * @param settings.migrations another history of the tables, for tests
 * @throws DalilError `database-address`, `-unreachable`, `-refused`, `-missing`, `-not-allowed`, `-newer`
 */
export async function openDatabase(settings: {
  url: string;
  queryMilliseconds?: number;
  migrations?: Migrations;
}): Promise<Store> {
  const engine: Engine = { where: `PostgreSQL at ${readHost(settings.url)}`, diagnose };
  const base: PoolConfig = {
    connectionString: settings.url,
    application_name: 'dalil',
    connectionTimeoutMillis: 5_000,
    types: numbersForBigints(),
  };
  await migrateAlone(base, engine, settings.migrations);

  const queryMilliseconds = settings.queryMilliseconds ?? 10_000;
  const pool = createPool({
    ...base,
    // A turn needs one connection for milliseconds, and small hosted databases allow few.
    max: 5,
    statement_timeout: queryMilliseconds,
    // The same limit on our side, for a server that vanished without a word and so cannot keep its own. A little
    // later, so that a server that is merely slow gets to say so.
    query_timeout: queryMilliseconds + 500,
    keepAlive: true,
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: discardBroken(pool) }) });
  return createStore(db, engine);
}

/** Host and port for messages: nothing of the address that could be a user name or a password. */
function readHost(url: string): string {
  const address = URL.parse(url);
  const known = address?.protocol === 'postgres:' || address?.protocol === 'postgresql:';
  // An "@" after the host means an unencoded "/", "?" or "#" in the password: what looks like the host is a part of it.
  const suspect = address === null || `${address.pathname}${address.search}${address.hash}`.includes('@');
  if (!known || suspect) throw databaseError('address', 'open its database', 'the PostgreSQL address');
  return address.host || 'localhost';
}

/** Counts and times are bigints to PostgreSQL, which `pg` gives as strings; ours all fit a number. */
function numbersForBigints(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  return overrides;
}

/**
 * A pool of its own, without the limit on a query: a migration may take long, and a second start waits for the first
 * (Kysely holds an advisory lock while it migrates).
 */
async function migrateAlone(base: PoolConfig, engine: Engine, migrations?: Migrations): Promise<void> {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: createPool({ ...base, max: 1 }) }) });
  try {
    await migrate(db, engine, migrations);
  } finally {
    await db.destroy();
  }
}

function createPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // Without a listener, a server that restarts would end this process. The pool has dropped the connection already and
  // the next query opens another, so a warning is all there is to do; the error itself carries the client's settings.
  pool.on('error', (error: Error & { code?: string }) => {
    process.emitWarning(`PostgreSQL ended an idle connection (${error.code ?? 'no code'})`, {
      code: 'DALIL_DATABASE_CONNECTION_LOST',
    });
  });
  return pool;
}

/**
 * Kysely gives every connection back as sound. One on which a query failed without the server saying so (a timeout on
 * our side) may still wait for an answer that never comes, and the pool would hand it out first: throw it away.
 */
function discardBroken(pool: Pool): PostgresPool {
  return {
    connect: async () => new CheckedClient(await pool.connect()),
    end: () => pool.end(),
  };
}

class CheckedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  #broken = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    text: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new TypeError('The store does not stream');
    return this.#run<R>(text, parameters);
  }

  release(): void {
    this.#client.release(this.#broken);
  }

  async #run<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      const { command, rowCount, rows } = await this.#client.query(text, [...parameters]);
      return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows };
    } catch (error) {
      this.#broken = !(error instanceof DatabaseError);
      throw error;
    }
  }
}

function diagnose(error: unknown): Problem {
  if (error instanceof DatabaseError) return diagnoseCode(error.code ?? '');
  if (!(error instanceof Error)) return 'failed';
  if (error.message.startsWith('SASL')) return 'refused';
  // What `pg` says itself has no code, only words; what the system says has one (ECONNREFUSED, ENOTFOUND, …).
  return 'code' in error || /connection|connect|timeout|terminated/i.test(error.message) ? 'unreachable' : 'failed';
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function diagnoseCode(code: string): Problem {
  if (/^28/.test(code)) return 'refused';
  if (code === '3D000') return 'missing';
  if (code === '42501' || code === '25006') return 'not-allowed';
  if (/^57014|^55P03|^40/.test(code)) return 'busy';
  if (code === '53100') return 'full';
  if (/^08|^57P|^53/.test(code)) return 'unreachable';
  return /^XX00[12]/.test(code) ? 'damaged' : 'failed';
}
