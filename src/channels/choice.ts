/** Reads what a button carried, or a typed command, back into a choice. */
import { z } from 'zod';
import { LANGUAGES } from '../contracts/language.ts';
import type { Choice, OfferedChoice } from '../contracts/message.ts';
import { AUTHORITIES, COUNTRIES } from '../contracts/passage.ts';

const questionId = z.string().regex(/^[\w-]{1,40}$/u);
/** A form sends everything it holds; a field left empty comes as an empty text. */
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema)
    .optional();

const choiceSchema = z.discriminatedUnion('action', [
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

/** The choice a button sent, or undefined when it is none of ours. */
export function readChoice(value: unknown): Choice | undefined {
  const result = choiceSchema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The choice of a typed command: `/language fr`, `/person`. Undefined for anything else. */
export function readCommand(text: string): Choice | undefined {
  const [command, argument, ...rest] = text.trim().toLowerCase().split(/\s+/u);
  if (rest.length > 0) return undefined;
  if (command === '/person' && argument === undefined) return { action: 'ask-a-person' };
  if (command === '/language') return readChoice({ action: 'set-language', language: argument });
  return undefined;
}

/**
 * The text that means a choice where buttons can only send text: it stands in the chat as if the person had typed it.
 * Undefined for a choice that no typed text means.
 */
export function commandFor({ label, choice }: OfferedChoice): string | undefined {
  switch (choice.action) {
    case 'ask':
      return choice.question;
    case 'set-language':
    case 'ask-a-person':
      return label;
    default:
      return undefined;
  }
}
