/** Messages on their way in and out of a channel that must not lose any, whatever happens to the process. */

/** A message that was accepted and is to be handled. The payload is sealed. */
export interface InboxItem {
  /** Keyed hash of the platform's id of the message. The same id is accepted once. */
  id: string;
  channel: string;
  /** Whose messages are handled in the order they came. */
  personKey: string;
  payload: string;
  /** Times are milliseconds since 1970. */
  receivedAt: number;
  /** How often handling it failed. */
  attempts: number;
  /** Not tried again before this time. */
  retryAt?: number;
}

/** What may become of a message that is to be sent. `held`: until the person writes again. `failed`: given up. */
export const OUTBOX_STATUSES = ['waiting', 'sending', 'held', 'sent', 'failed'] as const;
export type OutboxStatus = (typeof OUTBOX_STATUSES)[number];

/** A message that was decided and is to be sent. Body and address are sealed, and emptied once nothing is left to send. */
export interface OutboxItem {
  id: string;
  channel: string;
  personKey: string;
  /** What it is for: the id of the inbox item, or of a reply outside a turn. */
  causeId: string;
  /** The reply it says, for a verdict on it. */
  replyId: string;
  address?: string;
  body?: string;
  status: OutboxStatus;
  /** Times are milliseconds since 1970. */
  createdAt: number;
  /** How often sending it failed. */
  attempts: number;
  retryAt?: number;
  /** When the last attempt began. */
  sendingAt?: number;
  /** Keyed hash of the platform's id, once it is known. */
  platformKey?: string;
  sentAt?: number;
  /** Why it was given up. */
  errorCode?: string;
}

/** What is remembered of a person on a channel with a window for free messages. */
export interface Contact {
  personKey: string;
  channel: string;
  /** When the person last wrote, in milliseconds since 1970: the window runs from then. */
  lastInboundAt: number;
  /** When the person agreed to be written to first; undefined when they did not. */
  optedInAt?: number;
  /** When the person asked for replies only. */
  stoppedAt?: number;
  /** Id of the last reply that offered choices, to tell a button of an older one. */
  lastReplyId?: string;
}

/** Why a channel sends nothing now, and since when. */
export interface ChannelStop {
  /** The platform's error. */
  code: string;
  since: number;
}

/** How much waits where. */
export interface QueueCounts {
  inboxWaiting: number;
  inboxParked: number;
  outboxWaiting: number;
  outboxHeld: number;
  outboxFailed: number;
}

/** The durable queues; part of the store. Every method rejects with a `DalilError` on failure. */
export interface Queue {
  /** Accepts messages in one step; those that were accepted before are left out. Resolves with how many were new. */
  acceptInbox(items: readonly InboxItem[]): Promise<number>;
  /** Messages that wait, in the order they were accepted. */
  waitingInbox(channel: string, limit: number): Promise<InboxItem[]>;
  /** The message is handled: its payload goes, and what is to be sent for it is kept. One step. */
  settleInbox(id: string, outgoing: readonly OutboxItem[]): Promise<void>;
  retryInbox(id: string, attempts: number, retryAt: number): Promise<void>;
  /** The message failed too often: it is left for a person to look at; `outgoing` is the apology. One step. */
  parkInbox(id: string, outgoing: readonly OutboxItem[]): Promise<void>;

  /** Keeps messages to be sent; an id that is there already is left alone. */
  addOutbox(items: readonly OutboxItem[]): Promise<void>;
  /** Messages with status `waiting` or `sending`, in the order they were added. */
  pendingOutbox(channel: string, limit: number): Promise<OutboxItem[]>;
  outboxItem(id: string): Promise<OutboxItem | undefined>;
  /** The message that was sent with this platform key. */
  outboxByPlatformKey(platformKey: string): Promise<OutboxItem | undefined>;
  /**
   * Changes a message if its status is one of `from`; false when it is not. A key given as undefined empties the field.
   * With status `sent` or `failed` body and address are emptied too. Atomic.
   */
  changeOutbox(
    id: string,
    from: readonly OutboxStatus[],
    change: Partial<
      Pick<OutboxItem, 'status' | 'attempts' | 'retryAt' | 'sendingAt' | 'platformKey' | 'sentAt' | 'errorCode'>
    >,
  ): Promise<boolean>;
  /** Lets what was held for a person be sent, at this address. Resolves with how many there were. */
  releaseHeld(personKey: string, address: string): Promise<number>;

  contact(personKey: string): Promise<Contact | undefined>;
  saveContact(contact: Contact): Promise<void>;
  /** The person that another key (a number, an id) stands for; undefined when it stands for none yet. */
  personOf(aliasKey: string): Promise<string | undefined>;
  /** Lets a key stand for a person from now on. */
  linkPerson(aliasKey: string, personKey: string): Promise<void>;

  channelStop(channel: string): Promise<ChannelStop | undefined>;
  /** Notes that a channel stopped sending; undefined: that it sends again. */
  noteChannelStop(channel: string, stop: ChannelStop | undefined): Promise<void>;
  countQueues(channel: string): Promise<QueueCounts>;
}
