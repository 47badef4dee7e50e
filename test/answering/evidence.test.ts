/** Whether what is asked for is in a passage, not only near it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage, evidenceSigns, readPassage, termFound } from '../../src/answering/evidence.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';
import type { AskedTerm } from '../../src/answering/question.ts';
import { understand } from '../../src/answering/understand.ts';
import type { Passage } from '../../src/contracts/passage.ts';
import { LanguageIndex } from '../../src/search/passage-index.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { buildTermIndex, TermIndex } from '../../src/search/term-index.ts';

const lexicon = new Lexicon([], [], []);

function passage(changes: Partial<Passage> = {}): Passage {
  return {
    id: 'en/guardian#who',
    documentKey: 'guardian',
    key: 'guardian#who',
    language: 'en',
    title: 'Guardians',
    headingPath: ['Who appoints a guardian?'],
    text: 'A court appoints a guardian within three days. The guardian may not be paid.',
    authority: 'guidance',
    benchmark: false,
    countries: [],
    asOf: '2026',
    review: 'checked',
    sources: [],
    asked: ['naming a responsible adult for a minor'],
    ...changes,
  };
}

/** The signs for a question put to one passage, in an index of that passage and another. */
function signsOf(text: string, one: Passage = passage()) {
  const other = passage({ headingPath: ['Shelter'], text: 'A shelter opens its doors at night.', asked: [] });
  const terms = [one, other].map(passageTerms);
  const view = (name: 'words' | 'grams' | 'pairs') => new TermIndex(buildTermIndex(terms.map((each) => each[name])));
  const index = new LanguageIndex('en', { words: view('words'), grams: view('grams'), pairs: view('pairs') });
  return evidenceSigns(understand(text, 'en', index, lexicon), readPassage(one));
}

const term = (weight: number, ...alternatives: [credit: number, ...stems: string[]][]): AskedTerm => ({
  words: 'any',
  alternatives: alternatives.map(([credit, ...stems]) => ({ stems, credit })),
  weight,
  kind: 'word',
  carried: false,
  known: true,
});

describe('readPassage', () => {
  it('cuts sentences and knows what can be seen from what can only be searched', () => {
    const read = readPassage(passage());
    expect(read.sentences.map(({ text }) => text)).toEqual([
      'A court appoints a guardian within three days.',
      'The guardian may not be paid.',
    ]);
    expect([read.shown.has('guardian'), read.shown.has('minor'), read.stems.has('minor')]).toEqual([true, false, true]);
  });
});

describe('termFound and coverage', () => {
  it('takes the best alternative', () => {
    expect(termFound(term(1, [1, 'a'], [0.6, 'b']), new Set(['b']))).toBe(0.6);
    expect(termFound(term(1, [1, 'a'], [0.6, 'b']), new Set(['a', 'b']))).toBe(1);
    expect(termFound(term(1, [1, 'a']), new Set(['z']))).toBe(0);
  });

  it('counts half a phrase as less than half', () => {
    expect(termFound(term(1, [1, 'presum', 'victim']), new Set(['victim']))).toBeLessThan(0.5);
    expect(termFound(term(1, [1, 'presum', 'victim']), new Set(['victim', 'presum']))).toBe(1);
  });

  it('is the share of the weight that is found', () => {
    expect(coverage([term(3, [1, 'a']), term(1, [1, 'b'])], new Set(['a']))).toBe(0.75);
    expect(coverage([], new Set(['a']))).toBe(0);
    expect(coverage([term(0, [1, 'a'])], new Set(['a']))).toBe(0);
  });
});

describe('evidenceSigns', () => {
  it('covers the whole of a question the passage answers', () => {
    const signs = signsOf('Who appoints a guardian?');
    expect(signs).toMatchObject({
      passageCoverage: 1,
      sentenceCoverage: 1,
      worstMissing: 0,
      editionMissing: 0,
      namesApart: 0,
      kindMissing: 0,
      kindApart: 0,
      countryNamed: 0,
      negationMissing: 0,
    });
    expect(signs.wordingMatch).toBeCloseTo(1, 5);
  });

  it('covers nothing of another matter', () => {
    expect(signsOf('Where do bees fly?')).toMatchObject({ passageCoverage: 0, sentenceCoverage: 0, wordingMatch: 0 });
  });

  it('counts other wordings, which are searched and never shown', () => {
    expect(signsOf('naming a responsible adult for a minor').wordingMatch).toBeCloseTo(1, 5);
  });

  it.each([
    ['a year that is not in it', 'Who appointed a guardian in 2019?', 'editionMissing', 1],
    ['a count that is not in it', 'How many guardians may not be paid?', 'kindMissing', 1],
    ['a duration that is in it', 'How many days does a court need?', 'kindMissing', 0],
    ['a negation that is not in the sentence', 'Which court does not appoint?', 'negationMissing', 1],
    ['a negation that is in the sentence', 'Which guardian is not paid?', 'negationMissing', 0],
    ['a name that stands nowhere', 'Does a guardian sign the Zorbat form?', 'nameUnknown', 1],
    ['a kind of thing that is nowhere in it', 'How much does a guardian cost?', 'kindApart', 1],
    ['a kind of thing beside the rest of the question', 'How many days does a court need?', 'kindApart', 0],
    ['a moment no document can tell of', 'Which court appoints this week?', 'momentary', 1],
    ['a country', 'Who appoints a guardian in Libya?', 'countryNamed', 1],
    ['a name that is not in it', 'Does a guardian sign the Zorbat form?', 'namesApart', 1],
  ] as const)('sees %s', (_name, text, sign, expected) => {
    expect(signsOf(text)[sign]).toBe(expected);
  });

  it('does not hold what a person tells of their day against a passage', () => {
    expect(signsOf('My cousin Zorbat asked me who appoints a guardian')).toMatchObject({
      namesApart: 0,
      worstMissing: 0,
    });
  });

  it('reads a passage without a heading or a text', () => {
    expect(signsOf('Who appoints a guardian?', passage({ headingPath: [], asked: [] })).passageCoverage).toBe(1);
    expect(signsOf('Who appoints a guardian?', passage({ text: '' })).kindMissing).toBe(0);
  });

  it('gives signs from 0 to 1 for any question and passage', () => {
    const words = fc.constantFrom(
      ...[
        'Who',
        'How many',
        'appoints',
        'guardian',
        'not',
        '2016',
        'II',
        'Zorbat',
        'in Libya',
        'Since it was so,',
        '30',
        '.',
      ],
    );
    const text = fc.array(words, { maxLength: 10 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(text, text, fc.option(text), (asked, held, heading) => {
        const headingPath = heading === null ? [] : [heading];
        for (const [name, value] of Object.entries(signsOf(asked, passage({ text: held, headingPath })))) {
          expect(value, name).toBeGreaterThanOrEqual(0);
          expect(value, name).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});
