/** The form a choice has when it comes back from somewhere: a button, a form, a stored session. */
import { z } from 'zod';
import { LANGUAGES } from './language.ts';
import type { Choice } from './message.ts';
import { AUTHORITIES, COUNTRIES } from './passage.ts';

const questionId = z.string().regex(/^[\w-]{1,40}$/u);
/** A form sends everything it holds; a field left empty comes as an empty text. */
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema)
    .optional();

/** Every choice there is. */
export const choiceSchema: z.ZodType<Choice> = z.discriminatedUnion('action', [
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
]);
