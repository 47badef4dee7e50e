/** The tables go forward from every version there ever was, without losing a row, on each engine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase as openPostgres } from '../../src/backends/database-postgres.ts';
import { openDatabase as openSqlite } from '../../src/backends/database-sqlite.ts';
import { MIGRATIONS, type Migrations } from '../../src/backends/shared/database/migrate.ts';
import type { Store } from '../../src/contracts/store.ts';
import { expectFacts, FACTS, ROWS } from './migrations.facts.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

/** The history up to and including one migration. */
function historyUpTo(name: string): Migrations {
  return Object.fromEntries(Object.entries(MIGRATIONS).filter(([each]) => each <= name));
}

const LATEST = Object.keys(MIGRATIONS).at(-1) ?? '';

/** What a next version might do: a column more, filled for the rows there are. */
const NEXT: Migrations = {
  ...MIGRATIONS,
  '9999-next': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .alterTable('feedback')
        .addColumn('weight', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
    },
  },
};
const FAILING: Migrations = {
  ...MIGRATIONS,
  '9999-failing': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.createTable('half_done').addColumn('id', 'integer').execute();
      await db.schema.dropTable('sessions').execute();
      throw new Error('on purpose');
    },
  },
};

const INDEXES = [
  'outcomes_by_time',
  'feedback_by_time',
  'sessions_by_age',
  'handled_messages_by_age',
  'sessions_by_person',
  'sent_messages_by_age',
  'addresses_by_group',
  'addresses_by_channel',
  'person_questions_by_asker',
  'person_questions_by_status',
  'knowledge_drafts_by_decision',
  'inbox_by_status',
  'inbox_by_age',
  'outbox_by_status',
  'outbox_by_person',
  'outbox_by_platform_key',
  'outbox_by_age',
  'person_links_by_person',
  'learners_by_learner',
  'training_attempts_by_learner',
  'training_attempts_by_event',
  'training_attempts_by_time',
  'training_answers_by_learner',
  'training_answers_first',
  'training_members_by_learner',
  'training_challenges_by_learner',
  'training_challenges_by_state',
  'training_reminders_by_time',
  'certificates_by_learner',
  'one_time_codes_by_age',
];

interface Engine {
  create(): Promise<string>;
  open(settings: { url: string; migrations?: Migrations }): Promise<Store>;
  execute(url: string, statement: string): Promise<void>;
}

let folder: string;
let server: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dalil-migrations-'));
  server = await startPostgres();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

let files = 0;
const ENGINES: Readonly<Record<string, Engine>> = {
  SQLite: {
    create: async () => {
      files += 1;
      return join(folder, `${files}.sqlite`);
    },
    open: openSqlite,
    execute: async (url, statement) => {
      const database = new DatabaseSync(url);
      try {
        database.exec(statement);
      } finally {
        database.close();
      }
    },
  },
  PostgreSQL: {
    create: () => server.createDatabase(),
    open: openPostgres,
    execute: (url, statement) => server.execute(url, statement),
  },
};

it('has rows of every version to test with, and names that sort in their order', () => {
  expect(Object.keys(ROWS)).toEqual(Object.keys(MIGRATIONS));
  expect(Object.keys(FACTS)).toEqual(Object.keys(MIGRATIONS));
  expect(Object.keys(MIGRATIONS)).toEqual(Object.keys(MIGRATIONS).toSorted());
});

describe.each(Object.entries(ENGINES))('the tables in %s', (_name, engine) => {
  let url: string;
  beforeEach(async () => {
    url = await engine.create();
  });

  async function migrateAndFill(version: string): Promise<void> {
    const store = await engine.open({ url, migrations: historyUpTo(version) });
    await store.close();
    for (const statement of ROWS[version] ?? []) await engine.execute(url, statement);
  }

  it.each(Object.keys(MIGRATIONS))('go forward from %s with their rows', async (version) => {
    await migrateAndFill(version);
    const store = await engine.open({ url });
    await expectFacts(store, version);
    await store.close();
  });

  it('know nothing of persons and answers where these were not noted yet', async () => {
    await migrateAndFill('0001-first-tables');
    const store = await engine.open({ url });
    await store.forgetPerson('');
    await expectFacts(store, '0001-first-tables');
    await engine.execute(url, `delete from feedback where outcome is null and passage_ids = '[]'`);
    expect(await store.countFeedback(0)).toEqual({ helpful: 0, unhelpful: 0 });
    const session = { languageChosen: false, lastPassageIds: [], lastChoices: [] };
    await store.saveSession('key', session, 1_763_766_000_124, 'person');
    await store.forgetPerson('person');
    expect(await store.loadSession('key')).toBeUndefined();
    await store.close();
  });

  it('keep their rows through a next version', async () => {
    await migrateAndFill(LATEST);
    const store = await engine.open({ url, migrations: NEXT });
    await expectFacts(store, LATEST);
    await store.close();
    await engine.execute(url, 'update feedback set weight = 2 where weight = 1');
  });

  it('of a newer version are refused and left alone', async () => {
    await migrateAndFill(LATEST);
    const newer = await engine.open({ url, migrations: NEXT });
    await newer.close();
    await expect(engine.open({ url })).rejects.toMatchObject({
      code: 'database-newer',
      message: expect.stringMatching(
        /^Dalil could not open its database: .+ was written by a newer version of Dalil\.$/,
      ),
      hint: expect.stringContaining('newer version'),
      cause: expect.objectContaining({ message: 'It has 9999-next' }),
    });
    const again = await engine.open({ url, migrations: NEXT });
    await expectFacts(again, LATEST);
    await again.close();
  });

  it('are as they were after a migration that failed', async () => {
    await migrateAndFill(LATEST);
    await expect(engine.open({ url, migrations: FAILING })).rejects.toMatchObject({
      code: 'database-failed',
      cause: expect.objectContaining({ message: 'on purpose' }),
    });
    await expect(engine.execute(url, 'select * from half_done')).rejects.toThrow();
    const store = await engine.open({ url });
    await expectFacts(store, LATEST);
    await store.close();
  });

  it('have an index for each count, for each search and for pruning', async () => {
    const store = await engine.open({ url });
    await store.close();
    for (const index of INDEXES) {
      await expect(engine.execute(url, `drop index ${index}`)).resolves.toBeUndefined();
    }
  });
});
