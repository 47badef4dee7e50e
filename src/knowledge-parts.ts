/** What building and reading the knowledge needs, as the settings choose it. */
import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import type { KnowledgeBackends } from './knowledge/backends.ts';
import { loadParallelPhrases } from './knowledge/parallel-phrases.ts';
import { documentFolders, type RefreshSettings } from './knowledge/refresh.ts';
import { EMBEDDERS, VECTOR_INDEXES } from './registry.ts';

/** The machines for the knowledge, as the settings choose them. */
export async function createKnowledgeBackends(config: Config): Promise<KnowledgeBackends> {
  const [embedder, vectorIndex] = await Promise.all([
    EMBEDDERS[config.EMBEDDER](),
    VECTOR_INDEXES[config.VECTOR_INDEX](),
  ]);
  return { embedder, vectorIndex };
}

/** What a refresh needs, as the settings say it. */
export async function createRefreshSettings(config: Config): Promise<RefreshSettings> {
  const [backends, phrases] = await Promise.all([
    createKnowledgeBackends(config),
    loadParallelPhrases(config.KNOWLEDGE_DIR),
  ]);
  return {
    dataDir: config.DATA_DIR,
    documentFolders: documentFolders(config.KNOWLEDGE_DIR, config.DATA_DIR),
    shownFrom: process.cwd(),
    phrases,
    backends,
    now: Date.now,
    newSuffix: () => randomBytes(3).toString('hex'),
  };
}
