/** Version 3 of the state: queues of messages in and out, and whom they may be sent to. Never edited once released. */
import { type CreateTableBuilder, type Kysely, SqliteAdapter } from 'kysely';

/** Adds the tables of channels that must not lose a message; every row there is stays as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addInbox(db);
  await addOutbox(db);
  await addContacts(db);
}

/** A table whose rows are numbered in the order they are added, under an id that its writers choose. */
function createQueue(db: Kysely<unknown>, name: string): CreateTableBuilder<string, 'sequence' | 'id'> {
  // SQLite numbers a whole-number primary key by itself, and by that type only; PostgreSQL has to be told to.
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  return db.schema
    .createTable(name)
    .addColumn('sequence', isSqlite ? 'integer' : 'bigint', (column) =>
      isSqlite ? column.primaryKey() : column.generatedAlwaysAsIdentity().primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique());
}

async function addInbox(db: Kysely<unknown>): Promise<void> {
  await createQueue(db, 'inbox')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('payload', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .execute();
  // The status first: then what waits of one person is found by it too, without an index more to keep while the
  // platform waits for its acknowledgement.
  await db.schema.createIndex('inbox_by_status').on('inbox').columns(['status', 'channel', 'sequence']).execute();
  // Without it, pruning would look at each message of the last days to find the few that are old.
  await db.schema.createIndex('inbox_by_age').on('inbox').columns(['status', 'received_at']).execute();
}

async function addOutbox(db: Kysely<unknown>): Promise<void> {
  await createQueue(db, 'outbox')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('cause_id', 'text', (column) => column.notNull())
    .addColumn('reply_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('body', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .addColumn('sending_at', 'bigint')
    .addColumn('platform_key', 'text')
    .addColumn('sent_at', 'bigint')
    .addColumn('error_code', 'text')
    .execute();
  await db.schema.createIndex('outbox_by_status').on('outbox').columns(['status', 'channel', 'sequence']).execute();
  await db.schema.createIndex('outbox_by_person').on('outbox').columns(['person_key', 'status']).execute();
  await db.schema.createIndex('outbox_by_platform_key').on('outbox').column('platform_key').execute();
  await db.schema.createIndex('outbox_by_age').on('outbox').columns(['status', 'created_at']).execute();
}

async function addContacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('contacts')
    .addColumn('person_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('last_inbound_at', 'bigint', (column) => column.notNull())
    .addColumn('opted_in_at', 'bigint')
    .addColumn('stopped_at', 'bigint')
    .addColumn('last_reply_id', 'text')
    .execute();

  await db.schema
    .createTable('person_links')
    .addColumn('alias_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('person_links_by_person').on('person_links').column('person_key').execute();

  // A row for each channel that stopped, so a handful at most.
  await db.schema
    .createTable('channel_stops')
    .addColumn('channel', 'text', (column) => column.primaryKey().notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
}
