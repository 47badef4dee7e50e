/** What every text format opens with: UTF-8, front matter that can be read, and something below it. */
import { decodeText } from './decode-text.ts';
import type { DocumentMeta, DocumentProblem, FileContent } from './document.ts';
import { parseFrontMatter, splitFrontMatter } from './front-matter.ts';

/** A document opened: what it says about itself, and the text below. */
export interface OpenedDocument {
  meta: DocumentMeta;
  body: string;
  /** Line of the file on which `body` starts, counted from 1. */
  bodyLine: number;
  /** SHA-256 of the file, in hex. */
  hash: string;
}

/** Opens a file, or says why it cannot be opened. */
export function openDocument(content: FileContent): { opened: OpenedDocument } | { problems: DocumentProblem[] } {
  const decoded = decodeText(content);
  if ('problem' in decoded) return { problems: [decoded.problem] };
  const { file } = content;
  const split = splitFrontMatter(decoded.text);
  if (!split) {
    return {
      problems: [
        {
          file,
          line: 1,
          code: 'no-front-matter',
          message: 'The document does not say what it is: it has no front matter.',
          hint: 'Open it with a block between two `---` lines (see knowledge/README.md), or use `dalil knowledge add`.',
        },
      ],
    };
  }
  const { meta, problems } = parseFrontMatter(file, split.yaml);
  if (!meta) return { problems };
  return { opened: { meta, body: split.body, bodyLine: split.bodyLine, hash: decoded.hash } };
}

/** The problem of a document that has no text below its front matter. */
export function noText(file: string, line: number): DocumentProblem {
  return {
    file,
    line,
    code: 'empty',
    message: 'The document has no text.',
    hint: 'Write the document, or delete the file.',
  };
}
