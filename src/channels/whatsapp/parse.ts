/** A message of the webhook as an `Incoming`. */
import { z } from 'zod';
import type { Envelope, Incoming, UnsupportedReason } from '../../contracts/message.ts';
import { readCommand } from '../choice.ts';
import { readTapId } from './tap-id.ts';
import type { RawMessage, ReceivedMessage } from './types.ts';

/** What cannot be read, by Meta's type. Whatever is written under a picture or a file is no question by itself. */
const UNREADABLE: ReadonlyMap<string, UnsupportedReason> = new Map([
  ['image', 'image'],
  ['video', 'image'],
  ['sticker', 'image'],
  ['audio', 'audio'],
  ['location', 'location'],
  ['contacts', 'contact'],
  ['document', 'attachment'],
]);

/** Reactions that praise an answer, and one that does not; the others say nothing certain about it. */
const PRAISE: ReadonlySet<string> = new Set(['👍', '❤', '🙏', '👏']);
const BLAME = '👎';
/** Skin tones, and the mark that asks for a coloured sign: they change how a reaction looks, not what it says. */
const LOOKS = /[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu;

const textShape = z.object({ text: z.object({ body: z.string() }) });
const tapped = z.object({ id: z.string() });
const interactiveShape = z.object({
  interactive: z.discriminatedUnion('type', [
    z.object({ type: z.literal('button_reply'), button_reply: tapped }),
    z.object({ type: z.literal('list_reply'), list_reply: tapped }),
  ]),
});
const buttonShape = z.object({
  button: z.object({ payload: z.string().catch(''), text: z.string().catch('') }),
});
/** The sign is empty or absent when a reaction is taken back. */
const reactionShape = z.object({ reaction: z.object({ message_id: z.string().min(1), emoji: z.string() }) });

/**
 * Reads one message. `latestReplyShort` is the id of the last reply with choices as `readTapId` gives it: a tap on an
 * older one is stale; undefined: not known, and none is. Undefined for what says nothing to Dalil.
 */
export function parseWhatsApp(
  { message }: ReceivedMessage,
  envelope: Envelope,
  latestReplyShort: string | undefined,
): Incoming | undefined {
  switch (message.type) {
    case 'text':
      return parseText(textShape.safeParse(message).data?.text.body ?? '', envelope);
    case 'interactive':
      return parseInteractive(message, envelope, latestReplyShort);
    case 'button':
      return parseQuickReply(message, envelope, latestReplyShort);
    case 'reaction':
      return parseReaction(message, envelope);
    case 'request_welcome':
      return { ...envelope, kind: 'joined' };
    case 'revoke':
      // Only told of for numbers that are used in the WhatsApp Business app too.
      return { ...envelope, kind: 'retracted' };
    case 'system':
      return undefined;
    default:
      return { ...envelope, kind: 'unsupported', reason: UNREADABLE.get(message.type) ?? 'unknown' };
  }
}

function parseText(written: string, envelope: Envelope): Incoming {
  const text = written.trim();
  if (text === '') return { ...envelope, kind: 'unsupported', reason: 'unknown' };
  const choice = readCommand(text);
  return choice === undefined ? { ...envelope, kind: 'text', text } : { ...envelope, kind: 'choice', choice };
}

/** A tap on a button or a row of ours. A form's answer (`nfm_reply`) and whatever else is interactive are not. */
function parseInteractive(message: RawMessage, envelope: Envelope, latestReplyShort: string | undefined): Incoming {
  const read = interactiveShape.safeParse(message);
  if (!read.success) return { ...envelope, kind: 'unsupported', reason: 'unknown' };
  const { interactive } = read.data;
  const { id } = interactive.type === 'button_reply' ? interactive.button_reply : interactive.list_reply;
  return parseTap(id, envelope, latestReplyShort) ?? { ...envelope, kind: 'stale' };
}

/** The button of a template carries what the template was sent with, or just says its words. */
function parseQuickReply(message: RawMessage, envelope: Envelope, latestReplyShort: string | undefined): Incoming {
  const { payload, text } = buttonShape.safeParse(message).data?.button ?? { payload: '', text: '' };
  return parseTap(payload, envelope, latestReplyShort) ?? parseText(text, envelope);
}

/** Undefined when the id is none of ours. */
function parseTap(id: string, envelope: Envelope, latestReplyShort: string | undefined): Incoming | undefined {
  const tap = readTapId(id);
  if (tap === undefined) return undefined;
  const isOlder = tap.replyId !== undefined && latestReplyShort !== undefined && tap.replyId !== latestReplyShort;
  return isOlder ? { ...envelope, kind: 'stale' } : { ...envelope, kind: 'choice', choice: tap.choice };
}

function parseReaction(message: RawMessage, envelope: Envelope): Incoming | undefined {
  const read = reactionShape.safeParse(message);
  if (!read.success) return undefined;
  const { message_id: replyToId, emoji } = read.data.reaction;
  const sign = emoji.replaceAll(LOOKS, '');
  if (sign !== BLAME && !PRAISE.has(sign)) return undefined;
  return { ...envelope, kind: 'feedback', replyToId, helpful: sign !== BLAME };
}
