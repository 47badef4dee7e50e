/** The machines a refresh and a reader of the index need, as `app.ts` hands them over. */
import type { EmbedderBackend } from '../contracts/embedder.ts';
import type { VectorIndexBackend } from '../contracts/vector-index.ts';

export interface KnowledgeBackends {
  embedder: EmbedderBackend;
  vectorIndex: VectorIndexBackend;
}
