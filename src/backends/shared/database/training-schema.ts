/** The tables of trainings, as a part of the schema and with its ways of writing times, truths and lists. */
export interface TrainingSchema {
  learners: {
    /** A person who is another learner than themselves; whoever has no row is their own. */
    person_key: string;
    /** Never somebody who has a row here: one look says who a person is. */
    learner_key: string;
  };
  training_attempts: {
    id: string;
    learner_key: string;
    module: string;
    phase: string;
    session: number | null;
    event: string | null;
    language: string;
    steps: string;
    steps_behind: number;
    /** What was answered as the run shows it; for statistics each answer has a row of its own. */
    answers: string;
    /** How many answers these are, and how many of them are right: scores are compared without reading any. */
    answered: number;
    right_answers: number;
    started_at: number;
    changed_at: number;
    ended_at: number | null;
    /** Grows with every change. */
    revision: number;
  };
  training_answers: {
    attempt_id: string;
    item_id: string;
    /** As the run has it, like the module: the index that keeps first answers apart needs both. */
    learner_key: string;
    module: string;
    /** The language it was answered in; the run may go on in another. */
    language: string;
    given: string;
    is_right: number;
    is_first: number;
    at: number;
  };
  training_events: {
    code: string;
    name: string;
    place: string;
    country: string | null;
    starts_on: string;
    ends_on: string;
    modules: string;
    language: string;
    created_at: number;
  };
  training_members: {
    event: string;
    learner_key: string;
    channel: string;
    language: string;
    joined_at: number;
  };
  training_items: {
    module: string;
    item_id: string;
    status: string;
    cause: string | null;
    since: number;
    source_digest: string | null;
  };
  training_challenges: {
    module: string;
    item_id: string;
    learner_key: string;
    language: string;
    reason: string | null;
    at: number;
    settled_at: number | null;
  };
  training_reviews: {
    learner_key: string;
    module: string;
    item_id: string;
    card: string;
    due_at: number;
    repeats: number;
  };
  training_reminders: {
    learner_key: string;
    person_key: string;
    channel: string;
    /** Sealed. */
    address: string;
    language: string;
    hour: number;
    time_zone: string;
    next_at: number;
    paused_until: number | null;
  };
  certificates: {
    code: string;
    learner_key: string;
    /** Sealed. */
    name: string;
    module: string;
    event: string | null;
    right_answers: number;
    items: number;
    language: string;
    issued_at: number;
  };
  one_time_codes: {
    code_key: string;
    purpose: string;
    /** Sealed. */
    value: string;
    expires_at: number;
  };
}
