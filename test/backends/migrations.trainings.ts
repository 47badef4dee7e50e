/** Rows of trainings as version 4 wrote them, and the facts that the store of today must find in them. */
import { expect } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';

/** When everything in the rows happened. */
const at = 1_763_766_000_123;

/** What version 4 had that version 3 had not. */
export const TRAINING_ROWS: readonly string[] = [
  `insert into learners (person_key, learner_key) values ('person', 'learner')`,
  `insert into training_attempts (id, learner_key, module, phase, session, event, language, steps, steps_behind, answers,
     answered, right_answers, started_at, changed_at, ended_at, revision) values
     ('run-1', 'learner', 'referral', 'final', null, 'TUN-2026-05', 'ar',
      '[{"card":"what"},{"item":"R01","options":["b","a"]},{"item":"R02","options":[]}]', 3,
      '[{"item":"R01","given":["a"],"right":true,"at":1763766000123},{"item":"R02","given":[],"right":false,"at":1763766000124}]',
      2, 1, 1763766000123, 1763766000125, 1763766000125, 3),
     ('run-2', 'learner', 'referral', 'session', 2, null, 'fr', '[{"item":"R01","options":["a","b"]}]', 1,
      '[{"item":"R01","given":["b"],"right":false,"at":1763766000126}]',
      1, 0, 1763766000126, 1763766000127, null, 2)`,
  `insert into training_answers (attempt_id, item_id, learner_key, module, language, given, is_right, is_first, at) values
     ('run-1', 'R01', 'learner', 'referral', 'fr', '["a"]', 1, 1, 1763766000123),
     ('run-1', 'R02', 'learner', 'referral', 'ar', '[]', 0, 1, 1763766000124),
     ('run-2', 'R01', 'learner', 'referral', 'fr', '["b"]', 0, 0, 1763766000126)`,
  `insert into training_events (code, name, place, country, starts_on, ends_on, modules, language, created_at) values
     ('TUN-2026-05', '"\\u0000 training"', '"Tunis"', 'TN', '2026-05-28', '2026-05-29', '["referral"]', 'ar',
      1763766000123)`,
  `insert into training_members (event, learner_key, channel, language, joined_at) values
     ('TUN-2026-05', 'learner', 'one', 'fr', 1763766000123)`,
  `insert into training_items (module, item_id, status, cause, since, source_digest) values
     ('referral', 'R01', 'suspended', 'challenged', 1763766000123, 'digest'),
     ('referral', 'R02', 'asked', null, 1763766000123, null)`,
  `insert into training_challenges (module, item_id, learner_key, language, reason, at, settled_at) values
     ('referral', 'R01', 'learner', 'fr', 'unclear', 1763766000123, null),
     ('referral', 'R02', 'learner', 'fr', null, 1763766000123, 1763766000124)`,
  `insert into training_reviews (learner_key, module, item_id, card, due_at, repeats) values
     ('learner', 'referral', 'R01', '{}', 1763766000123, 2)`,
  `insert into training_reminders (learner_key, person_key, channel, address, language, hour, time_zone, next_at,
     paused_until) values
     ('learner', 'person', 'one', 'sealed', 'ar', 18, 'Africa/Tunis', 1763766000123, 1763766000124)`,
  `insert into certificates (code, learner_key, name, module, event, right_answers, items, language, issued_at) values
     ('DALIL-1', 'learner', 'sealed', 'referral', 'TUN-2026-05', 9, 12, 'fr', 1763766000123)`,
  `insert into one_time_codes (code_key, purpose, value, expires_at) values ('hash', 'report', 'sealed', 1763766000124)`,
];

