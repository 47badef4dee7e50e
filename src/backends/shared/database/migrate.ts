/** Brings the tables of a database forward to the version this Dalil knows; there is no way back. */
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import * as firstTables from './migrations/0001-first-tables.ts';
import * as reachAndQuestions from './migrations/0002-reach-and-questions.ts';
import * as queues from './migrations/0003-queues.ts';
import * as trainings from './migrations/0004-trainings.ts';
import { databaseError, type Engine, explain } from './problems.ts';
import type { Schema } from './schema.ts';

/** Migrations by name; names sort in the order they run. */
export type Migrations = Readonly<Record<string, Migration>>;

/** The history of the tables. What was released is never edited, renamed or removed. */
export const MIGRATIONS: Migrations = {
  '0001-first-tables': firstTables,
  '0002-reach-and-questions': reachAndQuestions,
  '0003-queues': queues,
  '0004-trainings': trainings,
};

// Kysely's own name for its list of migrations that ran.
const LIST = 'kysely_migration';

/**
 * Runs what is missing. The caller sees to it that two starts at once do not get in each other's way.
 * @throws DalilError `database-newer` when a newer Dalil has already migrated this database
 */
export async function migrate(db: Kysely<Schema>, engine: Engine, migrations: Migrations = MIGRATIONS): Promise<void> {
  const task = 'open its database';
  try {
    const unknown = await listUnknown(db, migrations);
    // Kysely would refuse as well, in words about a corrupted history.
    if (unknown.length > 0) throw databaseError('newer', task, engine.where, new Error(`It has ${unknown.join(', ')}`));
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } catch (error) {
    throw explain(error, task, engine);
  }
}

/** Names of migrations that ran on this database and that this version does not have. */
async function listUnknown(db: Kysely<Schema>, migrations: Migrations): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === LIST)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(LIST)}`.execute(db);
  return rows.map((row) => row.name).filter((name) => !(name in migrations));
}
