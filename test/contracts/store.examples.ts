/** One of each thing a store keeps, for its tests. */
import type { FeedbackRecord, OutcomeRecord, Session } from '../../src/contracts/store.ts';

/** A session at its start. */
export const EMPTY: Session = { languageChosen: false, lastPassageIds: [], lastChoices: [] };

/** A session with every field, in characters that databases are known to trip over. */
export const FULL: Session = {
  language: 'ar',
  languageChosen: true,
  lastQuestion: 'ما هي آلية الإحالة الوطنية؟ \u200f[اسم] 🧭 \u0000',
  lastPassageIds: ['nrm#3', 'palermo#12'],
  lastChoices: ['{"action":"ask","question":"Où s\'adresser ?"}'],
};

/** A time as clocks give it, a duration with a fraction. */
export const OUTCOME: OutcomeRecord = {
  id: 'reply-1',
  channel: 'web',
  language: 'fr',
  outcome: 'answered',
  passageIds: ['nrm#3'],
  indexVersion: '2026-11-21',
  milliseconds: 12.75,
  at: 1_763_766_000_123,
};

/** A verdict without a reason. */
export const FEEDBACK: FeedbackRecord = { id: 'verdict-1', replyId: 'reply-1', helpful: true, at: OUTCOME.at };
