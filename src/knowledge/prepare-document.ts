/** Puts a document together from a file and what a person says about it, and checks that it can be read so. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { decodeText } from './read/decode-text.ts';
import type { DocumentMeta, DocumentProblem, FileContent } from './read/document.ts';
import { parseFrontMatter, splitFrontMatter } from './read/front-matter.ts';
import { READERS } from './read/readers.ts';
import { slugOf } from './read/section-id.ts';

/** What a person says about a document; each stands above what the document says itself. */
export interface DocumentDetails {
  key?: string;
  title?: string;
  language?: string;
  authority?: string;
  /** An empty list: about no country, whatever the document says. */
  country?: string[];
  asOf?: string;
  sourceUrl?: string;
}

/** The details a document cannot be added without. */
export const REQUIRED_DETAILS = ['title', 'language', 'authority', 'asOf'] as const;

/** A document as it is to be kept. */
export interface PreparedDocument {
  meta: DocumentMeta;
  /** The end of its file name, such as `.md`. */
  extension: string;
  content: string;
}

interface Parts {
  said: Record<string, unknown>;
  body: string;
}

/** The text of a file with its front matter apart. */
function readParts(content: FileContent): { parts: Parts } | { problem: DocumentProblem } {
  const { file } = content;
  if (!READERS[path.extname(file).toLowerCase()]) {
    return {
      problem: {
        file,
        line: 1,
        code: 'unsupported-format',
        message: 'Dalil cannot read this kind of file.',
        hint: `Save it as one of ${Object.keys(READERS).join(', ')}.`,
      },
    };
  }
  const decoded = decodeText(content);
  if ('problem' in decoded) return decoded;
  const split = splitFrontMatter(decoded.text);
  if (!split) return { parts: { said: {}, body: decoded.text } };
  let said: unknown;
  try {
    said = parse(split.yaml);
  } catch {
    return {
      problem: {
        file,
        line: 1,
        code: 'front-matter-unreadable',
        message: 'Its front matter is not valid YAML.',
        hint: 'Correct the lines between the two `---`, or remove them.',
      },
    };
  }
  // Lines between two rules that say nothing in "name: value" form are text like the rest.
  if (typeof said !== 'object' || said === null || Array.isArray(said)) {
    return { parts: { said: {}, body: decoded.text } };
  }
  return { parts: { said: { ...said }, body: split.body } };
}

/** Details a document already gives itself; what is missing must be asked for. */
export function ownDetails(content: FileContent): { details: DocumentDetails } | { problem: DocumentProblem } {
  const read = readParts(content);
  if ('problem' in read) return read;
  const { said } = read.parts;
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
  const countries = [said.country ?? []].flat().flatMap((value) => text(value) ?? []);
  return {
    details: {
      title: text(said.title),
      language: text(said.language),
      authority: text(said.authority),
      asOf: text(said.asOf),
      key: text(said.key),
      country: countries.length > 0 ? countries : undefined,
    },
  };
}

/** The document a file and these details make, or why they make none. */
export async function prepareDocument(
  content: FileContent,
  details: DocumentDetails,
): Promise<{ document: PreparedDocument } | { problem: DocumentProblem }> {
  const opened = readParts(content);
  if ('problem' in opened) return opened;
  const { file } = content;
  const { said, body } = opened.parts;
  const { sourceUrl, ...given } = details;
  const sources =
    sourceUrl === undefined ? undefined : { source: { title: details.title ?? said.title, url: sourceUrl } };
  const merged: Record<string, unknown> = { review: 'unchecked', ...said, ...withoutUndefined({ ...given, sources }) };
  if (details.country?.length === 0) delete merged.country;
  merged.key ??= keyFrom(typeof merged.title === 'string' ? merged.title : '', file);
  const yaml = stringify(merged).trimEnd();
  const text = `---\n${yaml}\n---\n\n${body.trimStart()}`;

  const { meta, problems } = parseFrontMatter(file, yaml);
  const extension = path.extname(file).toLowerCase();
  const read = await READERS[extension]?.({ file, bytes: Buffer.from(text) });
  const problem = problems[0] ?? (read?.document ? undefined : read?.problems[0]);
  if (problem) return { problem };
  // Without a problem there is a document; the compiler cannot know.
  if (!meta) throw new Error(`no front matter and no problem in a ${extension} file`);
  return { document: { meta, extension, content: text } };
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
