/** Finds documents whose day of review has passed. */
import type { SourceDocument } from '../read/document.ts';
import type { Finding } from './finding.ts';

/** The first moment after a year, month or day, in milliseconds since 1970. */
function endOf(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return Date.UTC(year + 1, 0);
  if (day === undefined) return Date.UTC(year, month);
  return Date.UTC(year, month - 1, day + 1);
}

/** A warning for each document that was to be reviewed before `now` (milliseconds since 1970). */
export function findOverdueReviews(documents: readonly SourceDocument[], now: number): Finding[] {
  return documents.flatMap(({ file, meta }): Finding[] => {
    if (meta.reviewBy === undefined || now < endOf(meta.reviewBy)) return [];
    return [
      {
        file,
        line: 1,
        code: 'overdue-review',
        severity: 'warning',
        message: `The document was to be reviewed by ${meta.reviewBy}.`,
        hint: 'Compare it with its sources, then set `asOf` to the month it was confirmed and `reviewBy` to the next.',
      },
    ];
  });
}
