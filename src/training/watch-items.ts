/** Looks after the items: suspends those whose proof changed, and those that better learners get wrong more often. */
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { ItemBank } from './item-bank.ts';
import { itemsToSuspend } from './report/items-to-suspend.ts';
import type { TrainingReport } from './report/report.ts';

/** Correlations change slowly, and a report is work. */
const LOOK_AT_ANSWERS_EVERY = 6 * 60 * 60 * 1000;

export interface ItemWatchParts {
  bank: ItemBank;
  /** The knowledge of this moment; undefined until an index is ready. */
  currentIndex(): KnowledgeIndex | undefined;
  report(filter: { event?: string }): Promise<TrainingReport>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Makes the function that looks; called again and again, it does nothing while nothing can have changed. */
export function createItemWatch({ bank, currentIndex, report, now }: ItemWatchParts): () => Promise<void> {
  /** Another object for every version, and for every day: passages expire at night. */
  let seen: KnowledgeIndex | undefined;
  // The first look waits: a server that has just started has people to answer.
  let lookedAt = now();
  return async () => {
    const index = currentIndex();
    if (index && index !== seen) {
      await bank.checkSources(index);
      seen = index;
    }
    if (now() - lookedAt < LOOK_AT_ANSWERS_EVERY) return;
    lookedAt = now();
    for (const { module, itemId } of itemsToSuspend(await report({}))) {
      await bank.suspendOnce(module, itemId, 'discrimination');
    }
  };
}
