/** Questions put to a small index, from the words asked to the quotes or the plain "no". */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answerer, AnswerResult } from '../../src/answering/answer.ts';
import { createAnswerer } from '../../src/answering/answer-question.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import type { Language } from '../../src/contracts/language.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { loadParallelPhrases } from '../../src/knowledge/parallel-phrases.ts';
import { refreshKnowledge } from '../../src/knowledge/refresh.ts';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { countWords } from '../../src/text/sentences.ts';
import {
  FOUR_DOCUMENTS,
  frontMatter,
  GLOSSARY_TITLES,
  realBackends,
  refreshSettings,
  temporaryFolder,
  writeFiles,
} from '../fixtures/knowledge.ts';

const OWN_DOCUMENTS: Record<string, string> = {
  'en/nrm.md': `${frontMatter({ key: 'nrm', title: 'National referral mechanisms', review: 'checked' })}
## What is a national referral mechanism?

A national referral mechanism is the framework through which States protect trafficked people. It rests on cooperation with civil society.

## Who coordinates a national referral mechanism?

An appointed national coordinator leads the mechanism and reports on it every year.
`,
  'en/children.md': `${frontMatter({ key: 'children', title: 'Children in referral' })}
## Who appoints a guardian for an unaccompanied child?

A court appoints a guardian for an unaccompanied child within days. The guardian stands up for the best interests of the child.
`,
  'en/morocco.md': `${frontMatter({ key: 'morocco', title: '"Morocco: law and institutions"', authority: 'national-law', country: 'MA' })}
## Which law of Morocco covers trafficking in persons?

Morocco adopted Law 27-14 on combating trafficking in human beings in 2016.
`,
};

const KNOWLEDGE = path.resolve(import.meta.dirname, '../../knowledge');

let remove: () => Promise<void>;
let answerer: Answerer;
let knowledge: KnowledgeIndex;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  remove = temporary.remove;
  await writeFiles(path.join(temporary.folder, 'documents'), { ...FOUR_DOCUMENTS, ...OWN_DOCUMENTS });
  const phrases = await loadParallelPhrases(KNOWLEDGE);
  await refreshKnowledge(await refreshSettings(temporary.folder, { phrases }));
  const { index } = await openBestVersion(path.join(temporary.folder, 'data'), await realBackends());
  if (!index) throw new Error('no index was built');
  knowledge = index;
  answerer = createAnswerer(await loadLexicon(KNOWLEDGE), {
    glossaryTitles: GLOSSARY_TITLES,
  });
});
afterAll(() => remove());

const ask = (text: string, language: Language = 'en', previous?: string) =>
  answerer.answer({ text, language, previous }, knowledge);

const leadOf = ({ quoted }: AnswerResult) => quoted[0]?.citation.passage.documentKey;
const noteKinds = ({ notes }: AnswerResult) => notes.map(({ note }) => note);

/** What holds for every result, whatever was asked. */
function expectKept({ outcome, quoted, related, passages, notes }: AnswerResult) {
  expect(quoted.length).toBeLessThanOrEqual(3);
  expect(quoted.map(({ citation }) => citation.n)).toEqual(quoted.map((_, at) => at + 1));
  const sentences = quoted.flatMap((one) => one.sentences);
  expect(sentences.reduce((sum, one) => sum + countWords(one), 0)).toBeLessThanOrEqual(120);
  for (const { citation, sentences: own } of quoted) {
    for (const one of own) expect(citation.passage.text).toContain(one);
    if (citation.passage.documentKey === 'glossary') continue;
    expect(passages.map(({ passage }) => passage.id)).toContain(citation.passage.id);
  }
  if (outcome === 'answered') expect(quoted.length).toBeGreaterThan(0);
  if (outcome === 'unclear') expect([quoted, notes, passages]).toEqual([[], [], []]);
  for (const { passageId } of related) expect(knowledge.passagesById.has(passageId)).toBe(true);
}

