/** What a person can send and what Dalil can say, free of any platform. */
import type { Language } from './language.ts';
import type { Outcome } from './outcome.ts';
import type { Authority, Country, Passage, Review, Source } from './passage.ts';

/** Where a message came from and how its sender is known there. */
export interface Envelope {
  /** The platform's id of this message; the same id is handled once. */
  messageId: string;
  /** Name of the channel in the registry. */
  channel: string;
  conversationId: string;
  /** The platform's id of the sender; never shown, never logged in clear. */
  personId: string;
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
  | { action: 'ask-a-person' };

/** Why a message cannot be read. */
export type UnsupportedReason = 'attachment' | 'audio' | 'image' | 'location' | 'contact' | 'unknown';

/** Every message a person can send, after a channel's `parse`. A raw payload never gets past it. */
export type Incoming = Envelope &
  (
    | { kind: 'text'; text: string }
    | { kind: 'choice'; choice: Choice }
    | { kind: 'file'; name: string; contentType: string; bytes: Uint8Array }
    | { kind: 'joined' }
    | { kind: 'feedback'; replyToId: string; helpful: boolean; reason?: FeedbackReason }
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

/** The parts a reply is made of; each channel renders each of them. */
export type Block =
  | { type: 'text'; text: string }
  | { type: 'notice'; text: string }
  | { type: 'answer'; sentences: AnswerSentence[] }
  | { type: 'sources'; sources: SourceLine[] }
  | { type: 'passage'; passage: Passage }
  | { type: 'choices'; prompt?: string; choices: OfferedChoice[] }
  | { type: 'link'; label: string; url: string };

/** What Dalil says to one message. */
export interface Reply {
  /** The id feedback refers to. */
  id: string;
  language: Language;
  outcome: Outcome;
  blocks: Block[];
}
