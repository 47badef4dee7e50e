/** When learners should see items again, and when they want to be reminded of it. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import type { Store } from '../../../../contracts/store.ts';
import type { Reminder, Review } from '../../../../contracts/training.ts';
import { orEmpty, readEach, readStored } from '../json-text.ts';
import { type QueryParts, whole, wholeOrNull } from './parts.ts';

type ReminderQueries = Pick<
  Store,
  'reviewsOf' | 'saveReview' | 'deleteReview' | 'reminder' | 'saveReminder' | 'deleteReminder' | 'dueReminders'
>;

const reviewRow = z
  .object({
    learner_key: z.string(),
    module: z.string(),
    item_id: z.string(),
    card: z.string(),
    due_at: z.number(),
    repeats: z.number(),
  })
  .transform(
    ({ learner_key: learnerKey, item_id: itemId, due_at: dueAt, ...same }): Review => ({
      ...same,
      learnerKey,
      itemId,
      dueAt,
    }),
  );

const reminderRow = z
  .object({
    learner_key: z.string(),
    person_key: z.string(),
    channel: z.string(),
    address: z.string(),
    language: z.enum(LANGUAGES),
    hour: z.number(),
    time_zone: z.string(),
    next_at: z.number(),
    paused_until: orEmpty(z.number()),
  })
  .transform(
    (row): Reminder => ({
      learnerKey: row.learner_key,
      personKey: row.person_key,
      channel: row.channel,
      address: row.address,
      language: row.language,
      hour: row.hour,
      timeZone: row.time_zone,
      nextAt: row.next_at,
      pausedUntil: row.paused_until,
    }),
  );

export function trainingReminderQueries({ db, attempt }: QueryParts): ReminderQueries {
  return {
    reviewsOf: (learnerKey) =>
      attempt('list what a learner should see again', async () =>
        readEach(
          reviewRow,
          await db
            .selectFrom('training_reviews')
            .selectAll()
            .where('learner_key', '=', learnerKey)
            .orderBy('due_at')
            .orderBy('module')
            .orderBy('item_id')
            .execute(),
        ),
      ),

    saveReview: (review) =>
      attempt('note when a learner should see an item again', async () => {
        const kept = { card: review.card, due_at: whole(review.dueAt), repeats: review.repeats };
        await db
          .insertInto('training_reviews')
          .values({ learner_key: review.learnerKey, module: review.module, item_id: review.itemId, ...kept })
          .onConflict((conflict) => conflict.columns(['learner_key', 'module', 'item_id']).doUpdateSet(kept))
          .execute();
      }),

    deleteReview: (learnerKey, module, itemId) =>
      attempt('note that a learner need not see an item again', async () => {
        await db
          .deleteFrom('training_reviews')
          .where('learner_key', '=', learnerKey)
          .where('module', '=', module)
          .where('item_id', '=', itemId)
          .execute();
      }),

    reminder: (learnerKey) =>
      attempt('look up a reminder', async () =>
        readStored(
          reminderRow,
          await db
            .selectFrom('training_reminders')
            .selectAll()
            .where('learner_key', '=', learnerKey)
            .executeTakeFirst(),
        ),
      ),

    saveReminder: (reminder) =>
      attempt('save a reminder', async () => {
        const kept = {
          person_key: reminder.personKey,
          channel: reminder.channel,
          address: reminder.address,
          language: reminder.language,
          hour: reminder.hour,
          time_zone: reminder.timeZone,
          next_at: whole(reminder.nextAt),
          paused_until: wholeOrNull(reminder.pausedUntil),
        };
        await db
          .insertInto('training_reminders')
          .values({ learner_key: reminder.learnerKey, ...kept })
          .onConflict((conflict) => conflict.column('learner_key').doUpdateSet(kept))
          .execute();
      }),

    deleteReminder: (learnerKey) =>
      attempt('delete a reminder', async () => {
        await db.deleteFrom('training_reminders').where('learner_key', '=', learnerKey).execute();
      }),

    dueReminders: (now, limit) =>
      attempt('list the reminders whose time has come', async () =>
        readEach(
          reminderRow,
          await db
            .selectFrom('training_reminders')
            .selectAll()
            .where('next_at', '<=', whole(now))
            .orderBy('next_at')
            .orderBy('learner_key')
            .limit(limit)
            .execute(),
        ),
      ),
  };
}
