/** What is still known weeks after the final test. */

import type { ModuleRecords } from './choose-tests.ts';
import { computeMean } from './compute-mean.ts';
import type { Mean, ModuleReport } from './report.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Days after the final test, the end excluded. A month wide, since items come when they are due and not on a set day. */
const WINDOWS = { days30: [30, 60], days90: [90, 120] } as const satisfies Record<string, readonly [number, number]>;

/**
 * Mean over learners of right / answered, of their answers in reviews from 30 to 60, and from 90 to 120, days of 24 hours
 * after they finished their first final test, ends excluded. Our own measure: reviews ask what is due, which is more often
 * what was wrong before, so it is a cautious one.
 */
export function measureRetention({ answers, finals }: ModuleRecords): ModuleReport['retention'] {
  const reviews = answers.get('review') ?? [];
  const within = ([from, to]: readonly [number, number]): Mean => {
    const shares = new Map<string, { right: number; of: number }>();
    for (const { learnerKey, right, at } of reviews) {
      const final = finals.get(learnerKey);
      if (final === undefined) continue;
      const days = (at - final.endedAt) / DAY;
      if (days < from || days >= to) continue;
      const share = shares.get(learnerKey) ?? { right: 0, of: 0 };
      share.of += 1;
      if (right) share.right += 1;
      shares.set(learnerKey, share);
    }
    return computeMean([...shares.values()].map(({ right, of }) => right / of));
  };
  return { days30: within(WINDOWS.days30), days90: within(WINDOWS.days90) };
}
