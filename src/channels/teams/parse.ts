/** A Bot Framework activity from Teams (or the Playground, or Web Chat) as an `Incoming`. */
import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Choice, Envelope, Incoming, Scope, UnsupportedReason } from '../../contracts/message.ts';
import { readChoice, readCommand } from '../choice.ts';
import { feedbackReason } from './feedback-reason.ts';

/** Teams adds the message's own formatting as an attachment of this type; it is not a file. */
const FORMATTING = 'text/html';
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export const FILE_DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
/** Reactions that praise an answer; the others say nothing certain about it. */
const PRAISE = new Set(['like', 'heart']);

/** Who reads a conversation: Teams says `groupChat` and `channel`; whatever else is one person's own. */
export function scopeOf({ conversation }: Partial<Activity>): Scope {
  if (conversation?.conversationType === 'channel') return 'channel';
  return conversation?.conversationType === 'groupChat' || conversation?.isGroup === true ? 'group' : 'personal';
}

/** True for the buttons on the card of a question: the card changes in place. */
export function isForFocalPoints({ action }: Choice): boolean {
  return action === 'take-question' || action === 'answer-question';
}

/** Reads one activity. Undefined for what nobody said to the bot: typing, talk among others, the bot itself being added. */
export function parseTeams(activity: Activity, envelope: Envelope): Incoming | undefined {
  switch (activity.type) {
    case ActivityTypes.Message:
      return isForBot(activity) ? parseMessage(activity, envelope) : undefined;
    case ActivityTypes.MessageUpdate:
      return parseEdit(activity, envelope);
    case ActivityTypes.MessageDelete:
      return { ...envelope, messageId: `${envelope.messageId}:deleted`, kind: 'retracted' };
    case ActivityTypes.MessageReaction:
      return parseReaction(activity, envelope);
    case ActivityTypes.InstallationUpdate:
      // "add-upgrade" is a new version of the app: nobody needs a second welcome.
      return activity.action === 'add' ? { ...envelope, kind: 'joined' } : undefined;
    case ActivityTypes.ConversationUpdate:
      return somebodyJoined(activity) ? { ...envelope, kind: 'joined' } : undefined;
    case ActivityTypes.Invoke:
      return parseInvoke(activity, envelope);
    default:
      return undefined;
  }
}

/** In a group only what mentions the bot is for it; a pressed button always is. */
function isForBot(activity: Activity): boolean {
  if (scopeOf(activity) === 'personal' || activity.value !== undefined) return true;
  return (activity.entities ?? []).some(
    (entity) => entity.type === 'mention' && entity.mentioned?.id === activity.recipient.id,
  );
}

function parseMessage(activity: Activity, envelope: Envelope): Incoming {
  const pressed = readChoice(activity.value);
  if (pressed !== undefined) return { ...envelope, kind: 'choice', choice: pressed };
  const text = (TurnContext.removeRecipientMention(activity) ?? '').replaceAll('&nbsp;', ' ').trim();
  const typed = readCommand(text);
  if (typed !== undefined) return { ...envelope, kind: 'choice', choice: typed };
  if (text !== '') return { ...envelope, kind: 'text', text };
  return { ...envelope, kind: 'unsupported', reason: unsupportedReason(activity) };
}

/** What may have changed in a message. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
const changeShape = z.looseObject({ eventType: z.string() });

/** An edited question is a new question: its earlier answer may not fit it any more. */
function parseEdit(activity: Activity, envelope: Envelope): Incoming | undefined {
  const change = changeShape.safeParse(activity.channelData);
  const eventType = change.success ? change.data.eventType : 'editMessage';
  if (!isForBot(activity) || !['editMessage', 'undeleteMessage'].includes(eventType)) return undefined;
  // The id is that of the first wording, which was handled already.
  const messageId = `${envelope.messageId}:edited:${activity.timestamp?.getTime() ?? envelope.receivedAt}`;
  return parseMessage(activity, { ...envelope, messageId });
}

function parseReaction(activity: Activity, envelope: Envelope): Incoming | undefined {
  const praised = activity.reactionsAdded?.some(({ type }) => PRAISE.has(type)) === true;
  if (!praised || activity.replyToId === undefined) return undefined;
  const messageId = `${envelope.messageId}:reaction`;
  return { ...envelope, messageId, kind: 'feedback', replyToId: activity.replyToId, helpful: true };
}

const cardAction = z.looseObject({ action: z.looseObject({ data: z.unknown() }) });
const feedbackShape = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown() }),
});

function parseInvoke(activity: Activity, envelope: Envelope): Incoming | undefined {
  if (activity.name === 'adaptiveCard/action') {
    const pressed = cardAction.safeParse(activity.value);
    const choice = pressed.success ? readChoice(pressed.data.action.data) : undefined;
    return choice === undefined ? undefined : { ...envelope, kind: 'choice', choice };
  }
  if (activity.name === 'suggestedAction/submit') {
    const choice = readChoice(activity.value);
    return choice === undefined ? undefined : { ...envelope, kind: 'choice', choice };
  }
  if (activity.name === 'message/submitAction') {
    const verdict = feedbackShape.safeParse(activity.value);
    if (!verdict.success) return undefined;
    const { reaction, feedback } = verdict.data.actionValue;
    const helpful = reaction === 'like';
    return { ...envelope, kind: 'feedback', replyToId: activity.replyToId, helpful, reason: feedbackReason(feedback) };
  }
  return undefined;
}

function unsupportedReason(activity: Activity): UnsupportedReason {
  const type = activity.attachments?.find((attachment) => attachment.contentType !== FORMATTING)?.contentType;
  if (type === undefined) return 'unknown';
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/')) return 'audio';
  return 'attachment';
}

/** Teams tells of a new person by `installationUpdate`; the other channels only by `conversationUpdate`. */
function somebodyJoined(activity: Activity): boolean {
  if (activity.channelId === 'msteams') return false;
  return (activity.membersAdded ?? []).some((member) => member.id !== activity.recipient?.id);
}

/** True when the app was removed from the conversation: it can and may not be written to any more. */
export function isRemoval(activity: Activity): boolean {
  if (activity.type === ActivityTypes.InstallationUpdate) return activity.action?.startsWith('remove') === true;
  return (
    activity.type === ActivityTypes.ConversationUpdate &&
    (activity.membersRemoved ?? []).some((member) => member.id === activity.recipient?.id)
  );
}
