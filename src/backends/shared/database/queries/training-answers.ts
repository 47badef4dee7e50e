/** Answers as statistics need them: a row each, and which was the first of a learner to an item. */
import type { Kysely } from 'kysely';
import type { Attempt, GivenAnswer } from '../../../../contracts/training.ts';
import type { Schema } from '../schema.ts';
import { insertAll, whole } from './parts.ts';

/** Keeps a record of each answer of a run that has none yet. `db` is a transaction that changed the run before. */
export async function keepAnswers(db: Kysely<Schema>, run: Attempt): Promise<void> {
  if (run.answers.length === 0) return;
  const rows = await db.selectFrom('training_answers').select('item_id').where('attempt_id', '=', run.id).execute();
  const kept = new Set(rows.map((row) => row.item_id));
  // In one order for every run, so that no two that bring the same items wait for each other.
  const answers = run.answers
    .filter(({ item }) => !kept.has(item))
    .toSorted((one, other) => (one.item < other.item ? -1 : one.item > other.item ? 1 : 0));
  const added = await insertAll(db, answers, (connection, some) => insertAnswers(connection, run, some, 1));
  // Those that are left had a first one before: the unique index refused them, also where another run is bringing it now.
  if (added < answers.length) {
    await insertAll(db, answers, (connection, some) => insertAnswers(connection, run, some, 0));
  }
}

async function insertAnswers(
  db: Kysely<Schema>,
  run: Attempt,
  answers: readonly GivenAnswer[],
  isFirst: 0 | 1,
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('training_answers')
    .values(
      answers.map((answer) => ({
        attempt_id: run.id,
        item_id: answer.item,
        learner_key: run.learnerKey,
        module: run.module,
        language: run.language,
        given: JSON.stringify(answer.given),
        is_right: answer.right ? 1 : 0,
        is_first: isFirst,
        at: whole(answer.at),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

/** Gives the answers of one learner to another; of two first answers to an item, the earlier one stays the first. */
export async function moveAnswers(db: Kysely<Schema>, from: string, to: string): Promise<void> {
  await giveWay(db, from, to, '<=');
  await giveWay(db, to, from, '<');
  await db.updateTable('training_answers').set({ learner_key: to }).where('learner_key', '=', from).execute();
}

/** Lets first answers of a learner be first no more where the other learner's is earlier. */
async function giveWay(db: Kysely<Schema>, learner: string, other: string, earlier: '<' | '<='): Promise<void> {
  await db
    .updateTable('training_answers as own')
    .set({ is_first: 0 })
    .where('own.learner_key', '=', learner)
    .where('own.is_first', '=', 1)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('training_answers as rival')
          .select('rival.item_id')
          .where('rival.learner_key', '=', other)
          .where('rival.is_first', '=', 1)
          .whereRef('rival.module', '=', 'own.module')
          .whereRef('rival.item_id', '=', 'own.item_id')
          .whereRef('rival.at', earlier, 'own.at'),
      ),
    )
    .execute();
}
