/** What trainings are made of and what they keep: runs, answers, events, certificates, reminders. */
import type { Language } from './language.ts';
import type { Country } from './passage.ts';

/** How an item is answered. `scenario`: one option, on a short case. */
export const ITEM_KINDS = ['single', 'multiple', 'truefalse', 'order', 'match', 'scenario'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/**
 * What a run through items is for. `pretest`: once, before everything else. `session`: reading cards, then practice.
 * `retry`: what was wrong in another run. `review`: items that are due again.
 */
export const PHASES = ['pretest', 'session', 'practice', 'retry', 'final', 'review'] as const;
export type Phase = (typeof PHASES)[number];

/** Phases without a word on right or wrong before the end. */
export const TESTS: readonly Phase[] = ['pretest', 'final'];

/** One thing a run shows: a section to read, or an item with its options in the order this run shows them. */
export type Step =
  | { card: string }
  /** `options` are the ids of options in shown order; empty where the order is always the same. */
  | { item: string; options: string[] };

/** What was answered to an item, once and for all. */
export interface GivenAnswer {
  item: string;
  /** Ids of options; in the order given for `order`, by left side for `match`; empty: "I do not know". */
  given: string[];
  right: boolean;
  /** Milliseconds since 1970. */
  at: number;
}

/** A run of one learner through some steps of a module. */
export interface Attempt {
  id: string;
  /** Keyed hash; nothing else says who it is. */
  learnerKey: string;
  module: string;
  phase: Phase;
  /** The session it belongs to, counted from 1; only for `session`. */
  session?: number;
  /** Code of the training event it counts for. */
  event?: string;
  /** The language it was last shown in. */
  language: Language;
  steps: Step[];
  /** How many steps are behind. */
  at: number;
  answers: GivenAnswer[];
  /** Times are milliseconds since 1970. */
  startedAt: number;
  changedAt: number;
  endedAt?: number;
}

/** An attempt as it is stored; `revision` grows with each change, so that two changes at once are told apart. */
export interface StoredAttempt extends Attempt {
  revision: number;
}

/** One answer as the statistics see it. */
export interface AnswerRecord {
  attemptId: string;
  learnerKey: string;
  module: string;
  itemId: string;
  phase: Phase;
  event?: string;
  language: Language;
  given: string[];
  right: boolean;
  /** True for the first answer this learner ever gave to this item. */
  first: boolean;
  at: number;
}

/** A run as the statistics see it. */
export interface AttemptRecord {
  id: string;
  learnerKey: string;
  module: string;
  phase: Phase;
  session?: number;
  event?: string;
  language: Language;
  /** Answers so far, and how many of them are right. */
  answered: number;
  right: number;
  startedAt: number;
  endedAt?: number;
}

/** A training that people join with its code, such as `TUN-2026-05`. */
export interface TrainingEvent {
  code: string;
  name: string;
  place: string;
  country?: Country;
  /** Days, such as `2026-05-28`. */
  startsOn: string;
  endsOn: string;
  /** Keys of modules. */
  modules: string[];
  language: Language;
  createdAt: number;
}

/** Who joined an event, and from where. */
export interface EventMember {
  event: string;
  learnerKey: string;
  channel: string;
  language: Language;
  joinedAt: number;
}

/** Why an item is not asked. */
export const SUSPENSION_CAUSES = ['challenged', 'discrimination', 'source-changed', 'source-gone'] as const;
export type SuspensionCause = (typeof SUSPENSION_CAUSES)[number];

/** Where an item stands. An item without a state is asked. */
export interface ItemState {
  module: string;
  itemId: string;
  /** `withdrawn`: a trainer decided that it is not asked any more. */
  status: 'asked' | 'suspended' | 'withdrawn';
  /** Why it is suspended; for an item that is asked or withdrawn: what a trainer looked at and decided. */
  cause?: SuspensionCause;
  /** When it became so; milliseconds since 1970. */
  since: number;
  /** Digest of the passages that prove it, when they were last looked at. */
  sourceDigest?: string;
}

/** Why somebody says that an item is wrong. */
export const CHALLENGE_REASONS = ['answer', 'unclear', 'translation', 'out-of-date'] as const;
export type ChallengeReason = (typeof CHALLENGE_REASONS)[number];

/** "This question is wrong": one for each learner and item. */
export interface Challenge {
  module: string;
  itemId: string;
  learnerKey: string;
  language: Language;
  reason?: ChallengeReason;
  at: number;
  /** When a trainer decided on the item. */
  settledAt?: number;
}

/** When a learner should see an item again. */
export interface Review {
  learnerKey: string;
  module: string;
  itemId: string;
  /** The scheduler's own notes, as JSON. */
  card: string;
  dueAt: number;
  /** How often it was repeated. */
  repeats: number;
}

/** That a learner wants to be reminded, when, and where. */
export interface Reminder {
  learnerKey: string;
  /** The person on the channel the reminders go to. */
  personKey: string;
  channel: string;
  /** Sealed. */
  address: string;
  language: Language;
  /** The hour of the day, 0 to 23, in the time zone (an IANA name). */
  hour: number;
  timeZone: string;
  /** When it is next looked whether something is due; milliseconds since 1970. */
  nextAt: number;
  /** No reminder before this time. */
  pausedUntil?: number;
}

/** A certificate; the only place a name is kept, and there it is sealed. */
export interface Certificate {
  /** Public: it confirms the certificate to whoever has it. */
  code: string;
  learnerKey: string;
  /** Sealed. */
  name: string;
  module: string;
  event?: string;
  right: number;
  items: number;
  language: Language;
  issuedAt: number;
}

/** A code that works once, for a short time. */
export interface OneTimeCode {
  /** Keyed hash of the code. */
  codeKey: string;
  purpose: 'link' | 'report';
  /** What it stands for, sealed. */
  value: string;
  expiresAt: number;
}

/** Which part of the records; undefined fields leave nothing out. Times are milliseconds since 1970, `until` excluded. */
export interface RecordsFilter {
  event?: string;
  module?: string;
  since?: number;
  until?: number;
}

/** What statistics are made from. */
export interface TrainingRecords {
  events: TrainingEvent[];
  members: EventMember[];
  attempts: AttemptRecord[];
  answers: AnswerRecord[];
  challenges: Challenge[];
  certificates: Omit<Certificate, 'name'>[];
}
