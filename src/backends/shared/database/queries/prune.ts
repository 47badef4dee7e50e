/** Deletes what nothing needs any more. */
import type { Store } from '../../../../contracts/store.ts';
import { type QueryParts, whole } from './parts.ts';
import { SPENT } from './queue-outbox.ts';

export function pruneQueries({ db, attempt }: QueryParts): Pick<Store, 'prune'> {
  return {
    prune: (time) =>
      attempt('delete what is old', async () => {
        const before = whole(time);
        await db.deleteFrom('handled_messages').where('handled_at', '<', before).execute();
        await db.deleteFrom('sent_messages').where('sent_at', '<', before).execute();
        await db.deleteFrom('unfinished_turns').where('started_at', '<', before).execute();
        await db.deleteFrom('sessions').where('updated_at', '<', before).execute();
        // An answered question is settled when its answer arrived, not before: until then someone waits for it.
        await db
          .deleteFrom('person_questions')
          .where('status', '=', 'answered')
          .where('delivered_at', '<', before)
          .execute();
        // When a question was taken back is not noted. Nothing waits for it, so its age may count from being asked.
        await db
          .deleteFrom('person_questions')
          .where('status', '=', 'withdrawn')
          .where('asked_at', '<', before)
          .execute();
        // A parked message stays counted, whatever its age; its words do not stay longer than any others.
        await db
          .updateTable('inbox')
          .set({ payload: null })
          .where('status', '=', 'parked')
          .where('received_at', '<', before)
          .execute();
        await db
          .deleteFrom('inbox')
          .where('status', 'in', ['done', 'forgotten'])
          .where('received_at', '<', before)
          .execute();
        await db.deleteFrom('outbox').where('status', 'in', SPENT).where('created_at', '<', before).execute();
        await db.deleteFrom('one_time_codes').where('expires_at', '<', before).execute();
      }),
  };
}
