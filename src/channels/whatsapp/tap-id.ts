/** The id of a button or a row: the choice it stands for, so that a tap says what it means whenever it comes. */
import { createHash } from 'node:crypto';
import type { Choice } from '../../contracts/message.ts';
import { readChoice } from '../choice.ts';
import { MAX_BUTTON_ID, MAX_ROW_ID } from './limits.ts';
import { readTrainingWords, trainingWords } from './training-tap.ts';

/** Tells our ids from any other; the digit changes when their form does. */
const PREFIX = 'd1:';
const MAX_ID = Math.min(MAX_BUTTON_ID, MAX_ROW_ID);

/** What a tap means. */
export interface Tap {
  choice: Choice;
  /** For a choice that depends on the conversation: the short form of the reply it was offered in. */
  replyId?: string;
}

/** The form in which a tap names its reply: compare it with the short form of the last one. */
export function shortReplyId(replyId: string): string {
  return createHash('sha256').update(replyId).digest('base64url').slice(0, 12);
}

/**
 * The id for a choice, at most 200 UTF-16 units, which serves buttons and rows. Undefined for a choice that does not fit
 * (a long question), or that needs words of the person.
 */
export function tapId(choice: Choice, replyId: string): string | undefined {
  const words = wordsFor(choice, replyId);
  if (words === undefined) return undefined;
  const id = PREFIX + words;
  // Spaces at the ends are refused: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
  const isSendable = id.length <= MAX_ID && id.trim() === id && id.isWellFormed() && !/\p{Cc}/u.test(id);
  return isSendable && readTapId(id) !== undefined ? id : undefined;
}

/** A letter for the action, and what it needs; two letters for what can be chosen in a training. */
function wordsFor(choice: Choice, replyId: string): string | undefined {
  switch (choice.action) {
    case 'ask':
      return `q:${choice.question}`;
    case 'open-passage':
      return `p:${choice.passageId}`;
    case 'set-language':
      return `l:${choice.language}`;
    case 'take-back':
      return `b:${choice.questionId}`;
    case 'take-question':
      return `t:${choice.questionId}`;
    case 'decide-draft':
      return `${choice.approve ? 'y' : 'n'}:${choice.draftId}`;
    case 'ask-a-person':
      return `h:${shortReplyId(replyId)}`;
    case 'pass-on-last':
      return `o:${shortReplyId(replyId)}`;
    case 'answer-question':
    case 'describe-document':
      return undefined;
    default:
      return trainingWords(choice);
  }
}

/** Makes of what an id holds a choice that is still to be checked. */
const READERS: Record<string, (value: string) => object> = {
  q: (question) => ({ action: 'ask', question }),
  p: (passageId) => ({ action: 'open-passage', passageId }),
  l: (language) => ({ action: 'set-language', language }),
  b: (questionId) => ({ action: 'take-back', questionId }),
  t: (questionId) => ({ action: 'take-question', questionId }),
  y: (draftId) => ({ action: 'decide-draft', draftId, approve: true }),
  n: (draftId) => ({ action: 'decide-draft', draftId, approve: false }),
};
const READERS_IN_A_REPLY: Record<string, Choice> = {
  h: { action: 'ask-a-person' },
  o: { action: 'pass-on-last' },
};

/** What a tapped id means; undefined for one that is not ours. */
export function readTapId(id: string): Tap | undefined {
  const ofTraining = id.startsWith(PREFIX) ? readTrainingWords(id.slice(PREFIX.length)) : undefined;
  // What a training asks stands in the id: it depends on no reply, and an old answer is told by its run and item.
  if (ofTraining !== undefined) return { choice: ofTraining };
  const [, letter = '', value = ''] = /^d1:([a-z]):(.+)$/su.exec(id) ?? [];
  const dependent = READERS_IN_A_REPLY[letter];
  if (dependent !== undefined) return /^[\w-]{12}$/u.test(value) ? { choice: dependent, replyId: value } : undefined;
  const choice = readChoice(READERS[letter]?.(value));
  return choice === undefined ? undefined : { choice };
}
