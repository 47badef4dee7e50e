/** A question understood against an index: its matters, their weights, its countries, what a follow-up takes over. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import type { AskedTerm, Question } from '../../src/answering/question.ts';
import type { CarriedQuestion } from '../../src/answering/search-terms.ts';
import { understand } from '../../src/answering/understand.ts';
import type { Language } from '../../src/contracts/language.ts';
import { addText, emptyAnalysis } from '../../src/search/analysis.ts';
import { LanguageIndex } from '../../src/search/passage-index.ts';
import { buildTermIndex, TermIndex } from '../../src/search/term-index.ts';

const lexicon = await loadLexicon(path.resolve(import.meta.dirname, '../../knowledge'));

function indexOf(texts: readonly string[], language: Language = 'en'): LanguageIndex {
  const analyses = texts.map((text) => {
    const analysis = emptyAnalysis();
    addText(analysis, text, language);
    return analysis;
  });
  const view = (name: 'words' | 'grams' | 'pairs') => new TermIndex(buildTermIndex(analyses.map((one) => one[name])));
  return new LanguageIndex(language, { words: view('words'), grams: view('grams'), pairs: view('pairs') });
}

const INDEX = indexOf([
  'A national referral mechanism coordinates trafficking cases.',
  'The recovery period lasts thirty days after identification.',
  'Consent comes before sharing of data.',
  'A court appoints a guardian for the child.',
]);

const ask = (text: string, carried?: CarriedQuestion, asked: Language = 'en', index = INDEX): Question =>
  understand(text, asked, index, lexicon, carried);
const termOf = (question: Question, words: string): AskedTerm | undefined =>
  question.terms.find((term) => term.words === words);

describe('understand', () => {
  it('keeps the matter and leaves grammar out', () => {
    const question = ask('What is the consent of a guardian?');
    expect(question.terms.map(({ words }) => words)).toEqual(['consent', 'guardian']);
    expect(question).toMatchObject({
      text: 'What is the consent of a guardian?',
      fullText: 'What is the consent of a guardian?',
      language: 'en',
      searchLanguage: 'en',
      countries: [],
      otherCountries: [],
      asksFor: undefined,
      isStory: false,
      negated: false,
      momentary: false,
    });
  });

  it('corrects a word the documents do not know, for less than the word itself', () => {
    const alternatives = termOf(ask('Who appoints a guardien?'), 'guardien')?.alternatives ?? [];
    expect(alternatives.map(({ stems }) => stems)).toContainEqual(['guardian']);
    const [itself, corrected] = alternatives;
    expect(corrected?.credit ?? 0).toBeLessThan(itself?.credit ?? 0);
    expect(ask('Who appoints a guardien?').search.words.get('guardian')).toBeGreaterThan(0);
    expect(termOf(ask('Who appoints a guardian?'), 'appoints')?.alternatives).toHaveLength(1);
  });

  it('takes an abbreviation for its full term', () => {
    const question = ask('Who runs the NRM?');
    expect(termOf(question, 'nrm')?.alternatives.map(({ stems }) => stems.length)).toContain(3);
    expect(question.search.words.has('mechan')).toBe(true);
  });

  it('takes a phrase of the glossary for one matter', () => {
    expect(termOf(ask('Is a national referral mechanism useful?'), 'national referral mechanism')).toBeDefined();
  });

  it('gives a rare word more weight than a common one', () => {
    const index = indexOf(['shared alpha', 'shared beta', 'shared gamma']);
    const question = ask('shared matters with alpha around some other words', undefined, 'en', index);
    expect(termOf(question, 'alpha')?.weight ?? 0).toBeGreaterThan(termOf(question, 'shared')?.weight ?? 0);
  });

  it.each<[string, string, AskedTerm['kind']]>([
    ['What did the law say in 2016?', '2016', 'edition'],
    ['Who takes part in phase II of it?', 'ii', 'edition'],
    ['Can they wait 30 days there?', '30', 'number'],
    ['Does the handbook of Zorbat say so?', 'zorbat', 'name'],
    ['How many guardians does a court appoint?', 'guardians', 'focus'],
    ['Can a court appoint somebody?', 'court', 'word'],
  ])('%s: "%s" is a %s', (text, words, kind) => {
    expect(termOf(ask(text), words)?.kind).toBe(kind);
  });

  it('names countries, covered or not, and takes none of them for a matter', () => {
    const question = ask('Which law applies in Tunisia, Sudan and Tunis?');
    expect(question).toMatchObject({ countries: ['TN'], otherCountries: ['SD'] });
    expect(question.terms.map(({ words }) => words)).not.toContain('tunisia');
  });

  it('knows what is asked for, told, negated and of the moment', () => {
    expect(ask('How long does it last?').asksFor).toBe('duration');
    expect(ask('Which child is not heard?').negated).toBe(true);
    expect(ask('She came to me with a child.').isStory).toBe(true);
    expect(ask('How many children came this week?').momentary).toBe(true);
  });

  it('is put to documents in another language through the glossary', () => {
    const question = ask("Qui coordonne le mécanisme national d'orientation ?", undefined, 'fr');
    expect(question).toMatchObject({ language: 'fr', searchLanguage: 'en' });
    expect(question.search.words.has('referr')).toBe(true);
    expect(question.terms.some(({ alternatives }) => alternatives.some(({ stems }) => stems.includes('referr')))).toBe(
      true,
    );
  });
});

describe('a follow-up', () => {
  const carried = { text: 'Which court decides in Morocco?' };

  it('takes the matter over, for less than its own', () => {
    const question = ask('and for a child?', carried);
    const [own, taken] = [termOf(question, 'child'), termOf(question, 'court')];
    expect(own).toMatchObject({ carried: false });
    expect(taken).toMatchObject({ carried: true });
    expect(taken?.weight ?? 0).toBeLessThan(termOf(ask('Is the court of a child slow?'), 'court')?.weight ?? 0);
    expect(question.search.words.get('court')).toBeGreaterThan(0);
    expect(question.fullText).toBe('Which court decides in Morocco? and for a child?');
    expect(question.text).toBe('and for a child?');
  });

  it('takes the country over unless it names its own', () => {
    expect(ask('and for a child?', carried).countries).toEqual(['MA']);
    expect(ask('and in Tunisia?', carried).countries).toEqual(['TN']);
    expect(ask('and in Sudan?', carried)).toMatchObject({ countries: [], otherCountries: ['SD'] });
  });

  it('does not take over what it says itself', () => {
    const words = ask('and what about another court?', carried).terms.map((term) => term.words);
    expect(words.filter((word) => word === 'court')).toHaveLength(1);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...['what', 'is the', 'says no', 'of', 'NRM', 'VoT', 'traffiking', '2016', 'II', 'in Tunisia', 'Sudan', '?', ','],
    ...['qui', "l'", 'le mécanisme', 'ما هي', 'من', 'ضحية', 'الاتجار', 'في', '😀', '\u200B', 'X', 'since then it was,'],
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
    fc.string({ unit: 'grapheme' }),
  );
  const indexes = [INDEX, indexOf([]), indexOf(['ضحايا الاتجار في القانون'], 'ar'), indexOf(['la traite'], 'fr')];

  it('has finite weights, alternatives that hold something, and credits from 0 to 1', () => {
    const language = fc.constantFrom<Language>('en', 'fr', 'ar');
    fc.assert(
      fc.property(text, fc.option(text), language, fc.constantFrom(...indexes), (asked, before, from, index) => {
        const question = ask(asked, before === null ? undefined : { text: before }, from, index);
        for (const { weight, alternatives } of question.terms) {
          expect(Number.isFinite(weight) && weight >= 0).toBe(true);
          expect(alternatives.length).toBeGreaterThan(0);
          for (const { stems, credit } of alternatives) {
            expect(stems.length).toBeGreaterThan(0);
            expect(credit > 0 && credit <= 1).toBe(true);
          }
        }
        for (const view of [question.search.words, question.search.grams, question.search.pairs]) {
          for (const weight of view.values()) expect(weight > 0 && Number.isFinite(weight)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each<[Language, string]>([
    ['en', 'what is it and who are they'],
    ['en', 'says no'],
    ['fr', "qu'est-ce que c'est"],
    ['ar', 'ما هو ومن هم'],
    ['en', ''],
  ])('of grammar words alone has no weight that is not a number in %s: %s', (language, words) => {
    for (const index of indexes) {
      for (const { weight } of ask(words, undefined, language, index).terms) expect(weight).toBeGreaterThanOrEqual(0);
    }
  });
});
