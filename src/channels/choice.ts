/** Reads what a button carried, or a typed command, back into a choice. */
import { choiceSchema } from '../contracts/choice-schema.ts';
import type { Choice, OfferedChoice } from '../contracts/message.ts';

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
