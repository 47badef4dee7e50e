/** Finds documents whose day of review has passed. */
import { endOfDate } from '../expiry.ts';
import type { SourceDocument } from '../read/document.ts';
import type { Finding } from './finding.ts';

/** A warning for each document that was to be reviewed before `now` (milliseconds since 1970). */
export function findOverdueReviews(documents: readonly SourceDocument[], now: number): Finding[] {
  return documents.flatMap(({ file, meta }): Finding[] => {
    if (meta.reviewBy === undefined || now < endOfDate(meta.reviewBy)) return [];
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
