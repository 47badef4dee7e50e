/** Writes everything an index version holds into a folder: embedder, translations, passages, term indexes, vectors, manifest. */
import { mkdir } from 'node:fs/promises';
import type { PassageEmbedder } from '../contracts/embedder.ts';
import { LANGUAGES } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import { writeTranslations } from '../search/translation/translation-files.ts';
import type { TranslationTable } from '../search/translation/translation-table.ts';
import type { KnowledgeBackends } from './backends.ts';
import {
  INDEX_FORMAT,
  type IndexManifest,
  indexPaths,
  writeManifest,
  writePassages,
  writeTermIndexes,
} from './index-files.ts';
import { embedPassages, type VectorCache, writeVectors } from './vectors.ts';

/** What a version is made with and what it says about itself. */
export interface VersionParts {
  backends: KnowledgeBackends;
  embedder: PassageEmbedder;
  /** Words that stand for each other, learned from these passages. */
  translations: TranslationTable;
  /** Vectors that can be kept. */
  cache: VectorCache;
  about: Pick<IndexManifest, 'version' | 'createdAt' | 'documents'> &
    Pick<IndexManifest['embedder'], 'learnedFrom' | 'changedSince'>;
  report(stage: 'embed' | 'index', done: number, total: number): void;
}

/** Writes a version into an existing, empty folder; resolves with the number of passages that were embedded anew. */
export async function writeVersion(
  folder: string,
  passages: readonly Passage[],
  { backends, embedder, translations, cache, about, report }: VersionParts,
): Promise<{ embedded: number }> {
  await backends.embedder.save(embedder, folder);
  await writeTranslations(indexPaths.translations(folder), translations.data);
  report('embed', 0, passages.length);
  const { vectors, embedded } = await embedPassages(passages, embedder, cache, (done) =>
    report('embed', done, passages.length),
  );
  const counts: IndexManifest['passages'] = {};
  for (const [at, language] of LANGUAGES.entries()) {
    report('index', at, LANGUAGES.length);
    const own = passages.flatMap((passage, n) =>
      passage.language === language ? [{ passage, vector: vectors[n] ?? [] }] : [],
    );
    if (own.length === 0) continue;
    counts[language] = own.length;
    const ownPassages = own.map(({ passage }) => passage);
    const ownVectors = own.map(({ vector }) => vector);
    await mkdir(indexPaths.vectorIndex(folder, language), { recursive: true });
    await writeTermIndexes(folder, language, ownPassages);
    await writeVectors(indexPaths.vectors(folder, language), ownPassages, ownVectors);
    await backends.vectorIndex.build(ownVectors, embedder, indexPaths.vectorIndex(folder, language));
  }
  const passagesSha256 = await writePassages(folder, passages);
  await writeManifest(folder, {
    format: INDEX_FORMAT,
    version: about.version,
    createdAt: about.createdAt,
    embedder: {
      name: backends.embedder.name,
      fingerprint: embedder.fingerprint,
      dimensions: embedder.dimensions,
      learnedFrom: about.learnedFrom,
      changedSince: about.changedSince,
    },
    vectorIndex: backends.vectorIndex.name,
    passagesSha256,
    passages: counts,
    documents: about.documents,
  });
  return { embedded };
}
