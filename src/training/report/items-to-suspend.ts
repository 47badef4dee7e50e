/** Which items those who know more get wrong more often. */
import type { ItemState } from '../../contracts/training.ts';
import type { TrainingReport } from './report.ts';

/**
 * So many first answers an item must have been compared over; those that cannot be compared say nothing here. By Fisher's
 * transformation the standard error is then 1 / root of 47, or 0.15: of items that do their work (0.3 and more) 2 in 100 at
 * most are found below zero by chance.
 * R. A. Fisher (1921), On the "probable error" of a coefficient of correlation deduced from a small sample, Metron 1, 3-32.
 */
export const MIN_TO_SUSPEND = 50;

/**
 * Below it an item is suspended. Not at a low value, which an easy item has as well: below zero those who know more choose
 * another answer than the one that is marked right, and mostly because the item, its key or a translation is wrong.
 * R. L. Ebel and D. A. Frisbie (1991), Essentials of Educational Measurement, 5th edition.
 */
export const SUSPEND_BELOW = 0;

/** The items that should not be asked until a trainer has looked at them; those that are not asked anyway are left out. */
export function itemsToSuspend(report: TrainingReport): Pick<ItemState, 'module' | 'itemId'>[] {
  return report.modules.flatMap(({ module, items }) =>
    items
      .filter(
        ({ status, compared, discrimination }) =>
          status === 'asked' &&
          compared >= MIN_TO_SUSPEND &&
          discrimination !== undefined &&
          discrimination < SUSPEND_BELOW,
      )
      .map(({ itemId }) => ({ module, itemId })),
  );
}
