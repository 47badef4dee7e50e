/** Which test of a learner counts, and the records of one module. */
import type { AnswerRecord, AttemptRecord, Challenge, Phase, TrainingRecords } from '../../contracts/training.ts';

/** A finished test in which something was asked. */
export interface FinishedTest extends AttemptRecord {
  endedAt: number;
}

/** The test of each learner that counts, by learner. */
export type Tests = ReadonlyMap<string, FinishedTest>;

/** The records of one module. */
export interface ModuleRecords {
  attempts: readonly AttemptRecord[];
  /** By the phase they were given in: each figure looks at one phase, and there are tens of thousands of answers. */
  answers: ReadonlyMap<Phase, readonly AnswerRecord[]>;
  /** The first answer of each learner to each item. */
  firstAnswers: readonly AnswerRecord[];
  challenges: readonly Challenge[];
  certificates: TrainingRecords['certificates'];
  pretests: Tests;
  finals: Tests;
}

function isFinished(attempt: AttemptRecord): attempt is FinishedTest {
  return attempt.endedAt !== undefined && attempt.answered > 0;
}

/** The first finished test of this kind of each learner; of two that ended at once, the first by id. */
export function chooseFirstTests(attempts: readonly AttemptRecord[], phase: 'pretest' | 'final'): Tests {
  const first = new Map<string, FinishedTest>();
  for (const attempt of attempts) {
    if (attempt.phase !== phase || !isFinished(attempt)) continue;
    const known = first.get(attempt.learnerKey);
    if (known === undefined || isBefore(attempt, known)) first.set(attempt.learnerKey, attempt);
  }
  return first;
}

function isBefore(one: FinishedTest, other: FinishedTest): boolean {
  return one.endedAt < other.endedAt || (one.endedAt === other.endedAt && one.id < other.id);
}

/** The share of items that were answered right, from 0 to 1. */
export function scoreOf({ right, answered }: FinishedTest): number {
  return right / answered;
}

/** The scores of tests. */
export function scoresOf(tests: Tests): number[] {
  return [...tests.values()].map(scoreOf);
}

/** Sorts records by module; the function gives those of one, which may be none. */
export function sortByModule(records: TrainingRecords): (module: string) => ModuleRecords {
  const key = ({ module }: { module: string }) => module;
  const attempts = Map.groupBy(records.attempts, key);
  const answers = Map.groupBy(records.answers, key);
  const challenges = Map.groupBy(records.challenges, key);
  const certificates = Map.groupBy(records.certificates, key);
  return (module) => {
    const own = attempts.get(module) ?? [];
    const given = answers.get(module) ?? [];
    return {
      attempts: own,
      answers: Map.groupBy(given, ({ phase }) => phase),
      firstAnswers: given.filter(({ first }) => first),
      challenges: challenges.get(module) ?? [],
      certificates: certificates.get(module) ?? [],
      pretests: chooseFirstTests(own, 'pretest'),
      finals: chooseFirstTests(own, 'final'),
    };
  };
}

/** What of the records belongs to one event; challenges are to an item, and are those of the people who joined. */
export function keepEvent(records: TrainingRecords, event: string): TrainingRecords {
  const isOwn = (record: { event?: string }) => record.event === event;
  const members = records.members.filter(isOwn);
  const joined = new Set(members.map(({ learnerKey }) => learnerKey));
  return {
    events: records.events.filter(({ code }) => code === event),
    members,
    attempts: records.attempts.filter(isOwn),
    answers: records.answers.filter(isOwn),
    challenges: records.challenges.filter(({ learnerKey }) => joined.has(learnerKey)),
    certificates: records.certificates.filter(isOwn),
  };
}
