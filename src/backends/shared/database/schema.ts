/** The tables as the queries see them today; how they came to be stands in `migrations/`. */

/** Times are milliseconds since 1970; lists and sessions are JSON in text, which every engine stores alike. */
export interface Schema {
  sessions: {
    conversation_key: string;
    session: string;
    updated_at: number;
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
    /** 1 or 0: SQLite has no booleans. */
    helpful: number;
    reason: string | null;
    at: number;
  };
}
