/** Which learner a person is, on each of their channels, and everything trainings keep of a learner. */
import { type Kysely, sql } from 'kysely';
import type { Store } from '../../../../contracts/store.ts';
import type { Schema } from '../schema.ts';
import { isSqlite, type QueryParts } from './parts.ts';
import { moveAnswers } from './training-answers.ts';

type LearnerQueries = Pick<Store, 'learnerOf' | 'linkLearner' | 'forgetLearner'>;

/** Tables with rows of learners; runs before answers, in the order in which saving a run takes them. */
const TABLES = [
  'training_attempts',
  'training_answers',
  'training_members',
  'training_challenges',
  'training_reviews',
  'training_reminders',
  'certificates',
] as const;

export function trainingLearnerQueries({ db, attempt }: QueryParts): LearnerQueries {
  return {
    learnerOf: (personKey) => attempt('look up which learner a person is', () => findLearner(db, personKey)),

    linkLearner: (personKey, learnerKey) =>
      attempt('link a person with a learner', () =>
        db.transaction().execute(async (transaction) => {
          await holdTrainings(transaction);
          const from = await findLearner(transaction, personKey);
          const to = await findLearner(transaction, learnerKey);
          if (from === to) return;
          await nameLearner(transaction, personKey, from, to);
          await moveRows(transaction, from, to);
        }),
      ),

    forgetLearner: (personKey) =>
      attempt('forget a learner', () =>
        db.transaction().execute((transaction) => deleteLearner(transaction, personKey)),
      ),
  };
}

/** Deletes everything trainings keep of the learner a person is; `db` is a transaction. */
export async function deleteLearner(db: Kysely<Schema>, personKey: string): Promise<void> {
  await holdTrainings(db);
  const learner = await findLearner(db, personKey);
  const people = await db.selectFrom('learners').select('person_key').where('learner_key', '=', learner).execute();
  // Also under the keys of the people it is: a run that was begun while they were being linked has the old one.
  const keys = [learner, ...people.map((row) => row.person_key)];
  for (const table of TABLES) await db.deleteFrom(table).where('learner_key', 'in', keys).execute();
  await db.deleteFrom('learners').where('learner_key', '=', learner).execute();
}

/**
 * Lets nobody else change trainings until the transaction ends; reading goes on. Who joins two learners, or deletes one,
 * must not miss a row that is added meanwhile. It is done a few times a day, and takes milliseconds.
 */
async function holdTrainings(db: Kysely<Schema>): Promise<void> {
  if (isSqlite(db)) {
    // SQLite has one lock for all writes. It is taken by the first write, and refused at once to who read before it.
    await sql`delete from learners where 0`.execute(db);
  } else {
    const tables = sql.join(['learners', ...TABLES].map((table) => sql.table(table)));
    await sql`lock table ${tables} in share row exclusive mode`.execute(db);
  }
}

async function findLearner(db: Kysely<Schema>, personKey: string): Promise<string> {
  const row = await db
    .selectFrom('learners')
    .select('learner_key')
    .where('person_key', '=', personKey)
    .executeTakeFirst();
  return row?.learner_key ?? personKey;
}

/** Lets everybody who was the learner `from` be `to`: one look must do to find it, so there are no chains. */
async function nameLearner(db: Kysely<Schema>, personKey: string, from: string, to: string): Promise<void> {
  await db.updateTable('learners').set({ learner_key: to }).where('learner_key', '=', from).execute();
  const people = [...new Set([personKey, from])].map((person) => ({ person_key: person, learner_key: to }));
  await db
    .insertInto('learners')
    .values(people)
    .onConflict((conflict) => conflict.column('person_key').doNothing())
    .execute();
}

async function moveRows(db: Kysely<Schema>, from: string, to: string): Promise<void> {
  // The revision tells who is saving one of these runs that it is another's now.
  await db
    .updateTable('training_attempts')
    .set(({ eb }) => ({ learner_key: to, revision: eb('revision', '+', 1) }))
    .where('learner_key', '=', from)
    .execute();
  await moveAnswers(db, from, to);
  await moveOthers(db, 'training_members', ['event'], from, to);
  await moveOthers(db, 'training_challenges', ['module', 'item_id'], from, to);
  await moveOthers(db, 'training_reviews', ['module', 'item_id'], from, to);
  await moveOthers(db, 'training_reminders', [], from, to);
  await db.updateTable('certificates').set({ learner_key: to }).where('learner_key', '=', from).execute();
}

/** Moves rows of which a learner has one for each `key`; where both have one, the one that is there stays. */
async function moveOthers(
  db: Kysely<Schema>,
  table: 'training_members' | 'training_challenges' | 'training_reviews' | 'training_reminders',
  key: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  const name = sql.table(table);
  const same = key.map((column) => sql`and theirs.${sql.ref(column)} = ${name}.${sql.ref(column)}`);
  await sql`
    delete from ${name} where learner_key = ${from}
      and exists (select 1 from ${name} as theirs where theirs.learner_key = ${to} ${sql.join(same, sql` `)})
  `.execute(db);
  await db.updateTable(table).set({ learner_key: to }).where('learner_key', '=', from).execute();
}
