/** What a trainer's report holds: figures only, no words of a language and nobody's key. */
import type { Language } from '../../contracts/language.ts';
import type { Country } from '../../contracts/passage.ts';
import type { ItemKind, SuspensionCause } from '../../contracts/training.ts';

/** A mean of values from 0 to 1 with how many they are; `mean` and `deviation` are undefined where there are none. */
export interface Mean {
  n: number;
  mean?: number;
  /** Sample standard deviation (divisor n - 1); undefined for fewer than two values. */
  deviation?: number;
}

/** Learners in each tenth of the scores: [0, 10) … [80, 90), [90, 100] percent. */
export type Distribution = readonly number[];

/** How far people came. Each number counts learners once. */
export interface Funnel {
  /** Joined the event, or any where the report is of everything; who trains without joining is in the other steps only. */
  joined: number;
  /** Finished a pre-test. */
  pretest: number;
  /** Answered an item of a session or a practice. */
  practised: number;
  /** Finished a final test. */
  final: number;
  /** Holds a certificate. */
  certified: number;
}

/**
 * Scores are shares of items answered right in a finished test, from 0 to 1. Only the first finished test of a kind counts;
 * one in which nothing was asked counts for nothing.
 */
export interface ModuleReport {
  module: string;
  funnel: Omit<Funnel, 'joined'>;
  pretest: Mean;
  final: Mean;
  /** Of learners who finished both. */
  paired: { n: number; before?: number; after?: number };
  /** Normalised gain of those: (after - before) / (1 - before) of the means; undefined where it has no meaning. */
  gain?: number;
  beforeDistribution: Distribution;
  afterDistribution: Distribution;
  /**
   * Cronbach's alpha of the commonest form of each test, with how many took that form and of how many items it is. A form
   * is what was answered in a test, as a set of items; of two that are as common it is the one with more items.
   */
  alpha: { pretest: Alpha; final: Alpha };
  /** Share right in reviews that were answered 30 to 59, and 90 to 119, days after the first final test, by learner. */
  retention: { days30: Mean; days90: Mean };
  items: ItemReport[];
}

/** `value` is undefined where it cannot be computed: fewer than two items or learners, or no variance. */
export interface Alpha {
  value?: number;
  learners: number;
  items: number;
}

/** First answers only: the first each learner ever gave to the item. */
export interface ItemReport {
  itemId: string;
  kind: ItemKind;
  session: number;
  answers: number;
  /** Share of right answers (the facility index). */
  facility?: number;
  /**
   * Corrected item-total correlation: with the share right of each learner's other first answers in the module. Undefined
   * where it rests on fewer than `MIN_FOR_DISCRIMINATION` answers, or there is no variance.
   */
  discrimination?: number;
  /** How many answers that rests on: those of learners with at least `MIN_OTHERS` other first answers in the module. */
  compared: number;
  /**
   * How often each option was chosen, in the order of the file, and how often "I do not know". In `order` and `match` every
   * answer holds nearly every option; there it is how often an option stood where it belongs and nowhere else, or, if it
   * belongs nowhere, how often it was put anywhere.
   */
  chosen: { option: string; right: boolean; count: number }[];
  unknown: number;
  challenges: number;
  status: 'asked' | 'suspended' | 'withdrawn';
  cause?: SuspensionCause;
}

/** By the language of a test: the one it was last shown in. Means are of tests: one for each learner, module and kind. */
export interface LanguageReport {
  language: Language;
  /** Learners with such a test, each counted once. */
  learners: number;
  pretest: Mean;
  final: Mean;
}

/** One line for the donor: who was trained where, in what, when. */
export interface DonorLine {
  event: string;
  name: string;
  place: string;
  country?: Country;
  startsOn: string;
  endsOn: string;
  module: string;
  /**
   * Joined the event; finished the final test in it; passed: reached the pass mark in the first final test they finished in
   * it, or hold a certificate of the module from it. Learners, each counted once.
   */
  joined: number;
  finished: number;
  passed: number;
}

/** The whole report. */
export interface TrainingReport {
  /** Undefined: every event, and people who joined none. */
  event?: { code: string; name: string; place: string; country?: Country; startsOn: string; endsOn: string };
  /** When it was made; milliseconds since 1970. */
  madeAt: number;
  funnel: Funnel;
  modules: ModuleReport[];
  /** Every language, in the order of `LANGUAGES`. */
  languages: LanguageReport[];
  /** A line for each event and module, the earliest event first. */
  donor: DonorLine[];
  /** People trained over all lines of `donor`, each counted once. */
  trained: { finished: number; passed: number };
}

/** With fewer answers a correlation says nothing yet. */
export const MIN_FOR_DISCRIMINATION = 10;

/** A share of fewer other answers says little about who knows more. */
export const MIN_OTHERS = 5;