describe('a plain question', () => {
  it.each([
    ['What does a safe referral begin with?', 'safe-referral', 'A safe referral begins with checking immediate safety'],
    ['How long is the recovery and reflection period?', 'reflection-period', 'at least 30 days'],
    ['Where does a rescue at sea end?', 'rescue', 'delivered to a place of safety'],
    ['Who appoints a guardian for an unaccompanied child?', 'children', 'A court appoints a guardian'],
    ['where do I start when I hand somebody over?', 'safe-referral', 'checking immediate safety'],
  ])('is answered with quotes from its source: %s', async (text, document, words) => {
    const result = await ask(text);
    expect(result.outcome).toBe('answered');
    expect(leadOf(result)).toBe(document);
    expect(result.quoted[0]?.citation.quote).toContain(words);
    expect(result.fullText).toBe(text);
    expectKept(result);
  });

  it('is answered with what a reader must know before the quotes', async () => {
    expect(noteKinds(await ask('How long is the recovery and reflection period?'))).toEqual(['benchmark', 'unchecked']);
    expect(noteKinds(await ask('Who coordinates a national referral mechanism?'))).toEqual([]);
  });

  it('names what could be asked next, but not what was just answered', async () => {
    const { related } = await ask('What is a national referral mechanism?');
    expect(related.length).toBeGreaterThan(0);
    expect(related.length).toBeLessThanOrEqual(3);
    expect(related.map(({ question }) => question)).not.toContain('What is a national referral mechanism?');
  });
});

describe('a question the documents do not answer', () => {
  it.each([
    ['nothing near', 'How do bees make honey?'],
    ['a near miss: a phone number', 'What is the phone number of the national referral mechanism?'],
    ['a near miss: an address', 'What is the email of the court that appoints a guardian?'],
    ['a year that is not in them', 'What did Tunisia adopt in 2019?'],
    ['another year', 'How long was the recovery and reflection period in 2009?'],
  ])('is not answered (%s)', async (_name, text) => {
    const result = await ask(text);
    expect(result).toMatchObject({ outcome: 'no-evidence', quoted: [], notes: [], fullText: text });
    expectKept(result);
  });

  it('comes with the closest topics when something is near', async () => {
    const { related } = await ask('What is the phone number of the national referral mechanism?');
    expect(related.map(({ question }) => question)).toContain('What is a national referral mechanism?');
  });

  it('is told apart by its year from one that is answered', async () => {
    expect(await ask('Which law did Tunisia adopt in 2016?')).toMatchObject({ outcome: 'answered' });
  });
});

describe('a question about a country', () => {
  it.each([
    ['Which law of Tunisia covers trafficking in persons?', 'tunisia', 'Organic Law 2016-61'],
    ['Which law covers trafficking in persons in Morocco?', 'morocco', 'Law 27-14'],
  ])('is answered from its own source: %s', async (text, document, words) => {
    const result = await ask(text);
    expect(result.outcome).toBe('answered');
    expect(result.quoted.map(({ citation }) => citation.passage.documentKey)).toEqual([document]);
    expect(result.quoted[0]?.citation.quote).toContain(words);
    expectKept(result);
  });

  it.each([
    ['Libya', ['LY']],
    ['Morocco', ['MA']],
    ['Canada', ['CA']],
  ])('without a source of its own on the matter is shown the international one, labelled: %s', async (name, codes) => {
    const result = await ask(`How long is the recovery and reflection period in ${name}?`);
    expect(result.outcome).toBe('no-evidence');
    expect(result.notes[0]).toEqual({ note: 'no-country-source', countryCodes: codes });
    expect(noteKinds(result)).toContain('benchmark');
    expect(result.quoted.map(({ citation }) => citation.passage.documentKey)).toEqual(['reflection-period']);
    expectKept(result);
  });

  it.each([
    ['Morocco', 'MA'],
    ['Tunis', 'TN'],
  ])('is answered by guidance on practice, with the note that it holds in general: %s', async (name, code) => {
    const result = await ask(`What comes first in a referral in ${name}?`);
    expect(result.outcome).toBe('answered');
    expect(result.notes[0]).toEqual({ note: 'general', countryCodes: [code] });
    expect(leadOf(result)).toBe('safe-referral');
    expectKept(result);
  });

  it('of a country outside the programme is shown guidance, not answered by it', async () => {
    const result = await ask('What comes first in a referral in Canada?');
    expect(result.outcome).toBe('no-evidence');
    expect(result.notes[0]).toEqual({ note: 'no-country-source', countryCodes: ['CA'] });
  });

  it('is never answered from another country', async () => {
    const result = await ask('Which law of Sudan covers trafficking in persons?');
    expect(result).toMatchObject({ outcome: 'no-evidence', quoted: [] });
  });
});

