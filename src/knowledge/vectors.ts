/** Embeds passages, keeping the vectors of those that did not change since the version before. */
import { createHash } from 'node:crypto';
import type { PassageEmbedder } from '../contracts/embedder.ts';
import type { Passage } from '../contracts/passage.ts';
import { readArrayFile, writeArrayFile } from '../files/array-file.ts';
import { passageTextForEmbedding } from '../search/passage-terms.ts';

/** Passages embedded between two reports of progress. */
const BATCH = 64;

/** Names the exact words an embedder saw. */
export function embeddingHash(passage: Passage): string {
  return createHash('sha256').update(passageTextForEmbedding(passage)).digest('hex').slice(0, 24);
}

/** Vectors by the hash of their words. */
export type VectorCache = ReadonlyMap<string, number[]>;

/** Writes vectors with the hashes of their words, so that the next refresh can keep them. */
export async function writeVectors(
  file: string,
  passages: readonly Passage[],
  vectors: readonly number[][],
): Promise<void> {
  const dimensions = vectors[0]?.length ?? 0;
  const flat = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, at) => {
    flat.set(vector, at * dimensions);
  });
  await writeArrayFile(file, {
    hashes: passages.map(embeddingHash),
    vectors: flat,
    dimensions: Uint32Array.of(dimensions),
  });
}

/** Reads vectors back by hash. */
export async function readVectors(file: string): Promise<VectorCache> {
  const arrays = await readArrayFile(file);
  const dimensions = arrays.uint32('dimensions')[0] ?? 0;
  const flat = arrays.float32('vectors');
  return new Map(
    arrays.strings('hashes').map((hash, at) => [hash, [...flat.subarray(at * dimensions, (at + 1) * dimensions)]]),
  );
}

/** A vector for each passage, and how many were computed rather than kept. */
export async function embedPassages(
  passages: readonly Passage[],
  embedder: PassageEmbedder,
  cache: VectorCache,
  onProgress: (done: number) => void,
): Promise<{ vectors: number[][]; embedded: number }> {
  const vectors = passages.map((passage) => cache.get(embeddingHash(passage)));
  const missing = passages.flatMap((passage, at) => (vectors[at] ? [] : [{ passage, at }]));
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH);
    const fresh = await embedder.embedDocuments(batch.map(({ passage }) => passageTextForEmbedding(passage)));
    batch.forEach(({ at }, n) => {
      vectors[at] = fresh[n];
    });
    onProgress(passages.length - missing.length + start + batch.length);
  }
  return { vectors: vectors.map((vector) => vector ?? []), embedded: missing.length };
}
