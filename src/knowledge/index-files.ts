/** The files of one index version: where each stands, how it is written and read back. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { AUTHORITIES, COUNTRIES, type Passage } from '../contracts/passage.ts';
import { DalilError } from '../errors.ts';
import { readArrayFile, writeArrayFile } from '../files/array-file.ts';
import { passageTerms } from '../search/passage-terms.ts';
import { buildTermIndex, TermIndex } from '../search/term-index.ts';

/** Changes when older versions can no longer be read, or were cut into other terms; they are then built again from the documents. */
export const INDEX_FORMAT = 3;

const language = z.enum(LANGUAGES as [Language, ...Language[]]);

const manifestSchema = z.object({
  format: z.literal(INDEX_FORMAT),
  version: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  embedder: z.object({
    name: z.string(),
    fingerprint: z.string(),
    dimensions: z.number(),
    /** Passages the embedder was learned from, and how many were added or changed since. */
    learnedFrom: z.number(),
    changedSince: z.number(),
  }),
  vectorIndex: z.string(),
  passagesSha256: z.string(),
  passages: z.partialRecord(language, z.number()),
  documents: z.array(
    z.object({
      key: z.string(),
      language,
      title: z.string(),
      file: z.string(),
      hash: z.string(),
      passages: z.number(),
    }),
  ),
});

/** What a version says about itself. */
export type IndexManifest = z.infer<typeof manifestSchema>;

const passageSchema: z.ZodType<Passage> = z.object({
  id: z.string(),
  documentKey: z.string(),
  key: z.string(),
  language,
  title: z.string(),
  headingPath: z.array(z.string()),
  page: z.number().optional(),
  text: z.string(),
  authority: z.enum(AUTHORITIES),
  benchmark: z.boolean(),
  countries: z.array(z.enum(COUNTRIES)),
  asOf: z.string(),
  expires: z.string().optional(),
  review: z.enum(['checked', 'unchecked']),
  sources: z.array(z.object({ title: z.string(), url: z.string().optional() })),
  asked: z.array(z.string()),
});

/** Where the files of a version stand. */
export const indexPaths = {
  manifest: (folder: string) => path.join(folder, 'manifest.json'),
  passages: (folder: string) => path.join(folder, 'passages.jsonl'),
  translations: (folder: string) => path.join(folder, 'translations.bin'),
  terms: (folder: string, language: Language, view: string) => path.join(folder, language, `${view}.bin`),
  vectors: (folder: string, language: Language) => path.join(folder, language, 'vectors.bin'),
  vectorIndex: (folder: string, language: Language) => path.join(folder, language, 'vector-index'),
};

function unreadable(folder: string, what: string, cause: unknown): DalilError {
  return new DalilError({
    code: 'index-version-unreadable',
    message: `The index version in ${folder} cannot be read: ${what}.`,
    hint: 'Run `dalil knowledge refresh` to build a new one; the previous version stays in use until then.',
    cause,
  });
}

export async function writeManifest(folder: string, manifest: IndexManifest): Promise<void> {
  await writeFile(indexPaths.manifest(folder), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The manifest of a version; throws `index-version-unreadable` when it is missing, damaged or of another format. */
export async function readManifest(folder: string): Promise<IndexManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(indexPaths.manifest(folder), 'utf8')));
  } catch (cause) {
    throw unreadable(folder, 'its manifest is missing, damaged or of another format', cause);
  }
}

/** Writes the passages, one JSON line each, and returns their checksum. */
export async function writePassages(folder: string, passages: readonly Passage[]): Promise<string> {
  const lines = passages.map((passage) => `${JSON.stringify(passage)}\n`).join('');
  await writeFile(indexPaths.passages(folder), lines);
  return createHash('sha256').update(lines).digest('hex');
}

/** Reads the passages back and lets other work run in between. Throws `index-version-unreadable`. */
export async function readPassages(folder: string, sha256: string): Promise<Passage[]> {
  const bytes = await readFile(indexPaths.passages(folder)).catch((cause: unknown) => {
    throw unreadable(folder, 'its passages are missing', cause);
  });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw unreadable(folder, 'its passages were changed', undefined);
  const passages: Passage[] = [];
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line === '') continue;
    try {
      passages.push(passageSchema.parse(JSON.parse(line)));
    } catch (cause) {
      throw unreadable(folder, 'a passage has another form', cause);
    }
    if (passages.length % 200 === 0) await yieldToOthers();
  }
  return passages;
}

/** The views of a language that are kept as term indexes. */
export const TERM_VIEWS = ['words', 'grams', 'pairs'] as const;

/** Builds and writes the term indexes of one language's passages. */
export async function writeTermIndexes(
  folder: string,
  language: Language,
  passages: readonly Passage[],
): Promise<void> {
  const analyses = passages.map(passageTerms);
  for (const view of TERM_VIEWS) {
    const { terms, offsets, entries, weights, idf, size } = buildTermIndex(analyses.map((analysis) => analysis[view]));
    const file = indexPaths.terms(folder, language, view);
    await writeArrayFile(file, { terms, offsets, entries, weights, idf, size: Uint32Array.of(size) });
  }
}

/** Terms put into the look-up table at a time while loading; a larger step would hold the event loop up. */
const TERMS_PER_STEP = 10_000;

/** Reads one term index back. */
export async function readTermIndex(folder: string, language: Language, view: string): Promise<TermIndex> {
  const file = await readArrayFile(indexPaths.terms(folder, language, view));
  const terms = file.strings('terms');
  const ids = new Map<string, number>();
  for (let start = 0; start < terms.length; start += TERMS_PER_STEP) {
    terms.slice(start, start + TERMS_PER_STEP).forEach((term, at) => {
      ids.set(term, start + at);
    });
    await yieldToOthers();
  }
  const data = {
    terms: [...terms],
    offsets: file.uint32('offsets'),
    entries: file.uint32('entries'),
    weights: file.float32('weights'),
    idf: file.float32('idf'),
    size: file.uint32('size')[0] ?? 0,
  };
  return new TermIndex(data, ids);
}
