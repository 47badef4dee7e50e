/** How a conversation can be reached outside a turn. */
import type { Scope } from './message.ts';

/** A conversation the app is installed in. The address is sealed: it can be read with the secret of this installation only. */
export interface StoredAddress {
  /** Key of the conversation. */
  conversationKey: string;
  /** Key of the person, in a personal conversation. */
  personKey?: string;
  /** Key of the platform's group (a team) the conversation belongs to. */
  groupKey?: string;
  channel: string;
  scope: Scope;
  address: string;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** A turn that was acknowledged before it had ended, so that a crash in between can be apologised for. */
export interface UnfinishedTurn {
  id: string;
  channel: string;
  /** Sealed. */
  address: string;
  language: string;
  /** Milliseconds since 1970. */
  startedAt: number;
}
