/** Sessions, and everything that is stored about a person. */
import type { Store } from '../../../../contracts/store.ts';
import { readSession, writeSession } from '../session-json.ts';
import { type QueryParts, whole } from './parts.ts';
import { forgetInbox } from './queue-inbox.ts';
import { deleteLearner } from './training-learners.ts';

type SessionQueries = Pick<Store, 'loadSession' | 'saveSession' | 'forgetSession' | 'forgetPerson'>;

export function sessionQueries({ db, attempt }: QueryParts): SessionQueries {
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

    saveSession: (conversationKey, session, at, personKey) =>
      attempt('save a session', async () => {
        const kept = { session: writeSession(session), updated_at: whole(at), person_key: personKey };
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

    // All or nothing: a person who was told that they are forgotten must be.
    forgetPerson: (personKey) =>
      attempt('forget a person', () =>
        db.transaction().execute(async (transaction) => {
          await transaction.deleteFrom('sessions').where('person_key', '=', personKey).execute();
          await transaction.deleteFrom('person_questions').where('asker_key', '=', personKey).execute();
          await forgetInbox(transaction, personKey);
          await transaction.deleteFrom('outbox').where('person_key', '=', personKey).execute();
          await transaction.deleteFrom('contacts').where('person_key', '=', personKey).execute();
          await transaction.deleteFrom('person_links').where('person_key', '=', personKey).execute();
          await deleteLearner(transaction, personKey);
        }),
      ),
  };
}
