/**
 * The embedder that needs no model and no network: it learns, from the documents themselves, which four-letter grams
 * occur together (latent semantic analysis, Deerwester 1990) and gives texts that share company similar vectors.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { EmbedderBackend, PassageEmbedder } from '../contracts/embedder.ts';
import { readArrayFile, writeArrayFile } from '../files/array-file.ts';
import { gramsOfWord } from '../text/grams.ts';
import { tokenize } from '../text/tokens.ts';
import { dominantSubspace, type SparseRow } from './shared/subspace.ts';

/** Length of a vector; more did not find more on XQuAD and costs build time. */
const DIMENSIONS = 128;
/** Learning looks at this many passages at most, spread evenly; the rest are only embedded. */
const LEARNING_SAMPLE = 4_000;
/** The most frequent grams that occur in two passages or more; a rarer one says nothing about company. */
const MAX_FEATURES = 20_000;
/** Measured on XQuAD and SQuAD 2.0: a larger share costs recall@1, see `npm run bench:search`. */
const FUSION_WEIGHT = 0.1;

interface Model {
  features: readonly string[];
  /** Weight of each feature (idf). */
  idf: Float32Array;
  /** features × DIMENSIONS, row by row: an orthonormal basis of the passages' main directions. */
  basis: Float32Array;
  dimensions: number;
}

function countGrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokenize(text)) {
    for (const gram of gramsOfWord(token)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** The tf-idf row of a text over the model's features, of length one. */
function sparseRow(text: string, ids: ReadonlyMap<string, number>, idf: Float32Array): SparseRow {
  const columns: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [gram, count] of countGrams(text)) {
    const id = ids.get(gram);
    if (id === undefined) continue;
    const value = (1 + Math.log(count)) * (idf[id] ?? 0);
    columns.push(id);
    values.push(value);
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return { columns, values: values.map((value) => value / length) };
}

class OfflineEmbedder implements PassageEmbedder {
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly fusionWeight = FUSION_WEIGHT;
  readonly model: Model;
  private readonly ids: ReadonlyMap<string, number>;

  constructor(model: Model) {
    this.model = model;
    this.dimensions = model.dimensions;
    this.ids = new Map(model.features.map((feature, id) => [feature, id]));
    const { basis } = model;
    this.fingerprint = createHash('sha256')
      .update(model.features.join('\n'))
      .update(Buffer.from(basis.buffer, basis.byteOffset, basis.byteLength))
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
    const { idf, basis } = this.model;
    const { columns, values } = sparseRow(text, this.ids, idf);
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

function learnModel(texts: readonly string[]): Model {
  const sample = sampleEvenly(texts, LEARNING_SAMPLE);
  const frequencies = new Map<string, number>();
  for (const text of sample) {
    for (const gram of countGrams(text).keys()) frequencies.set(gram, (frequencies.get(gram) ?? 0) + 1);
  }
  const chosen = [...frequencies]
    .filter(([, frequency]) => frequency >= 2 && frequency <= Math.max(2, sample.length / 2))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_FEATURES);
  const features = chosen.map(([gram]) => gram);
  const idf = Float32Array.from(chosen, ([, frequency]) => Math.log(1 + sample.length / frequency));
  const ids = new Map(features.map((feature, id) => [feature, id]));
  const rows = sample.map((text) => sparseRow(text, ids, idf));
  const basis = dominantSubspace(rows, features.length, DIMENSIONS);
  return { features, idf, basis, dimensions: DIMENSIONS };
}

/** The backend of `EMBEDDER=offline`. */
export function createEmbedder(): EmbedderBackend {
  return {
    name: 'offline',
    learn: (texts) => Promise.resolve(new OfflineEmbedder(learnModel(texts))),
    async save(embedder, folder) {
      if (!(embedder instanceof OfflineEmbedder)) throw new TypeError('not an embedder of this backend');
      const { features, idf, basis, dimensions } = embedder.model;
      await writeArrayFile(path.join(folder, 'embedder.bin'), {
        features,
        idf,
        basis,
        dimensions: Uint32Array.of(dimensions),
      });
    },
    async open(folder) {
      const file = await readArrayFile(path.join(folder, 'embedder.bin'));
      return new OfflineEmbedder({
        features: file.strings('features'),
        idf: file.float32('idf'),
        basis: file.float32('basis'),
        dimensions: file.uint32('dimensions')[0] ?? DIMENSIONS,
      });
    },
  };
}
