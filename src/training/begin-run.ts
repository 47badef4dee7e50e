/** Puts a run together: what is read, which items are asked, and in which order their options are shown. */
import type { Language } from '../contracts/language.ts';
import type { Attempt, Phase, Step } from '../contracts/training.ts';
import type { Item, Module } from './quiz.ts';
import { type Random, seededRandom, shuffled } from './random.ts';

/** What a run is to be. */
export interface RunPlan {
  id: string;
  learnerKey: string;
  phase: Phase;
  /** Counted from 1; for `session`. */
  session?: number;
  event?: string;
  language: Language;
  /** The items of a `retry` or a `review`. */
  items?: readonly string[];
}

/** A run of a module that has not begun. `module` holds the items that may be asked; those of a plan that are not among them are left out. */
export function beginRun(module: Module, plan: RunPlan, now: number, random: Random): Attempt {
  const { items, ...same } = plan;
  const asked = shuffled(chooseItems(module, plan, random), random);
  const cards = plan.phase === 'session' ? (module.sessions[(plan.session ?? 0) - 1]?.cards ?? []) : [];
  const steps: Step[] = [
    ...cards.map((card) => ({ card })),
    ...asked.map((item) => ({ item: item.id, options: orderOptions(item, random) })),
  ];
  return { ...same, module: module.key, steps, at: 0, answers: [], startedAt: now, changedAt: now };
}

function chooseItems(module: Module, { phase, session, event, items }: RunPlan, random: Random): Item[] {
  switch (phase) {
    case 'session':
      return module.items.filter((item) => item.session === session);
    case 'retry':
    case 'review':
      return module.items.filter(({ id }) => items?.includes(id));
    case 'practice':
      return drawByBlueprint(module, random);
    default:
      // Whoever takes part in an event gets the same test as the others: only then are their scores comparable.
      return drawByBlueprint(module, event === undefined ? random : seededRandom(`${event} ${module.key} ${phase}`));
  }
}

/**
 * As many items of each session and difficulty as the blueprint says, or all there are. Each item draws a number of its
 * own whether or not it may be asked, so that one suspended item is replaced and the rest of a seeded test stays.
 */
function drawByBlueprint(module: Module, random: Random): Item[] {
  const seed = String(random());
  const drawn = new Map(module.items.map(({ id }) => [id, seededRandom(`${seed} ${id}`)()]));
  return module.blueprint.flatMap(({ session, difficulty, items }) =>
    module.items
      .filter((item) => item.session === session && item.difficulty === difficulty)
      .sort((one, other) => (drawn.get(one.id) ?? 0) - (drawn.get(other.id) ?? 0))
      .slice(0, items),
  );
}

function orderOptions({ kind, options, keepOrder, answer }: Item, random: Random): string[] {
  const ids = options.map(({ id }) => id);
  if (keepOrder || kind === 'truefalse') return ids;
  const mixed = shuffled(ids, random);
  const [first, ...rest] = mixed;
  // Steps to be put in order must not be shown in it.
  const isSolved = kind === 'order' && mixed.every((id, at) => id === answer[at]);
  return isSolved && first !== undefined ? [...rest, first] : mixed;
}
