/** Reads plain text with front matter: blank lines separate paragraphs, short lines in capitals are headings. */
import type { DocumentReader, Section } from './document.ts';
import { noText, openDocument } from './open-document.ts';
import { NO_COMMENT } from './section-comment.ts';
import { slugOf, uniqueName } from './section-id.ts';

/** Longest line, in words, that can be a heading. */
const MAX_HEADING_WORDS = 20;

/** Emphasis marks that were typed into plain text are not part of the words. */
function clean(line: string): string {
  return line
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A paragraph of one line, mostly capitals, without the full stop of a sentence. */
function isHeading(paragraph: string): boolean {
  if (/[.!?؟:;,]$/.test(paragraph) || paragraph.split(' ').length > MAX_HEADING_WORDS) return false;
  const letters = paragraph.match(/\p{L}/gu) ?? [];
  const capitals = paragraph.match(/\p{Lu}/gu) ?? [];
  return letters.length >= 3 && capitals.length / letters.length > 0.7;
}

interface Paragraph {
  text: string;
  line: number;
}

/** Paragraphs with the line they start on. Lines broken by width are joined; list lines stay apart. */
function paragraphsOf(body: string, bodyLine: number): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | undefined;
  body.split('\n').forEach((raw, at) => {
    const line = clean(raw);
    if (line === '') {
      open = undefined;
    } else if (open) {
      open.text += /^(?:[-*•–]|\d{1,2}[.)])\s/.test(line) ? `\n${line}` : ` ${line}`;
    } else {
      open = { text: line, line: bodyLine + at };
      paragraphs.push(open);
    }
  });
  return paragraphs;
}

/** Reads one text file. Headings that follow each other without text between them form one heading path. */
export const readPlainText: DocumentReader = (content) => {
  const opening = openDocument(content);
  if ('problems' in opening) return opening;
  const { meta, body, bodyLine, hash } = opening.opened;
  const { file } = content;
  const sections: (Section & { blocks: string[] })[] = [];
  const taken = new Set<string>();
  let headings: string[] = [];
  let current: (Section & { blocks: string[] }) | undefined;
  for (const { text, line } of paragraphsOf(body, bodyLine)) {
    if (isHeading(text)) {
      if (current) headings = [];
      headings.push(text);
      current = undefined;
      continue;
    }
    if (!current) {
      const id = uniqueName(slugOf(headings.at(-1) ?? 'introduction'), taken);
      current = { id, headingPath: headings, text: '', line, ...NO_COMMENT, blocks: [] };
      sections.push(current);
    }
    current.blocks.push(text);
  }
  if (sections.length === 0) return { problems: [noText(file, bodyLine)] };
  const finished = sections.map(({ blocks, ...section }) => ({ ...section, text: blocks.join('\n\n') }));
  return { document: { file, meta, sections: finished, hash }, problems: [] };
};
