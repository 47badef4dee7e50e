/** What a channel is, and what every channel is given. */
import type { Server } from 'restify';
import type { Language } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Incoming, Reply, Scope } from '../contracts/message.ts';
import type {
  ChannelStop,
  Contact,
  InboxItem,
  OutboxItem,
  OutboxStatus,
  Queue,
  QueueCounts,
} from '../contracts/queue.ts';
import type { Texts } from '../text/texts.ts';

/** A place where people write to Dalil. */
export interface Channel {
  /** Its name in the registry, and in every `Incoming` it makes. */
  name: string;
  /** Adds its routes; called once, before the server listens. */
  mount(server: Server): void;
  /**
   * Says something outside a turn; `replaces` shows it in the place of an earlier message. Resolves with the platform's
   * id of the message. Rejects with `not-deliverable` when the conversation cannot be written to any more, and with
   * another error when it may work later. Undefined where the platform only answers.
   */
  deliver?(address: string, reply: Reply, replaces?: string): Promise<string | undefined>;
  /** A web address that opens a chat with Dalil here with this text typed already; undefined where there is none. */
  linkTo?(text: string): string | undefined;
  /** True where a conversation can still be written to days later, so that reminders arrive. */
  reachesLater?: boolean;
  /** Takes up what a crash interrupted; called once, after the server listens. */
  resume?(): Promise<void>;
  /** Resolves when every running turn has been answered. */
  close(): Promise<void>;
}

/** Where a conversation can be reached, as a channel saves it. */
export interface ReachableConversation {
  conversationId: string;
  /** The person, in a personal conversation. */
  personId?: string;
  /** The platform's id of the group (a team) it belongs to. */
  group?: string;
  scope: Scope;
  /** Whatever the channel needs to write there again. */
  address: string;
}

/** What a channel keeps across restarts. Ids become keyed hashes and addresses are sealed before they are stored. */
export interface ChannelMemory {
  saveAddress(conversation: ReachableConversation): Promise<void>;
  forgetAddress(conversationId: string): Promise<void>;
  addressOf(conversationId: string): Promise<string | undefined>;
  /** The newest address of a conversation of a group. */
  addressOfGroup(group: string): Promise<string | undefined>;
  /** The groups and channels of teams that can be reached, for whoever runs Dalil; no one-to-one chats. */
  sharedConversations(): Promise<{ conversationId: string; scope: Scope }[]>;
  /** Notes which message a reply was sent as. */
  noteSent(conversationId: string, messageId: string, replyId: string): Promise<void>;
  /** Notes a turn that is acknowledged before it has ended; resolves with the id to finish it by. */
  noteUnfinished(address: string, language: Language): Promise<string>;
  finish(turnId: string): Promise<void>;
  /** Turns that a crash cut off. */
  unfinished(): Promise<{ id: string; address: string; language: Language }[]>;
}

/** A message on its way in, as a channel hands it over: ids and payload in clear, sealed before they are stored. */
export interface IncomingItem {
  /** The platform's id of the message. */
  messageId: string;
  personKey: string;
  payload: string;
}

/** A message on its way in, as it comes back. */
export interface WaitingItem extends Omit<InboxItem, 'payload' | 'channel'> {
  /** Undefined when it was sealed with another secret. */
  payload?: string;
}

/** A message on its way out, with body and address in clear. */
export type OutgoingItem = Omit<OutboxItem, 'channel' | 'address' | 'body'> & { address?: string; body?: string };

/** What the notes of a contact may be changed to; a key given as undefined empties the field. */
export type ContactChange = Partial<Pick<Contact, 'lastInboundAt' | 'optedInAt' | 'stoppedAt' | 'lastReplyId'>>;

/**
 * The durable queues of one channel. Ids of the platform become keyed hashes, payloads, bodies and addresses are sealed.
 * What a method of `Queue` with the same name promises holds here too.
 */
export interface ChannelQueue {
  /**
   * The key of a person who is known by any of these, the surest first. Those that are new stand for the same person
   * from now on.
   */
  personOf(aliases: readonly string[]): Promise<string>;
  /** Lets `after` stand for whoever `before` stood for. */
  relink(before: readonly string[], after: readonly string[]): Promise<void>;
  contact(personKey: string): Promise<Contact | undefined>;
  /** Changes the notes of a contact, or begins them. */
  noteContact(personKey: string, change: ContactChange): Promise<void>;

  accept(items: readonly IncomingItem[]): Promise<number>;
  waiting(limit: number): Promise<WaitingItem[]>;
  settle(id: string, outgoing: readonly OutgoingItem[]): Promise<void>;
  retryLater(id: string, attempts: number, retryAt: number): Promise<void>;
  park(id: string, outgoing: readonly OutgoingItem[]): Promise<void>;

  add(items: readonly OutgoingItem[]): Promise<void>;
  /** Without bodies and addresses: most of those looked at cannot go yet, and opening them would be for nothing. */
  pending(limit: number): Promise<OutgoingItem[]>;
  item(id: string): Promise<OutgoingItem | undefined>;
  /** The message that the platform knows by this id. */
  bySentId(messageId: string): Promise<OutgoingItem | undefined>;
  change(
    id: string,
    from: readonly OutboxStatus[],
    change: Parameters<Queue['changeOutbox']>[2] & { sentId?: string },
  ): Promise<boolean>;
  release(personKey: string, address: string): Promise<number>;

  stopped(): Promise<ChannelStop | undefined>;
  noteStop(stop: ChannelStop | undefined): Promise<void>;
  count(): Promise<QueueCounts>;
}

/** What every channel needs from the rest of Dalil. */
export interface ChannelDependencies {
  /** Answers one message. May reject; the channel then apologises and logs. */
  handleTurn(incoming: Incoming): Promise<Reply>;
  memory(channel: string): ChannelMemory;
  queue(channel: string): ChannelQueue;
  /** Runs `job` after a time in milliseconds; returns how to stop it. Does not keep the process alive. */
  after(milliseconds: number, job: () => void): () => void;
  /** A number from 0 (included) to 1 (excluded). */
  random(): number;
  texts: Texts;
  log: Logger;
  /** A new unique id. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}
