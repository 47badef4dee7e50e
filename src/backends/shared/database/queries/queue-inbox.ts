/** Messages that were accepted and are to be handled. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { InboxItem, OutboxItem, Queue } from '../../../../contracts/queue.ts';
import { orEmpty, readEach } from '../json-text.ts';
import type { InboxStatus, Schema } from '../schema.ts';
import { insertAll, type QueryParts, whole, wholeOrNull } from './parts.ts';
import { insertOutbox } from './queue-outbox.ts';

type InboxQueries = Pick<Queue, 'acceptInbox' | 'waitingInbox' | 'settleInbox' | 'retryInbox' | 'parkInbox'>;

const inboxRow = z
  .object({
    id: z.string(),
    channel: z.string(),
    person_key: z.string(),
    payload: z.string(),
    received_at: z.number(),
    attempts: z.number(),
    retry_at: orEmpty(z.number()),
  })
  .transform(
    ({ person_key: personKey, received_at: receivedAt, retry_at: retryAt, ...same }): InboxItem => ({
      ...same,
      personKey,
      receivedAt,
      retryAt,
    }),
  );

export function inboxQueries({ db, attempt }: QueryParts): InboxQueries {
  return {
    acceptInbox: (items) => attempt('accept messages', () => insertAll(db, items, insertInbox)),

    waitingInbox: (channel, limit) =>
      attempt('list the messages to be handled', async () =>
        readEach(
          inboxRow,
          await db
            .selectFrom('inbox')
            .selectAll()
            .where('status', '=', 'waiting')
            .where('channel', '=', channel)
            .orderBy('sequence')
            .limit(limit)
            .execute(),
        ),
      ),

    // A parked message may be settled still: by whoever looked at it, or by an attempt that took longer than thought.
    settleInbox: (id, outgoing) =>
      attempt('settle a message', () =>
        closeInbox(db, id, ['waiting', 'parked'], { status: 'done', payload: null }, outgoing),
      ),

    parkInbox: (id, outgoing) =>
      attempt('park a message', () => closeInbox(db, id, ['waiting'], { status: 'parked' }, outgoing)),

    retryInbox: (id, attempts, retryAt) =>
      attempt('put a message off', async () => {
        await db
          .updateTable('inbox')
          .set({ attempts, retry_at: whole(retryAt) })
          .where('id', '=', id)
          .where('status', '=', 'waiting')
          .execute();
      }),
  };
}

/** Takes the words out of a person's messages that are not settled; their ids stay, so that none is accepted again. */
export async function forgetInbox(db: Kysely<Schema>, personKey: string): Promise<void> {
  await db
    .updateTable('inbox')
    .set({ status: 'forgotten', payload: null })
    .where('status', 'in', ['waiting', 'parked'])
    .where('person_key', '=', personKey)
    .execute();
}

/** The platform waits for this one: usually it is a single statement, which is its own transaction. */
async function insertInbox(db: Kysely<Schema>, items: readonly InboxItem[]): Promise<number> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('inbox')
    .values(
      items.map((item) => ({
        id: item.id,
        channel: item.channel,
        person_key: item.personKey,
        payload: item.payload,
        status: 'waiting' as const,
        received_at: whole(item.receivedAt),
        attempts: item.attempts,
        retry_at: wholeOrNull(item.retryAt),
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

/**
 * Ends the handling of a message and keeps what is to be sent for it, both or neither. A message that was ended before
 * said then what it had to say: nothing is added. One that is not there, or whose person was forgotten while it was being
 * handled, still gets its answer.
 */
function closeInbox(
  db: Kysely<Schema>,
  id: string,
  from: readonly InboxStatus[],
  change: { status: InboxStatus; payload?: null },
  outgoing: readonly OutboxItem[],
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    // First the change: it makes another process that ends the same message wait for this one.
    const { numUpdatedRows } = await transaction
      .updateTable('inbox')
      .set(change)
      .where('id', '=', id)
      .where('status', 'in', from)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n && (await isClosed(transaction, id))) return;
    await insertOutbox(transaction, outgoing);
  });
}

async function isClosed(db: Kysely<Schema>, id: string): Promise<boolean> {
  const row = await db.selectFrom('inbox').select('status').where('id', '=', id).executeTakeFirst();
  return row?.status === 'done' || row?.status === 'parked';
}
