/** An inverted index of terms with BM25 weights worked out at build time: a query only adds numbers up. */

/** BM25 parameters; the values measured best on the public sets (k1 saturation, b length normalisation). */
export interface Bm25Options {
  k1: number;
  b: number;
}
export const BM25_DEFAULTS: Bm25Options = { k1: 1.2, b: 0.75 };

/** How often each term stands in one entry; a count may be fractional where a field is weighted. */
export type TermCounts = ReadonlyMap<string, number>;

/** The arrays of an index, as they are saved: postings of term t are `entries[offsets[t] .. offsets[t+1])`. */
export interface TermIndexData {
  terms: string[];
  offsets: Uint32Array;
  entries: Uint32Array;
  /** BM25 weight of the term in the entry, idf included. */
  weights: Float32Array;
  idf: Float32Array;
  /** Number of entries indexed. */
  size: number;
}

/** Idf with the +1 of Lucene, so that it never becomes negative (Robertson & Zaragoza 2009, section 3.1). */
export function inverseDocumentFrequency(size: number, documentFrequency: number): number {
  return Math.log(1 + (size - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** Builds the index of entries 0..n-1 from the term counts of each. */
export function buildTermIndex(counts: readonly TermCounts[], options: Bm25Options = BM25_DEFAULTS): TermIndexData {
  const ids = new Map<string, number>();
  const frequencies: number[] = [];
  let postings = 0;
  const lengths = new Float64Array(counts.length);
  counts.forEach((entry, index) => {
    for (const [term, count] of entry) {
      let id = ids.get(term);
      if (id === undefined) {
        id = ids.size;
        ids.set(term, id);
        frequencies.push(0);
      }
      frequencies[id] = (frequencies[id] ?? 0) + 1;
      postings += 1;
      lengths[index] = (lengths[index] ?? 0) + count;
    }
  });
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, counts.length) || 1;
  const offsets = new Uint32Array(ids.size + 1);
  const idf = new Float32Array(ids.size);
  frequencies.forEach((frequency, id) => {
    offsets[id + 1] = (offsets[id] ?? 0) + frequency;
    idf[id] = inverseDocumentFrequency(counts.length, frequency);
  });
  const next = offsets.slice();
  const entries = new Uint32Array(postings);
  const weights = new Float32Array(postings);
  counts.forEach((entry, index) => {
    const norm = options.k1 * (1 - options.b + (options.b * (lengths[index] ?? 0)) / averageLength);
    for (const [term, count] of entry) {
      const id = ids.get(term) ?? 0;
      const at = next[id] ?? 0;
      next[id] = at + 1;
      entries[at] = index;
      weights[at] = ((idf[id] ?? 0) * count * (options.k1 + 1)) / (count + norm);
    }
  });
  return { terms: [...ids.keys()], offsets, entries, weights, idf, size: counts.length };
}

/** A term index ready to be asked. */
export class TermIndex {
  readonly size: number;
  private readonly data: TermIndexData;
  private readonly ids: ReadonlyMap<string, number>;

  constructor(data: TermIndexData, ids: ReadonlyMap<string, number> = idsOf(data.terms)) {
    this.data = data;
    this.ids = ids;
    this.size = data.size;
  }

  has(term: string): boolean {
    return this.ids.has(term);
  }

  /** The terms, in the order they were first seen. */
  get terms(): readonly string[] {
    return this.data.terms;
  }

  /** Idf of a term; a term that no entry has weighs as much as one that a single entry has. */
  idf(term: string): number {
    const id = this.ids.get(term);
    return id === undefined ? inverseDocumentFrequency(this.size, 0) : (this.data.idf[id] ?? 0);
  }

  /** Number of entries that hold the term. */
  frequency(term: string): number {
    const id = this.ids.get(term);
    return id === undefined ? 0 : (this.data.offsets[id + 1] ?? 0) - (this.data.offsets[id] ?? 0);
  }

  /** Adds the BM25 score of every entry to `scores` (length `size`), each query term times its weight. */
  addScores(query: ReadonlyMap<string, number>, scores: Float32Array): void {
    const { offsets, entries, weights } = this.data;
    for (const [term, weight] of query) {
      const id = this.ids.get(term);
      if (id === undefined) continue;
      const end = offsets[id + 1] ?? 0;
      for (let at = offsets[id] ?? 0; at < end; at += 1) {
        const entry = entries[at] as number; // inside the posting range by construction; typed arrays have no holes
        scores[entry] = (scores[entry] as number) + (weights[at] as number) * weight;
      }
    }
  }
}

function idsOf(terms: readonly string[]): Map<string, number> {
  const ids = new Map<string, number>();
  terms.forEach((term, id) => {
    ids.set(term, id);
  });
  return ids;
}
