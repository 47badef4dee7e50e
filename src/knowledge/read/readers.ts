/** THE table of formats: the end of a file name -> the reader of that format. A new format is a new row. */
import type { DocumentReader } from './document.ts';
import { readMarkdown } from './markdown.ts';
import { readPlainText } from './plain-text.ts';

export const READERS: Readonly<Record<string, DocumentReader>> = {
  '.md': readMarkdown,
  '.txt': readPlainText,
};
