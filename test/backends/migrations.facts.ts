/** Rows of every version of the tables, and the facts that the store of today must find in them. */
import { expect } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { expectTrainings, TRAINING_ROWS } from './migrations.trainings.ts';

/** When everything in the rows happened. */
const at = 1_763_766_000_123;

/** Version 3 wrote these tables as version 2 did. */
const SECOND_ROWS: readonly string[] = [
  `insert into sessions (conversation_key, session, updated_at, person_key) values
     ('key', '{"language":"ar","languageChosen":true,"lastPassageIds":["nrm#3"],"lastChoices":[]}', 1763766000123,
      'person')`,
  `insert into handled_messages (message_key, handled_at) values ('message', 1763766000123)`,
  `insert into outcomes (id, channel, language, outcome, passage_ids, index_version, milliseconds, at) values
     ('reply', 'web', 'fr', 'answered', '["nrm#3"]', '2026-11-21', 12, 1763766000123)`,
  `insert into feedback (id, reply_id, helpful, reason, at, outcome, passage_ids) values
     ('verdict', 'reply', 0, 'out-of-date', 1763766000123, 'answered', '["nrm#3"]')`,
  `insert into sent_messages (message_key, reply_id, sent_at) values ('sent', 'reply', 1763766000123)`,
  `insert into addresses (conversation_key, person_key, group_key, channel, scope, address, saved_at) values
     ('key', 'person', null, 'web', 'personal', 'sealed', 1763766000123)`,
  `insert into unfinished_turns (id, channel, address, language, started_at) values
     ('turn', 'web', 'sealed', 'fr', 1763766000123)`,
  `insert into person_questions (id, place, channel, asker_key, address, language, countries, text, urgent, status,
     asked_at, post_id, taken_at, answered_at, reminded_at, answer, delivered_at, failures, retry_at) values
     ('q-1', 'tunis', 'web', 'person', 'sealed', 'ar', '["TN"]', '"masked"', 0, 'taken',
      1763766000123, 'post', 1763766000124, null, null, null, null, 2, 1763766000125)`,
  `insert into knowledge_drafts (id, question, answer, language, countries, created_at, expires_at, decision,
     decided_at) values
     ('d-1', '"asked"', '"said"', 'fr', '[]', 1763766000123, 1763766000124, 'approved', 1763766000125)`,
];

/** Version 4 left these tables as they were, too. */
const THIRD_ROWS: readonly string[] = [
  ...SECOND_ROWS,
  `insert into inbox (id, channel, person_key, payload, status, received_at, attempts, retry_at) values
     ('in-2', 'one', 'person', 'sealed', 'waiting', 1763766000123, 1, 1763766000124),
     ('in-1', 'one', 'person', 'sealed', 'waiting', 1763766000123, 0, null),
     ('in-3', 'one', 'person', null, 'done', 1763766000123, 0, null),
     ('in-4', 'one', 'person', 'sealed', 'parked', 1763766000123, 3, 1763766000124),
     ('in-5', 'one', 'person', null, 'forgotten', 1763766000123, 0, null)`,
  `insert into outbox (id, channel, person_key, cause_id, reply_id, address, body, status, created_at, attempts,
     retry_at, sending_at, platform_key, sent_at, error_code) values
     ('out-2', 'one', 'person', 'in-3', 'reply', 'sealed', 'words', 'sending', 1763766000123, 2, 1763766000124,
      1763766000125, null, null, '131026'),
     ('out-1', 'one', 'person', 'in-3', 'reply', null, null, 'sent', 1763766000123, 0, null, 1763766000124,
      'platform', 1763766000125, null)`,
  `insert into contacts (person_key, channel, last_inbound_at, opted_in_at, stopped_at, last_reply_id) values
     ('person', 'one', 1763766000123, 1763766000124, 1763766000125, 'reply')`,
  `insert into person_links (alias_key, person_key) values ('alias', 'person')`,
  `insert into channel_stops (channel, code, since) values ('one', '131031', 1763766000123)`,
];

/**
 * The same facts as each version wrote them, by the migration that made that version. A new migration adds its own
 * entry and leaves the others alone: the store of today must find these facts in all of them.
 */
export const ROWS: Readonly<Record<string, readonly string[]>> = {
  '0001-first-tables': [
    `insert into sessions (conversation_key, session, updated_at) values
       ('key', '{"language":"ar","languageChosen":true,"lastPassageIds":["nrm#3"],"lastChoices":[]}', 1763766000123)`,
    `insert into handled_messages (message_key, handled_at) values ('message', 1763766000123)`,
    `insert into outcomes (id, channel, language, outcome, passage_ids, index_version, milliseconds, at) values
       ('reply', 'web', 'fr', 'answered', '["nrm#3"]', '2026-11-21', 12, 1763766000123)`,
    `insert into feedback (id, reply_id, helpful, reason, at) values
       ('verdict', 'reply', 0, 'out-of-date', 1763766000123)`,
  ],
  '0002-reach-and-questions': SECOND_ROWS,
  '0003-queues': THIRD_ROWS,
  '0004-trainings': [...THIRD_ROWS, ...TRAINING_ROWS],
};

