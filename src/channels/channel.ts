/** What a channel is, and what every channel is given. */
import type { Server } from 'restify';
import type { Language } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Incoming, Reply, Scope } from '../contracts/message.ts';
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

/** What every channel needs from the rest of Dalil. */
export interface ChannelDependencies {
  /** Answers one message. May reject; the channel then apologises and logs. */
  handleTurn(incoming: Incoming): Promise<Reply>;
  memory(channel: string): ChannelMemory;
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
