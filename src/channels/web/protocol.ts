/** What the page and the server send each other. */
import { type Activity, ActivityTypes } from 'botbuilder';
import { z } from 'zod';
import { LANGUAGES } from '../../contracts/language.ts';
import { FEEDBACK_REASONS } from '../../contracts/message.ts';
import type { DirectActivity } from '../direct-adapter.ts';

/** Name of the event that carries a person's verdict. */
export const FEEDBACK_EVENT = 'feedback';

/** Replies that wait in one conversation at once. */
export const MAX_WAITING = 20;

const conversationId = z.string().min(1).max(200);

const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('joined') }),
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1) }),
  z.object({ kind: z.literal('choice'), choice: z.looseObject({ action: z.string() }) }),
  z.object({
    kind: z.literal('feedback'),
    replyToId: z.string().min(1).max(200),
    helpful: z.boolean(),
    reason: z.enum(FEEDBACK_REASONS).optional(),
  }),
]);

/** The body of POST /web/conversations: the secret the browser was given at its first conversation, if it has one. */
export const webStart = z.object({
  person: z
    .string()
    .regex(/^[\w-]{20,200}$/u)
    .optional(),
});

/** The body of POST /web/messages. `id` is the page's; the same id sent again gets the same answer again. */
export const webMessage = z.object({
  conversationId,
  id: z.string().regex(/^[\w-]{1,64}$/u),
  language: z.enum(LANGUAGES),
  message: said,
});
export type WebMessage = z.infer<typeof webMessage>;

/** The body of POST /web/inbox: `seen` are the ids of the lines the page got from it and need not get again. */
export const webInbox = z.object({
  conversationId,
  seen: z.array(z.string().min(1).max(200)).max(MAX_WAITING).default([]),
});

/** A reply on its way to the page; POST /web/inbox is answered with lines of this kind only. */
export type MessageLine = { type: 'message'; id: string; value: unknown };

/** One line of the answer to POST /web/messages: an activity, without the fields a page does not need. */
export type WebLine = MessageLine | { type: 'typing' } | { type: 'event'; name: 'turn-ended' | 'turn-failed' };

/** A message of the page as a Bot Framework activity. The page's secret goes no further than this. */
export function toActivity(message: WebMessage, conversation: { key: string; personId: string }): DirectActivity {
  const person = { id: conversation.personId, name: '' };
  const base = {
    id: `${conversation.key}:${message.id}`,
    channelId: 'web',
    locale: message.language,
    from: person,
    recipient: { id: 'dalil', name: 'Dalil' },
    conversation: { id: conversation.key, name: '', isGroup: false, conversationType: 'personal' },
  };
  switch (message.message.kind) {
    case 'joined':
      return { ...base, type: ActivityTypes.ConversationUpdate, membersAdded: [person] };
    case 'text':
      return { ...base, type: ActivityTypes.Message, text: message.message.text };
    case 'choice':
      return { ...base, type: ActivityTypes.Message, value: message.message.choice };
    case 'feedback':
      return { ...base, type: ActivityTypes.Event, name: FEEDBACK_EVENT, value: message.message };
  }
}

/** An activity of the bot as a line for the page; undefined for those a page has no use for. */
export function toLine(activity: Partial<Activity>): WebLine | undefined {
  if (activity.type === ActivityTypes.Typing) return { type: 'typing' };
  if (activity.type === ActivityTypes.Message) return { type: 'message', id: activity.id ?? '', value: activity.value };
  return undefined;
}
