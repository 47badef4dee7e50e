/** Every numbered fact of the fact sheet is carried by a section, in every language; telephone numbers are shown with care. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../src/config.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import { collectDocuments } from '../../src/knowledge/collect-documents.ts';
import { splitSentences } from '../../src/text/sentences.ts';

/** The last number of each group of facts; every group starts with 1. */
const LAST: Record<string, number> = {
  'F1.': 56,
  'F2.': 82,
  'F3.': 59,
  'F4.': 59,
  'F5.DZ': 7,
  'F5.EG': 8,
  'F5.LY': 6,
  'F5.MR': 7,
  'F5.MA': 7,
  'F5.NE': 8,
  'F5.TN': 8,
  'F6.': 26,
};
const FACTS = Object.entries(LAST).flatMap(([group, last]) =>
  Array.from({ length: last }, (_, at) => `${group}${at + 1}`),
);

const { documents } = await collectDocuments([path.join(PROJECT_DIR, 'knowledge/documents')], PROJECT_DIR);
const sectionsIn = (language: Language) =>
  documents.filter(({ meta }) => meta.language === language).flatMap(({ sections }) => sections);

/** The confirmed numbers, and the year each was opened. */
const NUMBERS = { '80 10 47 48': '2018', '0800 00 47 47': '2023' };
const CHECK_FIRST: Record<Language, RegExp> = {
  en: /check before use/u,
  fr: /à vérifier avant (?:usage|utilisation)/u,
  ar: /تحقق (?:منه )?قبل الاستعمال|التحقق من الرقم قبل استعماله/u,
};

describe.each(LANGUAGES)('the documents in %s', (language) => {
  it('carry every fact, and none that is not on the sheet', () => {
    const carried = new Set(sectionsIn(language).flatMap(({ facts }) => facts));
    expect(FACTS.filter((fact) => !carried.has(fact))).toEqual([]);
    expect([...carried].filter((fact) => !FACTS.includes(fact))).toEqual([]);
  });

  it.each(Object.entries(NUMBERS))('show %s with its year and the words to check it first', (number, year) => {
    const texts = sectionsIn(language).flatMap(({ text }) => (text.includes(number) ? [text] : []));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      expect(text).toMatch(CHECK_FIRST[language]);
      const first = splitSentences(text, language).find((sentence) => sentence.includes(number));
      expect(first).toContain(year);
    }
  });
});
