/** Words and numbers as every index and check counts them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeNumber, tokenize } from '../../src/text/tokens.ts';

describe('tokenize', () => {
  it.each([
    ['nothing', '', []],
    ['punctuation and emoji only', '… ?! 😀', []],
    ['plain words', 'Safe referral, now.', ['safe', 'referral', 'now']],
    ['French elision', "l'aide d'un migrant qu'il aide jusqu'ici", ['aide', 'un', 'migrant', 'il', 'aide', 'ici']],
    ['elision before an accent', "l'État, L’Égypte, c'était", ['etat', 'egypte', 'etait']],
    ['an apostrophe inside a word', "aujourd'hui", ['aujourd', 'hui']],
    ['English possessive', "a child’s rights, the woman's choice", ['a', 'child', 'rights', 'the', 'woman', 'choice']],
    ['plural possessive', "victims' rights", ['victims', 'rights']],
    ['an article with its paragraph', 'Article 10(4)', ['article', '10', '4']],
    ['a law number', 'Law 2016-61', ['law', '2016', '61']],
    ['a percentage', '0.5% of 12', ['0.5', 'of', '12']],
    ['Arabic words', 'ضحايا الاتجار، والأطفال؟', ['ضحايا', 'الاتجار', 'والاطفال']],
    ['Arabic digits', 'القانون ٦١ لسنة ٢٠١٦', ['القانون', '61', 'لسنه', '2016']],
    ['Latin in Arabic', 'ما هو NRM؟', ['ما', 'هو', 'nrm']],
    ['a word split by an invisible mark', 'traf\u200Bficking', ['trafficking']],
  ])('%s', (_name, text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['1,036,800.04', '1036800.04'],
    ['1.036.800,04', '1036800.04'],
    ['1036800', '1036800'],
    ['10,000', '10000'],
    ['10.000', '10000'],
    ['1,5', '1.5'],
    ['2.50', '2.50'],
    ['12', '12'],
    ['word', 'word'],
  ])('reads the number %s as %s', (written, expected) => {
    expect(normalizeNumber(written)).toBe(expected);
    expect(tokenize(written)).toEqual([expected]);
  });

  it('finds a whole number whatever separates its thousands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom('en', 'de'), (number, locale) => {
        expect(tokenize(number.toLocaleString(locale))).toEqual([String(number)]);
      }),
    );
  });

  it('gives words without white space, in reading order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokenize(text);
        for (const token of tokens) expect(token).toMatch(/^\S+$/);
      }),
    );
    const words = fc.array(fc.constantFrom('migrant', 'victime', 'ضحيه', '2016', '1.5', 'nrm'));
    fc.assert(
      fc.property(words, (tokens) => {
        expect(tokenize(tokens.join(' '))).toEqual(tokens);
      }),
    );
  });
});
