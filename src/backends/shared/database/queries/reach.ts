/** Where conversations can be reached outside a turn, and turns that have not ended. */
import { z } from 'zod';
import type { StoredAddress } from '../../../../contracts/address.ts';
import type { Store } from '../../../../contracts/store.ts';
import { orEmpty, readEach, readStored } from '../json-text.ts';
import { type QueryParts, whole } from './parts.ts';

type ReachQueries = Pick<
  Store,
  | 'saveAddress'
  | 'forgetAddress'
  | 'addressOf'
  | 'addressOfGroup'
  | 'listAddresses'
  | 'noteUnfinished'
  | 'finish'
  | 'unfinishedTurns'
>;

const addressRow = z
  .object({
    conversation_key: z.string(),
    person_key: orEmpty(z.string()),
    group_key: orEmpty(z.string()),
    channel: z.string(),
    scope: z.enum(['personal', 'group', 'channel']),
    address: z.string(),
    saved_at: z.number(),
  })
  .transform(
    ({ conversation_key: conversationKey, person_key: personKey, group_key: groupKey, saved_at: savedAt, ...same }) =>
      ({ ...same, conversationKey, personKey, groupKey, savedAt }) satisfies StoredAddress,
  );

export function reachQueries({ db, attempt }: QueryParts): ReachQueries {
  return {
    saveAddress: (address) =>
      attempt('save an address', async () => {
        const kept = {
          person_key: address.personKey ?? null,
          group_key: address.groupKey ?? null,
          channel: address.channel,
          scope: address.scope,
          address: address.address,
          saved_at: whole(address.savedAt),
        };
        await db
          .insertInto('addresses')
          .values({ conversation_key: address.conversationKey, ...kept })
          .onConflict((conflict) => conflict.column('conversation_key').doUpdateSet(kept))
          .execute();
      }),

    forgetAddress: (conversationKey) =>
      attempt('forget an address', async () => {
        await db.deleteFrom('addresses').where('conversation_key', '=', conversationKey).execute();
      }),

    addressOf: (conversationKey) =>
      attempt('look up an address', async () =>
        readStored(
          addressRow,
          await db
            .selectFrom('addresses')
            .selectAll()
            .where('conversation_key', '=', conversationKey)
            .executeTakeFirst(),
        ),
      ),

    addressOfGroup: (groupKey) =>
      attempt('look up the address of a group', async () =>
        readStored(
          addressRow,
          await db
            .selectFrom('addresses')
            .selectAll()
            .where('group_key', '=', groupKey)
            .orderBy('saved_at', 'desc')
            .limit(1)
            .executeTakeFirst(),
        ),
      ),

    listAddresses: (channel) =>
      attempt('list addresses', async () =>
        readEach(
          addressRow,
          await db.selectFrom('addresses').selectAll().where('channel', '=', channel).orderBy('saved_at').execute(),
        ),
      ),

    noteUnfinished: (turn) =>
      attempt('note a turn that has begun', async () => {
        const { startedAt, ...same } = turn;
        await db
          .insertInto('unfinished_turns')
          .values({ ...same, started_at: whole(startedAt) })
          .execute();
      }),

    finish: (turnId) =>
      attempt('note a turn that has ended', async () => {
        await db.deleteFrom('unfinished_turns').where('id', '=', turnId).execute();
      }),

    unfinishedTurns: (channel) =>
      attempt('list turns that have not ended', async () => {
        const rows = await db
          .selectFrom('unfinished_turns')
          .selectAll()
          .where('channel', '=', channel)
          .orderBy('started_at')
          .execute();
        return rows.map(({ started_at: startedAt, ...same }) => ({ ...same, startedAt }));
      }),
  };
}
