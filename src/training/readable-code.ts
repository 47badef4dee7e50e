/** Codes that people read out, type and copy from paper. */
import { customRandom } from 'nanoid';

/** Without letters and digits that are taken for each other. */
export const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random bytes that nobody can foresee. */
export type RandomBytes = (count: number) => Uint8Array;

/** A code of so many signs, each as likely as any other: nearly five bits a sign. */
export function readableCode(length: number, randomBytes: RandomBytes): string {
  return customRandom(READABLE, length, randomBytes)();
}

/** The signs of a code in groups, `ABCDE-FGHJK`. */
export function inGroups(signs: string, group: number): string {
  return (signs.match(new RegExp(`.{1,${group}}`, 'gu')) ?? []).join('-');
}