describe('a question in other words', () => {
  it.each([
    ['typing errors', 'How long is the recovry and reflecton period?', 'reflection-period'],
    ['a typing error in a name of the field', 'Which law of Tunisia covers traffiking?', 'tunisia'],
    ['an abbreviation', 'What is an NRM?', 'nrm'],
    ['an abbreviation in small letters', 'who coordinates the nrm?', 'nrm'],
    ['an abbreviation of another language', 'Who coordinates the MNO?', 'nrm'],
  ])('is answered with %s', async (_name, text, document) => {
    const result = await ask(text);
    expect(result.outcome).toBe('answered');
    expect(leadOf(result)).toBe(document);
    expectKept(result);
  });
});

describe('a question in another language than the documents', () => {
  it.each<[Language, string, string]>([
    ['fr', 'Combien de temps dure le délai de rétablissement et de réflexion ?', 'reflection-period'],
    ['fr', "Qui coordonne le mécanisme national d'orientation ?", 'nrm'],
    ['ar', 'من ينسق الآلية الوطنية للإحالة؟', 'nrm'],
  ])('is answered with a note on the language of the quotes (%s): %s', async (language, text, document) => {
    const result = await ask(text, language);
    expect(result.outcome).toBe('answered');
    expect(leadOf(result)).toBe(document);
    expect(result.notes[0]).toEqual({ note: 'quoted-in', language: 'en', terms: expect.any(Array) });
    expectKept(result);
  });
});

describe('a follow-up', () => {
  const FIRST = 'How long is the recovery and reflection period?';

  it('carries the matter to another country', async () => {
    const result = await ask('and in Tunisia?', 'en', FIRST);
    expect(result.notes[0]).toEqual({ note: 'no-country-source', countryCodes: ['TN'] });
    expect(leadOf(result)).toBe('reflection-period');
    expect(result.fullText).toBe(`${FIRST} and in Tunisia?`);
    const other = await ask('and in Morocco?', 'en', 'Which law of Tunisia covers trafficking in persons?');
    expect(other.outcome).toBe('answered');
    expect(leadOf(other)).toBe('morocco');
  });

  it('carries nothing into a question that stands alone', async () => {
    const text = 'Who appoints a guardian for an unaccompanied child?';
    expect(await ask(text, 'en', FIRST)).toEqual(await ask(text));
  });

  it('has nothing to carry without a question before it', async () => {
    expect((await ask('and for children?')).fullText).toBe('and for children?');
  });
});

describe('a message without a matter', () => {
  it.each(['', '???', '😀', 'What is it?', 'and then?'])('is unclear: "%s"', async (text) => {
    const result = await ask(text);
    expect(result.outcome).toBe('unclear');
    expect(result.fullText).toBeUndefined();
    expectKept(result);
  });

  it('is told from one that names a country only', async () => {
    expect((await ask('Tunisia')).outcome).toBe('no-evidence');
  });
});

describe('the answerer', () => {
  it('has no evidence without documents', async () => {
    const empty: KnowledgeIndex = { version: '0', createdAt: 0, parts: new Map(), passagesById: new Map() };
    expect(await answerer.answer({ text: 'Who coordinates the NRM?', language: 'en' }, empty)).toMatchObject({
      outcome: 'no-evidence',
      quoted: [],
    });
  });

  it.each<[Language, string, boolean]>([
    ['en', 'tell me about NRM and football', true],
    ['fr', 'la traite des êtres humains', true],
    ['ar', 'ضحايا الاتجار بالبشر', true],
    ['en', 'tell me about football', false],
    ['en', '', false],
  ])('hears words of the field in %s: "%s"', (language, text, expected) => {
    expect(answerer.speaksOfTheField(text, language)).toBe(expected);
  });
});
