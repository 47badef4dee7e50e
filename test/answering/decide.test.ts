/** Which passages come first, whether they are enough, and what is near when they are not. */
import { describe, expect, it } from 'vitest';
import { decide, ENOUGH_SUPPORT, judge, supportOf } from '../../src/answering/decide.ts';
import type { EvidenceSigns } from '../../src/answering/evidence.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';
import { closestTopics, MAX_SUGGESTIONS, nextTopics } from '../../src/answering/related-topics.ts';
import { countriesOf, countryFit, RETRIEVED, retrieve } from '../../src/answering/retrieve.ts';
import { understand } from '../../src/answering/understand.ts';
import type { Passage } from '../../src/contracts/passage.ts';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { LanguageIndex } from '../../src/search/passage-index.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { buildTermIndex, TermIndex } from '../../src/search/term-index.ts';

const lexicon = new Lexicon([], [], []);

function passage(
  key: string,
  heading: string | undefined,
  text: string,
  countries: Passage['countries'] = [],
): Passage {
  return {
    id: `en/${key}`,
    documentKey: key.split('#')[0] ?? key,
    key,
    language: 'en',
    title: '',
    headingPath: heading === undefined ? [] : [heading],
    text,
    authority: 'guidance',
    benchmark: false,
    countries,
    asOf: '2026',
    review: 'checked',
    sources: [],
    asked: [],
  };
}

function knowledgeOf(passages: readonly Passage[]): KnowledgeIndex {
  const terms = passages.map(passageTerms);
  const view = (name: 'words' | 'grams' | 'pairs') => new TermIndex(buildTermIndex(terms.map((each) => each[name])));
  const index = new LanguageIndex('en', { words: view('words'), grams: view('grams'), pairs: view('pairs') });
  return {
    version: '1',
    createdAt: 0,
    parts: new Map([['en', { passages, index }]]),
    passagesById: new Map(passages.map((one) => [one.id, one])),
  };
}

const GUARDIAN = passage('child#guardian', 'Who appoints a guardian?', 'A court appoints a guardian in three days.');
const DATA = passage('child#data', 'Who holds the data?', 'A registrar holds the data of a child.');
const LIBYA = passage('libya#guardian', 'Who appoints a guardian?', 'A judge of Libya appoints a guardian.', ['LY']);
const SHELTER = passage('shelter#night', 'When does a shelter open?', 'A shelter opens at night.');
const RESCUE = passage('rescue#sea', undefined, 'A captain rescues people in distress.');
const ALL = [GUARDIAN, DATA, LIBYA, SHELTER, RESCUE];
const WITHOUT_LIBYA = [GUARDIAN, DATA, SHELTER, RESCUE];

function ask(text: string, passages: readonly Passage[] = ALL) {
  const knowledge = knowledgeOf(passages);
  const index = knowledge.parts.get('en')?.index;
  if (!index) throw new Error('no English part');
  const question = understand(text, 'en', index, lexicon);
  const found = retrieve(question, knowledge, lexicon);
  return { question, knowledge, found, decided: found.then((ranked) => decide(question, ranked, lexicon)) };
}
const idsOf = (found: readonly { passage: Passage }[]) => found.map(({ passage: one }) => one.id);
const quotedIds = async (asked: ReturnType<typeof ask>) => {
  const decision = await asked.decided;
  return decision.enough === false ? [] : decision.quotable.map(({ read }) => read.passage.id);
};

