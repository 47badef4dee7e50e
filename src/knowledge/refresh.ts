/** The story of a refresh: read, split, learn, embed, build beside the live version, verify, switch in one step. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PassageEmbedder } from '../contracts/embedder.ts';
import type { Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import { DalilError } from '../errors.ts';
import { passageTextForEmbedding } from '../search/passage-terms.ts';
import { type ParallelText, parallelTexts } from '../search/translation/parallel-texts.ts';
import { learnTranslationTable, TranslationTable } from '../search/translation/translation-table.ts';
import type { KnowledgeBackends } from './backends.ts';
import { collectDocuments } from './collect-documents.ts';
import { isExpired } from './expiry.ts';
import { type IndexManifest, indexPaths, readManifest } from './index-files.ts';
import { openVersion } from './open-version.ts';
import type { DocumentProblem, SourceDocument } from './read/document.ts';
import { withRefreshLock } from './refresh-lock.ts';
import { splitDocument } from './split.ts';
import { embeddingHash, readVectors, type VectorCache } from './vectors.ts';
import { verifyVersion } from './verify-version.ts';
import {
  createBuildingFolder,
  placeVersion,
  pruneVersions,
  readPointer,
  switchTo,
  versionName,
  versionPaths,
} from './versions.ts';
import { writeVersion } from './write-version.ts';

/** The embedder is learned anew when more than this share of the passages changed since it was learned. */
const RELEARN_SHARE = 0.25;

/** The steps a person sees, in order. */
export const REFRESH_STAGES = ['read', 'learn', 'embed', 'index', 'verify', 'switch', 'tidy'] as const;
export type RefreshStage = (typeof REFRESH_STAGES)[number];

/** One report of progress: `done` of `total` in a stage. */
export interface RefreshProgress {
  stage: RefreshStage;
  done: number;
  total: number;
}

export interface RefreshSettings {
  dataDir: string;
  /** Folders with documents. */
  documentFolders: readonly string[];
  /** Terms and wordings that mean the same in the languages, to learn translations from beside the documents. */
  phrases: readonly ParallelText[];
  /** Paths in problems are shown relative to this folder. */
  shownFrom: string;
  backends: KnowledgeBackends;
  now: () => number;
  /** A few random letters for the version's name. */
  newSuffix: () => string;
  onProgress?: (progress: RefreshProgress) => void;
}

/** What a refresh did. */
export interface RefreshResult {
  version: string;
  documents: number;
  passages: number;
  /** Passages embedded anew; the others kept their vectors. */
  embedded: number;
  embedderLearned: boolean;
  problems: DocumentProblem[];
  /** Documents left out because their last day has passed. */
  expired: { file: string; expires: string }[];
}

interface PreviousVersion {
  embedder: PassageEmbedder;
  learnedFrom: number;
  changedSince: number;
  cache: VectorCache;
}

/** What the live version can lend to the next; undefined when there is none that fits. */
async function openPrevious(settings: RefreshSettings): Promise<PreviousVersion | undefined> {
  const live = (await readPointer(settings.dataDir))?.version;
  if (live === undefined) return undefined;
  try {
    const folder = versionPaths.version(settings.dataDir, live);
    const manifest = await readManifest(folder);
    if (manifest.embedder.name !== settings.backends.embedder.name) return undefined;
    const embedder = await settings.backends.embedder.open(folder);
    const languages = Object.keys(manifest.passages) as Language[];
    const caches = await Promise.all(languages.map((language) => readVectors(indexPaths.vectors(folder, language))));
    const cache = new Map(caches.flatMap((one) => [...one]));
    return {
      embedder,
      learnedFrom: manifest.embedder.learnedFrom,
      changedSince: manifest.embedder.changedSince,
      cache,
    };
  } catch (error) {
    // A live version that cannot be read has nothing to lend; everything is built from the documents.
    if (error instanceof DalilError) return undefined;
    throw error;
  }
}

