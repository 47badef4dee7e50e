/** Which known words an unknown one was probably meant to be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TypoCorrector } from '../../src/search/typos.ts';
import { stem } from '../../src/text/stem.ts';

const KNOWN = [
  'trafficking',
  'victims',
  'referral',
  'identification',
  'protection',
  'unaccompanied',
  'law',
  'aid',
  'المهاجرين',
];
const corrector = new TypoCorrector(KNOWN.map((word) => stem(word, 'en')));
const correct = (word: string) => corrector.correct(stem(word, 'en'));

describe('TypoCorrector', () => {
  it.each([
    ['a letter missing', 'traffiking', 'trafficking'],
    ['another letter missing', 'traficking', 'trafficking'],
    ['a letter too many', 'trafficcking', 'trafficking'],
    ['a wrong letter', 'victins', 'victims'],
    ['two letters in a long word', 'unacomponied', 'unaccompanied'],
    ['a wrong ending', 'protecktion', 'protection'],
    ['an Arabic word', 'المهاجبين', 'المهاجرين'],
  ])('%s: %s', (_name, written, meant) => {
    expect(correct(written)).toEqual([stem(meant, 'en')]);
  });

  it.each([
    ['a short word', 'lwa'],
    ['a short word near a known one', 'aids'],
    ['the first letter wrong', 'brafficking'],
    ['too far off', 'tariff'],
    ['two letters in a word of middle length', 'vacdims'],
    ['a word with a figure', 'victim5'],
    ['nothing', ''],
  ])('leaves %s alone: %s', (_name, written) => {
    expect(correct(written)).toEqual([]);
  });

  it('gives only the nearest, and at most three', () => {
    expect(new TypoCorrector(['migrant', 'migrate']).correct('migrand')).toEqual(['migrant']);
    const many = new TypoCorrector(['stamp', 'stump', 'stemp', 'stomp', 'stimp']).correct('stymp');
    expect(many).toHaveLength(3);
  });

  it('finds a known word as itself', () => {
    expect(correct('referral')).toEqual([stem('referral', 'en')]);
  });

  it('corrects any long word with one letter changed, dropped or added after the first', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 6, maxLength: 15 });
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('', 'x', 'xy'), (word, place, change) => {
        const at = 1 + (place % (word.length - 1));
        const kept = change === 'xy' ? at : at + 1; // "xy": added before the letter at this place
        const written = word.slice(0, at) + change.slice(0, 1) + word.slice(kept);
        expect(new TypoCorrector([word]).correct(written)).toEqual([word]);
      }),
    );
  });
});
