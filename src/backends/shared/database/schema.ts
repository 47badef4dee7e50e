/** The tables as the queries see them today; how they came to be stands in `migrations/`. */
import type { Generated } from 'kysely';
import type { TrainingSchema } from './training-schema.ts';

/**
 * Times are milliseconds since 1970; truths are 1 or 0, as SQLite has no others. Lists, sessions and words a person wrote
 * are JSON in text, which every engine stores alike.
 */
export interface Schema extends TrainingSchema {
  sessions: {
    conversation_key: string;
    session: string;
    updated_at: number;
    /** Null for a session that was last saved before persons were noted. */
    person_key: string | null;
  };
  handled_messages: {
    message_key: string;
    handled_at: number;
  };
  outcomes: {
    id: string;
    channel: string;
    language: string;
    outcome: string;
    passage_ids: string;
    index_version: string;
    milliseconds: number;
    at: number;
  };
  feedback: {
    id: string;
    reply_id: string;
    helpful: number;
    reason: string | null;
    at: number;
    outcome: string | null;
    passage_ids: string;
  };
  sent_messages: {
    message_key: string;
    reply_id: string;
    sent_at: number;
  };
  addresses: {
    conversation_key: string;
    person_key: string | null;
    group_key: string | null;
    channel: string;
    scope: string;
    /** Sealed. */
    address: string;
    saved_at: number;
  };
  unfinished_turns: {
    id: string;
    channel: string;
    /** Sealed. */
    address: string;
    language: string;
    started_at: number;
  };
  person_questions: {
    id: string;
    place: string;
    channel: string;
    asker_key: string;
    /** Sealed. */
    address: string | null;
    language: string;
    countries: string;
    text: string | null;
    urgent: number;
    status: string;
    asked_at: number;
    post_id: string | null;
    taken_at: number | null;
    answered_at: number | null;
    reminded_at: number | null;
    /** Sealed. */
    answer: string | null;
    delivered_at: number | null;
    failures: number;
    retry_at: number | null;
  };
  knowledge_drafts: {
    id: string;
    question: string;
    answer: string;
    language: string;
    countries: string;
    created_at: number;
    expires_at: number;
    decision: string | null;
    decided_at: number | null;
  };
  inbox: {
    /** Grows with every row: the order messages were accepted in. */
    sequence: Generated<number>;
    id: string;
    channel: string;
    person_key: string;
    /** Sealed. Null once nothing is left to handle. */
    payload: string | null;
    status: InboxStatus;
    received_at: number;
    attempts: number;
    retry_at: number | null;
  };
  outbox: {
    /** Grows with every row: the order messages were added in. */
    sequence: Generated<number>;
    id: string;
    channel: string;
    person_key: string;
    cause_id: string;
    reply_id: string;
    /** Sealed, as the body is. Null once nothing is left to send. */
    address: string | null;
    body: string | null;
    status: string;
    created_at: number;
    attempts: number;
    retry_at: number | null;
    sending_at: number | null;
    platform_key: string | null;
    sent_at: number | null;
    error_code: string | null;
  };
  contacts: {
    person_key: string;
    channel: string;
    last_inbound_at: number;
    opted_in_at: number | null;
    stopped_at: number | null;
    last_reply_id: string | null;
  };
  person_links: {
    alias_key: string;
    person_key: string;
  };
  channel_stops: {
    channel: string;
    code: string;
    since: number;
  };
}

/**
 * What became of an accepted message. `parked`: it failed too often. `forgotten`: its person asked to be forgotten before
 * it was handled to the end. Only those that wait or are parked have a payload; all stay for a while, so that a message
 * the platform delivers again is known.
 */
export type InboxStatus = 'waiting' | 'done' | 'parked' | 'forgotten';
