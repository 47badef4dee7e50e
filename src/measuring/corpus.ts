/** Reads a corpus and its questions in the form of the public retrieval sets, and indexes it as the product would. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import { DalilError } from '../errors.ts';
import type { KnowledgeBackends } from '../knowledge/backends.ts';
import { openVersion } from '../knowledge/open-version.ts';
import { writeVersion } from '../knowledge/write-version.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import { passageTextForEmbedding } from '../search/passage-terms.ts';
import { NO_TRANSLATIONS } from '../search/translation/translation-table.ts';

const language = z.enum(LANGUAGES as [Language, ...Language[]]);
const corpusLine = z.object({
  id: z.string(),
  lang: language,
  title: z.string().default(''),
  text: z.string(),
  article: z.union([z.string(), z.number()]).optional(),
});
const queryLine = z.object({
  id: z.string(),
  lang: language,
  docLang: language.optional(),
  text: z.string(),
  relevant: z.array(z.string()).default([]),
  answerable: z.boolean().default(true),
});

export type CorpusLine = z.infer<typeof corpusLine>;

async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new DalilError({
      code: 'bench-file-unreadable',
      message: `${file} cannot be read.`,
      hint: 'Check the path.',
      cause,
    });
  });
  return content.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new DalilError({
        code: 'bench-file-invalid',
        message: `${file}:${at + 1} is not of the expected form.`,
        hint: 'Corpus lines are {id, lang, title, text}; query lines are {id, lang, docLang?, text, relevant[], answerable?}.',
        cause,
      });
    }
  });
}

export const readCorpus = (file: string) => readLines(file, corpusLine);
export const readQueries = (file: string) => readLines(file, queryLine);

/** A corpus paragraph as a passage like any other. */
export function toPassage({ id, lang, title, text }: CorpusLine): Passage {
  return {
    id,
    documentKey: id,
    key: id,
    language: lang,
    title: title.replaceAll('_', ' '),
    headingPath: [],
    text,
    authority: 'report',
    benchmark: false,
    countries: [],
    asOf: '2026',
    review: 'unchecked',
    sources: [],
    asked: [],
  };
}

/** An indexed corpus; `close` deletes its folder. */
export interface IndexedCorpus {
  index: KnowledgeIndex;
  /** Seconds from the paragraphs to an index that can be asked. */
  buildSeconds: number;
  close(): Promise<void>;
}

/** Indexes paragraphs in a temporary folder with the backends of the settings. */
export async function indexCorpus(lines: readonly CorpusLine[], backends: KnowledgeBackends): Promise<IndexedCorpus> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-bench-'));
  const startedAt = performance.now();
  const passages = lines.map(toPassage);
  const embedder = await backends.embedder.learn(passages.map(passageTextForEmbedding), NO_TRANSLATIONS);
  await writeVersion(folder, passages, {
    backends,
    embedder,
    translations: NO_TRANSLATIONS,
    cache: new Map(),
    about: { version: 'bench', createdAt: 0, documents: [], learnedFrom: passages.length, changedSince: 0 },
    report: () => {
      // A measurement shows its table, not its progress.
    },
  });
  const index = await openVersion(folder, backends);
  const buildSeconds = (performance.now() - startedAt) / 1000;
  return { index, buildSeconds, close: () => rm(folder, { recursive: true, force: true }) };
}
