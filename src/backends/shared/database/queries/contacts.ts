/** People on channels with a window for free messages, the keys that stand for them, and channels that stopped sending. */
import { z } from 'zod';
import type { Contact, Queue } from '../../../../contracts/queue.ts';
import { orEmpty, readStored } from '../json-text.ts';
import { orNull, type QueryParts, whole, wholeOrNull } from './parts.ts';

type ContactQueries = Pick<
  Queue,
  'contact' | 'saveContact' | 'personOf' | 'linkPerson' | 'channelStop' | 'noteChannelStop'
>;

const contactRow = z
  .object({
    person_key: z.string(),
    channel: z.string(),
    last_inbound_at: z.number(),
    opted_in_at: orEmpty(z.number()),
    stopped_at: orEmpty(z.number()),
    last_reply_id: orEmpty(z.string()),
  })
  .transform(
    (row): Contact => ({
      personKey: row.person_key,
      channel: row.channel,
      lastInboundAt: row.last_inbound_at,
      optedInAt: row.opted_in_at,
      stoppedAt: row.stopped_at,
      lastReplyId: row.last_reply_id,
    }),
  );

export function contactQueries({ db, attempt }: QueryParts): ContactQueries {
  return {
    contact: (personKey) =>
      attempt('look up a contact', async () =>
        readStored(
          contactRow,
          await db.selectFrom('contacts').selectAll().where('person_key', '=', personKey).executeTakeFirst(),
        ),
      ),

    saveContact: (contact) =>
      attempt('save a contact', async () => {
        const kept = {
          channel: contact.channel,
          last_inbound_at: whole(contact.lastInboundAt),
          opted_in_at: wholeOrNull(contact.optedInAt),
          stopped_at: wholeOrNull(contact.stoppedAt),
          last_reply_id: orNull(contact.lastReplyId),
        };
        await db
          .insertInto('contacts')
          .values({ person_key: contact.personKey, ...kept })
          .onConflict((conflict) => conflict.column('person_key').doUpdateSet(kept))
          .execute();
      }),

    personOf: (aliasKey) =>
      attempt('look up whom a key stands for', async () => {
        const row = await db
          .selectFrom('person_links')
          .select('person_key')
          .where('alias_key', '=', aliasKey)
          .executeTakeFirst();
        return row?.person_key;
      }),

    linkPerson: (aliasKey, personKey) =>
      attempt('note whom a key stands for', async () => {
        const kept = { person_key: personKey };
        await db
          .insertInto('person_links')
          .values({ alias_key: aliasKey, ...kept })
          .onConflict((conflict) => conflict.column('alias_key').doUpdateSet(kept))
          .execute();
      }),

    channelStop: (channel) =>
      attempt('look up whether a channel sends', () =>
        db.selectFrom('channel_stops').select(['code', 'since']).where('channel', '=', channel).executeTakeFirst(),
      ),

    noteChannelStop: (channel, stop) =>
      attempt('note whether a channel sends', async () => {
        if (stop === undefined) {
          await db.deleteFrom('channel_stops').where('channel', '=', channel).execute();
          return;
        }
        const kept = { code: stop.code, since: whole(stop.since) };
        await db
          .insertInto('channel_stops')
          .values({ channel, ...kept })
          .onConflict((conflict) => conflict.column('channel').doUpdateSet(kept))
          .execute();
      }),
  };
}
