/** Finds and reads every document of the knowledge folders; what cannot be read is reported, the rest goes on. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../errors.ts';
import type { DocumentProblem, SourceDocument } from './read/document.ts';
import { READERS } from './read/readers.ts';

/** A file larger than this is a mistake, not a programme document. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Files in a folder and its subfolders, sorted by path; hidden ones are left out. A missing folder has no files. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !path
          .relative(folder, file)
          .split(path.sep)
          .some((part) => part.startsWith('.')),
    )
    .sort();
}

/** The documents that could be read and the problems of those that could not. */
export interface CollectedDocuments {
  documents: SourceDocument[];
  problems: DocumentProblem[];
}

async function readOne(file: string, shown: string) {
  const reader = READERS[path.extname(file).toLowerCase()];
  if (!reader) {
    return {
      problems: [
        {
          file: shown,
          line: 1,
          code: 'unsupported-format' as const,
          message: 'Dalil cannot read this kind of file.',
          hint: `Save the document as one of ${Object.keys(READERS).join(', ')}.`,
        },
      ],
    };
  }
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return {
      problems: [
        {
          file: shown,
          line: 1,
          code: 'unreadable' as const,
          message: `The file cannot be opened (${errorCode(error)}).`,
          hint: 'Check that the file is there and that Dalil may read it.',
        },
      ],
    };
  }
  if (bytes.length > MAX_FILE_BYTES) {
    return {
      problems: [
        {
          file: shown,
          line: 1,
          code: 'unreadable' as const,
          message: `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB.`,
          hint: 'Split it into several documents.',
        },
      ],
    };
  }
  return reader({ file: shown, bytes });
}

/** Reads all documents of the folders; paths are shown relative to `shownFrom`. */
export async function collectDocuments(folders: readonly string[], shownFrom: string): Promise<CollectedDocuments> {
  const documents: SourceDocument[] = [];
  const problems: DocumentProblem[] = [];
  const seen = new Map<string, string>();
  for (const folder of folders) {
    for (const file of await listFiles(folder)) {
      const shown = path.relative(shownFrom, file) || file;
      const result = await readOne(file, shown);
      problems.push(...result.problems);
      if (!('document' in result) || !result.document) continue;
      const name = `${result.document.meta.language}/${result.document.meta.key}`;
      const first = seen.get(name);
      if (first !== undefined) {
        problems.push({
          file: shown,
          line: 1,
          code: 'duplicate-key',
          message: `The key "${result.document.meta.key}" is already used in ${first}.`,
          hint: 'Give one of the two another key, or delete the one that is out of date.',
        });
        continue;
      }
      seen.set(name, shown);
      documents.push(result.document);
    }
  }
  return { documents, problems };
}
