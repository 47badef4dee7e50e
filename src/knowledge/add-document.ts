/** Copies a document into the data folder with what a person says about it, after checking that it can be read. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { DalilError } from '../errors.ts';
import { writeFileAtomically } from '../files/atomic-write.ts';
import { collectDocuments } from './collect-documents.ts';
import { decodeText } from './read/decode-text.ts';
import { parseFrontMatter, splitFrontMatter } from './read/front-matter.ts';
import { READERS } from './read/readers.ts';
import { slugOf } from './read/section-id.ts';

/** What a person says about a document; each stands above what the document says itself. */
export interface DocumentDetails {
  key?: string;
  title?: string;
  language?: string;
  authority?: string;
  country?: string[];
  asOf?: string;
  sourceUrl?: string;
}

/** The details a document cannot be added without. */
export const REQUIRED_DETAILS = ['title', 'language', 'authority', 'asOf'] as const;

function badDocument(file: string, message: string, hint: string, cause?: unknown): DalilError {
  return new DalilError({ code: 'document-not-added', message: `${file}: ${message}`, hint, cause });
}

/** The text of a file with its front matter apart. */
async function readParts(file: string): Promise<{ said: Record<string, unknown>; body: string }> {
  if (!READERS[path.extname(file).toLowerCase()]) {
    throw badDocument(
      file,
      'Dalil cannot read this kind of file.',
      `Save it as one of ${Object.keys(READERS).join(', ')}.`,
    );
  }
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw badDocument(file, 'The file cannot be opened.', 'Check the path and that you may read it.', cause);
  });
  const decoded = decodeText({ file, bytes });
  if ('problem' in decoded)
    throw badDocument(`${file}:${decoded.problem.line}`, decoded.problem.message, decoded.problem.hint);
  const split = splitFrontMatter(decoded.text);
  if (!split) return { said: {}, body: decoded.text };
  let said: unknown;
  try {
    said = parse(split.yaml);
  } catch (cause) {
    throw badDocument(
      file,
      'Its front matter is not valid YAML.',
      'Correct the lines between the two `---`, or remove them.',
      cause,
    );
  }
  // Lines between two rules that say nothing in "name: value" form are text like the rest.
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return { said: {}, body: decoded.text };
  return { said: { ...said }, body: split.body };
}

/** Details a document already gives itself; what is missing must be asked for. */
export async function detailsInDocument(file: string): Promise<DocumentDetails> {
  const { said } = await readParts(file);
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
  return {
    title: text(said.title),
    language: text(said.language),
    authority: text(said.authority),
    asOf: text(said.asOf),
    key: text(said.key),
  };
}

function withoutUndefined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * A key made from a title: Latin letters and digits only, so that it can be a file name and a web address. A title in
 * another script gets a short mark of its own, so that two such documents never take each other's place.
 */
function keyFrom(title: string, file: string): string {
  const latin = latinSlug(title);
  if (/^[\x20-\x7E\u00C0-\u017F\u2010-\u201D]*$/.test(title) && /[a-z]/.test(latin)) return latin;
  const mark = createHash('sha256').update(title).digest('hex').slice(0, 8);
  return `${latin || latinSlug(path.basename(file, path.extname(file))) || 'document'}-${mark}`;
}

function latinSlug(text: string): string {
  const slug = slugOf(text)
    .replace(/[^a-z0-9-]+/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug === 'section' ? '' : slug;
}

/**
 * Copies `file` into `<dataDir>/documents/<language>/`. Adding the same key again replaces the copy, whatever its format;
 * the key of a document in `shippedFolder` is refused, because that one would go on being used.
 * Throws `document-not-added` when the file or the details are bad; nothing is written then.
 */
export async function addDocument(
  file: string,
  details: DocumentDetails,
  dataDir: string,
  shippedFolder: string,
): Promise<{ path: string; key: string; replaced: boolean }> {
  const { said, body } = await readParts(file);
  const { sourceUrl, ...given } = details;
  const sources =
    sourceUrl === undefined ? undefined : { source: { title: details.title ?? said.title, url: sourceUrl } };
  const merged: Record<string, unknown> = { review: 'unchecked', ...said, ...withoutUndefined({ ...given, sources }) };
  const title = typeof merged.title === 'string' ? merged.title : '';
  merged.key ??= keyFrom(title, file);
  const yaml = stringify(merged).trimEnd();
  const content = `---\n${yaml}\n---\n\n${body.trimStart()}`;

  const checked = parseFrontMatter(file, yaml);
  const problem = checked.problems[0];
  if (!checked.meta || problem) {
    throw badDocument(
      file,
      problem?.message ?? 'What is said about it is not complete.',
      problem?.hint ?? 'Give its title, language, authority and date.',
    );
  }
  const read = await READERS[path.extname(file).toLowerCase()]?.({ file, bytes: Buffer.from(content) });
  const unreadable = read?.problems[0];
  if (!read?.document && unreadable) throw badDocument(file, unreadable.message, unreadable.hint);

  const { key, language } = checked.meta;
  const shipped = await collectDocuments([shippedFolder], shippedFolder);
  if (shipped.documents.some(({ meta }) => meta.key === key && meta.language === language)) {
    throw badDocument(
      file,
      `The key "${key}" belongs to a document that Dalil brings.`,
      'Give it another title, or another key with --key.',
    );
  }
  const folder = path.join(dataDir, 'documents', language);
  const target = path.join(folder, `${key}${path.extname(file).toLowerCase()}`);
  await mkdir(folder, { recursive: true });
  const copies = Object.keys(READERS).map((extension) => path.join(folder, `${key}${extension}`));
  const present = await Promise.all(
    copies.map((copy) =>
      stat(copy).then(
        () => [copy],
        () => [],
      ),
    ),
  );
  await writeFileAtomically(target, content);
  for (const copy of present.flat()) if (copy !== target) await rm(copy);
  return { path: target, key, replaced: present.flat().length > 0 };
}
