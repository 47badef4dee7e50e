/** BM25 over an inverted index, against numbers worked out by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTermIndex, inverseDocumentFrequency, type TermCounts, TermIndex } from '../../src/search/term-index.ts';

const counts = (words: readonly string[]): TermCounts => {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
};
const indexOf = (...entries: string[]) =>
  new TermIndex(buildTermIndex(entries.map((entry) => counts(entry.split(' ').filter((word) => word !== '')))));

function scoresOf(index: TermIndex, query: Record<string, number>): number[] {
  const scores = new Float32Array(index.size);
  index.addScores(new Map(Object.entries(query)), scores);
  return [...scores];
}

describe('TermIndex', () => {
  // Lengths 3 and 1, average 2; k1 = 1.2, b = 0.75: the length norms are 1.65 and 0.75.
  // idf(a) = ln(1 + 0.5/2.5) = 0.18232, idf(b) = ln(1 + 1.5/1.5) = 0.69315.
  const index = indexOf('a a b', 'a');

  it('scores as worked out by hand', () => {
    const [first = 0, second = 0] = scoresOf(index, { a: 1 });
    expect(first).toBeCloseTo(0.21979, 4); // 0.18232 × 2 × 2.2 / (2 + 1.65)
    expect(second).toBeCloseTo(0.22921, 4); // 0.18232 × 1 × 2.2 / (1 + 0.75)
    const [both = 0, none] = scoresOf(index, { b: 1 });
    expect(both).toBeCloseTo(0.57544, 4); // 0.69315 × 1 × 2.2 / (1 + 1.65)
    expect(none).toBe(0);
  });

  it('adds terms up, each times its weight, to what is there already', () => {
    const scores = new Float32Array([10, 20]);
    index.addScores(
      new Map([
        ['a', 2],
        ['b', 0.5],
      ]),
      scores,
    );
    expect(scores[0]).toBeCloseTo(10 + 2 * 0.21979 + 0.5 * 0.57544, 4);
    expect(scores[1]).toBeCloseTo(20 + 2 * 0.22921, 4);
  });

  it('takes k1 and b', () => {
    const flat = new TermIndex(buildTermIndex([counts(['a', 'a']), counts(['a', 'b', 'c'])], { k1: 0, b: 0 }));
    const [first, second] = scoresOf(flat, { a: 1 });
    expect(first).toBeCloseTo(second ?? 0, 6);
  });

  it('knows its terms', () => {
    expect(index.terms).toEqual(['a', 'b']);
    expect([index.has('a'), index.has('z')]).toEqual([true, false]);
    expect([index.frequency('a'), index.frequency('b'), index.frequency('z')]).toEqual([2, 1, 0]);
    expect(index.idf('b')).toBeCloseTo(Math.LN2, 6);
  });

  it('passes over a term no entry has, which weighs more than any it knows', () => {
    expect(scoresOf(index, { z: 1 })).toEqual([0, 0]);
    expect(index.idf('z')).toBeGreaterThan(index.idf('b'));
  });

  it('holds no entries, or empty ones', () => {
    expect(scoresOf(indexOf(), { a: 1 })).toEqual([]);
    expect(scoresOf(indexOf('', 'a', ''), { a: 1 })).toEqual([0, expect.any(Number), 0]);
  });

  it('is not confused by words that every object has', () => {
    expect(scoresOf(indexOf('constructor', 'a'), { constructor: 1, toString: 1 })[1]).toBe(0);
  });
});

describe('inverseDocumentFrequency', () => {
  it('is positive and falls as more entries have the term', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (size, some) => {
        const frequency = some % size;
        const rarer = inverseDocumentFrequency(size, frequency);
        const commoner = inverseDocumentFrequency(size, frequency + 1);
        expect(commoner).toBeGreaterThan(0);
        expect(rarer).toBeGreaterThan(commoner);
      }),
    );
  });
});

describe('any index', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const entry = fc.array(word, { minLength: 1, maxLength: 12 });

  it('never scores an entry with a term asked for below the same entry with another word in its place', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), entry, fc.uniqueArray(word), (others, own, asked) => {
        const term = own[0] ?? '';
        const without = own.map((one) => (one === term ? 'unasked' : one));
        const index = new TermIndex(buildTermIndex([own, without, ...others].map(counts)));
        const query = Object.fromEntries([term, ...asked].map((one) => [one, 1]));
        const [having = 0, lacking = 0] = scoresOf(index, query);
        expect(having).toBeGreaterThanOrEqual(lacking);
      }),
    );
  });

  it('gives finite scores that are above zero exactly where a term asked for stands', () => {
    fc.assert(
      fc.property(fc.array(fc.array(word)), fc.uniqueArray(word), (entries, asked) => {
        const index = new TermIndex(buildTermIndex(entries.map(counts)));
        scoresOf(index, Object.fromEntries(asked.map((one) => [one, 1]))).forEach((score, at) => {
          expect(score > 0 && Number.isFinite(score)).toBe(asked.some((one) => entries[at]?.includes(one)));
        });
      }),
    );
  });
});
