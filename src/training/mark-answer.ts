/** Whether an answer is complete, and whether it is right: all of it or nothing. */
import type { Item } from './quiz.ts';

const isSet = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);

/** True for an answer that can be counted. An empty one always can: it means "I do not know". */
export function isComplete({ kind, options, left }: Item, given: readonly string[]): boolean {
  if (given.length === 0) return true;
  if (!given.every((id) => options.some((option) => option.id === id))) return false;
  switch (kind) {
    case 'multiple':
      return isSet(given);
    case 'order':
      return isSet(given) && given.length === options.length;
    case 'match':
      return given.length === left.length;
    default:
      return given.length === 1;
  }
}

/** True for the right answer: every right option and no other, or everything in its place. */
export function isRight({ kind, answer }: Item, given: readonly string[]): boolean {
  return kind === 'multiple' ? isSame([...given].sort(), [...answer].sort()) : isSame(given, answer);
}
