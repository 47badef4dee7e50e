/** The stem the forms of a word share, and the grams that match where stems do not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/contracts/language.ts';
import { GRAM_LENGTH, gramsOfWord } from '../../src/text/grams.ts';
import { stem, stemArabic } from '../../src/text/stem.ts';
import { isStopWord } from '../../src/text/stop-words.ts';
import { tokenize } from '../../src/text/tokens.ts';

describe('stemArabic (light10 and pronouns)', () => {
  it.each([
    ['article', 'الاتجار', 'اتجار'],
    ['and + article', 'والمهاجرين', 'مهاجر'],
    ['preposition + article', 'بالبشر', 'بشر'],
    ['for the', 'للضحايا', 'ضحايا'],
    ['and + preposition + article', 'وبالمدرسه', 'مدرس'],
    ['masculine plural', 'المهاجرون', 'مهاجر'],
    ['feminine plural', 'كتابات', 'كتاب'],
    ['feminine', 'مدرسه', 'مدرس'],
    ['their', 'تدريبهم', 'تدريب'],
    ['a word that only ends like their', 'متهم', 'متهم'],
    ['a word of three letters keeps its waw', 'وقت', 'وقت'],
    ['no ending is taken from two letters', 'يه', 'يه'],
    ['nothing is taken when less than two letters would be left', 'وال', 'وال'],
  ])('%s', (_name, word, expected) => {
    expect(stemArabic(word)).toBe(expected);
  });

  it('leaves at least two letters of a word that has them', () => {
    const word = fc.string({ unit: fc.constantFrom(...'والبكفتنيهمدر'), minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(word, (letters) => {
        expect(stemArabic(letters).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('stem', () => {
  it.each<[Language, string[]]>([
    ['en', ['referral', 'referrals']],
    ['en', ['trafficking', 'trafficked']],
    ['en', ['identify', 'identified', 'identifies']],
    ['fr', ['victime', 'victimes']],
    ['fr', ['orientation', 'orientations']],
    ['fr', ['national', 'nationale', 'nationales']],
    ['ar', ['مهاجر', 'المهاجرين', 'والمهاجرون', 'للمهاجرين']],
  ])('brings forms together in %s: %j', (language, forms) => {
    expect(new Set(forms.map((form) => stem(form, language))).size).toBe(1);
  });

  it('stems an Arabic word as Arabic whatever the language around it', () => {
    for (const language of ['en', 'fr', 'ar'] as const) expect(stem('المهاجرين', language)).toBe('مهاجر');
  });

  it('never stems a Latin word as Arabic', () => {
    expect(stem('migrants', 'ar')).toBe(stem('migrants', 'en'));
  });

  it('returns numbers as they are', () => {
    for (const language of ['en', 'fr', 'ar'] as const) {
      for (const number of ['2016', '1.5', '61s']) expect(stem(number, language)).toBe(number);
    }
  });

  it('never gives an empty stem, and the same one each time', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, fc.constantFrom<Language>('en', 'fr', 'ar'), (written, language) => {
        for (const token of tokenize(written)) {
          expect(stem(token, language)).not.toBe('');
          expect(stem(token, language)).toBe(stem(token, language));
        }
      }),
    );
  });
});

describe('gramsOfWord', () => {
  it.each([
    ['a', ['_a_']],
    ['un', ['_un_']],
    ['nrm', ['_nrm', 'nrm_']],
    ['aide', ['_aid', 'aide', 'ide_']],
    ['بشر', ['_بشر', 'بشر_']],
  ])('%s', (word, grams) => {
    expect(gramsOfWord(word)).toEqual(grams);
  });

  it('covers the whole word, one letter further each time', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdéض'), minLength: GRAM_LENGTH, maxLength: 20 });
    fc.assert(
      fc.property(word, (letters) => {
        const grams = gramsOfWord(letters);
        expect(grams).toHaveLength(letters.length + 2 - GRAM_LENGTH + 1);
        expect(
          (grams[0] ?? '') +
            grams
              .slice(1)
              .map((gram) => gram.at(-1))
              .join(''),
        ).toBe(`_${letters}_`);
      }),
    );
  });
});

describe('isStopWord', () => {
  it.each<[Language, string, boolean]>([
    ['en', 'the', true],
    ['en', 'don', true],
    ['en', 'victim', false],
    ['fr', 'quelle', true],
    ['fr', 'etes', true],
    ['fr', 'victime', false],
    ['ar', 'الي', true],
    ['ar', 'ضحيه', false],
  ])('%s: %s', (language, word, expected) => {
    expect(isStopWord(word, language)).toBe(expected);
  });

  it('keeps to the words of one language', () => {
    expect(isStopWord('les', 'en')).toBe(false);
    expect(isStopWord('the', 'fr')).toBe(false);
  });
});
