/** What remains of turns: which messages were handled, how it ended, what was sent and what people thought of it. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import { OUTCOMES, type Outcome } from '../../../../contracts/outcome.ts';
import type { OutcomeRecord, Store } from '../../../../contracts/store.ts';
import { jsonText, readStored } from '../json-text.ts';
import { type QueryParts, whole } from './parts.ts';

type TurnQueries = Pick<
  Store,
  | 'claimMessage'
  | 'releaseMessage'
  | 'recordOutcome'
  | 'outcomeOf'
  | 'countOutcomes'
  | 'noteSent'
  | 'replyOf'
  | 'recordFeedback'
  | 'countFeedback'
>;

const outcomeRow = z
  .object({
    id: z.string(),
    channel: z.string(),
    language: z.enum(LANGUAGES),
    outcome: z.enum(OUTCOMES),
    passage_ids: jsonText(z.array(z.string())),
    index_version: z.string(),
    milliseconds: z.number(),
    at: z.number(),
  })
  .transform(
    ({ passage_ids: passageIds, index_version: indexVersion, ...same }): OutcomeRecord => ({
      ...same,
      passageIds,
      indexVersion,
    }),
  );

export function turnQueries({ db, attempt }: QueryParts): TurnQueries {
  return {
    // One statement: the primary key lets exactly one of several callers at once insert the row.
    claimMessage: (messageKey, at) =>
      attempt('note a message as handled', async () => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('handled_messages')
          .values({ message_key: messageKey, handled_at: whole(at) })
          .onConflict((conflict) => conflict.column('message_key').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),

    releaseMessage: (messageKey) =>
      attempt('give a message back', async () => {
        await db.deleteFrom('handled_messages').where('message_key', '=', messageKey).execute();
      }),

    // Recording the same id again replaces the record, so that a retry after a lost answer counts once.
    recordOutcome: (record) =>
      attempt('record an outcome', async () => {
        const { id, passageIds, indexVersion, ...same } = record;
        const kept = {
          ...same,
          passage_ids: JSON.stringify(passageIds),
          index_version: indexVersion,
          milliseconds: whole(record.milliseconds),
          at: whole(record.at),
        };
        await db
          .insertInto('outcomes')
          .values({ id, ...kept })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
          .execute();
      }),

    outcomeOf: (replyId) =>
      attempt('look up how a turn ended', async () =>
        readStored(
          outcomeRow,
          await db.selectFrom('outcomes').selectAll().where('id', '=', replyId).executeTakeFirst(),
        ),
      ),

    countOutcomes: (since) =>
      attempt('count outcomes', async () => {
        const rows = await db
          .selectFrom('outcomes')
          .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
          .where('at', '>=', whole(since))
          .groupBy('outcome')
          .execute();
        const counts: Partial<Record<Outcome, number>> = {};
        for (const { outcome, count } of rows) if (isOutcome(outcome)) counts[outcome] = count;
        return counts;
      }),

    // A message that was shown anew stands for the reply it shows now.
    noteSent: (messageKey, replyId, at) =>
      attempt('note a sent message', async () => {
        const kept = { reply_id: replyId, sent_at: whole(at) };
        await db
          .insertInto('sent_messages')
          .values({ message_key: messageKey, ...kept })
          .onConflict((conflict) => conflict.column('message_key').doUpdateSet(kept))
          .execute();
      }),

    replyOf: (messageKey) =>
      attempt('look up a sent message', async () => {
        const row = await db
          .selectFrom('sent_messages')
          .select('reply_id')
          .where('message_key', '=', messageKey)
          .executeTakeFirst();
        return row?.reply_id;
      }),

    recordFeedback: (record) =>
      attempt('record feedback', async () => {
        const kept = {
          reply_id: record.replyId,
          helpful: record.helpful ? 1 : 0,
          reason: record.reason ?? null,
          outcome: record.outcome ?? null,
          passage_ids: JSON.stringify(record.passageIds),
          at: whole(record.at),
        };
        await db
          .insertInto('feedback')
          .values({ id: record.id, ...kept })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
          .execute();
      }),

    countFeedback: (since) =>
      attempt('count feedback', async () => {
        const rows = await db
          .selectFrom('feedback')
          .select(({ fn }) => ['helpful', fn.countAll<number>().as('count')])
          .where('at', '>=', whole(since))
          .groupBy('helpful')
          .execute();
        const count = (helpful: number) => rows.find((row) => row.helpful === helpful)?.count ?? 0;
        return { helpful: count(1), unhelpful: count(0) };
      }),
  };
}

function isOutcome(value: string): value is Outcome {
  return (OUTCOMES as readonly string[]).includes(value);
}
