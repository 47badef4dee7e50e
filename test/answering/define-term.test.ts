/** Questions for the meaning of a term: recognised in three languages, answered from the glossary. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswerResult } from '../../src/answering/answer.ts';
import { glossaryPassage, glossaryPassageById, termAskedFor, withDefinition } from '../../src/answering/define-term.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import type { Passage } from '../../src/contracts/passage.ts';
import { countWords } from '../../src/text/sentences.ts';
import { GLOSSARY_TITLES } from '../fixtures/knowledge.ts';

const lexicon = await loadLexicon(path.resolve(import.meta.dirname, '../../knowledge'));
const entryOf = (id: string) => {
  const entry = lexicon.glossaryEntry(id);
  if (!entry) throw new Error(`the glossary has no ${id}`);
  return entry;
};

describe('termAskedFor', () => {
  it.each<[Language, string, string]>([
    ['en', 'What is UASC?', 'unaccompanied-and-separated-children'],
    ['en', 'uasc', 'unaccompanied-and-separated-children'],
    ['en', 'What does THB stand for?', 'trafficking-in-human-beings'],
    ['en', 'definition of presumed victim', 'presumed-victim'],
    ['en', 'Who is a presumed victim?', 'presumed-victim'],
    ['en', 'what is traite des êtres humains', 'trafficking-in-human-beings'],
    ['fr', 'c’est quoi le MNO ?', 'national-referral-mechanism'],
    ['fr', 'Que veut dire victime présumée ?', 'presumed-victim'],
    ['fr', "qu'est-ce que le trafic illicite de migrants", 'smuggling-of-migrants'],
    ['ar', 'ما معنى عدم الإعادة القسرية؟', 'non-refoulement'],
    ['ar', 'ما هي الضحية المفترضة؟', 'presumed-victim'],
    ['ar', 'تعريف تهريب المهاجرين', 'smuggling-of-migrants'],
  ])('sees in %s that %j asks for a meaning', (language, text, id) => {
    expect(termAskedFor(text, language, lexicon)?.id).toBe(id);
  });

  it.each<[Language, string]>([
    ['en', 'Where is the NRM?'],
    ['en', 'Who coordinates the NRM?'],
    ['en', 'How many UASC are there?'],
    ['en', 'Which countries have an NRM?'],
    ['en', 'What is the difference between trafficking in persons and smuggling of migrants?'],
    ['en', 'What is the weather?'],
    ['fr', 'Qui coordonne le MNO ?'],
    ['fr', 'Quand la victime présumée est-elle entendue ?'],
    ['ar', 'كم عدد ضحايا الاتجار بالأشخاص؟'],
    ['ar', 'هل الضحية المفترضة محمية؟'],
  ])('leaves alone in %s %j', (language, text) => {
    expect(termAskedFor(text, language, lexicon)).toBeUndefined();
  });
});

describe('glossaryPassage', () => {
  it.each(LANGUAGES)('holds the definition and the term in all three languages (%s)', (language) => {
    const entry = entryOf('national-referral-mechanism');
    const passage = glossaryPassage(entry, language, GLOSSARY_TITLES);
    for (const one of LANGUAGES) expect(passage.text).toContain(entry[one].term);
    expect(passage.text.startsWith(entry[language].definition ?? 'no definition')).toBe(true);
    expect(passage).toMatchObject({ language, title: GLOSSARY_TITLES[language] });
    expect(glossaryPassageById(passage.id, lexicon, GLOSSARY_TITLES)).toEqual(passage);
  });

  it('marks a term nobody settled as unchecked, and shows no plural of an abbreviation', () => {
    expect(glossaryPassage({ ...entryOf('presumed-victim'), status: 'general' }, 'ar', GLOSSARY_TITLES).review).toBe(
      'unchecked',
    );
    expect(glossaryPassage(entryOf('victim-of-trafficking'), 'en', GLOSSARY_TITLES).text).not.toContain('VoTs');
  });

  it('is not found under an id nobody gave', () => {
    for (const id of ['en/glossary#nothing', 'de/glossary#refugee', 'en/other#refugee', '']) {
      expect(glossaryPassageById(id, lexicon, GLOSSARY_TITLES)).toBeUndefined();
    }
  });
});

describe('withDefinition', () => {
  const section = (language: Language, heading: string): Passage => ({
    ...glossaryPassage(entryOf('refugee'), language, GLOSSARY_TITLES),
    id: `${language}/terms#section`,
    documentKey: 'terms',
    key: 'terms#section',
    headingPath: [heading],
    text: 'A first sentence. A second one.',
  });
  const answered = (passage: Passage): AnswerResult => ({
    outcome: 'answered',
    quoted: [{ citation: { n: 1, passage, quote: passage.text }, sentences: ['A first sentence.', 'A second one.'] }],
    notes: [{ note: 'unchecked' }],
    related: [],
    passages: [],
    support: 0.9,
  });
  const refused: AnswerResult = {
    outcome: 'no-evidence',
    quoted: [],
    notes: [],
    related: [],
    passages: [],
    support: 0,
  };
  const define = (result: AnswerResult) =>
    withDefinition(
      result,
      entryOf('presumed-victim'),
      { text: 'presumed victim', language: 'en' },
      lexicon,
      GLOSSARY_TITLES,
    );
  const keys = ({ quoted }: AnswerResult) => quoted.map(({ citation }) => [citation.n, citation.passage.documentKey]);

  it('answers from the glossary alone where the documents do not', () => {
    const result = define(refused);
    expect([result.outcome, keys(result)]).toEqual(['answered', [[1, 'glossary']]]);
    expect(result.quoted[0]?.sentences).toHaveLength(2);
  });

  it('lets a section about the term come first, and adds the term in all languages', () => {
    const result = define(answered(section('en', 'What is a presumed victim?')));
    expect(keys(result)).toEqual([
      [1, 'terms'],
      [2, 'glossary'],
    ]);
    expect(result.quoted[1]?.sentences).toHaveLength(1);
    expect(result.notes).toEqual([{ note: 'unchecked' }]);
  });

  it('puts the definition before a section in another language', () => {
    expect(keys(define(answered(section('fr', 'Qui est une victime présumée ?'))))).toEqual([
      [1, 'glossary'],
      [2, 'terms'],
    ]);
  });

  it('leaves out a section about something else', () => {
    expect(keys(define(answered(section('en', 'How long is a shelter open?'))))).toEqual([[1, 'glossary']]);
  });

  it('never exceeds the length of an answer, and quotes only what stands in the passage', () => {
    for (const result of [define(refused), define(answered(section('fr', 'Qui est une victime présumée ?')))]) {
      const sentences = result.quoted.flatMap((one) => one.sentences);
      expect(sentences.reduce((sum, one) => sum + countWords(one), 0)).toBeLessThanOrEqual(120);
      for (const { citation, sentences: own } of result.quoted)
        for (const one of own) expect(citation.passage.text).toContain(one);
    }
  });
});
