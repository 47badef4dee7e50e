/** One of each thing trainings keep, for the tests of every store. */
import type {
  Attempt,
  Certificate,
  Challenge,
  EventMember,
  GivenAnswer,
  ItemState,
  OneTimeCode,
  Reminder,
  Review,
  TrainingEvent,
} from '../../src/contracts/training.ts';

export const AT = 1_763_766_000_123;

/** A run just begun, with nothing that may be left out. */
export const BEGUN: Attempt = {
  id: 'run-1',
  learnerKey: 'learner-1',
  module: 'referral',
  phase: 'practice',
  language: 'fr',
  steps: [
    { item: 'R01', options: ['b', 'a'] },
    { item: 'R02', options: [] },
  ],
  at: 0,
  answers: [],
  startedAt: AT,
  changedAt: AT,
};

/** A run with every field. */
export const ENDED: Attempt = {
  id: 'run-2',
  learnerKey: 'learner-1',
  module: 'referral',
  phase: 'session',
  session: 2,
  event: 'TUN-2026-05',
  language: 'ar',
  steps: [
    { card: 'what-referral-is' },
    { item: 'R03', options: ['c', 'a', 'b'] },
    { item: 'R04', options: ['a', 'b'] },
  ],
  at: 3,
  answers: [
    { item: 'R03', given: ['c', 'a'], right: true, at: AT + 1 },
    { item: 'R04', given: [], right: false, at: AT + 2 },
  ],
  startedAt: AT,
  changedAt: AT + 2,
  endedAt: AT + 3,
};

export function answerTo(item: string, more: Partial<GivenAnswer> = {}): GivenAnswer {
  return { item, given: ['a'], right: true, at: AT, ...more };
}

/** Names and a place that databases are known to trip over. */
export const EVENT: TrainingEvent = {
  code: 'TUN-2026-05',
  name: 'تدريب الإحالة \u200f🧭 \u0000 \ud800 alone',
  place: "Tunis, l'hôtel \u0000 «المدينة»",
  country: 'TN',
  startsOn: '2026-05-28',
  endsOn: '2026-05-29',
  modules: ['referral', 'mixed-movements'],
  language: 'ar',
  createdAt: AT,
};

/** An event in no country and on no module. */
export const BARE_EVENT: TrainingEvent = {
  code: 'BARE',
  name: '',
  place: '',
  startsOn: '2026-01-01',
  endsOn: '2026-01-01',
  modules: [],
  language: 'en',
  createdAt: AT - 1,
};

export const MEMBER: EventMember = {
  event: EVENT.code,
  learnerKey: 'learner-1',
  channel: 'one',
  language: 'fr',
  joinedAt: AT,
};

export const SUSPENDED: ItemState = {
  module: 'referral',
  itemId: 'R01',
  status: 'suspended',
  cause: 'source-changed',
  since: AT,
  sourceDigest: 'sha256-abc',
};

export const CHALLENGE: Challenge = {
  module: 'referral',
  itemId: 'R01',
  learnerKey: 'learner-1',
  language: 'fr',
  reason: 'unclear',
  at: AT,
};

export const REVIEW: Review = {
  learnerKey: 'learner-1',
  module: 'referral',
  itemId: 'R01',
  card: '{"stability":3.2,"due":"2026-05-28T00:00:00.000Z"}',
  dueAt: AT,
  repeats: 2,
};

export const REMINDER: Reminder = {
  learnerKey: 'learner-1',
  personKey: 'person-1',
  channel: 'one',
  address: 'sealed-1.abc',
  language: 'ar',
  hour: 18,
  timeZone: 'Africa/Tunis',
  nextAt: AT,
  pausedUntil: AT + 5,
};

export const CERTIFICATE: Certificate = {
  code: 'DALIL-7F3A-9C',
  learnerKey: 'learner-1',
  name: 'sealed-1.name',
  module: 'referral',
  event: EVENT.code,
  right: 9,
  items: 12,
  language: 'fr',
  issuedAt: AT,
};

export const CODE: OneTimeCode = { codeKey: 'hash-1', purpose: 'link', value: 'sealed-1.abc', expiresAt: AT + 60_000 };
