/** Runs of learners through the steps of a module. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import type { Store } from '../../../../contracts/store.ts';
import { type Attempt, type AttemptRecord, PHASES, type StoredAttempt } from '../../../../contracts/training.ts';
import { jsonText, orEmpty, readEach, readStored } from '../json-text.ts';
import { orNull, type QueryParts, whole, wholeOrNull } from './parts.ts';
import { keepAnswers } from './training-answers.ts';

type AttemptQueries = Pick<Store, 'addAttempt' | 'attempt' | 'saveAttempt' | 'attemptsOf' | 'testScores'>;

const step = z.union([z.object({ item: z.string(), options: z.array(z.string()) }), z.object({ card: z.string() })]);
const givenAnswer = z.object({ item: z.string(), given: z.array(z.string()), right: z.boolean(), at: z.number() });
const attemptRow = z
  .object({
    id: z.string(),
    learner_key: z.string(),
    module: z.string(),
    phase: z.enum(PHASES),
    session: orEmpty(z.number()),
    event: orEmpty(z.string()),
    language: z.enum(LANGUAGES),
    steps: jsonText(z.array(step)),
    steps_behind: z.number(),
    answers: jsonText(z.array(givenAnswer)),
    started_at: z.number(),
    changed_at: z.number(),
    ended_at: orEmpty(z.number()),
    revision: z.number(),
  })
  .transform(
    (row): StoredAttempt => ({
      id: row.id,
      learnerKey: row.learner_key,
      module: row.module,
      phase: row.phase,
      session: row.session,
      event: row.event,
      language: row.language,
      steps: row.steps,
      at: row.steps_behind,
      answers: row.answers,
      startedAt: row.started_at,
      changedAt: row.changed_at,
      endedAt: row.ended_at,
      revision: row.revision,
    }),
  );

/** What statistics see of a run. */
export const RECORD_COLUMNS = [
  'id',
  'learner_key',
  'module',
  'phase',
  'session',
  'event',
  'language',
  'answered',
  'right_answers',
  'started_at',
  'ended_at',
] as const;

/** A run as those columns hold it. */
export const recordRow = z
  .object({
    id: z.string(),
    learner_key: z.string(),
    module: z.string(),
    phase: z.enum(PHASES),
    session: orEmpty(z.number()),
    event: orEmpty(z.string()),
    language: z.enum(LANGUAGES),
    answered: z.number(),
    right_answers: z.number(),
    started_at: z.number(),
    ended_at: orEmpty(z.number()),
  })
  .transform(
    (row): AttemptRecord => ({
      id: row.id,
      learnerKey: row.learner_key,
      module: row.module,
      phase: row.phase,
      session: row.session,
      event: row.event,
      language: row.language,
      answered: row.answered,
      right: row.right_answers,
      startedAt: row.started_at,
      endedAt: row.ended_at,
    }),
  );

function toColumns(run: Attempt) {
  return {
    learner_key: run.learnerKey,
    module: run.module,
    phase: run.phase,
    session: orNull(run.session),
    event: orNull(run.event),
    language: run.language,
    steps: JSON.stringify(run.steps),
    steps_behind: run.at,
    answers: JSON.stringify(run.answers.map((answer) => ({ ...answer, at: whole(answer.at) }))),
    answered: run.answers.length,
    right_answers: run.answers.filter(({ right }) => right).length,
    started_at: whole(run.startedAt),
    changed_at: whole(run.changedAt),
    ended_at: wholeOrNull(run.endedAt),
  };
}

export function trainingAttemptQueries({ db, attempt }: QueryParts): AttemptQueries {
  return {
    // Never a replacement: what a learner answered must not be lost to an id that is the same.
    addAttempt: (run) =>
      attempt('keep a run', () =>
        db.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('training_attempts')
            .values({ id: run.id, ...toColumns(run), revision: 1 })
            .execute();
          await keepAnswers(transaction, run);
        }),
      ),

    attempt: (id) =>
      attempt('look up a run', async () =>
        readStored(
          attemptRow,
          await db.selectFrom('training_attempts').selectAll().where('id', '=', id).executeTakeFirst(),
        ),
      ),

    saveAttempt: (run, revision) =>
      attempt('save a run', () =>
        db.transaction().execute(async (transaction) => {
          // First the change: of several who save one run it lets one go on, and the others wait for that one.
          const { numUpdatedRows } = await transaction
            .updateTable('training_attempts')
            .set({ ...toColumns(run), revision: revision + 1 })
            .where('id', '=', run.id)
            .where('revision', '=', revision)
            .executeTakeFirstOrThrow();
          if (numUpdatedRows === 0n) return false;
          await keepAnswers(transaction, run);
          return true;
        }),
      ),

    attemptsOf: (learnerKey, module) =>
      attempt('list the runs of a learner', async () => {
        const runs = db.selectFrom('training_attempts').selectAll().where('learner_key', '=', learnerKey);
        const wanted = module === undefined ? runs : runs.where('module', '=', module);
        return readEach(attemptRow, await wanted.orderBy('changed_at', 'desc').orderBy('id').execute());
      }),

    testScores: (event, module, phase) =>
      attempt('list the scores of a test', async () => {
        const ended = await db
          .selectFrom('training_attempts')
          .select(RECORD_COLUMNS)
          .where('event', '=', event)
          .where('module', '=', module)
          .where('phase', '=', phase)
          .where('ended_at', 'is not', null)
          .orderBy('ended_at')
          .orderBy('id')
          .execute();
        const first = new Map<string, AttemptRecord>();
        for (const run of readEach(recordRow, ended)) if (!first.has(run.learnerKey)) first.set(run.learnerKey, run);
        return [...first.values()];
      }),
  };
}
