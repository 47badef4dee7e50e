/** Vectors in LangChain's HNSWLib store: cosine space, one folder per language. */
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import type { Document } from '@langchain/core/documents';
import type { VectorIndexBackend } from '../contracts/vector-index.ts';

/** The backend of `VECTOR_INDEX=hnswlib`. The store keeps positions only; the passages stand beside it. */
export function createVectorIndex(): VectorIndexBackend {
  return {
    name: 'hnswlib',
    async build(vectors, embedder, folder) {
      const store = new HNSWLib(embedder, { space: 'cosine', numDimensions: embedder.dimensions });
      const documents: Document[] = vectors.map((_, position) => ({ pageContent: '', metadata: { position } }));
      await store.addVectors([...vectors], documents);
      await store.save(folder);
    },
    open(folder, embedder) {
      return HNSWLib.load(folder, embedder);
    },
  };
}
