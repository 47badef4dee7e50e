/** A session as text in a row, and back; what cannot be read counts as absent. */
import { z } from 'zod';
import { LANGUAGES } from '../../../contracts/language.ts';
import type { Session } from '../../../contracts/store.ts';
import { jsonText, readStored } from './json-text.ts';

const sessionSchema: z.ZodType<Session> = z.object({
  language: z.enum(LANGUAGES).optional(),
  languageChosen: z.boolean(),
  lastQuestion: z.string().optional(),
  lastPassageIds: z.array(z.string()),
  lastChoices: z.array(z.string()),
  lastReplyId: z.string().optional(),
  forPerson: z.enum(['last-question', 'urgent']).optional(),
  writesToPerson: z.boolean().optional(),
  run: z.object({ attemptId: z.string(), asks: z.boolean(), asides: z.number() }).optional(),
  certificateFor: z.string().optional(),
});
const sessionText = jsonText(sessionSchema);

/**
 * The session in a stored text, or undefined when the text holds none.
 * A damaged row must not lock a person out: they start afresh, and their next message replaces the row.
 */
export function readSession(text: string): Session | undefined {
  return readStored(sessionText, text);
}

/** The text that is stored for a session. */
export function writeSession(session: Session): string {
  return JSON.stringify(session);
}
