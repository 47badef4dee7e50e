/** The documents Dalil brings: all readable, the three languages parallel, and the first questions it offers answered. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answering/answer-question.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { PROJECT_DIR } from '../../src/config.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import { collectDocuments } from '../../src/knowledge/collect-documents.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import type { SourceDocument } from '../../src/knowledge/read/document.ts';
import { refreshKnowledge } from '../../src/knowledge/refresh.ts';
import { readGolden } from '../../src/measuring/golden.ts';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { loadTexts } from '../../src/text/texts.ts';
import { GLOSSARY_TITLES, realBackends, refreshSettings, temporaryFolder } from '../fixtures/knowledge.ts';

const KNOWLEDGE = path.join(PROJECT_DIR, 'knowledge');
const { documents, problems } = await collectDocuments([path.join(KNOWLEDGE, 'documents')], PROJECT_DIR);

const inLanguage = (language: Language) =>
  new Map(documents.filter(({ meta }) => meta.language === language).map((document) => [document.meta.key, document]));
const english = inLanguage('en');

/** The figures of a text, thousands separators taken out: they survive translation. */
function figures(text: string): string[] {
  const plain = text.replace(/(\d)[\s\u00A0\u202F](?=\d{3}\b)/gu, '$1').match(/\d+(?:[.,]\d+)*/gu) ?? [];
  return plain.map((figure) => figure.replace(/[.,](?=\d{3}\b)/gu, '').replace(',', '.')).sort();
}

const sectionIds = ({ sections }: SourceDocument) => sections.map(({ id }) => id);

describe('the shipped documents', () => {
  it('can all be read', () => {
    expect(problems).toEqual([]);
    expect(english.size).toBeGreaterThanOrEqual(40);
  });

  it.each(['fr', 'ar'] as const)('stand in %s section by section, with the same figures', (language) => {
    const translated = inLanguage(language);
    expect([...translated.keys()]).toEqual([...english.keys()]);
    for (const [key, original] of english) {
      const translation = translated.get(key);
      if (!translation) continue;
      expect([key, sectionIds(translation)]).toEqual([key, sectionIds(original)]);
      expect(translation.meta).toMatchObject({
        authority: original.meta.authority,
        countries: original.meta.countries,
        asOf: original.meta.asOf,
      });
      original.sections.forEach((section, at) => {
        const other = translation.sections[at];
        expect([key, section.id, figures(other?.text ?? '')]).toEqual([key, section.id, figures(section.text)]);
        expect(other?.facts).toEqual(section.facts);
      });
    }
  });

  it('name facts and sources in every section, and show no telephone number but the two that were confirmed', () => {
    for (const { meta, sections } of documents) {
      for (const { id, facts, sourceNames, text } of sections) {
        expect([meta.key, id, facts.length > 0, sourceNames.length > 0]).toEqual([meta.key, id, true, true]);
        const numbers = text.match(/\b0?8\d{1,2}(?: \d\d){3,}\b|\+\d[\d ]{7,}\b/gu) ?? [];
        for (const number of numbers) expect(['80 10 47 48', '0800 00 47 47']).toContain(number);
      }
    }
  });

  it('hold every section a golden question expects', async () => {
    const keys = new Set(documents.flatMap(({ meta, sections }) => sections.map(({ id }) => `${meta.key}#${id}`)));
    const golden = await readGolden(path.join(KNOWLEDGE, 'golden'));
    expect(golden.flatMap(({ sources }) => sources).filter((source) => !keys.has(source))).toEqual([]);
    for (const language of LANGUAGES) {
      const own = golden.filter((question) => question.language === language);
      expect(own.map(({ id }) => id)).toEqual([...new Set(golden.map(({ id }) => id))]);
      expect(own.length).toBeGreaterThanOrEqual(150);
      expect(own.filter(({ sources }) => sources.length === 0).length).toBeGreaterThanOrEqual(40);
    }
  });
});

/** Brief questions, and the section that is written to answer each. */
const BRIEF: [Language, string, string][] = [
  ['en', 'What is an NRM?', 'nrm-what-it-is#nrm-definition'],
  ['en', 'what is a BID?', 'best-interests-of-the-child#bid'],
  ['en', 'AVRR meaning', 'voluntary-return-and-reintegration#avrr'],
  ['en', 'place of safety', 'place-of-safety#definition'],
  ['fr', 'c’est quoi le MNO ?', 'nrm-what-it-is#nrm-definition'],
  ['fr', 'non-refoulement', 'non-refoulement#non-refoulement-rule'],
  ['ar', 'ما هي الآلية الوطنية للإحالة؟', 'nrm-what-it-is#nrm-definition'],
  ['ar', 'من هو اللاجئ؟', 'refugee-and-asylum-terms#refugee-1951'],
];

describe('the shipped index', () => {
  let index: KnowledgeIndex | undefined;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const temporary = await temporaryFolder();
    remove = temporary.remove;
    const settings = await refreshSettings(temporary.folder, { documentFolders: [path.join(KNOWLEDGE, 'documents')] });
    await refreshKnowledge(settings);
    ({ index } = await openBestVersion(settings.dataDir, await realBackends()));
  });
  afterAll(() => remove());

  it.each(BRIEF)('answers in %s %j from %s', async (language, text, key) => {
    const answerer = createAnswerer(await loadLexicon(KNOWLEDGE), { glossaryTitles: GLOSSARY_TITLES });
    if (!index) throw new Error('there is no index');
    const result = await answerer.answer({ text, language }, index);
    expect([result.outcome, result.quoted[0]?.citation.passage.key]).toEqual(['answered', key]);
  });

  it('quotes sentences about the country that was asked for (ar)', async () => {
    const answerer = createAnswerer(await loadLexicon(KNOWLEDGE), { glossaryTitles: GLOSSARY_TITLES });
    if (!index) throw new Error('there is no index');
    const result = await answerer.answer({ text: 'هل صادقت مصر على بروتوكول باليرمو؟', language: 'ar' }, index);
    for (const sentence of result.quoted.flatMap(({ sentences }) => sentences)) expect(sentence).toContain('مصر');
  });

  it.each([
    ['en', 'What is the hotline number in Libya?'],
    ['fr', 'Quel est le numéro vert en Libye ?'],
    ['ar', 'ما هو رقم الخط الساخن في ليبيا؟'],
  ] as [Language, string][])('never gives one country the telephone number of another (%s)', async (language, text) => {
    const answerer = createAnswerer(await loadLexicon(KNOWLEDGE), { glossaryTitles: GLOSSARY_TITLES });
    if (!index) throw new Error('there is no index');
    const result = await answerer.answer({ text, language }, index);
    const quoted = result.quoted.flatMap(({ sentences }) => sentences).join(' ');
    expect(quoted).not.toMatch(/80 10 47 48|0800 00 47 47/);
  });

  it.each(LANGUAGES)('answers the questions Dalil offers first in %s, in that language', async (language) => {
    const texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));
    const answerer = createAnswerer(await loadLexicon(KNOWLEDGE), { glossaryTitles: GLOSSARY_TITLES });
    if (!index) throw new Error('there is no index');
    for (const key of ['starters.first', 'starters.second', 'starters.third']) {
      const result = await answerer.answer({ text: texts.say(language, key), language }, index);
      expect([key, result.outcome, result.quoted[0]?.citation.passage.language]).toEqual([key, 'answered', language]);
    }
  });
});
