/** Version 2 of the state: who can be reached where, questions for a person, drafts of knowledge. Never edited once released. */
import type { Kysely } from 'kysely';

/** Adds what writing outside a turn and asking a person need; every row there is stays as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendFirstTables(db);
  await addReach(db);
  await addPersonQuestions(db);
  await addDrafts(db);
}

/** One column a statement: SQLite adds no more at once. */
async function extendFirstTables(db: Kysely<unknown>): Promise<void> {
  // Whose session an old row is was not noted; the next turn of the conversation fills it in.
  await db.schema.alterTable('sessions').addColumn('person_key', 'text').execute();
  await db.schema.createIndex('sessions_by_person').on('sessions').column('person_key').execute();

  await db.schema.alterTable('feedback').addColumn('outcome', 'text').execute();
  await db.schema
    .alterTable('feedback')
    .addColumn('passage_ids', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
}

async function addReach(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sent_messages')
    .addColumn('message_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('reply_id', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sent_messages_by_age').on('sent_messages').column('sent_at').execute();

  await db.schema
    .createTable('addresses')
    .addColumn('conversation_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_key', 'text')
    .addColumn('group_key', 'text')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('addresses_by_group').on('addresses').columns(['group_key', 'saved_at']).execute();
  await db.schema.createIndex('addresses_by_channel').on('addresses').columns(['channel', 'saved_at']).execute();

  // No index but the key: it holds the turns of this moment, and those of a crash until the next start.
  await db.schema
    .createTable('unfinished_turns')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function addPersonQuestions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('person_questions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('asker_key', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('countries', 'text', (column) => column.notNull())
    .addColumn('text', 'text')
    .addColumn('urgent', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('post_id', 'text')
    .addColumn('taken_at', 'bigint')
    .addColumn('answered_at', 'bigint')
    .addColumn('reminded_at', 'bigint')
    .addColumn('answer', 'text')
    .addColumn('delivered_at', 'bigint')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('person_questions_by_asker')
    .on('person_questions')
    .columns(['asker_key', 'asked_at'])
    .execute();
  // The worker asks for what is pending all day, among ever more that is settled.
  await db.schema
    .createIndex('person_questions_by_status')
    .on('person_questions')
    .columns(['status', 'delivered_at'])
    .execute();
}

async function addDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('knowledge_drafts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('countries', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('decision', 'text')
    .addColumn('decided_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('knowledge_drafts_by_decision')
    .on('knowledge_drafts')
    .columns(['decision', 'created_at'])
    .execute();
}
