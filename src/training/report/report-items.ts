/** The items of a module: how hard they are, how well they tell who knows more, and what is chosen. */
import type { AnswerRecord, ItemState } from '../../contracts/training.ts';
import type { Item, Module } from '../quiz.ts';
import type { ModuleRecords } from './choose-tests.ts';
import { computeDiscrimination, type Totals, totalByLearner } from './compute-discrimination.ts';
import type { ItemReport } from './report.ts';

/**
 * Reports on the items the module has now, from first answers only. Answers to items that are not in it any more count
 * nowhere here, not even as other answers of their learner.
 */
export function reportItems(
  module: Module,
  records: Pick<ModuleRecords, 'firstAnswers' | 'challenges'>,
  states: readonly ItemState[],
  minimum: number,
): ItemReport[] {
  const items = new Set(module.items.map(({ id }) => id));
  const first = records.firstAnswers.filter(({ itemId }) => items.has(itemId));
  const byItem = Map.groupBy(first, ({ itemId }) => itemId);
  const challenges = Map.groupBy(records.challenges, ({ itemId }) => itemId);
  const stateOf = new Map(states.filter((state) => state.module === module.key).map((state) => [state.itemId, state]));
  const totals = totalByLearner(first);
  return module.items.map((item) => {
    const { status = 'asked', cause } = stateOf.get(item.id) ?? {};
    return {
      ...reportItem(item, byItem.get(item.id) ?? [], totals, minimum),
      challenges: challenges.get(item.id)?.length ?? 0,
      status,
      // An item that is asked again keeps the cause it was suspended for.
      cause: status === 'asked' ? undefined : cause,
    };
  });
}

/**
 * `facility`: right / answers, the facility index. https://docs.moodle.org/dev/Quiz_statistics_calculations
 */
function reportItem(
  item: Item,
  answers: readonly AnswerRecord[],
  totals: Totals,
  minimum: number,
): Omit<ItemReport, 'challenges' | 'status' | 'cause'> {
  const right = answers.filter((answer) => answer.right).length;
  return {
    itemId: item.id,
    kind: item.kind,
    session: item.session,
    answers: answers.length,
    facility: answers.length === 0 ? undefined : right / answers.length,
    ...computeDiscrimination(answers, totals, minimum),
    chosen: countChosen(item, answers),
    unknown: answers.filter(({ given }) => given.length === 0).length,
  };
}

/** How many answers hold each option; of an option that has its place, how many have it there and nowhere else. */
function countChosen(item: Item, answers: readonly AnswerRecord[]): ItemReport['chosen'] {
  const { kind, answer, options } = item;
  return options.map(({ id }) => {
    const right = answer.includes(id);
    const hasPlace = right && (kind === 'order' || kind === 'match');
    let count = 0;
    for (const { given } of answers) if (hasPlace ? isInPlace(id, given, answer) : given.includes(id)) count += 1;
    return { option: id, right, count };
  });
}

function isInPlace(option: string, given: readonly string[], answer: readonly string[]): boolean {
  return given.length === answer.length && given.every((id, place) => (id === option) === (answer[place] === option));
}
