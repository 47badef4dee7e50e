/** One word of a question in the words of an index of another language. */
import { describe, expect, it } from 'vitest';
import { buildTermIndex, TermIndex } from '../../../src/search/term-index.ts';
import { consonantSkeleton } from '../../../src/search/translation/skeleton.ts';
import { learnTranslationTable, TranslationTable } from '../../../src/search/translation/translation-table.ts';
import { WordTranslator } from '../../../src/search/translation/word-translator.ts';

const table = new TranslationTable(
  learnTranslationTable([
    { en: 'victim', ar: 'ضحية', fr: 'victime' },
    { en: 'guardian', ar: 'الوصي', fr: 'tuteur' },
    { en: 'legal', ar: 'قانوني', fr: 'juridique' },
    { en: 'identification', ar: 'التعرف', fr: 'identification' },
  ]),
);
const known = ['victim', 'guardian', 'legal', 'ouagadougou', 'palermo', 'unhcr', '2015'];
const words = new TermIndex(buildTermIndex([new Map(known.map((term) => [term, 1]))]));
const translator = new WordTranslator(table, 'en', words);
const stems = (token: string, from: 'fr' | 'ar' = 'ar') => translator.translate(token, from).map(({ stem }) => stem);

describe('WordTranslator', () => {
  it('uses the table', () => {
    expect(stems('ضحيه')).toEqual(['victim']);
    expect(stems('tuteur', 'fr')).toEqual(['guardian']);
  });

  it('sees through the conjunctions and prepositions Arabic writes together with a word', () => {
    expect(stems('وضحيه')).toEqual(['victim']);
    expect(stems('بقانوني')).toEqual(['legal']);
  });

  it('keeps figures, abbreviations and names the index holds', () => {
    expect(stems('2015')).toEqual(['2015']);
    expect(stems('unhcr')).toEqual(['unhcr']);
    expect(stems('1234')).toEqual([]);
  });

  it('understands a slip, and trusts it less', () => {
    const [found] = translator.translate('juridque', 'fr');
    expect(found?.stem).toBe('legal');
    expect(found?.share).toBeLessThan(1);
  });

  it('knows a name by its sound', () => {
    expect(stems('واغادوغو')).toEqual(['ouagadougou']);
    expect(stems('باليرمو')).toEqual(['palermo']);
  });

  it('says nothing about a word it does not know', () => {
    expect(stems('بطاطس')).toEqual([]);
  });
});

describe('consonantSkeleton', () => {
  it.each([
    ['ouagadougou', 'واغادوغو'],
    ['khartoum', 'خرطوم'],
    ['tripoli', 'طرابلس'.slice(0, -1)],
    ['palermo', 'باليرمو'],
    ['agadez', 'اغاديز'],
    ['nouakchott', 'نواكشوط'],
    ['marrakech', 'مراكش'],
  ])('hears %s and %s alike', (latin, arabic) => {
    expect(consonantSkeleton(latin)).toBe(consonantSkeleton(arabic));
    expect(consonantSkeleton(latin)).toBeDefined();
  });

  it.each(['oui', 'ab', 'ما', ''])('has nothing to say about %j', (word) => {
    expect(consonantSkeleton(word)).toBeUndefined();
  });
});
