/** Words, grams and pairs fused into one ranking of one language. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/contracts/language.ts';
import type { Passage } from '../../src/contracts/passage.ts';
import { addText, emptyAnalysis } from '../../src/search/analysis.ts';
import { type KnowledgeIndex, searchPassages } from '../../src/search/knowledge-index.ts';
import { best, FUSION_WEIGHTS, LanguageIndex } from '../../src/search/passage-index.ts';
import { buildTermIndex, TermIndex } from '../../src/search/term-index.ts';

function indexOf(texts: readonly string[], language: Language = 'en'): LanguageIndex {
  const analyses = texts.map((text) => {
    const analysis = emptyAnalysis();
    addText(analysis, text, language);
    return analysis;
  });
  const view = (name: 'words' | 'grams' | 'pairs') => new TermIndex(buildTermIndex(analyses.map((one) => one[name])));
  return new LanguageIndex(language, { words: view('words'), grams: view('grams'), pairs: view('pairs') });
}

async function search(index: LanguageIndex, text: string, limit = 10) {
  const terms = emptyAnalysis();
  addText(terms, text, index.language);
  return index.search({ terms, text }, limit);
}

const TEXTS = [
  'A safe referral begins with consent.',
  'The reflection period lasts thirty days.',
  'Rescue at sea ends in a place of safety.',
  'Consent to a referral is informed consent.',
];

describe('LanguageIndex', () => {
  it.each([
    ['the words of a text', 'reflection period', 1],
    ['another form of a word', 'rescued', 2],
    ['part of a misspelt word', 'reflektion', 1],
  ])('finds by %s', async (_name, asked, position) => {
    expect((await search(indexOf(TEXTS), asked))[0]?.position).toBe(position);
  });

  it('prefers words that stand together', async () => {
    const index = indexOf(['safety of the place', 'place of safety', 'the safety']);
    expect((await search(index, 'place of safety'))[0]?.position).toBe(1);
  });

  it('works in Arabic and French', async () => {
    const arabic = indexOf(['حقوق المهاجرين في القانون', 'الإنقاذ في البحر'], 'ar');
    expect((await search(arabic, 'مهاجر'))[0]?.position).toBe(0);
    const french = indexOf(["L'orientation des victimes", 'Le sauvetage en mer'], 'fr');
    expect((await search(french, 'orienter une victime'))[0]?.position).toBe(0);
  });

  it('gives the entry that is best in every view the sum of the weights', async () => {
    const [hit] = await search(indexOf(TEXTS), 'reflection period');
    expect(hit?.score).toBeCloseTo(FUSION_WEIGHTS.words + FUSION_WEIGHTS.grams + FUSION_WEIGHTS.pairs, 5);
  });

  it('finds nothing without words, without entries, or for words it does not hold', async () => {
    expect(await search(indexOf(TEXTS), '')).toEqual([]);
    expect(await search(indexOf([]), 'consent')).toEqual([]);
    expect(await search(indexOf(TEXTS), 'xylophone')).toEqual([]);
  });

  it('gives at most as many as asked for, best first, and the same each time', async () => {
    const index = indexOf(TEXTS);
    const all = await search(index, 'consent to a safe referral');
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
    expect(await search(index, 'consent to a safe referral', 2)).toEqual(all.slice(0, 2));
  });

  it('corrects an unknown stem by its own words', () => {
    expect(indexOf(TEXTS).correct('consant')).toEqual(['consent']);
    expect(indexOf(TEXTS).size).toBe(TEXTS.length);
  });
});

describe('best', () => {
  it('orders by score, the earlier entry first where scores are equal, and leaves zeros out', () => {
    const hits = best(new Float32Array([0.5, 0, 2, 0.5, 2]), 3);
    expect(hits.map(({ position }) => position)).toEqual([2, 4, 0]);
  });

  it('does what sorting would do', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 10 }), (values, limit) => {
        const sorted = values
          .map((score, position) => ({ position, score }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score || a.position - b.position)
          .slice(0, limit);
        expect(best(new Float32Array(values), limit)).toEqual(sorted);
      }),
    );
  });
});

describe('searchPassages', () => {
  const passages = TEXTS.map(
    (text, n): Passage => ({
      id: `en/d#${n}`,
      documentKey: 'd',
      key: `d#${n}`,
      language: 'en',
      title: '',
      headingPath: [],
      text,
      authority: 'guidance',
      benchmark: false,
      countries: [],
      asOf: '2026',
      review: 'checked',
      sources: [],
      asked: [],
    }),
  );
  const knowledge: KnowledgeIndex = {
    version: '1',
    createdAt: 0,
    parts: new Map([['en', { passages, index: indexOf(TEXTS) }]]),
    passagesById: new Map(passages.map((passage) => [passage.id, passage])),
  };
  const terms = emptyAnalysis();
  addText(terms, 'reflection period', 'en');

  it('gives passages with their scores', async () => {
    const [found] = await searchPassages(knowledge, 'en', { terms, text: 'reflection period' }, 5);
    expect(found).toMatchObject({ passage: passages[1], score: expect.any(Number) });
  });

  it('finds nothing in a language without documents', async () => {
    expect(await searchPassages(knowledge, 'ar', { terms, text: 'reflection period' }, 5)).toEqual([]);
  });
});
