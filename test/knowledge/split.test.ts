/** Cutting into passages: never inside a sentence, nothing lost, the heading path kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/knowledge/read/document.ts';
import { splitDocument } from '../../src/knowledge/split.ts';
import { countWords, splitSentences } from '../../src/text/sentences.ts';

function documentWith(text: string): SourceDocument {
  return {
    file: 'a.md',
    hash: '',
    meta: {
      key: 'a',
      title: 'A',
      language: 'en',
      authority: 'guidance',
      benchmark: false,
      countries: [],
      asOf: '2026',
      review: 'unchecked',
      sources: { S1: { title: 'One' }, S2: { title: 'Two' } },
    },
    sections: [
      {
        id: 's',
        headingPath: ['H', 'I'],
        text,
        line: 1,
        facts: [],
        sourceNames: ['S2'],
        asked: [],
        overrides: { asOf: '2024' },
      },
    ],
  };
}

describe('splitDocument', () => {
  it('keeps a short section whole, with its own sources and date', () => {
    expect(splitDocument(documentWith('One. Two.'))).toMatchObject([
      {
        id: 'en/a#s',
        key: 'a#s',
        headingPath: ['H', 'I'],
        text: 'One. Two.',
        asOf: '2024',
        sources: [{ title: 'Two' }],
      },
    ]);
  });

  it('cuts a long section between sentences, and numbers the parts', () => {
    const sentence = (n: number) => `Sentence ${n} says something of ten words for the test here.`;
    const text = Array.from({ length: 60 }, (_, n) => sentence(n)).join(' ');
    const parts = splitDocument(documentWith(text));
    expect(parts.map(({ id }) => id)).toEqual(['en/a#s', 'en/a#s~2', 'en/a#s~3', 'en/a#s~4']);
    for (const part of parts) expect(part.text).toMatch(/^Sentence .* here\.$/);
    expect(parts.map(({ text: part }) => part).join(' ')).toBe(text);
  });

  it('loses no sentence of any text', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => `X${words.join(' ')}.`);
    const paragraph = fc.array(sentence, { minLength: 1, maxLength: 12 }).map((sentences) => sentences.join(' '));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), (paragraphs) => {
        const text = paragraphs.join('\n\n');
        const parts = splitDocument(documentWith(text));
        expect(parts.flatMap((part) => splitSentences(part.text, 'en'))).toEqual(splitSentences(text, 'en'));
        for (const part of parts) expect(countWords(part.text)).toBeLessThanOrEqual(220);
      }),
    );
  });
});

describe('splitSentences', () => {
  it('does not cut after abbreviations, in numbers or before a lower-case word', () => {
    const text =
      'See art. 13 of the Convention, i.e. the 30 days. In 2024 about 1.5 million cases, e.g. in Tunis, were seen. Done?';
    expect(splitSentences(text, 'en')).toEqual([
      'See art. 13 of the Convention, i.e. the 30 days.',
      'In 2024 about 1.5 million cases, e.g. in Tunis, were seen.',
      'Done?',
    ]);
  });

  it('cuts French and Arabic, and ends a sentence at a line break', () => {
    expect(splitSentences("L'art. 5 s'applique. Et ensuite ?", 'fr')).toEqual(["L'art. 5 s'applique.", 'Et ensuite ?']);
    expect(splitSentences('ما هي الإحالة؟ الإحالة طريق متفق عليه.', 'ar')).toHaveLength(2);
    expect(splitSentences('- one\n- two', 'en')).toEqual(['one', 'two']);
  });
});
