/** What a vector index promises: it is built once into a folder and opened from there. */
import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import type { PassageEmbedder } from './embedder.ts';

/** Builds and opens the vectors of one language. Each stored document's `metadata.position` is its entry's number. */
export interface VectorIndexBackend {
  readonly name: string;
  /** Writes an index of the vectors, entry 0 first, into a folder that exists. Blocks: call it off the main thread. */
  build(vectors: readonly number[][], embedder: PassageEmbedder, folder: string): Promise<void>;
  open(folder: string, embedder: PassageEmbedder): Promise<VectorStoreInterface>;
}
