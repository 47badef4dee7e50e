/** Questions that were passed on to a person. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import { COUNTRIES } from '../../../../contracts/passage.ts';
import {
  type PersonQuestion,
  type PersonQuestionChange,
  QUESTION_STATUSES,
} from '../../../../contracts/person-question.ts';
import type { Store } from '../../../../contracts/store.ts';
import { jsonText, orEmpty, readEach, readStored } from '../json-text.ts';
import type { Schema } from '../schema.ts';
import { changed, orNull, type QueryParts, whole, wholeOrNull } from './parts.ts';

type PersonQuestionQueries = Pick<
  Store,
  'addPersonQuestion' | 'personQuestion' | 'changePersonQuestion' | 'pendingPersonQuestions' | 'personQuestionsOf'
>;

type Row = Schema['person_questions'];

const time = orEmpty(z.number());
const questionRow = z
  .object({
    id: z.string(),
    place: z.string(),
    channel: z.string(),
    asker_key: z.string(),
    address: orEmpty(z.string()),
    language: z.enum(LANGUAGES),
    countries: jsonText(z.array(z.enum(COUNTRIES))),
    text: orEmpty(jsonText(z.string())),
    urgent: z.number(),
    status: z.enum(QUESTION_STATUSES),
    asked_at: z.number(),
    post_id: orEmpty(z.string()),
    taken_at: time,
    answered_at: time,
    reminded_at: time,
    answer: orEmpty(z.string()),
    delivered_at: time,
    failures: z.number(),
    retry_at: time,
  })
  .transform(
    (row): PersonQuestion => ({
      id: row.id,
      place: row.place,
      channel: row.channel,
      askerKey: row.asker_key,
      address: row.address,
      language: row.language,
      countries: row.countries,
      text: row.text,
      urgent: row.urgent === 1,
      status: row.status,
      askedAt: row.asked_at,
      postId: row.post_id,
      takenAt: row.taken_at,
      answeredAt: row.answered_at,
      remindedAt: row.reminded_at,
      answer: row.answer,
      deliveredAt: row.delivered_at,
      failures: row.failures,
      retryAt: row.retry_at,
    }),
  );

/** The columns a change sets. Kysely leaves out those that are undefined; null empties one. */
function toColumns(change: PersonQuestionChange): Partial<Row> {
  return {
    place: change.place,
    address: changed(change, 'address', orNull),
    language: change.language,
    countries: change.countries && JSON.stringify(change.countries),
    text: changed(change, 'text', (text) => (text === undefined ? null : JSON.stringify(text))),
    status: change.status,
    post_id: changed(change, 'postId', orNull),
    taken_at: changed(change, 'takenAt', wholeOrNull),
    answered_at: changed(change, 'answeredAt', wholeOrNull),
    reminded_at: changed(change, 'remindedAt', wholeOrNull),
    answer: changed(change, 'answer', orNull),
    delivered_at: changed(change, 'deliveredAt', wholeOrNull),
    failures: change.failures,
    retry_at: changed(change, 'retryAt', wholeOrNull),
  };
}

export function personQuestionQueries({ db, attempt }: QueryParts): PersonQuestionQueries {
  return {
    // Never a replacement: ids are short, and the question of another person must not be lost to one that is the same.
    addPersonQuestion: (question) =>
      attempt('keep a question for a person', async () => {
        await db
          .insertInto('person_questions')
          .values({
            ...toColumns(question),
            id: question.id,
            place: question.place,
            channel: question.channel,
            asker_key: question.askerKey,
            language: question.language,
            countries: JSON.stringify(question.countries),
            urgent: question.urgent ? 1 : 0,
            status: question.status,
            asked_at: whole(question.askedAt),
            failures: question.failures,
          })
          .execute();
      }),

    personQuestion: (id) =>
      attempt('look up a question for a person', async () =>
        readStored(
          questionRow,
          await db.selectFrom('person_questions').selectAll().where('id', '=', id).executeTakeFirst(),
        ),
      ),

    // One statement, so that of several who act on one status at once exactly one is told that they did.
    changePersonQuestion: (id, from, change) =>
      attempt('change a question for a person', async () => {
        // PostgreSQL has no empty list.
        if (from.length === 0) return false;
        const { numUpdatedRows } = await db
          .updateTable('person_questions')
          // There is always something to set: SQL has no empty change.
          .set(({ ref }) => ({ ...toColumns(change), status: change.status ?? ref('status') }))
          .where('id', '=', id)
          .where('status', 'in', from)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    pendingPersonQuestions: () =>
      attempt('list the questions for a person', async () =>
        readEach(
          questionRow,
          await db
            .selectFrom('person_questions')
            .selectAll()
            .where(({ eb, and, or }) =>
              or([
                eb('status', 'in', ['open', 'taken']),
                and([eb('status', '=', 'answered'), eb('delivered_at', 'is', null)]),
              ]),
            )
            .orderBy('asked_at')
            .orderBy('id')
            .execute(),
        ),
      ),

    personQuestionsOf: (askerKey) =>
      attempt('list the questions of a person', async () =>
        readEach(
          questionRow,
          await db
            .selectFrom('person_questions')
            .selectAll()
            .where('asker_key', '=', askerKey)
            .orderBy('asked_at', 'desc')
            .orderBy('id')
            .execute(),
        ),
      ),
  };
}
