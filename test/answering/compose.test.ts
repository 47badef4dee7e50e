/** Quotes: exact, short, numbered, and nothing twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, MAX_ANSWER_WORDS, MAX_PASSAGES, quotesHold } from '../../src/answering/compose.ts';
import { readPassage } from '../../src/answering/evidence.ts';
import { Lexicon } from '../../src/answering/lexicon.ts';
import { understand } from '../../src/answering/understand.ts';
import type { Language } from '../../src/contracts/language.ts';
import type { Passage } from '../../src/contracts/passage.ts';
import { LanguageIndex } from '../../src/search/passage-index.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { buildTermIndex, TermIndex } from '../../src/search/term-index.ts';
import { countWords } from '../../src/text/sentences.ts';

const lexicon = new Lexicon([], [], []);

/** What is quoted from passages with these texts, best first. */
function quote(asked: string, texts: readonly string[], language: Language = 'en') {
  const passages = texts.map(
    (text, n): Passage => ({
      id: `${language}/d#${n}`,
      documentKey: 'd',
      key: `d#${n}`,
      language,
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
  const terms = passages.map(passageTerms);
  const view = (name: 'words' | 'grams' | 'pairs') => new TermIndex(buildTermIndex(terms.map((each) => each[name])));
  const index = new LanguageIndex(language, { words: view('words'), grams: view('grams'), pairs: view('pairs') });
  return compose(understand(asked, language, index, lexicon), passages.map(readPassage));
}

/** A sentence of so many different words. */
const long = (words: number, stem = 'word') => `${Array.from({ length: words }, (_, n) => `${stem}${n}`).join(' ')}.`;

describe('compose', () => {
  it('puts the sentence that answers first and the rest in reading order', () => {
    const [quoted] = quote('Who appoints a guardian?', [
      'Children have rights. Shelters are open. A court appoints a guardian. Files are kept.',
    ]);
    expect(quoted?.sentences).toEqual([
      'A court appoints a guardian.',
      'Children have rights.',
      'Shelters are open.',
      'Files are kept.',
    ]);
    expect(quoted?.citation).toMatchObject({ n: 1, passage: { id: 'en/d#0' } });
    expect(quoted?.citation.quote).toBe(
      'Children have rights. Shelters are open. A court appoints a guardian. Files are kept.',
    );
  });

  it('opens with the first sentence when none is nearer', () => {
    const [quoted] = quote('What about bees?', ['It opens so. It goes on so.']);
    expect(quoted?.sentences[0]).toBe('It opens so.');
  });

  it('opens with the sentence that holds the figure asked for', () => {
    const [quoted] = quote('How many guardians are there?', [
      'Guardians are there for children. There are 40 guardians.',
    ]);
    expect(quoted?.sentences[0]).toBe('There are 40 guardians.');
  });

  it('numbers passages in order and leaves one out that says nothing new', () => {
    const quoted = quote('Who appoints a guardian?', [
      'A court appoints a guardian.',
      'The court appoints a guardian.',
      'Nobody else may name one.',
    ]);
    expect(quoted.map(({ citation }) => [citation.n, citation.passage.id])).toEqual([
      [1, 'en/d#0'],
      [2, 'en/d#2'],
    ]);
  });

  it('skips a passage without a sentence', () => {
    expect(quote('Who?', ['', 'A court.']).map(({ citation }) => citation.n)).toEqual([1]);
    expect(quote('Who?', [])).toEqual([]);
  });

  it('cuts a sentence longer than the whole answer at a word', () => {
    const sentence = long(200);
    const [quoted, ...others] = quote('word7?', [sentence, 'Another passage.']);
    const [cut = ''] = quoted?.sentences ?? [];
    expect(countWords(cut)).toBe(MAX_ANSWER_WORDS);
    expect(sentence.startsWith(`${cut} `)).toBe(true);
    expect(others).toEqual([]);
  });

  it('cuts a long Arabic sentence at a word, too', () => {
    const sentence = `${Array.from({ length: 150 }, () => 'ضحية').join(' ')} النهاية.`;
    const [cut = ''] = quote('ضحية؟', [sentence], 'ar')[0]?.sentences ?? [];
    expect(countWords(cut)).toBe(MAX_ANSWER_WORDS);
    expect(sentence.startsWith(`${cut} `)).toBe(true);
  });

  it('leaves a long sentence out where a short one says something', () => {
    const [quoted] = quote('Who appoints a guardian?', [`${long(130)} A court appoints a guardian.`]);
    expect(quoted?.sentences).toEqual(['A court appoints a guardian.']);
  });

  it('keeps to its limits and to the words of its passages, whatever they say', () => {
    const word = fc.constantFrom(
      'court',
      'guardian',
      'child',
      'Law 27-14',
      'No. 6',
      '3.5',
      'shelter',
      "l'aide",
      'data',
      'ضحية',
    );
    const sentence = fc.oneof(
      {
        weight: 9,
        arbitrary: fc.array(word, { minLength: 1, maxLength: 25 }).map((all) => `The ${all.join(' ')} ends.`),
      },
      { weight: 1, arbitrary: fc.integer({ min: 80, max: 200 }).map((words) => `Then ${long(words)}`) },
    );
    const text = fc
      .tuple(fc.array(sentence, { maxLength: 8 }), fc.constantFrom(' ', '\n', '\n\n- '))
      .map(([sentences, between]) => sentences.join(between));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.constantFrom<Language>('en', 'fr', 'ar'), (texts, language) => {
        const quoted = quote('How many guardians does the court name under Law 27-14?', texts, language);
        const sentences = quoted.flatMap((one) => one.sentences);
        expect(quoted.length).toBeLessThanOrEqual(MAX_PASSAGES);
        expect(quoted.map(({ citation }) => citation.n)).toEqual(quoted.map((_, at) => at + 1));
        expect(sentences.reduce((sum, one) => sum + countWords(one), 0)).toBeLessThanOrEqual(MAX_ANSWER_WORDS);
        expect(new Set(sentences).size).toBe(sentences.length);
        for (const { citation, sentences: own } of quoted) {
          expect(own.length).toBeGreaterThan(0);
          for (const one of own) expect(one !== '' && citation.passage.text.includes(one)).toBe(true);
        }
        expect(quotesHold(quoted)).toBe(true);
        expect(quoted.length > 0).toBe(texts.slice(0, MAX_PASSAGES).some((each) => each.trim() !== ''));
      }),
      { numRuns: 200 },
    );
  });
});

describe('quotesHold', () => {
  it('refuses a quote that does not stand in its passage', () => {
    const [quoted] = quote('Who appoints a guardian?', ['A court appoints a guardian.']);
    expect(quoted).toBeDefined();
    if (!quoted) return;
    expect(quotesHold([quoted])).toBe(true);
    expect(quotesHold([quoted, { ...quoted, sentences: ['A court names a guardian.'] }])).toBe(false);
    expect(quotesHold([])).toBe(true);
  });
});
