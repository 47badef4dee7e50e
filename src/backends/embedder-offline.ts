/**
 * The embedder that needs no model and no network: it learns, from the documents themselves, which four-letter grams
 * occur together (latent semantic analysis, Deerwester 1990) and gives texts that share company similar vectors. Where
 * the documents stand in several languages it sees the words of each in one language too, so that texts of different
 * languages that say the same come to lie close.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { EmbedderBackend, PassageEmbedder, WordTranslations } from '../contracts/embedder.ts';
import { readArrayFile, writeArrayFile } from '../files/array-file.ts';
import { gramsOfWord } from '../text/grams.ts';
import { tokenize } from '../text/tokens.ts';
import { collectPivotWords, PivotWords } from './shared/pivot-words.ts';
import { dominantSubspace, type SparseRow } from './shared/subspace.ts';

/** Length of a vector; more did not find more on XQuAD and costs build time. */
const DIMENSIONS = 128;
/** Learning looks at this many passages at most, spread evenly; the rest are only embedded. */
const LEARNING_SAMPLE = 4_000;
/** The most frequent grams that occur in two passages or more; a rarer one says nothing about company. */
const MAX_FEATURES = 20_000;
/** Measured on XQuAD and SQuAD 2.0: a larger share costs recall@1, see `npm run bench:search`. */
const FUSION_WEIGHT = 0.1;
/** Across languages words are only translated words, and company says more; measured on wordings of our own sections. */
const ACROSS_LANGUAGES_WEIGHT = 0.4;

interface Model {
  /** Four-letter grams, and words of the one language that stand for words of all. */
  features: readonly string[];
  /** Weight of each feature (idf). */
  idf: Float32Array;
  /** features × DIMENSIONS, row by row: an orthonormal basis of the passages' main directions. */
  basis: Float32Array;
  dimensions: number;
  pivot: PivotWords;
}

/** Fraction of a text's weight that its words in the one language take, beside its grams. */
const PIVOT_SHARE = 0.5;

function countGrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokenize(text)) {
    for (const gram of gramsOfWord(token)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Counts of everything an embedder sees in a text, and how much each kind weighs. */
function countFeatures(text: string, pivot: PivotWords): { counts: ReadonlyMap<string, number>; weight: number }[] {
  const grams = { counts: countGrams(text), weight: 1 };
  return pivot.isEmpty ? [grams] : [grams, { counts: pivot.count(text), weight: PIVOT_SHARE }];
}

/** What turns a text into a row of numbers. */
interface FeatureSpace {
  ids: ReadonlyMap<string, number>;
  idf: Float32Array;
  pivot: PivotWords;
}

/** The tf-idf row of a text over the model's features, of length one. */
function sparseRow(text: string, { ids, idf, pivot }: FeatureSpace): SparseRow {
  const columns: number[] = [];
  const values: number[] = [];
  for (const { counts, weight } of countFeatures(text, pivot)) {
    const start = values.length;
    let squares = 0;
    for (const [feature, count] of counts) {
      const id = ids.get(feature);
      if (id === undefined) continue;
      // A translation that is not sure counts as a part of a word.
      const value = (count < 1 ? count : 1 + Math.log(count)) * (idf[id] ?? 0);
      columns.push(id);
      values.push(value);
      squares += value * value;
    }
    const factor = weight / (Math.sqrt(squares) || 1);
    for (let at = start; at < values.length; at += 1) values[at] = (values[at] ?? 0) * factor;
  }
  const length = Math.hypot(...values) || 1;
  return { columns, values: values.map((value) => value / length) };
}

class OfflineEmbedder implements PassageEmbedder {
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly fusionWeight = FUSION_WEIGHT;
  readonly acrossLanguagesWeight = ACROSS_LANGUAGES_WEIGHT;
  readonly model: Model;
  private readonly space: FeatureSpace;

  constructor(model: Model) {
    const { features, idf, basis, dimensions, pivot } = model;
    this.model = model;
    this.dimensions = dimensions;
    this.space = { ids: new Map(features.map((feature, id) => [feature, id])), idf, pivot };
    this.fingerprint = createHash('sha256')
      .update(features.join('\n'))
      .update(Buffer.from(basis.buffer, basis.byteOffset, basis.byteLength))
      .update(pivot.fingerprint)
      .digest('hex')
      .slice(0, 16);
  }

  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(this.embed(text));
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => this.embed(text)));
  }

  /** A vector of length one, or of zeros when the text shares no gram with the model. */
  private embed(text: string): number[] {
    const { basis } = this.model;
    const { columns, values } = sparseRow(text, this.space);
    const vector = new Array<number>(this.dimensions).fill(0);
    columns.forEach((column, at) => {
      const value = values[at] ?? 0;
      const row = column * this.dimensions;
      for (let d = 0; d < this.dimensions; d += 1) vector[d] = (vector[d] ?? 0) + value * (basis[row + d] ?? 0);
    });
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  }
}

function sampleEvenly<T>(items: readonly T[], size: number): T[] {
  if (items.length <= size) return [...items];
  return Array.from({ length: size }, (_, at) => items[Math.floor((at * items.length) / size)] as T); // index < length
}

function learnModel(texts: readonly string[], translations: WordTranslations): Model {
  const pivot = new PivotWords(collectPivotWords(translations));
  const sample = sampleEvenly(texts, LEARNING_SAMPLE);
  const frequencies = new Map<string, number>();
  for (const text of sample) {
    for (const { counts } of countFeatures(text, pivot)) {
      for (const feature of counts.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
    }
  }
  const chosen = [...frequencies]
    .filter(([, frequency]) => frequency >= 2 && frequency <= Math.max(2, sample.length / 2))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_FEATURES);
  const features = chosen.map(([feature]) => feature);
  const idf = Float32Array.from(chosen, ([, frequency]) => Math.log(1 + sample.length / frequency));
  const ids = new Map(features.map((feature, id) => [feature, id]));
  const rows = sample.map((text) => sparseRow(text, { ids, idf, pivot }));
  const basis = dominantSubspace(rows, features.length, DIMENSIONS);
  return { features, idf, basis, dimensions: DIMENSIONS, pivot };
}

/** The backend of `EMBEDDER=offline`. */
export function createEmbedder(): EmbedderBackend {
  return {
    name: 'offline',
    learn: (texts, translations) => Promise.resolve(new OfflineEmbedder(learnModel(texts, translations))),
    async save(embedder, folder) {
      if (!(embedder instanceof OfflineEmbedder)) throw new TypeError('not an embedder of this backend');
      const { features, idf, basis, dimensions, pivot } = embedder.model;
      await writeArrayFile(path.join(folder, 'embedder.bin'), {
        features,
        idf,
        basis,
        dimensions: Uint32Array.of(dimensions),
        ...pivot.toArrays(),
      });
    },
    async open(folder) {
      const file = await readArrayFile(path.join(folder, 'embedder.bin'));
      return new OfflineEmbedder({
        features: file.strings('features'),
        idf: file.float32('idf'),
        basis: file.float32('basis'),
        dimensions: file.uint32('dimensions')[0] ?? DIMENSIONS,
        pivot: PivotWords.fromArrays(file),
      });
    },
  };
}
