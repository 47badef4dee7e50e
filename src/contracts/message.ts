/** What a person can send and what Dalil can say, free of any platform. */
import type { Language } from './language.ts';
import type { Outcome } from './outcome.ts';
import type { Authority, Country, Passage, Review, Source } from './passage.ts';
import type { QuestionStatus } from './person-question.ts';
import type { ShownFeedback, ShownItem, ShownResult, TrainingChoice } from './training-message.ts';

export type { ShownFeedback, ShownItem, ShownResult, TrainingChoice } from './training-message.ts';

/** Who can read what is said in a conversation: one person, the members of a chat, or a channel of a team. */
export type Scope = 'personal' | 'group' | 'channel';

/** What a person may do beyond asking; the channel proves it by the platform's own identity, never by a name. */
export const ROLES = ['admin', 'trainer', 'focal-point'] as const;
export type Role = (typeof ROLES)[number];

/** Where a message came from and how its sender is known there. */
export interface Envelope {
  /** The platform's id of this message; the same id is handled once. */
  messageId: string;
  /** Name of the channel in the registry. */
  channel: string;
  conversationId: string;
  /** The platform's id of the sender; never shown, never logged in clear. */
  personId: string;
  /** Key of the sender where the channel knows it already; made from `personId` where it does not. */
  personKey?: string;
  /** The name the platform shows for the sender: passed through to a screen, never stored or logged. */
  personName?: string;
  scope: Scope;
  roles: readonly Role[];
  /** How the channel can reach this conversation later. Only the channel reads it; it is sealed before it is stored. */
  address?: string;
  /** True when the person never wrote on this channel before, and was told nothing about Dalil. */
  isFirstContact?: boolean;
  /** The language the person's client is set to, where the channel tells. */
  clientLanguage?: Language;
  /** When it arrived, in milliseconds since 1970. */
  receivedAt: number;
}

/** What a button, a link or a typed number stands for. */
export type Choice =
  | { action: 'open-passage'; passageId: string }
  | { action: 'ask'; question: string }
  | { action: 'set-language'; language: Language }
  | { action: 'ask-a-person' }
  /** Passes the last question on to a person, when several things could be meant. */
  | { action: 'pass-on-last' }
  /** The asker no longer wants a question passed on to a person. */
  | { action: 'take-back'; questionId: string }
  | { action: 'take-question'; questionId: string }
  | { action: 'answer-question'; questionId: string; answer: string }
  | { action: 'decide-draft'; draftId: string; approve: boolean }
  /** What an admin says about a document they sent. */
  | {
      action: 'describe-document';
      uploadId: string;
      title: string;
      language: Language;
      authority: Authority;
      asOf: string;
      country?: Country;
    }
  | TrainingChoice;

/** Why a message cannot be read. */
export type UnsupportedReason =
  | 'attachment'
  | 'audio'
  | 'image'
  | 'location'
  | 'contact'
  | 'file-too-large'
  | 'file-not-fetched'
  | 'unknown';

/** Every message a person can send, after a channel's `parse`. A raw payload never gets past it. */
export type Incoming = Envelope &
  (
    | { kind: 'text'; text: string }
    | { kind: 'choice'; choice: Choice }
    | { kind: 'file'; name: string; contentType: string; bytes: Uint8Array }
    | { kind: 'joined' }
    /** The person wants replies only from now on, or to be written to again. */
    | { kind: 'subscription'; wanted: boolean }
    /** A button of an earlier message, which now would mean something else. */
    | { kind: 'stale' }
    /** A person deleted a message of theirs; what is remembered of it goes too. */
    | { kind: 'retracted' }
    /** `replyToId` is a reply's id, or the platform's id of the message it was sent as. Undefined: the last reply. */
    | { kind: 'feedback'; replyToId?: string; helpful: boolean; reason?: FeedbackReason }
    | { kind: 'unsupported'; reason: UnsupportedReason }
  );

/** Why an answer did not help. */
export const FEEDBACK_REASONS = ['wrong', 'incomplete', 'wrong-source', 'unclear', 'out-of-date'] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** One run of quoted sentences with the number of its source. */
export interface AnswerSentence {
  text: string;
  /** The source's number, shown as `[n]`. */
  n: number;
  /** Language and writing direction of the quoted words. */
  language: Language;
}

/** A source as it is listed under an answer. */
export interface SourceLine {
  n: number;
  passageId: string;
  documentKey: string;
  title: string;
  heading: string;
  authority: Authority;
  benchmark: boolean;
  countries: Country[];
  asOf: string;
  review: Review;
  sources: Source[];
  /** The quoted words, exactly as they stand in the passage. */
  quote: string;
}

/** A choice as it is offered. */
export interface OfferedChoice {
  label: string;
  choice: Choice;
}

/** A question passed on to the focal points, as they see it. */
export interface ShownQuestion {
  id: string;
  /** Masked; undefined for an urgent request, which carries no words of the asker. */
  text?: string;
  urgent: boolean;
  language: Language;
  countries: readonly Country[];
  status: QuestionStatus;
  /** Milliseconds since 1970. */
  askedAt: number;
  /** Name of who took or answered it, shown but never stored. */
  by?: string;
  answer?: string;
}

/** One thing a form asks for. */
export interface FormField {
  /** Name of the value in the choice. */
  name: string;
  label: string;
  kind: 'text' | 'long-text' | 'options';
  required: boolean;
  /** What is filled in already. */
  value?: string;
  /** For `options`. */
  options?: readonly { value: string; label: string }[];
  /** Most characters. */
  limit?: number;
}

/** The parts a reply is made of; each channel renders each of them. */
export type Block =
  | { type: 'text'; text: string }
  | { type: 'notice'; text: string }
  | { type: 'answer'; sentences: AnswerSentence[] }
  | { type: 'sources'; sources: SourceLine[] }
  | { type: 'passage'; passage: Passage }
  | { type: 'choices'; prompt?: string; choices: OfferedChoice[] }
  | { type: 'link'; label: string; url: string }
  | { type: 'person-question'; question: ShownQuestion }
  /** Letters typed next answer it: the choices of the same reply have none. */
  | { type: 'quiz-item'; item: ShownItem }
  | { type: 'quiz-feedback'; feedback: ShownFeedback }
  | { type: 'quiz-result'; result: ShownResult }
  /** Sends the choice made of `base` and the values of the fields. */
  | {
      type: 'form';
      prompt: string;
      fields: readonly FormField[];
      submit: string;
      base: Readonly<Record<string, string>>;
    };

/** What Dalil says to one message. */
export interface Reply {
  /** The id feedback refers to. */
  id: string;
  language: Language;
  outcome: Outcome;
  blocks: Block[];
  /** True when only the asker may read it, whoever else is in the conversation. */
  private?: boolean;
  /** True when a chat model wrote the sentences; quoted sentences are not written by one. */
  writtenByModel?: boolean;
}
