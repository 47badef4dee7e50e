/** The keys that stand for a person: Meta's id of them, which may change, and their number, which may be hidden. */
import type { Addressee } from './types.ts';

/** What a person may be known by, the surest first: `user:<id>`, then `phone:<digits>`. Empty when nothing is known. */
export function aliasesOf({ userId, phone }: Addressee): string[] {
  // Meta itself writes numbers as digits alone; a person in a configuration may write "+213 …".
  const digits = phone?.replace(/\D/gu, '') ?? '';
  return [...(userId ? [`user:${userId}`] : []), ...(digits === '' ? [] : [`phone:${digits}`])];
}
