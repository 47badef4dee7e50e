/** Keeps a document in the data folder with what a person says about it, after checking that it can be read. */
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DalilError } from '../errors.ts';
import { writeFileAtomically } from '../files/atomic-write.ts';
import { collectDocuments } from './collect-documents.ts';
import { type DocumentDetails, ownDetails, prepareDocument } from './prepare-document.ts';
import type { DocumentProblem, FileContent } from './read/document.ts';
import { READERS } from './read/readers.ts';

/** A document that was kept. */
export interface AddedDocument {
  path: string;
  key: string;
  /** True when it took the place of a document with the same key. */
  replaced: boolean;
}

function notAdded({ file, line, code, message, hint }: DocumentProblem): DalilError {
  // Every other line is one of the document as it would be kept, which nobody has seen.
  const place = code === 'not-utf8' ? `${file}:${line}` : file;
  return new DalilError({ code: 'document-not-added', message: `${place}: ${message}`, hint });
}

async function readContent(file: string): Promise<FileContent> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new DalilError({
      code: 'document-not-added',
      message: `${file}: The file cannot be opened.`,
      hint: 'Check the path and that you may read it.',
      cause,
    });
  });
  return { file, bytes };
}

/** Details a document in a file already gives itself; what is missing must be asked for. Throws `document-not-added`. */
export async function detailsInDocument(file: string): Promise<DocumentDetails> {
  const own = ownDetails(await readContent(file));
  if ('problem' in own) throw notAdded(own.problem);
  return own.details;
}

/**
 * Keeps a document, given by its path or by its bytes and a name, in `<dataDir>/documents/<language>/`. Adding the same
 * key again replaces the copy, whatever its format; the key of a document in `shippedFolder` is refused
 * (`document-key-shipped`), because that one would go on being used.
 * Throws `document-not-added` when the file or the details are bad; nothing is written then.
 */
export async function addDocument(
  source: string | FileContent,
  details: DocumentDetails,
  dataDir: string,
  shippedFolder: string,
): Promise<AddedDocument> {
  const content = typeof source === 'string' ? await readContent(source) : source;
  const prepared = await prepareDocument(content, details);
  if ('problem' in prepared) throw notAdded(prepared.problem);
  const { meta, extension, content: text } = prepared.document;
  const { key, language } = meta;
  const shipped = await collectDocuments([shippedFolder], shippedFolder);
  if (shipped.documents.some((document) => document.meta.key === key && document.meta.language === language)) {
    throw new DalilError({
      code: 'document-key-shipped',
      message: `${content.file}: The key "${key}" belongs to a document that Dalil brings.`,
      hint: 'Give it another title, or another key with --key.',
    });
  }
  const folder = path.join(dataDir, 'documents', language);
  const target = path.join(folder, `${key}${extension}`);
  await mkdir(folder, { recursive: true });
  const copies = Object.keys(READERS).map((one) => path.join(folder, `${key}${one}`));
  const present = await Promise.all(
    copies.map((copy) =>
      stat(copy).then(
        () => [copy],
        () => [],
      ),
    ),
  );
  await writeFileAtomically(target, text);
  for (const copy of present.flat()) if (copy !== target) await rm(copy);
  return { path: target, key, replaced: present.flat().length > 0 };
}
