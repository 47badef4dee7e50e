/** The form a choice has when it comes back from somewhere: a button, a form, a stored session. */
import { z } from 'zod';
import { LANGUAGES } from './language.ts';
import type { Choice } from './message.ts';
import { AUTHORITIES, COUNTRIES } from './passage.ts';
import { CHALLENGE_REASONS } from './training.ts';

const questionId = z.string().regex(/^[\w-]{1,40}$/u);
/** A form sends everything it holds; a field left empty comes as an empty text. */
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema)
    .optional();

const moduleKey = z.string().regex(/^[a-z][a-z-]{2,30}$/u);
const itemId = z.string().regex(/^[A-Z]{1,2}\d{2,3}$/u);
const eventCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,30}$/u);
/** Data of a card or an id may only hold texts. */
const count = z.coerce.number().int().min(0).max(1_000);
const keep = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

/** Ids of options: a list, the same with commas between, or one value of a form for each place: `given1`, `given2` … */
const given = z.union([
  z.array(z.string().max(1)),
  z
    .string()
    .max(20)
    .transform((text) => text.split(',')),
]);
const answerItem = z
  .looseObject({
    action: z.literal('answer-item'),
    attemptId: questionId,
    itemId,
    given: given.default([]),
  })
  .transform((answer) => {
    const places = Object.keys(answer)
      .filter((key) => /^given[1-8]$/u.test(key))
      .sort()
      .map((key) => answer[key]);
    const ids = places.length > 0 ? places : answer.given;
    const { action, attemptId, itemId: item } = answer;
    return {
      action,
      attemptId,
      itemId: item,
      given: ids.filter((id) => typeof id === 'string' && /^[a-h]$/u.test(id)),
    };
  }) as z.ZodType<Extract<Choice, { action: 'answer-item' }>>;

/** What can be chosen in a training. */
const trainingChoices = [
  z.object({ action: z.literal('open-training') }),
  z.object({ action: z.literal('open-module'), module: moduleKey }),
  z.object({
    action: z.literal('begin-run'),
    module: moduleKey,
    phase: z.enum(['pretest', 'session', 'practice', 'final', 'review']),
    session: optional(count),
  }),
  z.object({ action: z.literal('read-on'), attemptId: questionId, step: count }),
  z.object({ action: z.literal('continue-run'), attemptId: questionId }),
  z.object({ action: z.literal('leave-run'), attemptId: questionId }),
  z.object({ action: z.literal('retry-wrong'), attemptId: questionId }),
  z.object({ action: z.literal('look-back'), attemptId: questionId, at: count }),
  z.object({
    action: z.literal('challenge-item'),
    module: moduleKey,
    itemId,
    reason: optional(z.enum(CHALLENGE_REASONS)),
  }),
  z.object({ action: z.literal('ask-certificate'), module: moduleKey }),
  z.object({ action: z.literal('delete-certificate'), code: z.string().regex(/^[A-Z0-9-]{4,40}$/u) }),
  z.object({ action: z.literal('join-event'), event: eventCode }),
  z.object({ action: z.literal('link-channels') }),
  z.object({ action: z.literal('open-reminders') }),
  z.object({
    action: z.literal('set-reminders'),
    hour: optional(z.coerce.number().int().min(0).max(23)),
    timeZone: optional(
      z
        .string()
        .regex(/^[A-Za-z_]+(?:\/[A-Za-z_+-]+)*$/u)
        .max(60),
    ),
  }),
  z.object({ action: z.literal('pause-reminders') }),
  z.object({ action: z.literal('stop-reminders') }),
  z.object({ action: z.literal('open-events') }),
  z.object({ action: z.literal('describe-event') }),
  z.object({
    action: z.literal('create-event'),
    name: z.string().max(200).default(''),
    place: z.string().max(200).default(''),
    country: optional(z.enum(COUNTRIES)),
    startsOn: z.string().max(10).default(''),
    endsOn: z.string().max(10).default(''),
    module: z.string().max(40).default('all'),
    language: z.enum(LANGUAGES),
    code: z.string().max(40).default(''),
  }),
  z.object({ action: z.literal('open-event'), event: eventCode }),
  z.object({ action: z.literal('open-report'), event: optional(eventCode) }),
  z.object({ action: z.literal('open-item-queue'), at: count.default(0) }),
  z.object({ action: z.literal('decide-item'), module: moduleKey, itemId, keep }),
] as const;

/** Every choice there is. */
export const choiceSchema: z.ZodType<Choice> = z.union([
  answerItem,
  z.discriminatedUnion('action', [
    ...trainingChoices,
    z.object({ action: z.literal('open-passage'), passageId: z.string().min(1).max(500) }),
    z.object({ action: z.literal('ask'), question: z.string().min(1).max(4000) }),
    z.object({ action: z.literal('set-language'), language: z.enum(LANGUAGES) }),
    z.object({ action: z.literal('ask-a-person') }),
    z.object({ action: z.literal('pass-on-last') }),
    z.object({ action: z.literal('take-back'), questionId }),
    z.object({ action: z.literal('take-question'), questionId }),
    z.object({ action: z.literal('answer-question'), questionId, answer: z.string().max(20_000).default('') }),
    z.object({
      action: z.literal('decide-draft'),
      draftId: questionId,
      // A card's data may only hold texts on some clients.
      approve: z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]),
    }),
    z.object({
      action: z.literal('describe-document'),
      uploadId: questionId,
      title: z.string().max(300).default(''),
      language: z.enum(LANGUAGES),
      authority: z.enum(AUTHORITIES),
      asOf: z.string().max(10).default(''),
      country: optional(z.enum(COUNTRIES)),
    }),
  ]),
]);
