/** A Bot Framework activity from Teams (or the Playground, or Web Chat) as an `Incoming`. */
import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { Envelope, Incoming, UnsupportedReason } from '../../contracts/message.ts';
import { readChoice, readCommand } from '../choice.ts';

/** Teams adds the message's own formatting as an attachment of this type; it is not a file. */
const FORMATTING = 'text/html';

/** Reads one activity. Undefined for what nobody said: typing, reactions, the bot itself being added. */
export function parseTeams(activity: Activity, envelope: Envelope): Incoming | undefined {
  switch (activity.type) {
    case ActivityTypes.Message:
      return parseMessage(activity, envelope);
    case ActivityTypes.InstallationUpdate:
      return activity.action === 'add' ? { ...envelope, kind: 'joined' } : undefined;
    case ActivityTypes.ConversationUpdate:
      return somebodyJoined(activity) ? { ...envelope, kind: 'joined' } : undefined;
    default:
      return undefined;
  }
}

function parseMessage(activity: Activity, envelope: Envelope): Incoming {
  const pressed = readChoice(activity.value);
  if (pressed !== undefined) return { ...envelope, kind: 'choice', choice: pressed };
  const text = (TurnContext.removeRecipientMention(activity) ?? '').trim();
  const typed = readCommand(text);
  if (typed !== undefined) return { ...envelope, kind: 'choice', choice: typed };
  if (text !== '') return { ...envelope, kind: 'text', text };
  return { ...envelope, kind: 'unsupported', reason: unsupportedReason(activity) };
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
