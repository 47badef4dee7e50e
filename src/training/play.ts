/** The player: a run, and what a learner does, come to the run after it and what is shown next. Pure. */
import type { Attempt, GivenAnswer, Step } from '../contracts/training.ts';
import { isComplete, isRight } from './mark-answer.ts';
import type { Item, Module } from './quiz.ts';

/** What a learner can do in a run. */
export type Move =
  /** Ids of options; empty: "I do not know". */
  | { kind: 'answer'; item: string; given: readonly string[] }
  /** The card at this step was read. */
  | { kind: 'read-on'; step: number }
  /** Nothing: where does the run stand? */
  | { kind: 'look' };

/** What is to be shown. Numbers count from 1 among the cards, or the items, of the run. */
export type Shown =
  | { kind: 'card'; section: string; step: number; number: number; of: number }
  | { kind: 'item'; item: Item; options: string[]; number: number; of: number }
  | { kind: 'end' };

/** What a move came to. */
export interface Played {
  /** The same object when the move changed nothing. */
  attempt: Attempt;
  shown: Shown;
  /** The answer that was just counted. */
  answered?: { item: Item; answer: GivenAnswer };
  /** Why nothing was counted: the item was answered before or is not asked any more; or the answer is incomplete. */
  refused?: 'already' | 'incomplete';
}

/**
 * Plays one move. `module` holds the items that may be asked now: steps whose item is not among them are passed over and
 * never counted, so that every run ends. The same move twice counts once.
 * @param now milliseconds since 1970
 */
export function play(module: Module, attempt: Attempt, move: Move, now: number): Played {
  const items = new Map(module.items.map((item) => [item.id, item]));
  const before = passOver(attempt, items, now);
  const done = (after: Attempt, more: Partial<Played> = {}): Played => ({
    attempt: after,
    shown: showStep(after, items),
    ...more,
  });
  const step = before.steps[before.at];
  if (move.kind === 'look') return done(before);
  if (move.kind === 'read-on') {
    const isHere = step !== undefined && 'card' in step && move.step === before.at;
    return isHere ? done(moveOn(before, items, now)) : done(before, { refused: 'already' });
  }
  const item = items.get(move.item);
  if (item === undefined || step === undefined || !('item' in step) || step.item !== move.item) {
    return done(before, { refused: 'already' });
  }
  if (!isComplete(item, move.given)) return done(before, { refused: 'incomplete' });
  const answer = { item: item.id, given: [...move.given], right: isRight(item, move.given), at: now };
  const after = moveOn({ ...before, answers: [...before.answers, answer] }, items, now);
  return done(after, { answered: { item, answer } });
}

function moveOn(attempt: Attempt, items: ReadonlyMap<string, Item>, now: number): Attempt {
  return passOver({ ...attempt, at: attempt.at + 1, changedAt: now }, items, now);
}

/** Passes steps that cannot be shown, and ends a run with nothing left to show. */
function passOver(attempt: Attempt, items: ReadonlyMap<string, Item>, now: number): Attempt {
  if (attempt.endedAt !== undefined) return attempt;
  let at = attempt.at;
  for (let step = attempt.steps[at]; step && 'item' in step && !items.has(step.item); step = attempt.steps[at]) at += 1;
  const isOver = at >= attempt.steps.length;
  if (at === attempt.at && !isOver) return attempt;
  return { ...attempt, at, changedAt: now, ...(isOver ? { endedAt: now } : {}) };
}

function showStep({ steps, at, answers }: Attempt, items: ReadonlyMap<string, Item>): Shown {
  const step = steps[at];
  if (step === undefined) return { kind: 'end' };
  if ('card' in step) {
    const cards = steps.filter((one) => 'card' in one).length;
    return { kind: 'card', section: step.card, step: at, number: at + 1, of: cards };
  }
  const item = items.get(step.item);
  if (item === undefined) return { kind: 'end' };
  const left = steps.slice(at).filter((one) => isAsked(one, items)).length;
  return { kind: 'item', item, options: step.options, number: answers.length + 1, of: answers.length + left };
}

function isAsked(step: Step, items: ReadonlyMap<string, Item>): boolean {
  return 'item' in step && items.has(step.item);
}

/** Right answers of a run, of how many. */
export function scoreOf({ answers }: Pick<Attempt, 'answers'>): { right: number; items: number } {
  return { right: answers.filter(({ right }) => right).length, items: answers.length };
}
