/** Turns the platform's ids of people, conversations and groups into keys that mean nothing without the secret. */
import { createHmac } from 'node:crypto';

export interface Identity {
  /** Key of a person on a channel. */
  person(channel: string, personId: string): string;
  /** Key of a conversation on a channel. */
  conversation(channel: string, conversationId: string): string;
  /** Key of a group (a team) on a channel. */
  group(channel: string, groupId: string): string;
  /** Key of one message in a conversation. */
  message(channel: string, conversationId: string, messageId: string): string;
}

/** Keys made with HMAC-SHA-256 under a secret of at least 32 bytes. */
export function createIdentity(secret: Uint8Array): Identity {
  const key = (...parts: string[]) => createHmac('sha256', secret).update(parts.join('\u0000')).digest('hex');
  return {
    person: (channel, personId) => key('person', channel, personId),
    conversation: (channel, conversationId) => key('conversation', channel, conversationId),
    group: (channel, groupId) => key('group', channel, groupId),
    message: (channel, conversationId, messageId) => key('message', channel, conversationId, messageId),
  };
}
