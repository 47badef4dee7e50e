/** What statistics of trainings are made from, read at once. */
import { type Kysely, sql } from 'kysely';
import { LANGUAGES, type Language } from '../../../../contracts/language.ts';
import type { Store } from '../../../../contracts/store.ts';
import type { AnswerRecord, AttemptRecord, RecordsFilter, TrainingRecords } from '../../../../contracts/training.ts';
import { readEach } from '../json-text.ts';
import type { Schema } from '../schema.ts';
import { namelessRow } from './certificates.ts';
import { isSqlite, type QueryParts, whole } from './parts.ts';
import { RECORD_COLUMNS, recordRow } from './training-attempts.ts';
import { eventRow, memberRow } from './training-events.ts';
import { challengeRow } from './training-items.ts';

export function trainingRecordQueries({ db, attempt }: QueryParts): Pick<Store, 'trainingRecords'> {
  return {
    // One view of everything: no answer without its run, and none of a learner who is forgotten meanwhile.
    trainingRecords: (filter) =>
      attempt('read the records of trainings', () =>
        db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute((transaction) => readRecords(transaction, filter)),
      ),
  };
}

async function readRecords(db: Kysely<Schema>, filter: RecordsFilter): Promise<TrainingRecords> {
  const attempts = readEach(
    recordRow,
    await selectRuns(db, filter).select(RECORD_COLUMNS).orderBy('started_at').orderBy('id').execute(),
  );
  return {
    events: await readEvents(db, filter),
    members: await readMembers(db, filter),
    attempts,
    answers: await readAnswers(db, filter, attempts),
    challenges: await readChallenges(db, filter),
    certificates: await readCertificates(db, filter),
  };
}

function selectRuns(db: Kysely<Schema>, { event, module, since, until }: RecordsFilter) {
  let runs = db.selectFrom('training_attempts');
  if (event !== undefined) runs = runs.where('event', '=', event);
  if (module !== undefined) runs = runs.where('module', '=', module);
  if (since !== undefined) runs = runs.where('started_at', '>=', whole(since));
  if (until !== undefined) runs = runs.where('started_at', '<', whole(until));
  return runs;
}

/**
 * The answers of some runs. Tens of thousands are read: the database packs those of a run into one text, which takes half
 * the time that a row for each takes, and they are looked at by hand, as a schema for each would be felt.
 */
async function readAnswers(
  db: Kysely<Schema>,
  filter: RecordsFilter,
  attempts: readonly AttemptRecord[],
): Promise<AnswerRecord[]> {
  const runs = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const columns = sql`item_id, language, given, is_right, is_first, at`;
  const packed = isSqlite(db)
    ? sql<string>`json_group_array(json_array(${columns}))`
    : sql<string>`json_agg(json_build_array(${columns}))::text`;
  const all = db
    .selectFrom('training_answers')
    .select(['attempt_id', packed.as('answers')])
    .groupBy('attempt_id');
  const leavesNothingOut = Object.values(filter).every((value) => value === undefined);
  const wanted = leavesNothingOut ? all : all.where('attempt_id', 'in', selectRuns(db, filter).select('id'));
  return (await wanted.execute()).flatMap(({ attempt_id: id, answers }) => {
    const run = runs.get(id);
    const list: unknown = run && JSON.parse(answers);
    return run && Array.isArray(list) ? list.flatMap((packedAnswer) => readAnswer(run, packedAnswer) ?? []) : [];
  });
}

/** An answer of a run; undefined for one that is damaged. */
function readAnswer(run: AttemptRecord, packed: unknown): AnswerRecord | undefined {
  if (!Array.isArray(packed)) return undefined;
  const [itemId, language, text, right, first, at]: unknown[] = packed;
  const given = readGiven(text);
  if (typeof itemId !== 'string' || !isLanguage(language) || given === undefined || typeof at !== 'number') {
    return undefined;
  }
  return {
    attemptId: run.id,
    learnerKey: run.learnerKey,
    module: run.module,
    itemId,
    phase: run.phase,
    event: run.event,
    language,
    given,
    right: right === 1,
    first: first === 1,
    at,
  };
}

function readGiven(text: unknown): string[] | undefined {
  try {
    const given: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return isTexts(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

const languages: ReadonlySet<unknown> = new Set(LANGUAGES);

function isLanguage(value: unknown): value is Language {
  return languages.has(value);
}

async function readEvents(db: Kysely<Schema>, { event }: RecordsFilter) {
  const events = db.selectFrom('training_events').selectAll();
  const wanted = event === undefined ? events : events.where('code', '=', event);
  return readEach(eventRow, await wanted.orderBy('created_at', 'desc').orderBy('code').execute());
}

async function readMembers(db: Kysely<Schema>, { event }: RecordsFilter) {
  const members = db.selectFrom('training_members').selectAll();
  const wanted = event === undefined ? members : members.where('event', '=', event);
  return readEach(memberRow, await wanted.orderBy('joined_at').orderBy('event').orderBy('learner_key').execute());
}

/** A challenge is to an item, not in an event: those of an event are of the people who joined it. */
async function readChallenges(db: Kysely<Schema>, { event, module, since, until }: RecordsFilter) {
  let challenges = db.selectFrom('training_challenges').selectAll();
  if (event !== undefined) {
    const joined = db.selectFrom('training_members').select('learner_key').where('event', '=', event);
    challenges = challenges.where('learner_key', 'in', joined);
  }
  if (module !== undefined) challenges = challenges.where('module', '=', module);
  if (since !== undefined) challenges = challenges.where('at', '>=', whole(since));
  if (until !== undefined) challenges = challenges.where('at', '<', whole(until));
  const ordered = challenges.orderBy('at').orderBy('module').orderBy('item_id').orderBy('learner_key');
  return readEach(challengeRow, await ordered.execute());
}

async function readCertificates(db: Kysely<Schema>, { event, module, since, until }: RecordsFilter) {
  let certificates = db
    .selectFrom('certificates')
    .select(['code', 'learner_key', 'module', 'event', 'right_answers', 'items', 'language', 'issued_at']);
  if (event !== undefined) certificates = certificates.where('event', '=', event);
  if (module !== undefined) certificates = certificates.where('module', '=', module);
  if (since !== undefined) certificates = certificates.where('issued_at', '>=', whole(since));
  if (until !== undefined) certificates = certificates.where('issued_at', '<', whole(until));
  return readEach(namelessRow, await certificates.orderBy('issued_at').orderBy('code').execute());
}
