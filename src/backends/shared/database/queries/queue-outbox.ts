/** Messages that were decided and are to be sent. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { OUTBOX_STATUSES, type OutboxItem, type OutboxStatus, type Queue } from '../../../../contracts/queue.ts';
import { orEmpty, readEach, readStored } from '../json-text.ts';
import type { Schema } from '../schema.ts';
import { changed, insertAll, orNull, type QueryParts, whole, wholeOrNull } from './parts.ts';

type OutboxQueries = Pick<
  Queue,
  'addOutbox' | 'pendingOutbox' | 'outboxItem' | 'outboxByPlatformKey' | 'changeOutbox' | 'releaseHeld' | 'countQueues'
>;

/** Statuses in which nothing is left to send: the row then holds neither words nor an address. */
export const SPENT: readonly OutboxStatus[] = ['sent', 'failed'];

const time = orEmpty(z.number());
const text = orEmpty(z.string());
const outboxRow = z
  .object({
    id: z.string(),
    channel: z.string(),
    person_key: z.string(),
    cause_id: z.string(),
    reply_id: z.string(),
    address: text,
    body: text,
    status: z.enum(OUTBOX_STATUSES),
    created_at: z.number(),
    attempts: z.number(),
    retry_at: time,
    sending_at: time,
    platform_key: text,
    sent_at: time,
    error_code: text,
  })
  .transform(
    (row): OutboxItem => ({
      id: row.id,
      channel: row.channel,
      personKey: row.person_key,
      causeId: row.cause_id,
      replyId: row.reply_id,
      address: row.address,
      body: row.body,
      status: row.status,
      createdAt: row.created_at,
      attempts: row.attempts,
      retryAt: row.retry_at,
      sendingAt: row.sending_at,
      platformKey: row.platform_key,
      sentAt: row.sent_at,
      errorCode: row.error_code,
    }),
  );

export function outboxQueries({ db, attempt }: QueryParts): OutboxQueries {
  return {
    addOutbox: (items) => attempt('keep messages to be sent', () => insertOutbox(db, items)),

    pendingOutbox: (channel, limit) =>
      attempt('list the messages to be sent', async () =>
        readEach(
          outboxRow,
          await db
            .selectFrom('outbox')
            .selectAll()
            .where('status', 'in', ['waiting', 'sending'])
            .where('channel', '=', channel)
            .orderBy('sequence')
            .limit(limit)
            .execute(),
        ),
      ),

    outboxItem: (id) =>
      attempt('look up a message to be sent', async () =>
        readStored(outboxRow, await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()),
      ),

    outboxByPlatformKey: (platformKey) =>
      attempt('look up a message the platform names', async () =>
        readStored(
          outboxRow,
          await db
            .selectFrom('outbox')
            .selectAll()
            .where('platform_key', '=', platformKey)
            .orderBy('sequence', 'desc')
            .limit(1)
            .executeTakeFirst(),
        ),
      ),

    // One statement, so that of several who act on one status at once exactly one is told that they did.
    changeOutbox: (id, from, change) =>
      attempt('change a message to be sent', async () => {
        // PostgreSQL has no empty list.
        if (from.length === 0) return false;
        const { numUpdatedRows } = await db
          .updateTable('outbox')
          .set(({ ref }) => ({
            // There is always something to set: SQL has no empty change.
            status: change.status ?? ref('status'),
            attempts: change.attempts,
            retry_at: changed(change, 'retryAt', wholeOrNull),
            sending_at: changed(change, 'sendingAt', wholeOrNull),
            platform_key: changed(change, 'platformKey', orNull),
            sent_at: changed(change, 'sentAt', wholeOrNull),
            error_code: changed(change, 'errorCode', orNull),
            ...(change.status && SPENT.includes(change.status) ? { body: null, address: null } : {}),
          }))
          .where('id', '=', id)
          .where('status', 'in', from)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    releaseHeld: (personKey, address) =>
      attempt('release the messages held for a person', async () => {
        const { numUpdatedRows } = await db
          .updateTable('outbox')
          .set({ status: 'waiting', address })
          .where('person_key', '=', personKey)
          .where('status', '=', 'held')
          .executeTakeFirstOrThrow();
        return Number(numUpdatedRows);
      }),

    countQueues: (channel) =>
      attempt('count the messages in the queues', async () => {
        const inbox = await db
          .selectFrom('inbox')
          .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
          .where('status', 'in', ['waiting', 'parked'])
          .where('channel', '=', channel)
          .groupBy('status')
          .execute();
        const outbox = await db
          .selectFrom('outbox')
          .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
          .where('status', 'in', ['waiting', 'sending', 'held', 'failed'])
          .where('channel', '=', channel)
          .groupBy('status')
          .execute();
        return {
          inboxWaiting: countOf(inbox, 'waiting'),
          inboxParked: countOf(inbox, 'parked'),
          // What is being sent has not arrived yet, and after a crash it is sent again.
          outboxWaiting: countOf(outbox, 'waiting') + countOf(outbox, 'sending'),
          outboxHeld: countOf(outbox, 'held'),
          outboxFailed: countOf(outbox, 'failed'),
        };
      }),
  };
}

/** Adds messages to be sent, all or none; those whose id is there already are left alone. */
export async function insertOutbox(db: Kysely<Schema>, items: readonly OutboxItem[]): Promise<void> {
  await insertAll(db, items, async (connection, some) => {
    const { numInsertedOrUpdatedRows } = await connection
      .insertInto('outbox')
      .values(some.map(toRow))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return Number(numInsertedOrUpdatedRows);
  });
}

function toRow(item: OutboxItem) {
  const isSpent = SPENT.includes(item.status);
  return {
    id: item.id,
    channel: item.channel,
    person_key: item.personKey,
    cause_id: item.causeId,
    reply_id: item.replyId,
    address: isSpent ? null : orNull(item.address),
    body: isSpent ? null : orNull(item.body),
    status: item.status,
    created_at: whole(item.createdAt),
    attempts: item.attempts,
    retry_at: wholeOrNull(item.retryAt),
    sending_at: wholeOrNull(item.sendingAt),
    platform_key: orNull(item.platformKey),
    sent_at: wholeOrNull(item.sentAt),
    error_code: orNull(item.errorCode),
  };
}

function countOf(rows: readonly { status: string; count: number }[], status: string): number {
  return rows.find((row) => row.status === status)?.count ?? 0;
}
