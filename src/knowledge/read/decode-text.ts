/** Bytes to text, strictly: a file that is not UTF-8 is reported with the line where it stops being so. */
import { createHash } from 'node:crypto';
import type { DocumentProblem, FileContent } from './document.ts';

/** The text of a file with line ends as `\n`, or why there is none. */
export function decodeText(content: FileContent): { text: string; hash: string } | { problem: DocumentProblem } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content.bytes);
  } catch {
    return {
      problem: {
        file: content.file,
        line: lineOfFirstBadByte(content.bytes),
        code: 'not-utf8',
        message: 'The file is not UTF-8 text.',
        hint: 'Open it in a text editor and save it again with the encoding UTF-8.',
      },
    };
  }
  if (text.trim() === '') {
    return {
      problem: {
        file: content.file,
        line: 1,
        code: 'empty',
        message: 'The file is empty.',
        hint: 'Write the document, or delete the file.',
      },
    };
  }
  const hash = createHash('sha256').update(content.bytes).digest('hex');
  return { text: text.replace(/\r\n?/g, '\n'), hash };
}

/** Decodes line by line until one fails; a line break is never inside a UTF-8 sequence. */
function lineOfFirstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      decoder.decode(bytes.subarray(start, at));
    } catch {
      return line;
    }
    start = at + 1;
    line += 1;
  }
  return line;
}
