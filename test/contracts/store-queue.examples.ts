/** One of each thing the queues keep, for the tests of every store. */
import type { Contact, InboxItem, OutboxItem } from '../../src/contracts/queue.ts';

const AT = 1_763_766_000_123;

/** A message just accepted, with nothing that may be left out. */
export const ACCEPTED: InboxItem = {
  id: 'in-1',
  channel: 'one',
  personKey: 'person-1',
  payload: 'sealed-1.abc',
  receivedAt: AT,
  attempts: 0,
};

/** A message to be sent, with nothing that may be left out. */
export const OUTGOING: OutboxItem = {
  id: 'out-1',
  channel: 'one',
  personKey: 'person-1',
  causeId: 'in-1',
  replyId: 'reply-1',
  status: 'waiting',
  createdAt: AT,
  attempts: 0,
};

/** A message that is being sent, with every field. */
export const SENDING: OutboxItem = {
  ...OUTGOING,
  id: 'out-2',
  address: 'sealed-1.def',
  body: 'sealed-1.ghi',
  status: 'sending',
  attempts: 3,
  retryAt: AT + 1,
  sendingAt: AT + 2,
  platformKey: 'platform-1',
  sentAt: AT + 3,
  errorCode: '131026',
};

/** A person who only ever wrote. */
export const NEW_CONTACT: Contact = { personKey: 'person-1', channel: 'one', lastInboundAt: AT };

/** A contact with every field. */
export const FULL_CONTACT: Contact = {
  ...NEW_CONTACT,
  optedInAt: AT + 1,
  stoppedAt: AT + 2,
  lastReplyId: 'reply-1',
};

/** The ids of a list, in its order. */
export function idsOf(list: readonly { id: string }[]): string[] {
  return list.map(({ id }) => id);
}
