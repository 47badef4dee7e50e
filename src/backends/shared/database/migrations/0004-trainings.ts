/** Version 4 of the state: trainings, from the runs of learners to their certificates. Never edited once released. */
import { type Kysely, sql } from 'kysely';

/** Adds the tables of trainings; every row there is stays as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addLearners(db);
  await addRuns(db);
  await addEvents(db);
  await addItems(db);
  await addReminders(db);
  await addCertificates(db);
}

async function addLearners(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('learners')
    .addColumn('person_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('learners_by_learner').on('learners').column('learner_key').execute();
}

async function addRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('training_attempts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('session', 'integer')
    .addColumn('event', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('steps', 'text', (column) => column.notNull())
    .addColumn('steps_behind', 'integer', (column) => column.notNull())
    .addColumn('answers', 'text', (column) => column.notNull())
    .addColumn('answered', 'integer', (column) => column.notNull())
    .addColumn('right_answers', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('training_attempts_by_learner')
    .on('training_attempts')
    .columns(['learner_key', 'changed_at'])
    .execute();
  await db.schema
    .createIndex('training_attempts_by_event')
    .on('training_attempts')
    .columns(['event', 'module', 'phase', 'ended_at'])
    .execute();
  await db.schema
    .createIndex('training_attempts_by_time')
    .on('training_attempts')
    .columns(['started_at', 'module'])
    .execute();

  await db.schema
    .createTable('training_answers')
    .addColumn('attempt_id', 'text', (column) => column.notNull())
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('given', 'text', (column) => column.notNull())
    .addColumn('is_right', 'integer', (column) => column.notNull())
    .addColumn('is_first', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('training_answers_key', ['attempt_id', 'item_id'])
    .execute();
  await db.schema.createIndex('training_answers_by_learner').on('training_answers').column('learner_key').execute();
  // Of two runs that bring the first answer to an item at once, it lets one have it.
  await db.schema
    .createIndex('training_answers_first')
    .unique()
    .on('training_answers')
    .columns(['learner_key', 'module', 'item_id'])
    .where(sql.ref('is_first'), '=', 1)
    .execute();
}

async function addEvents(db: Kysely<unknown>): Promise<void> {
  // No index but the key: there are as many rows as trainings were held.
  await db.schema
    .createTable('training_events')
    .addColumn('code', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('country', 'text')
    .addColumn('starts_on', 'text', (column) => column.notNull())
    .addColumn('ends_on', 'text', (column) => column.notNull())
    .addColumn('modules', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('training_members')
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('joined_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('training_members_key', ['event', 'learner_key'])
    .execute();
  await db.schema
    .createIndex('training_members_by_learner')
    .on('training_members')
    .columns(['learner_key', 'joined_at'])
    .execute();
}

async function addItems(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('training_items')
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('cause', 'text')
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('source_digest', 'text')
    .addPrimaryKeyConstraint('training_items_key', ['module', 'item_id'])
    .execute();

  await db.schema
    .createTable('training_challenges')
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addPrimaryKeyConstraint('training_challenges_key', ['module', 'item_id', 'learner_key'])
    .execute();
  await db.schema
    .createIndex('training_challenges_by_learner')
    .on('training_challenges')
    .column('learner_key')
    .execute();
  await db.schema
    .createIndex('training_challenges_by_state')
    .on('training_challenges')
    .columns(['settled_at', 'at'])
    .execute();
}

async function addReminders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('training_reviews')
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('card', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('repeats', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('training_reviews_key', ['learner_key', 'module', 'item_id'])
    .execute();

  await db.schema
    .createTable('training_reminders')
    .addColumn('learner_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('hour', 'integer', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('paused_until', 'bigint')
    .execute();
  await db.schema.createIndex('training_reminders_by_time').on('training_reminders').column('next_at').execute();
}

async function addCertificates(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('certificates')
    .addColumn('code', 'text', (column) => column.primaryKey().notNull())
    .addColumn('learner_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('event', 'text')
    .addColumn('right_answers', 'integer', (column) => column.notNull())
    .addColumn('items', 'integer', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('certificates_by_learner')
    .on('certificates')
    .columns(['learner_key', 'issued_at'])
    .execute();

  await db.schema
    .createTable('one_time_codes')
    .addColumn('code_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('one_time_codes_by_age').on('one_time_codes').column('expires_at').execute();
}
