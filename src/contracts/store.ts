/** What must outlive a turn: sessions, outcomes, feedback and the ids of messages already handled. */
import type { Language } from './language.ts';
import type { FeedbackReason } from './message.ts';
import type { Outcome } from './outcome.ts';

/** What a conversation remembers between turns. It holds masked text only. */
export interface Session {
  /** The language the person chose, or the one last detected. */
  language?: Language;
  /** True when the person chose the language; detection then only breaks ties. */
  languageChosen: boolean;
  /** The last question in full, masked, after a follow-up was resolved. */
  lastQuestion?: string;
  /** Passages shown in the last answer, in the order of their numbers. */
  lastPassageIds: string[];
  /** What the last reply offered, in order, so that a typed number means a choice. */
  lastChoices: string[];
}

/** One turn, without the words of the question. */
export interface OutcomeRecord {
  /** Id of the reply. */
  id: string;
  channel: string;
  language: Language;
  outcome: Outcome;
  passageIds: string[];
  /** Which index version answered. */
  indexVersion: string;
  milliseconds: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** A person's verdict on one reply, without words. */
export interface FeedbackRecord {
  id: string;
  replyId: string;
  helpful: boolean;
  reason?: FeedbackReason;
  /** Milliseconds since 1970. */
  at: number;
}

/** The state of the product; the same over every database. Every method rejects with a `DalilError` on failure. */
export interface Store {
  /** The session of a conversation, or undefined when there is none. */
  loadSession(conversationKey: string): Promise<Session | undefined>;
  /** Replaces the session; `at` is milliseconds since 1970. */
  saveSession(conversationKey: string, session: Session, at: number): Promise<void>;
  forgetSession(conversationKey: string): Promise<void>;
  recordOutcome(record: OutcomeRecord): Promise<void>;
  /** How often each outcome happened from `since` (milliseconds since 1970) on. */
  countOutcomes(since: number): Promise<Partial<Record<Outcome, number>>>;
  recordFeedback(record: FeedbackRecord): Promise<void>;
  countFeedback(since: number): Promise<{ helpful: number; unhelpful: number }>;
  /** Notes a message as handled. False when it was noted before: the caller then does nothing. Atomic. */
  claimMessage(messageKey: string, at: number): Promise<boolean>;
  /** Gives a claim back, when handling it failed before anything was said. */
  releaseMessage(messageKey: string): Promise<void>;
  /** Deletes handled-message ids older than `before` and sessions untouched since then. */
  prune(before: number): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
