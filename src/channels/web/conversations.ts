/** The conversations of the chat page: who may write to them, and their last turns, so that a lost answer can be sent again. */
import { createHash } from 'node:crypto';
import { DalilError } from '../../errors.ts';
import { Inbox } from './inbox.ts';
import type { MessageLine, WebLine } from './protocol.ts';

/** Conversations kept at once; the longest idle one gives way. */
const MAX_CONVERSATIONS = 2000;
/** Turns kept per conversation for sending again. */
const MAX_TURNS = 20;
/** Turns of one conversation that may run or wait at once. */
const MAX_RUNNING = 8;
/** A conversation nobody used for this long has ended. */
const MAX_IDLE_MILLISECONDS = 12 * 60 * 60 * 1000;

/** One person's conversation on one page. */
export interface Conversation {
  /** What the person's page knows it by; unguessable, never stored or logged. */
  secret: string;
  /** What the rest of Dalil knows it by. */
  key: string;
  personId: string;
  lastUsedAt: number;
  turns: Map<string, Turn>;
  /** What was said outside a turn and not fetched yet. */
  inbox: Inbox;
}

/** One turn: the lines said so far, and who is listening for more. */
export class Turn {
  readonly #lines: WebLine[] = [];
  readonly #listeners = new Set<(line: WebLine) => void>();
  #state: 'running' | 'ended' | 'failed' = 'running';

  get running(): boolean {
    return this.#state === 'running';
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  /** Adds a line and tells everyone who listens. */
  add(line: WebLine): void {
    this.#lines.push(line);
    for (const listener of this.#listeners) listener(line);
  }

  /** Ends the turn. A failed one runs anew when it is sent again. */
  end(ended: { failed: boolean; line: WebLine }): void {
    this.#state = ended.failed ? 'failed' : 'ended';
    this.add(ended.line);
    this.#listeners.clear();
  }

  /** Calls `listener` with every line so far and every later one. Returns how to stop. */
  listen(listener: (line: WebLine) => void): () => void {
    for (const line of this.#lines) listener(line);
    if (this.running) this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Every conversation of the page, in memory: a restart ends them, and the page starts a new one by itself. */
export class Conversations {
  /** The longest idle one first. */
  readonly #bySecret = new Map<string, Conversation>();
  readonly #byKey = new Map<string, Conversation>();
  readonly #now: () => number;
  readonly #newSecret: () => string;

  constructor(now: () => number, newSecret: () => string) {
    this.#now = now;
    this.#newSecret = newSecret;
  }

  /**
   * Starts a conversation. `person` is a secret that the person's browser keeps: whoever comes back with it is known
   * again, after days and after a restart, which is what a training needs. Nothing but a digest of it is used.
   */
  start(person: string = this.#newSecret()): Conversation {
    const conversation: Conversation = {
      secret: this.#newSecret(),
      key: this.#newSecret(),
      personId: createHash('sha256').update(`person of the page\u0000${person}`).digest('base64url'),
      lastUsedAt: this.#now(),
      turns: new Map(),
      inbox: new Inbox(),
    };
    this.#keep(conversation);
    const [longestIdle] = this.#bySecret.values();
    if (this.#bySecret.size > MAX_CONVERSATIONS && longestIdle !== undefined) this.#drop(longestIdle);
    return conversation;
  }

  /** The conversation a page knows the secret of. Throws `unknown-conversation`. */
  find(secret: string): Conversation {
    const conversation = this.#alive(this.#bySecret.get(secret));
    if (conversation === undefined) {
      throw new DalilError({
        code: 'unknown-conversation',
        message: 'There is no such conversation.',
        hint: 'Start a new one with POST /web/conversations.',
      });
    }
    this.#use(conversation);
    return conversation;
  }

  /**
   * Leaves a reply in the conversation with this key, and starts its idle time anew: the person has that long to come
   * for it. Throws `not-deliverable` when the conversation has ended, and `inbox-full`.
   */
  leave(key: string, line: MessageLine): void {
    const conversation = this.#alive(this.#byKey.get(key));
    if (conversation === undefined) {
      throw new DalilError({
        code: 'not-deliverable',
        message: 'The conversation on the chat page has ended.',
        hint: 'Nothing more can be said there: do not try again.',
      });
    }
    conversation.inbox.add(line);
    this.#use(conversation);
  }

  /** The turn of a message: a new one to run, or one that runs or has ended already. Throws `too-many-turns`. */
  turn(conversation: Conversation, messageId: string): { turn: Turn; isNew: boolean } {
    const earlier = conversation.turns.get(messageId);
    if (earlier !== undefined && !earlier.failed) return { turn: earlier, isNew: false };
    const running = [...conversation.turns.values()].filter((turn) => turn.running).length;
    if (running >= MAX_RUNNING) {
      throw new DalilError({
        code: 'too-many-turns',
        message: 'Too many messages of one conversation wait for their answer.',
        hint: 'Send the next one when an answer has arrived.',
      });
    }
    const turn = new Turn();
    conversation.turns.delete(messageId);
    conversation.turns.set(messageId, turn);
    for (const [id, old] of conversation.turns) {
      if (conversation.turns.size <= MAX_TURNS) break;
      if (!old.running) conversation.turns.delete(id);
    }
    return { turn, isNew: true };
  }

  /** The conversation, unless it has ended: then it is dropped. */
  #alive(conversation: Conversation | undefined): Conversation | undefined {
    if (conversation === undefined || this.#now() - conversation.lastUsedAt <= MAX_IDLE_MILLISECONDS) {
      return conversation;
    }
    this.#drop(conversation);
    return undefined;
  }

  /** Notes that a conversation is used now. */
  #use(conversation: Conversation): void {
    conversation.lastUsedAt = this.#now();
    this.#drop(conversation);
    this.#keep(conversation);
  }

  #keep(conversation: Conversation): void {
    this.#bySecret.set(conversation.secret, conversation);
    this.#byKey.set(conversation.key, conversation);
  }

  #drop(conversation: Conversation): void {
    this.#bySecret.delete(conversation.secret);
    this.#byKey.delete(conversation.key);
  }
}