/** Checks everything those rows say. */
export async function expectTrainings(store: Store): Promise<void> {
  expect(await store.learnerOf('person')).toBe('learner');
  const run = { learnerKey: 'learner', module: 'referral' };
  expect(await store.attemptsOf('learner')).toEqual([
    {
      ...{ ...run, id: 'run-2', phase: 'session', session: 2, language: 'fr', at: 1, revision: 2 },
      steps: [{ item: 'R01', options: ['a', 'b'] }],
      answers: [{ item: 'R01', given: ['b'], right: false, at: at + 3 }],
      ...{ startedAt: at + 3, changedAt: at + 4 },
    },
    {
      ...{ ...run, id: 'run-1', phase: 'final', event: 'TUN-2026-05', language: 'ar', at: 3, revision: 3 },
      steps: [{ card: 'what' }, { item: 'R01', options: ['b', 'a'] }, { item: 'R02', options: [] }],
      answers: [
        { item: 'R01', given: ['a'], right: true, at },
        { item: 'R02', given: [], right: false, at: at + 1 },
      ],
      ...{ startedAt: at, changedAt: at + 2, endedAt: at + 2 },
    },
  ]);
  expect(await store.itemStates()).toEqual([
    { module: 'referral', itemId: 'R01', status: 'suspended', cause: 'challenged', since: at, sourceDigest: 'digest' },
    { module: 'referral', itemId: 'R02', status: 'asked', since: at },
  ]);
  expect(await store.reviewsOf('learner')).toEqual([{ ...run, itemId: 'R01', card: '{}', dueAt: at, repeats: 2 }]);
  expect(await store.dueReminders(at, 10)).toEqual([
    {
      ...{ learnerKey: 'learner', personKey: 'person', channel: 'one', address: 'sealed', language: 'ar' },
      ...{ hour: 18, timeZone: 'Africa/Tunis', nextAt: at, pausedUntil: at + 1 },
    },
  ]);
  const nameless = {
    ...{ ...run, code: 'DALIL-1', event: 'TUN-2026-05', right: 9, items: 12, language: 'fr', issuedAt: at },
  };
  expect(await store.certificate('DALIL-1')).toEqual({ ...nameless, name: 'sealed' });
  expect(await store.useOneTimeCode('hash', 'report', at + 1)).toBeUndefined();
  await expectRecords(store, nameless);
}

async function expectRecords(store: Store, nameless: object): Promise<void> {
  const { answers, ...records } = await store.trainingRecords({});
  const run = { learnerKey: 'learner', module: 'referral' };
  const test = { ...run, phase: 'final', event: 'TUN-2026-05' };
  const first = { ...test, id: 'run-1', language: 'ar', answered: 2, right: 1, startedAt: at, endedAt: at + 2 };
  expect(records).toEqual({
    events: [
      {
        ...{ code: 'TUN-2026-05', name: '\u0000 training', place: 'Tunis', country: 'TN', language: 'ar' },
        ...{ startsOn: '2026-05-28', endsOn: '2026-05-29', modules: ['referral'], createdAt: at },
      },
    ],
    members: [{ event: 'TUN-2026-05', learnerKey: 'learner', channel: 'one', language: 'fr', joinedAt: at }],
    attempts: [
      first,
      {
        ...{ ...run, id: 'run-2', phase: 'session', session: 2, language: 'fr' },
        ...{ answered: 1, right: 0, startedAt: at + 3 },
      },
    ],
    challenges: [
      { ...run, itemId: 'R01', language: 'fr', reason: 'unclear', at },
      { ...run, itemId: 'R02', language: 'fr', at, settledAt: at + 1 },
    ],
    certificates: [nameless],
  });
  expect(await store.testScores('TUN-2026-05', 'referral', 'final')).toEqual([first]);
  const answer = { ...test, attemptId: 'run-1' };
  expect(answers.toSorted((one, other) => one.at - other.at)).toEqual([
    { ...answer, itemId: 'R01', language: 'fr', given: ['a'], right: true, first: true, at },
    { ...answer, itemId: 'R02', language: 'ar', given: [], right: false, first: true, at: at + 1 },
    {
      ...{ ...run, attemptId: 'run-2', itemId: 'R01', phase: 'session', language: 'fr' },
      ...{ given: ['b'], right: false, first: false, at: at + 3 },
    },
  ]);
}
