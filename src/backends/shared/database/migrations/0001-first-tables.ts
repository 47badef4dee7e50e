/** Version 1 of the state: sessions, handled messages, outcomes, feedback. Never edited once released. */
import type { Kysely } from 'kysely';

/** Makes the tables and the indexes that counting and pruning need. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('conversation_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_age').on('sessions').column('updated_at').execute();

  await db.schema
    .createTable('handled_messages')
    .addColumn('message_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('handled_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('handled_messages_by_age').on('handled_messages').column('handled_at').execute();

  await db.schema
    .createTable('outcomes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('passage_ids', 'text', (column) => column.notNull())
    .addColumn('index_version', 'text', (column) => column.notNull())
    .addColumn('milliseconds', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  // Both counts read only these two columns, so the index alone answers them.
  await db.schema.createIndex('outcomes_by_time').on('outcomes').columns(['at', 'outcome']).execute();

  // No foreign key to outcomes: a verdict must not be lost because noting the outcome failed.
  await db.schema
    .createTable('feedback')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('reply_id', 'text', (column) => column.notNull())
    .addColumn('helpful', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('feedback_by_time').on('feedback').columns(['at', 'helpful']).execute();
}