describe('retrieve', () => {
  it('puts the country named first, and international material before a country when none is named', async () => {
    expect(idsOf(await ask('Who appoints a guardian in Libya?').found)[0]).toBe(LIBYA.id);
    expect(idsOf(await ask('Who appoints a guardian?').found)[0]).toBe(GUARDIAN.id);
  });

  it('gives the best first and no more than its limit', async () => {
    const many = Array.from({ length: 30 }, (_, n) => passage(`d${n}#a`, 'Guardian', `A guardian number ${n}.`));
    const scores = (await ask('guardian of a child', many).found).map(({ score }) => score);
    expect(scores).toHaveLength(RETRIEVED);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('finds nothing in empty documents', async () => {
    expect(await ask('Who appoints a guardian?', []).found).toEqual([]);
  });
});

describe('countryFit', () => {
  const mentions = passage('m#a', 'Cases', 'Libya and Sudan report cases.');

  it.each([
    ['Who appoints it in Libya?', LIBYA, 'own'],
    ['Who appoints it in Libya?', mentions, 'own'],
    ['Who appoints it in Sudan?', mentions, 'own'],
    ['Who appoints it in Niger?', LIBYA, 'other'],
    ['Who appoints it in Niger?', GUARDIAN, 'international'],
    ['Who appoints it?', LIBYA, 'unnamed'],
    ['Who appoints it?', GUARDIAN, 'international'],
  ] as const)('%s', (text, one, fit) => {
    expect(countryFit(ask(text).question, one, lexicon)).toBe(fit);
  });

  it('knows the countries a passage is about and those it names', () => {
    expect([...countriesOf(mentions, lexicon)].sort()).toEqual(['LY', 'SD']);
    expect([...countriesOf(LIBYA, lexicon)]).toEqual(['LY']);
    expect([...countriesOf(GUARDIAN, lexicon)]).toEqual([]);
  });
});

describe('supportOf', () => {
  const FULL: EvidenceSigns = {
    passageCoverage: 1,
    sentenceCoverage: 1,
    wordingMatch: 1,
    worstMissing: 0,
    editionMissing: 0,
    namesApart: 0,
    kindMissing: 0,
    figureAsked: 0,
    kindApart: 0,
    focusApart: 0,
    nameUnknown: 0,
    momentary: 0,
    countryNamed: 0,
    negationMissing: 0,
    length: 0.3,
    gramsHeld: 0.5,
    meaning: 0.5,
    barelyHeld: 0,
    unknownShare: 0,
  };
  const NONE: EvidenceSigns = {
    ...FULL,
    passageCoverage: 0,
    sentenceCoverage: 0,
    wordingMatch: 0,
    worstMissing: 1,
    unknownShare: 1,
    gramsHeld: 0,
    meaning: 0,
    barelyHeld: 1,
  };

  it('is enough where everything is found and not where nothing is', () => {
    expect(supportOf(FULL, 'en')).toBeGreaterThan(ENOUGH_SUPPORT);
    expect(supportOf(FULL, 'en')).toBeLessThanOrEqual(1);
    expect(supportOf(NONE, 'en')).toBeLessThan(ENOUGH_SUPPORT);
    expect(supportOf(NONE, 'en')).toBeGreaterThanOrEqual(0);
  });

  it.each([
    'editionMissing',
    'kindMissing',
    'kindApart',
    'focusApart',
    'nameUnknown',
    'momentary',
    'negationMissing',
    'namesApart',
    'worstMissing',
    'unknownShare',
    'barelyHeld',
  ] as const)('falls with %s', (sign) => {
    expect(supportOf({ ...FULL, [sign]: 1 }, 'en')).toBeLessThan(supportOf(FULL, 'en'));
  });
});

describe('decide', () => {
  it('quotes the passage that answers', async () => {
    expect(await quotedIds(ask('Who appoints a guardian?', WITHOUT_LIBYA))).toEqual([GUARDIAN.id]);
    expect(await ask('Who appoints a guardian?', WITHOUT_LIBYA).decided).toMatchObject({ enough: true });
  });

  it('does not answer what no passage holds, and keeps what is near', async () => {
    expect(await ask('Who trains a beekeeper of honey?').decided).toMatchObject({ enough: false });
    expect(await ask('Who pays a guardian in 2019?').decided).toMatchObject({
      enough: false,
      nearest: expect.arrayContaining([expect.objectContaining({ fit: 'international' })]),
    });
  });

  it.each([
    ['a date that is not there', 'When did a court appoint a guardian?'],
    ['an address', 'What is the email of the court that appoints a guardian?'],
    ['another year', 'Who appoints a guardian in 1998?'],
  ])('does not answer %s', async (_name, text) => {
    expect(await ask(text, WITHOUT_LIBYA).decided).toMatchObject({ enough: false });
  });

  it('answers about a country from a source of that country only', async () => {
    expect(await ask('Who appoints a guardian in Libya?').decided).toMatchObject({ enough: true });
    expect(await quotedIds(ask('Who appoints a guardian in Libya?'))).toEqual([LIBYA.id]);
  });

  it.each([
    ['Niger', 'general'],
    ['Canada', 'international-only'],
  ])('labels international guidance for %s as such', async (country, enough) => {
    const asked = ask(`Who appoints a guardian in ${country}?`);
    expect(await asked.decided).toMatchObject({ enough });
    expect(await quotedIds(asked)).toEqual([GUARDIAN.id]);
  });

  it('never quotes one country for another', async () => {
    expect(await ask('Who appoints a guardian in Niger?', [LIBYA, SHELTER]).decided).toMatchObject({ enough: false });
  });

  it('decides on nothing found', async () => {
    expect(await ask('Who appoints a guardian?', []).decided).toEqual({ enough: false, nearest: [] });
  });
});

describe('judge', () => {
  it('keeps the ranking and gives each passage a support from 0 to 1', async () => {
    const { question, found } = ask('Who appoints a guardian?');
    const ranked = await found;
    const judged = judge(question, ranked, lexicon);
    expect(judged.map(({ read }) => read.passage.id)).toEqual(idsOf(ranked).slice(0, judged.length));
    for (const { support } of judged) expect(support >= 0 && support <= 1).toBe(true);
  });
});

describe('topics', () => {
  it('near an unanswered question are headings, one a document, and none when nothing is near', async () => {
    const near = async (text: string) => {
      const { question, found } = ask(text);
      return closestTopics(judge(question, await found, lexicon));
    };
    const topics = await near('Who pays a guardian?');
    expect(topics.length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    expect(topics[0]).toEqual({ question: 'Who appoints a guardian?', passageId: GUARDIAN.id });
    expect(new Set(topics.map(({ question }) => question)).size).toBe(topics.length);
    expect(await near('captain in distress')).toEqual([]); // a passage without a heading is no topic
    expect(await near('beekeeper of honey')).toEqual([]);
  });

  it('after an answer are other sections of its document first, and never what was quoted', async () => {
    const { knowledge, found } = ask('Who appoints a guardian?');
    const topics = nextTopics(GUARDIAN, [GUARDIAN], await found, knowledge);
    expect(topics.map(({ passageId }) => passageId)).not.toContain(GUARDIAN.id);
    expect(topics.length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    expect(topics.map(({ passageId }) => passageId)).toContain(DATA.id);
    expect(nextTopics(GUARDIAN, [GUARDIAN], [], knowledge)).toEqual([
      { question: 'Who holds the data?', passageId: DATA.id },
    ]);
  });
});
