/** What must outlive a turn: sessions, outcomes, feedback and the ids of messages already handled. */
import type { StoredAddress, UnfinishedTurn } from './address.ts';
import type { Language } from './language.ts';
import type { FeedbackReason } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { KnowledgeDraft, PersonQuestion, PersonQuestionChange, QuestionStatus } from './person-question.ts';
import type { Queue } from './queue.ts';
import type { TrainingStore } from './training-store.ts';

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
  /** Id of the last reply that carried an answer, for a verdict that does not say which reply it is about. */
  lastReplyId?: string;
  /**
   * What "ask a person" passes on now: the last question, which was refused, or a request without words about a person
   * at risk. Undefined: the person is asked what to pass on.
   */
  forPerson?: 'last-question' | 'urgent';
  /** True when the next message is the question to pass on to a person. */
  writesToPerson?: boolean;
  /**
   * The run through a quiz that is open here. `asks` is true while its item is the last thing that was shown: letters
   * typed then answer it. `asides` counts the messages about something else since.
   */
  run?: { attemptId: string; asks: boolean; asides: number };
  /** The module whose certificate waits for a name: the next message is that name. */
  certificateFor?: string;
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
  /** How the turn had ended, and the passages it showed; undefined when the reply is not known (any more). */
  outcome?: Outcome;
  passageIds: string[];
  /** Milliseconds since 1970. */
  at: number;
}

/** The state of the product; the same over every database. Every method rejects with a `DalilError` on failure. */
export interface Store extends Queue, TrainingStore {
  /** The session of a conversation, or undefined when there is none. */
  loadSession(conversationKey: string): Promise<Session | undefined>;
  /** Replaces the session; `at` is milliseconds since 1970. `personKey` lets `forgetPerson` find it. */
  saveSession(conversationKey: string, session: Session, at: number, personKey: string): Promise<void>;
  forgetSession(conversationKey: string): Promise<void>;
  /**
   * Deletes everything stored about a person: sessions, questions for a person, what waits to be sent, the contact, the
   * keys that stand for them, and what `forgetLearner` deletes of their trainings. Atomic. Addresses of installed apps
   * stay.
   */
  forgetPerson(personKey: string): Promise<void>;
  recordOutcome(record: OutcomeRecord): Promise<void>;
  /** The record of a reply, or undefined. */
  outcomeOf(replyId: string): Promise<OutcomeRecord | undefined>;
  /** Notes which message of the platform a reply was sent as, so that a verdict on the message finds the reply. */
  noteSent(messageKey: string, replyId: string, at: number): Promise<void>;
  /** The reply a message of the platform was sent for. */
  replyOf(messageKey: string): Promise<string | undefined>;
  /** How often each outcome happened from `since` (milliseconds since 1970) on. */
  countOutcomes(since: number): Promise<Partial<Record<Outcome, number>>>;
  recordFeedback(record: FeedbackRecord): Promise<void>;
  countFeedback(since: number): Promise<{ helpful: number; unhelpful: number }>;
  /** Notes a message as handled. False when it was noted before: the caller then does nothing. Atomic. */
  claimMessage(messageKey: string, at: number): Promise<boolean>;
  /** Gives a claim back, when handling it failed before anything was said. */
  releaseMessage(messageKey: string): Promise<void>;
  /** Saves or replaces the address of a conversation. */
  saveAddress(address: StoredAddress): Promise<void>;
  forgetAddress(conversationKey: string): Promise<void>;
  addressOf(conversationKey: string): Promise<StoredAddress | undefined>;
  /** An address of a group, the newest first. */
  addressOfGroup(groupKey: string): Promise<StoredAddress | undefined>;
  listAddresses(channel: string): Promise<StoredAddress[]>;

  addPersonQuestion(question: PersonQuestion): Promise<void>;
  personQuestion(id: string): Promise<PersonQuestion | undefined>;
  /** Changes a question if its status is one of `from`; false when it is not (any more). Atomic. */
  changePersonQuestion(id: string, from: readonly QuestionStatus[], change: PersonQuestionChange): Promise<boolean>;
  /** Questions that are open, taken, or answered and not yet delivered; oldest first. */
  pendingPersonQuestions(): Promise<PersonQuestion[]>;
  /** Questions of one person, newest first. */
  personQuestionsOf(askerKey: string): Promise<PersonQuestion[]>;

  addDraft(draft: KnowledgeDraft): Promise<void>;
  draft(id: string): Promise<KnowledgeDraft | undefined>;
  /** Drafts nobody decided yet, oldest first. */
  openDrafts(): Promise<KnowledgeDraft[]>;
  /** Decides a draft; false when it was decided before or does not exist. Atomic. */
  decideDraft(id: string, decision: 'approved' | 'rejected', at: number): Promise<boolean>;
  /** Takes a decision back, when what it asked for could not be done. */
  reopenDraft(id: string): Promise<void>;

  noteUnfinished(turn: UnfinishedTurn): Promise<void>;
  finish(turnId: string): Promise<void>;
  unfinishedTurns(channel: string): Promise<UnfinishedTurn[]>;

  /**
   * Deletes what nothing needs any more: handled-message ids, notes of sent messages and unfinished turns older than
   * `before`, sessions untouched since then, questions for a person that were settled before then, and handled, sent or
   * given-up messages of the queues. Parked messages stay counted, without their words. Of trainings only codes that
   * expired before then go.
   */
  prune(before: number): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
