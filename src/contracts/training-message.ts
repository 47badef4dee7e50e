/** What a person can choose in a training, and what is shown of it, free of any platform. */
import type { Language } from './language.ts';
import type { Country } from './passage.ts';
import type { ChallengeReason, ItemKind, Phase } from './training.ts';

/** What can be chosen in a training. Ids of runs and items are in each, so that an old button is told from a new one. */
export type TrainingChoice =
  /** The modules to choose from. */
  | { action: 'open-training' }
  | { action: 'open-module'; module: string }
  /** Begins a run, or goes on with the one that is open. */
  | { action: 'begin-run'; module: string; phase: Exclude<Phase, 'retry'>; session?: number }
  /** `given`: ids of options, in order where order matters; empty: "I do not know". */
  | { action: 'answer-item'; attemptId: string; itemId: string; given: string[] }
  /** The card at this step has been read. */
  | { action: 'read-on'; attemptId: string; step: number }
  | { action: 'continue-run'; attemptId: string }
  | { action: 'leave-run'; attemptId: string }
  | { action: 'retry-wrong'; attemptId: string }
  /** Shows an answer of a finished run again, with its explanation; `at` counts those that were wrong, from 0. */
  | { action: 'look-back'; attemptId: string; at: number }
  | { action: 'challenge-item'; module: string; itemId: string; reason?: ChallengeReason }
  | { action: 'ask-certificate'; module: string }
  | { action: 'delete-certificate'; code: string }
  | { action: 'join-event'; event: string }
  /** A code that joins this channel with another. */
  | { action: 'link-channels' }
  | { action: 'open-reminders' }
  /** Turns reminders on, at this hour of this time zone; what is left out is asked for. */
  | { action: 'set-reminders'; hour?: number; timeZone?: string }
  | { action: 'pause-reminders' }
  | { action: 'stop-reminders' }
  /** From here on: for trainers. */
  | { action: 'open-events' }
  | { action: 'describe-event' }
  | {
      action: 'create-event';
      name: string;
      place: string;
      country?: Country;
      startsOn: string;
      endsOn: string;
      /** Key of a module, or `all`. */
      module: string;
      language: Language;
      code: string;
    }
  | { action: 'open-event'; event: string }
  | { action: 'open-report'; event?: string }
  /** The items a trainer is to decide on; `at` counts them from 0. */
  | { action: 'open-item-queue'; at: number }
  | { action: 'decide-item'; module: string; itemId: string; keep: boolean };

/** An item as it is asked. Every text is in the reply's language. */
export interface ShownItem {
  attemptId: string;
  itemId: string;
  kind: ItemKind;
  /** Where one stands: "Session 2 of 4 · question 3 of 8". */
  place: string;
  /** Steps behind, and steps in all: for a bar. */
  done: number;
  total: number;
  prompt: string;
  /** `match` only: what something is to be put beside, in the order of the answer. */
  left: readonly string[];
  /** In the order shown; `letter` is what can be typed for it. */
  options: readonly { id: string; letter: string; text: string }[];
  /** How to answer by typing letters. */
  how: string;
}

/** What was answered to an item, and what is right. */
export interface ShownFeedback {
  itemId: string;
  /** `unknown`: "I do not know". */
  verdict: 'right' | 'wrong' | 'unknown';
  /** "Right", "Not quite". */
  heading: string;
  /** The question; left out where it was the last thing shown. */
  prompt?: string;
  /** What was answered; undefined when it was right or unknown. */
  given?: string;
  /** What is right; undefined when that was answered. */
  expected?: string;
  why: string;
  /** Title and heading of what proves it. */
  source?: string;
}

/** The result of a finished run, as bars. */
export interface ShownResult {
  heading: string;
  /** "9 of 12 right (75 %)". */
  score: string;
  right: number;
  items: number;
  /** Undefined where nothing is passed or failed; percent. */
  passMark?: number;
  /** "Passed", "Not passed yet: 70 % is needed". */
  verdict?: string;
  /** One bar for each session of the module that was asked about; `score` says it in words: "2 of 3". */
  topics: readonly { label: string; right: number; items: number; score: string }[];
  /** "You 7 of 10; the group 6.1." */
  comparison?: string;
}