/** What only the rows of a version and of those after it say. */
export const FACTS: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  '0001-first-tables': expectFirstFacts,
  '0002-reach-and-questions': expectReachAndQuestions,
  '0003-queues': expectQueues,
  '0004-trainings': expectTrainings,
};

/** Checks everything that was known in a version. */
export async function expectFacts(store: Store, version: string): Promise<void> {
  for (const [name, expectThem] of Object.entries(FACTS)) if (name <= version) await expectThem(store);
}

async function expectFirstFacts(store: Store): Promise<void> {
  expect(await store.loadSession('key')).toEqual({
    language: 'ar',
    languageChosen: true,
    lastPassageIds: ['nrm#3'],
    lastChoices: [],
  });
  expect(await store.claimMessage('message', at)).toBe(false);
  expect(await store.countOutcomes(at)).toEqual({ answered: 1 });
  expect(await store.countOutcomes(at + 1)).toEqual({});
  expect(await store.outcomeOf('reply')).toEqual({
    id: 'reply',
    channel: 'web',
    language: 'fr',
    outcome: 'answered',
    passageIds: ['nrm#3'],
    indexVersion: '2026-11-21',
    milliseconds: 12,
    at,
  });
  expect(await store.countFeedback(at)).toEqual({ helpful: 0, unhelpful: 1 });
}

async function expectReachAndQuestions(store: Store): Promise<void> {
  expect(await store.replyOf('sent')).toBe('reply');
  expect(await store.addressOf('key')).toEqual({
    conversationKey: 'key',
    personKey: 'person',
    channel: 'web',
    scope: 'personal',
    address: 'sealed',
    savedAt: at,
  });
  const turn = { id: 'turn', channel: 'web', address: 'sealed', language: 'fr', startedAt: at };
  expect(await store.unfinishedTurns('web')).toEqual([turn]);
  expect(await store.personQuestionsOf('person')).toEqual([
    {
      id: 'q-1',
      place: 'tunis',
      channel: 'web',
      askerKey: 'person',
      address: 'sealed',
      language: 'ar',
      countries: ['TN'],
      text: 'masked',
      urgent: false,
      status: 'taken',
      askedAt: at,
      postId: 'post',
      takenAt: at + 1,
      failures: 2,
      retryAt: at + 2,
    },
  ]);
  expect(await store.draft('d-1')).toEqual({
    id: 'd-1',
    question: 'asked',
    answer: 'said',
    language: 'fr',
    countries: [],
    createdAt: at,
    expiresAt: at + 1,
    decision: 'approved',
    decidedAt: at + 2,
  });
}

async function expectQueues(store: Store): Promise<void> {
  const accepted = { channel: 'one', personKey: 'person', payload: 'sealed', receivedAt: at };
  expect(await store.waitingInbox('one', 10)).toEqual([
    { ...accepted, id: 'in-2', attempts: 1, retryAt: at + 1 },
    { ...accepted, id: 'in-1', attempts: 0 },
  ]);
  const known = ['in-1', 'in-2', 'in-3', 'in-4', 'in-5'].map((id) => ({ ...accepted, id, attempts: 0 }));
  expect(await store.acceptInbox(known)).toBe(0);
  const outgoing = { channel: 'one', personKey: 'person', causeId: 'in-3', replyId: 'reply', createdAt: at };
  expect(await store.pendingOutbox('one', 10)).toEqual([
    {
      ...outgoing,
      id: 'out-2',
      address: 'sealed',
      body: 'words',
      status: 'sending',
      attempts: 2,
      retryAt: at + 1,
      sendingAt: at + 2,
      errorCode: '131026',
    },
  ]);
  expect(await store.outboxByPlatformKey('platform')).toEqual({
    ...outgoing,
    id: 'out-1',
    status: 'sent',
    attempts: 0,
    sendingAt: at + 1,
    platformKey: 'platform',
    sentAt: at + 2,
  });
  expect(await store.countQueues('one')).toEqual({
    inboxWaiting: 2,
    inboxParked: 1,
    outboxWaiting: 1,
    outboxHeld: 0,
    outboxFailed: 0,
  });
  expect(await store.contact('person')).toEqual({
    personKey: 'person',
    channel: 'one',
    lastInboundAt: at,
    optedInAt: at + 1,
    stoppedAt: at + 2,
    lastReplyId: 'reply',
  });
  expect(await store.personOf('alias')).toBe('person');
  expect(await store.channelStop('one')).toEqual({ code: '131031', since: at });
}