/** Keeps the previous embedder while it still fits the documents, so that unchanged documents keep their vectors. */
async function chooseEmbedder(settings: RefreshSettings, passages: readonly Passage[], translations: TranslationTable) {
  const previous = await openPrevious(settings);
  if (previous) {
    const changed = passages.filter((passage) => !previous.cache.has(embeddingHash(passage))).length;
    const changedSince = previous.changedSince + changed;
    if (changedSince <= previous.learnedFrom * RELEARN_SHARE) {
      return {
        embedder: previous.embedder,
        learned: false,
        learnedFrom: previous.learnedFrom,
        changedSince,
        cache: previous.cache,
      };
    }
  }
  const embedder = await settings.backends.embedder.learn(passages.map(passageTextForEmbedding), translations);
  // A pretrained embedder has the same fingerprint again, and its vectors stay good.
  const cache: VectorCache = previous?.embedder.fingerprint === embedder.fingerprint ? previous.cache : new Map();
  return { embedder, learned: true, learnedFrom: passages.length, changedSince: 0, cache };
}

function describeDocuments(
  documents: readonly SourceDocument[],
  passages: readonly Passage[],
): IndexManifest['documents'] {
  return documents.map(({ meta, file, hash }) => ({
    key: meta.key,
    language: meta.language,
    title: meta.title,
    file,
    hash,
    passages: passages.filter(({ documentKey, language }) => documentKey === meta.key && language === meta.language)
      .length,
  }));
}

/**
 * Builds a new version of the index from the documents and makes it live. A crash at any moment leaves the version that
 * was live in place. Documents with problems are left out and reported; the rest goes live.
 * Throws `no-documents` when nothing can be read, `refresh-running` when another refresh runs.
 */
export function refreshKnowledge(settings: RefreshSettings): Promise<RefreshResult> {
  return mkdir(versionPaths.versions(settings.dataDir), { recursive: true }).then(() =>
    withRefreshLock(settings.dataDir, () => refresh(settings)),
  );
}

async function refresh(settings: RefreshSettings): Promise<RefreshResult> {
  const { dataDir, backends } = settings;
  const report = (stage: RefreshStage, done: number, total: number) => settings.onProgress?.({ stage, done, total });

  report('read', 0, 1);
  const startedAt = settings.now();
  const { documents: read, problems } = await collectDocuments(settings.documentFolders, settings.shownFrom);
  const documents = read.filter(({ meta }) => !isExpired(meta, startedAt));
  const expired = read.flatMap(({ file, meta: { expires } }) =>
    expires !== undefined && isExpired({ expires }, startedAt) ? [{ file, expires }] : [],
  );
  const passages = documents.flatMap(splitDocument);
  if (passages.length === 0) {
    throw new DalilError({
      code: 'no-documents',
      message: `No document could be read in ${settings.documentFolders.join(' or ')}.`,
      hint: problems[0]
        ? `First problem: ${problems[0].file}:${problems[0].line} ${problems[0].message} ${problems[0].hint}`
        : expired[0]
          ? `Those there have expired; the first is ${expired[0].file}, on ${expired[0].expires}.`
          : 'Add documents there, or with `dalil knowledge add`.',
    });
  }

  report('learn', 0, 1);
  const translations = new TranslationTable(learnTranslationTable([...parallelTexts(passages), ...settings.phrases]));
  const { embedder, cache, ...learning } = await chooseEmbedder(settings, passages, translations);

  const createdAt = settings.now();
  const version = versionName(createdAt, settings.newSuffix());
  const building = await createBuildingFolder(dataDir, version);
  const written = await writeVersion(building, passages, {
    backends,
    embedder,
    translations,
    cache,
    about: {
      version,
      createdAt,
      learnedFrom: learning.learnedFrom,
      changedSince: learning.changedSince,
      documents: describeDocuments(documents, passages),
    },
    report,
  });

  report('verify', 0, 1);
  await verifyVersion(await openVersion(building, backends), passages);

  report('switch', 0, 1);
  await placeVersion(dataDir, version);
  await switchTo(dataDir, version, settings.now());

  report('tidy', 0, 1);
  await pruneVersions(dataDir);
  report('tidy', 1, 1);
  return {
    version,
    documents: documents.length,
    passages: passages.length,
    embedded: written.embedded,
    embedderLearned: learning.learned,
    problems,
    expired,
  };
}

/** The two folders documents come from: those shipped with Dalil, and those added at run time. */
export function documentFolders(knowledgeDir: string, dataDir: string): string[] {
  return [path.join(knowledgeDir, 'documents'), path.join(dataDir, 'documents')];
}
