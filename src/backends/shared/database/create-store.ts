/** The store over any database Kysely can talk to: the one set of queries every engine runs. */
import type { Kysely } from 'kysely';
import { OUTCOMES, type Outcome } from '../../../contracts/outcome.ts';
import type { Store } from '../../../contracts/store.ts';
import { databaseError, type Engine, explain } from './problems.ts';
import type { Schema } from './schema.ts';
import { readSession, writeSession } from './session-json.ts';

/** Makes the store; the tables are there already. Closing the store closes `db`. */
export function createStore(db: Kysely<Schema>, engine: Engine): Store {
  let closing: Promise<void> | undefined;

  /** Does one thing and explains what went wrong; `task` completes "Dalil could not …". */
  async function attempt<T>(task: string, work: () => Promise<T>): Promise<T> {
    if (closing) throw databaseError('closed', task, engine.where);
    try {
      return await work();
    } catch (error) {
      // Closed while this was waiting for a connection: the driver's words for that differ by engine.
      if (closing) throw databaseError('closed', task, engine.where, error);
      throw explain(error, task, engine);
    }
  }

  return {
    loadSession: (conversationKey) =>
      attempt('read a session', async () => {
        const row = await db
          .selectFrom('sessions')
          .select('session')
          .where('conversation_key', '=', conversationKey)
          .executeTakeFirst();
        return row && readSession(row.session);
      }),

    saveSession: (conversationKey, session, at) =>
      attempt('save a session', async () => {
        const kept = { session: writeSession(session), updated_at: at };
        await db
          .insertInto('sessions')
          .values({ conversation_key: conversationKey, ...kept })
          .onConflict((conflict) => conflict.column('conversation_key').doUpdateSet(kept))
          .execute();
      }),

    forgetSession: (conversationKey) =>
      attempt('forget a session', async () => {
        await db.deleteFrom('sessions').where('conversation_key', '=', conversationKey).execute();
      }),

    // Recording the same id again replaces the record, so that a retry after a lost answer counts once.
    recordOutcome: (record) =>
      attempt('record an outcome', async () => {
        const { id, passageIds, indexVersion, milliseconds, ...same } = record;
        const kept = {
          ...same,
          passage_ids: JSON.stringify(passageIds),
          index_version: indexVersion,
          // Clocks give fractions, which PostgreSQL refuses in a whole-number column and SQLite does not.
          milliseconds: Math.round(milliseconds),
        };
        await db
          .insertInto('outcomes')
          .values({ id, ...kept })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
          .execute();
      }),

    countOutcomes: (since) =>
      attempt('count outcomes', async () => {
        const rows = await db
          .selectFrom('outcomes')
          .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
          .where('at', '>=', since)
          .groupBy('outcome')
          .execute();
        const counts: Partial<Record<Outcome, number>> = {};
        for (const { outcome, count } of rows) if (isOutcome(outcome)) counts[outcome] = count;
        return counts;
      }),

    recordFeedback: (record) =>
      attempt('record feedback', async () => {
        const kept = {
          reply_id: record.replyId,
          helpful: record.helpful ? 1 : 0,
          reason: record.reason ?? null,
          at: record.at,
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
          .where('at', '>=', since)
          .groupBy('helpful')
          .execute();
        const count = (helpful: number) => rows.find((row) => row.helpful === helpful)?.count ?? 0;
        return { helpful: count(1), unhelpful: count(0) };
      }),

    // One statement: the primary key lets exactly one of several callers at once insert the row.
    claimMessage: (messageKey, at) =>
      attempt('note a message as handled', async () => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('handled_messages')
          .values({ message_key: messageKey, handled_at: at })
          .onConflict((conflict) => conflict.column('message_key').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),

    releaseMessage: (messageKey) =>
      attempt('give a message back', async () => {
        await db.deleteFrom('handled_messages').where('message_key', '=', messageKey).execute();
      }),

    prune: (before) =>
      attempt('delete what is old', async () => {
        await db.deleteFrom('handled_messages').where('handled_at', '<', before).execute();
        await db.deleteFrom('sessions').where('updated_at', '<', before).execute();
      }),

    ping: () =>
      attempt('reach its database', async () => {
        await db.selectNoFrom(({ lit }) => lit(1).as('one')).execute();
      }),

    async close() {
      closing ??= db.destroy();
      try {
        await closing;
      } catch (error) {
        throw explain(error, 'close its database', engine);
      }
    },
  };
}

function isOutcome(value: string): value is Outcome {
  return (OUTCOMES as readonly string[]).includes(value);
}
