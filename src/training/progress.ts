/** How far a learner is in a module, from their runs. */
import type { Attempt, Phase, StoredAttempt } from '../contracts/training.ts';
import { scoreOf } from './play.ts';
import type { Module } from './quiz.ts';

/** Where a learner stands in a module. */
export interface Progress {
  /** `open`: begun and not ended. `closed`: the module was begun without it. */
  pretest: 'new' | 'open' | 'done' | 'closed';
  /** By session, from the first: whether it was ended, and the best score of its practice. */
  sessions: { state: 'new' | 'open' | 'done'; best?: { right: number; items: number } }[];
  /** The first finished pre-test, and the best final test. */
  before?: { right: number; items: number };
  best?: { right: number; items: number };
  passed: boolean;
}

type Score = { right: number; items: number };

/** A better share of right answers first; a run in which nothing was asked counts for nothing. */
function bestOf(attempts: readonly Attempt[]): Score | undefined {
  const scores = attempts.map(scoreOf).filter(({ items }) => items > 0);
  return scores.sort((one, other) => other.right / other.items - one.right / one.items)[0];
}

/** True for a score that reaches the pass mark of a module. */
export function passes({ passMark }: Pick<Module, 'passMark'>, score: Score | undefined): boolean {
  return score !== undefined && score.items > 0 && (100 * score.right) / score.items >= passMark;
}

/** The progress in one module; `attempts` are the learner's runs, of any module. */
export function progressIn(module: Module, attempts: readonly Attempt[]): Progress {
  const own = attempts.filter((attempt) => attempt.module === module.key);
  const of = (phase: Phase) => own.filter((attempt) => attempt.phase === phase);
  const ended = (list: readonly Attempt[]) =>
    list.filter(({ endedAt }) => endedAt !== undefined).sort((one, other) => (one.endedAt ?? 0) - (other.endedAt ?? 0));
  const stateOf = (list: readonly Attempt[]) => (ended(list).length > 0 ? 'done' : list.length > 0 ? 'open' : 'new');
  const pretest = stateOf(of('pretest'));
  const best = bestOf(ended(of('final')));
  const [first] = ended(of('pretest'));
  return {
    pretest: pretest === 'new' && own.length > 0 ? 'closed' : pretest,
    sessions: module.sessions.map((_session, at) => {
      const runs = of('session').filter(({ session }) => session === at + 1);
      return { state: stateOf(runs), best: bestOf(ended(runs)) };
    }),
    before: first && scoreOf(first),
    best,
    passed: passes(module, best),
  };
}

/** The run to go on with: the last changed one that has not ended. */
export function openRun(
  attempts: readonly StoredAttempt[],
  of: Partial<Pick<Attempt, 'module' | 'phase' | 'session'>> = {},
) {
  return attempts
    .filter(({ endedAt }) => endedAt === undefined)
    .filter(
      (attempt) =>
        (of.module === undefined || attempt.module === of.module) &&
        (of.phase === undefined || attempt.phase === of.phase) &&
        (of.session === undefined || attempt.session === of.session),
    )
    .sort((one, other) => other.changedAt - one.changedAt)[0];
}
