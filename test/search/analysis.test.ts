/** The three views of a text, and which words of a passage it can be found by. */
import { describe, expect, it } from 'vitest';
import type { Passage } from '../../src/contracts/passage.ts';
import { addText, addTokens, emptyAnalysis } from '../../src/search/analysis.ts';
import { FIELD_WEIGHTS, passageTerms, passageTextForEmbedding } from '../../src/search/passage-terms.ts';

describe('addText', () => {
  it('counts stems, grams and pairs of neighbours', () => {
    const analysis = emptyAnalysis();
    addText(analysis, 'Safe referrals, safe referral', 'en');
    expect(Object.fromEntries(analysis.words)).toEqual({ safe: 2, referr: 2 });
    expect(Object.fromEntries(analysis.pairs)).toEqual({ 'safe referr': 2, 'referr safe': 1 });
    expect(analysis.grams.get('_saf')).toBe(2);
    expect(analysis.grams.get('als_')).toBe(1);
  });

  it('adds up over texts, each with its weight, and makes no pair across them', () => {
    const analysis = emptyAnalysis();
    addText(analysis, 'consent', 'en');
    addText(analysis, 'consent form', 'en', 2);
    expect(Object.fromEntries(analysis.words)).toEqual({ consent: 3, form: 2 });
    expect(Object.fromEntries(analysis.pairs)).toEqual({ 'consent form': 2 });
  });

  it('takes words that are normalised already', () => {
    const fromText = emptyAnalysis();
    const fromTokens = emptyAnalysis();
    addText(fromText, 'L’orientation nationale', 'fr');
    addTokens(fromTokens, ['orientation', 'nationale'], 'fr');
    expect(fromTokens).toEqual(fromText);
  });

  it('adds nothing for a text without words', () => {
    const analysis = emptyAnalysis();
    addText(analysis, '… 😀', 'en');
    expect(analysis).toEqual(emptyAnalysis());
  });
});

const PASSAGE: Passage = {
  id: 'en/nrm#who',
  documentKey: 'nrm',
  key: 'nrm#who',
  language: 'en',
  title: 'Handbook',
  headingPath: ['Pillars', 'Coordination'],
  text: 'A coordinator leads.',
  authority: 'guidance',
  benchmark: false,
  countries: [],
  asOf: '2026',
  review: 'checked',
  sources: [{ title: 'Elsewhere' }],
  asked: ['boss of the system'],
};

describe('a passage', () => {
  it('can be found by its text, title, headings and other wordings, and by nothing else', () => {
    const { words } = passageTerms(PASSAGE);
    expect([...words.keys()].sort()).toEqual(
      ['a', 'boss', 'coordin', 'handbook', 'lead', 'of', 'pillar', 'system', 'the'].sort(),
    );
    expect(words.get('lead')).toBe(FIELD_WEIGHTS.text);
    expect(words.get('handbook')).toBe(FIELD_WEIGHTS.title);
    expect(words.get('boss')).toBe(FIELD_WEIGHTS.asked);
  });

  it('is found by its own heading before an outer one', () => {
    const { words } = passageTerms({ ...PASSAGE, text: '' });
    expect(words.get('coordin') ?? 0).toBeGreaterThan(words.get('pillar') ?? 0);
    expect(words.get('pillar') ?? 0).toBeGreaterThan(0);
  });

  it('shows an embedder the same words', () => {
    expect(passageTextForEmbedding(PASSAGE)).toBe(
      'Handbook\nPillars\nCoordination\nboss of the system\nA coordinator leads.',
    );
  });
});
