/** What a channel is, and what every channel is given. */
import type { Server } from 'restify';
import type { Logger } from '../contracts/logger.ts';
import type { Incoming, Reply } from '../contracts/message.ts';
import type { Texts } from '../text/texts.ts';

/** A place where people write to Dalil. */
export interface Channel {
  /** Its name in the registry, and in every `Incoming` it makes. */
  name: string;
  /** Adds its routes; called once, before the server listens. */
  mount(server: Server): void;
  /** Resolves when every running turn has been answered. */
  close(): Promise<void>;
}

/** What every channel needs from the rest of Dalil. */
export interface ChannelDependencies {
  /** Answers one message. May reject; the channel then apologises and logs. */
  handleTurn(incoming: Incoming): Promise<Reply>;
  texts: Texts;
  log: Logger;
  /** A new unique id. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}
