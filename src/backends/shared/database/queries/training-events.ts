/** Trainings that people join with a code, and who joined them. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import { COUNTRIES } from '../../../../contracts/passage.ts';
import type { Store } from '../../../../contracts/store.ts';
import type { EventMember, TrainingEvent } from '../../../../contracts/training.ts';
import { jsonText, orEmpty, readEach, readStored } from '../json-text.ts';
import { orNull, type QueryParts, whole } from './parts.ts';

type EventQueries = Pick<Store, 'addEvent' | 'event' | 'listEvents' | 'joinEvent' | 'membershipsOf'>;

/** An event as its row holds it. */
export const eventRow = z
  .object({
    code: z.string(),
    name: jsonText(z.string()),
    place: jsonText(z.string()),
    country: orEmpty(z.enum(COUNTRIES)),
    starts_on: z.string(),
    ends_on: z.string(),
    modules: jsonText(z.array(z.string())),
    language: z.enum(LANGUAGES),
    created_at: z.number(),
  })
  .transform(
    ({ starts_on: startsOn, ends_on: endsOn, created_at: createdAt, ...same }): TrainingEvent => ({
      ...same,
      startsOn,
      endsOn,
      createdAt,
    }),
  );

/** A membership as its row holds it. */
export const memberRow = z
  .object({
    event: z.string(),
    learner_key: z.string(),
    channel: z.string(),
    language: z.enum(LANGUAGES),
    joined_at: z.number(),
  })
  .transform(
    ({ learner_key: learnerKey, joined_at: joinedAt, ...same }): EventMember => ({ ...same, learnerKey, joinedAt }),
  );

export function trainingEventQueries({ db, attempt }: QueryParts): EventQueries {
  return {
    // One statement, so that of two trainers who choose one code at once one is told that it is taken.
    addEvent: (event) =>
      attempt('keep a training event', async () => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('training_events')
          .values({
            code: event.code,
            name: JSON.stringify(event.name),
            place: JSON.stringify(event.place),
            country: orNull(event.country),
            starts_on: event.startsOn,
            ends_on: event.endsOn,
            modules: JSON.stringify(event.modules),
            language: event.language,
            created_at: whole(event.createdAt),
          })
          .onConflict((conflict) => conflict.column('code').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),

    event: (code) =>
      attempt('look up a training event', async () =>
        readStored(
          eventRow,
          await db.selectFrom('training_events').selectAll().where('code', '=', code).executeTakeFirst(),
        ),
      ),

    listEvents: () =>
      attempt('list the training events', async () =>
        readEach(
          eventRow,
          await db.selectFrom('training_events').selectAll().orderBy('created_at', 'desc').orderBy('code').execute(),
        ),
      ),

    joinEvent: (member) =>
      attempt('note who joined a training event', async () => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('training_members')
          .values({
            event: member.event,
            learner_key: member.learnerKey,
            channel: member.channel,
            language: member.language,
            joined_at: whole(member.joinedAt),
          })
          .onConflict((conflict) => conflict.columns(['event', 'learner_key']).doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),

    membershipsOf: (learnerKey) =>
      attempt('list what a learner joined', async () =>
        readEach(
          memberRow,
          await db
            .selectFrom('training_members')
            .selectAll()
            .where('learner_key', '=', learnerKey)
            .orderBy('joined_at', 'desc')
            .orderBy('event')
            .execute(),
        ),
      ),
  };
}
