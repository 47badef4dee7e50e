/** Opens one index version from its folder, checking that all of it is there. */
import type { Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import { DalilError } from '../errors.ts';
import type { KnowledgeIndex, LanguagePart } from '../search/knowledge-index.ts';
import { LanguageIndex } from '../search/passage-index.ts';
import { readTranslations } from '../search/translation/translation-files.ts';
import type { KnowledgeBackends } from './backends.ts';
import { indexPaths, readManifest, readPassages, readTermIndex } from './index-files.ts';
import { listVersions, readPointer, versionPaths } from './versions.ts';

/** Opens the version in a folder. Throws a `DalilError` when any part of it is missing or damaged. */
export async function openVersion(folder: string, backends: KnowledgeBackends): Promise<KnowledgeIndex> {
  const manifest = await readManifest(folder);
  if (manifest.embedder.name !== backends.embedder.name || manifest.vectorIndex !== backends.vectorIndex.name) {
    throw new DalilError({
      code: 'index-version-other-settings',
      message: `The index in ${folder} was built with embedder "${manifest.embedder.name}" and vector index "${manifest.vectorIndex}".`,
      hint: 'Run `dalil knowledge refresh` to build it with the settings of today.',
    });
  }
  const embedder = await backends.embedder.open(folder);
  if (embedder.fingerprint !== manifest.embedder.fingerprint) throw incomplete(folder, 'its embedder was changed');
  const translations = await readTranslations(indexPaths.translations(folder));
  const all = await readPassages(folder, manifest.passagesSha256);
  const parts = new Map<Language, LanguagePart>();
  for (const language of Object.keys(manifest.passages) as Language[]) {
    const passages = all.filter((passage) => passage.language === language);
    const store = await backends.vectorIndex
      .open(indexPaths.vectorIndex(folder, language), embedder)
      .catch((cause: unknown) => {
        throw incomplete(folder, 'its vectors cannot be read', cause);
      });
    const vectors = {
      store,
      embedQuery: (text: string) => embedder.embedQuery(text),
      weight: embedder.fusionWeight,
      acrossLanguagesWeight: embedder.acrossLanguagesWeight,
    };
    const [words, grams, pairs] = [
      await readTermIndex(folder, language, 'words'),
      await readTermIndex(folder, language, 'grams'),
      await readTermIndex(folder, language, 'pairs'),
    ];
    if (words.size !== passages.length || manifest.passages[language] !== passages.length) {
      throw incomplete(folder, `it holds ${passages.length} passages in "${language}" but indexes ${words.size}`);
    }
    parts.set(language, {
      passages,
      index: new LanguageIndex(language, { words, grams, pairs }, vectors, translations),
    });
  }
  const passagesById = new Map<string, Passage>(all.map((passage) => [passage.id, passage]));
  return { version: manifest.version, createdAt: manifest.createdAt, parts, passagesById };
}

function incomplete(folder: string, what: string, cause?: unknown): DalilError {
  return new DalilError({
    code: 'index-version-unreadable',
    message: `The index version in ${folder} cannot be used: ${what}.`,
    hint: 'Run `dalil knowledge refresh` to build a new one; the previous version stays in use until then.',
    cause,
  });
}

/** A version that could not be opened, and why. */
export interface UnreadableVersion {
  version: string;
  error: unknown;
}

/** The version that can be served, and those newer ones that cannot. */
export interface OpenedIndex {
  index?: KnowledgeIndex;
  unreadable: UnreadableVersion[];
}

/**
 * Opens the live version; when it cannot be read, the newest older one that can. Never throws for a damaged version:
 * it is listed in `unreadable`.
 */
export async function openBestVersion(dataDir: string, backends: KnowledgeBackends): Promise<OpenedIndex> {
  const live = (await readPointer(dataDir))?.version;
  const older = (await listVersions(dataDir)).filter((version) => live === undefined || version < live);
  const unreadable: UnreadableVersion[] = [];
  for (const version of live === undefined ? older : [live, ...older]) {
    try {
      return { index: await openVersion(versionPaths.version(dataDir, version), backends), unreadable };
    } catch (error) {
      unreadable.push({ version, error });
    }
  }
  return { unreadable };
}
