/** Reads what a button carried, or a typed command, back into a choice. */
import { z } from 'zod';
import { LANGUAGES } from '../contracts/language.ts';
import type { Choice } from '../contracts/message.ts';

const choiceSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('open-passage'), passageId: z.string().min(1).max(500) }),
  z.object({ action: z.literal('ask'), question: z.string().min(1).max(4000) }),
  z.object({ action: z.literal('set-language'), language: z.enum(LANGUAGES) }),
  z.object({ action: z.literal('ask-a-person') }),
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

/** The text that means a choice where buttons can only send text. */
export function commandFor(choice: Choice): string | undefined {
  switch (choice.action) {
    case 'ask':
      return choice.question;
    case 'set-language':
      return `/language ${choice.language}`;
    case 'ask-a-person':
      return '/person';
    case 'open-passage':
      return undefined;
  }
}
