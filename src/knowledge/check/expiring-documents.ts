/** Finds documents that are no longer used, and those that soon will not be. */
import { expiresSoon, isExpired } from '../expiry.ts';
import type { SourceDocument } from '../read/document.ts';
import type { Finding } from './finding.ts';

/** A warning for each document that has expired or does within a month. `now` is milliseconds since 1970. */
export function findExpiring(documents: readonly SourceDocument[], now: number): Finding[] {
  return documents.flatMap(({ file, meta }): Finding[] => {
    const expired = isExpired(meta, now);
    if (!expired && !expiresSoon(meta, now)) return [];
    return [
      {
        file,
        line: 1,
        code: expired ? 'expired' : 'expiring',
        severity: 'warning',
        message: expired
          ? `The document expired on ${meta.expires} and is no longer used.`
          : `The document expires on ${meta.expires}.`,
        hint: expired
          ? 'Delete it, or confirm what it says and give it a later `expires`.'
          : 'If it still holds then, confirm what it says and give it a later `expires`.',
      },
    ];
  });
}
