/** The store over any database Kysely can talk to: the one set of queries every engine runs. */
import type { Kysely } from 'kysely';
import type { Store } from '../../../contracts/store.ts';
import { databaseError, type Engine, explain } from './problems.ts';
import { certificateQueries } from './queries/certificates.ts';
import { contactQueries } from './queries/contacts.ts';
import { draftQueries } from './queries/drafts.ts';
import { oneTimeCodeQueries } from './queries/one-time-codes.ts';
import type { QueryParts } from './queries/parts.ts';
import { personQuestionQueries } from './queries/person-questions.ts';
import { pruneQueries } from './queries/prune.ts';
import { inboxQueries } from './queries/queue-inbox.ts';
import { outboxQueries } from './queries/queue-outbox.ts';
import { reachQueries } from './queries/reach.ts';
import { sessionQueries } from './queries/sessions.ts';
import { trainingAttemptQueries } from './queries/training-attempts.ts';
import { trainingEventQueries } from './queries/training-events.ts';
import { trainingItemQueries } from './queries/training-items.ts';
import { trainingLearnerQueries } from './queries/training-learners.ts';
import { trainingRecordQueries } from './queries/training-records.ts';
import { trainingReminderQueries } from './queries/training-reminders.ts';
import { turnQueries } from './queries/turns.ts';
import type { Schema } from './schema.ts';

/** Makes the store; the tables are there already. Closing the store closes `db`. */
export function createStore(db: Kysely<Schema>, engine: Engine): Store {
  let closing: Promise<void> | undefined;

  const parts: QueryParts = {
    db,
    async attempt(task, work) {
      if (closing) throw databaseError('closed', task, engine.where);
      try {
        return await work();
      } catch (error) {
        // Closed while this was waiting for a connection: the driver's words for that differ by engine.
        if (closing) throw databaseError('closed', task, engine.where, error);
        throw explain(error, task, engine);
      }
    },
  };

  return {
    ...sessionQueries(parts),
    ...turnQueries(parts),
    ...reachQueries(parts),
    ...personQuestionQueries(parts),
    ...draftQueries(parts),
    ...inboxQueries(parts),
    ...outboxQueries(parts),
    ...contactQueries(parts),
    ...trainingLearnerQueries(parts),
    ...trainingAttemptQueries(parts),
    ...trainingEventQueries(parts),
    ...trainingItemQueries(parts),
    ...trainingReminderQueries(parts),
    ...certificateQueries(parts),
    ...oneTimeCodeQueries(parts),
    ...trainingRecordQueries(parts),
    ...pruneQueries(parts),

    ping: () =>
      parts.attempt('reach its database', async () => {
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
