import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/training/random.ts';
import { inGroups, READABLE, readableCode } from '../../src/training/readable-code.ts';

describe('a readable code', () => {
  it('has as many signs as asked for, each as likely as any other', () => {
    const random = seededRandom('readable codes');
    const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(256 * random()));
    const counts = new Map<string, number>();
    for (let code = 0; code < 6_000; code += 1) {
      const signs = readableCode(15, randomBytes);
      expect(signs).toHaveLength(15);
      for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([...READABLE].sort());
    // Taking a byte modulo 30 would favour the first 16 signs by an eighth.
    const mean = (signs: string) => [...signs].reduce((sum, sign) => sum + (counts.get(sign) ?? 0), 0) / signs.length;
    expect(Math.abs(mean(READABLE.slice(0, 16)) / mean(READABLE.slice(16)) - 1)).toBeLessThan(0.03);
  });

  it('is read in groups', () => {
    expect(inGroups('ABCDEFGHJK', 5)).toBe('ABCDE-FGHJK');
    expect(inGroups('ABCDEFG', 4)).toBe('ABCD-EFG');
  });
});
