/** An activity of the chat page as an `Incoming`. */
import { type Activity, ActivityTypes } from 'botbuilder';
import { z } from 'zod';
import { type Envelope, FEEDBACK_REASONS, type Incoming } from '../../contracts/message.ts';
import { readChoice } from '../choice.ts';
import { FEEDBACK_EVENT } from './protocol.ts';

const feedback = z.object({
  replyToId: z.string(),
  helpful: z.boolean(),
  reason: z.enum(FEEDBACK_REASONS).optional(),
});

/** Reads one activity. What is not understood becomes `unsupported`: the page never sends anything nobody said. */
export function parseWeb(activity: Activity, envelope: Envelope): Incoming {
  if (activity.type === ActivityTypes.ConversationUpdate) return { ...envelope, kind: 'joined' };
  if (activity.type === ActivityTypes.Event && activity.name === FEEDBACK_EVENT) {
    const verdict = feedback.safeParse(activity.value);
    if (verdict.success) return { ...envelope, kind: 'feedback', ...verdict.data };
  }
  if (activity.type === ActivityTypes.Message) {
    const choice = readChoice(activity.value);
    if (choice !== undefined) return { ...envelope, kind: 'choice', choice };
    const text = activity.text?.trim() ?? '';
    if (text !== '') return { ...envelope, kind: 'text', text };
  }
  return { ...envelope, kind: 'unsupported', reason: 'unknown' };
}
