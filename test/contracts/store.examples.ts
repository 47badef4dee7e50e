/** One of each thing a store keeps, for its tests. */
import type { StoredAddress, UnfinishedTurn } from '../../src/contracts/address.ts';
import type { KnowledgeDraft, PersonQuestion } from '../../src/contracts/person-question.ts';
import type { FeedbackRecord, OutcomeRecord, Session } from '../../src/contracts/store.ts';

/** Characters that databases are known to trip over. */
const HARD_TEXT = 'ما هي آلية الإحالة الوطنية؟ \u200f[اسم] 🧭 \u0000 \ud800 alone';

/** Texts that must come back as they are. */
export const HOSTILE = ["'; drop table sessions; --", '" or 1=1', '%_\\', '$1 ?', '{}', '\ud800 alone', 'null', ''];

/** A session at its start. */
export const EMPTY: Session = { languageChosen: false, lastPassageIds: [], lastChoices: [] };

/** A session with every field. */
export const FULL: Session = {
  language: 'ar',
  languageChosen: true,
  lastQuestion: HARD_TEXT,
  lastPassageIds: ['nrm#3', 'palermo#12'],
  lastChoices: ['{"action":"ask","question":"Où s\'adresser ?"}'],
  lastReplyId: 'reply-1',
  forPerson: 'urgent',
  writesToPerson: true,
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

/** A verdict without a reason, on a reply that is not known any more. */
export const FEEDBACK: FeedbackRecord = {
  id: 'verdict-1',
  replyId: 'reply-1',
  helpful: true,
  passageIds: [],
  at: OUTCOME.at,
};

/** The address of a personal conversation. */
export const PERSONAL: StoredAddress = {
  conversationKey: 'conversation-1',
  personKey: 'person-1',
  channel: 'one',
  scope: 'personal',
  address: 'sealed-1.abc',
  savedAt: OUTCOME.at,
};

/** The address of a conversation in a group. */
export const IN_GROUP: StoredAddress = {
  conversationKey: 'conversation-2',
  groupKey: 'group-1',
  channel: 'one',
  scope: 'channel',
  address: 'sealed-1.def',
  savedAt: OUTCOME.at,
};

/** A turn that has begun. */
export const TURN: UnfinishedTurn = {
  id: 'turn-1',
  channel: 'one',
  address: 'sealed-1.abc',
  language: 'ar',
  startedAt: OUTCOME.at,
};

/** A question just asked, with nothing that may be left out. */
export const URGENT: PersonQuestion = {
  id: 'q-000001',
  place: 'tunis',
  channel: 'one',
  askerKey: 'person-1',
  language: 'fr',
  countries: [],
  urgent: true,
  status: 'open',
  askedAt: OUTCOME.at,
  failures: 0,
};

/** A question with every field. */
export const ANSWERED: PersonQuestion = {
  id: 'q-7f3a9c',
  place: 'tunis',
  channel: 'one',
  askerKey: 'person-1',
  address: 'sealed-1.abc',
  language: 'ar',
  countries: ['TN', 'LY'],
  text: HARD_TEXT,
  urgent: false,
  status: 'answered',
  askedAt: OUTCOME.at,
  postId: '1763766000123',
  takenAt: OUTCOME.at + 1,
  answeredAt: OUTCOME.at + 2,
  remindedAt: OUTCOME.at + 3,
  answer: 'sealed-1.ghi',
  deliveredAt: OUTCOME.at + 4,
  failures: 5,
  retryAt: OUTCOME.at + 6,
};

/** A draft nobody decided yet. */
export const DRAFT: KnowledgeDraft = {
  id: 'd-1',
  question: HARD_TEXT,
  answer: `${HARD_TEXT} answered`,
  language: 'ar',
  countries: ['TN', 'LY'],
  createdAt: OUTCOME.at,
  expiresAt: OUTCOME.at + 1,
};
