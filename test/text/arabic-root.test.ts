/** Arabic words of one family, recognised by the consonants they share. */
import { describe, expect, it } from 'vitest';
import { ArabicFamilies, strongConsonants } from '../../src/text/arabic-root.ts';
import { stem } from '../../src/text/stem.ts';
import { tokenize } from '../../src/text/tokens.ts';

const stemOf = (word: string) => stem(tokenize(word)[0] ?? '', 'ar');

describe('strongConsonants', () => {
  it.each([
    ['تدربوا', 'تدريب'],
    ['يعترف', 'يعترفوا'],
    ['مأوى', 'مأوي'],
    ['نستجوب', 'نستجوبوا'],
  ])('are the same in %s and %s', (one, other) => {
    expect(strongConsonants(stemOf(one))).toBe(strongConsonants(stemOf(other)));
  });

  it.each(['ما', 'في', 'يوم'])('say nothing about %s', (word) => {
    expect(strongConsonants(stemOf(word))).toBeUndefined();
  });
});

describe('ArabicFamilies', () => {
  const families = new ArabicFamilies(['تدريب', 'مدرب', 'شرط', 'train'].map(stemOf));

  it('finds the other words of a family, not the word itself', () => {
    expect(families.relatives(stemOf('تدربوا'))).toEqual([stemOf('تدريب')]);
    expect(families.relatives(stemOf('تدريب'))).toEqual([]);
  });

  it('finds nothing for a word without relatives', () => {
    expect(families.relatives(stemOf('كتاب'))).toEqual([]);
  });
});
