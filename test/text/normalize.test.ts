/** The comparable form of a text: what a reader cannot see, or does not care about, makes no difference. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/text/normalize.ts';

describe('normalize', () => {
  it.each([
    ['case and accents', 'Évaluation À Çà', 'evaluation a ca'],
    ['decomposed accents', 'e\u0301tat', 'etat'],
    ['dotted capital I', 'İstanbul', 'istanbul'],
    ['ligatures', 'ﬁnal', 'final'],
    ['full-width letters', 'ＮＲＭ', 'nrm'],
    ['typographic apostrophes', 'l’État', "l'etat"],
    ['zero-width space', 'traf\u200Bficking', 'trafficking'],
    ['zero-width joiners', 'vic\u200Dtim\u200C', 'victim'],
    ['soft hyphen', 'refer\u00ADral', 'referral'],
    ['direction marks', '\u202Bhello\u202C \u2067world\u2069\u200F', 'hello world'],
    ['byte order mark', '\uFEFFtext', 'text'],
    ['tatweel', 'مـــرحبا', 'مرحبا'],
    ['vowel signs', 'مُهَاجِرٌ', 'مهاجر'],
    ['dagger alef', 'هٰذا', 'هذا'],
    ['every alef', 'أ إ آ ٱ ا', 'ا ا ا ا ا'],
    ['teh marbuta', 'مدرسة', 'مدرسه'],
    ['final yeh', 'على', 'علي'],
    ['hamza on waw and yeh', 'مسؤول سائل', 'مسوول سايل'],
    ['presentation forms', 'ﻻ', 'لا'],
    ['Arabic-Indic digits', 'عام ٢٠١٦', 'عام 2016'],
    ['Persian digits', 'سال ۲۰۱۶', 'سال 2016'],
  ])('%s', (_name, text, expected) => {
    expect(normalize(text)).toBe(expected);
  });

  it('gives the same for a text and its normalised form', () => {
    const letters = fc.constantFrom(...'aéÉçœİ’‘ـأإآٱىةؤئ٣۳\u200B\u202Bَ́ﻻ 1,.'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: letters }), (text) => {
        expect(normalize(normalize(text))).toBe(normalize(text));
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalize(text)).toBeTypeOf('string');
      }),
    );
  });
});
