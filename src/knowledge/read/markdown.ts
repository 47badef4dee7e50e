/** Reads Markdown with front matter: headings make sections, a comment under a heading says what the section is. */
import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { DocumentProblem, DocumentReader, Section } from './document.ts';
import { noText, openDocument } from './open-document.ts';
import { looksLikeSectionComment, NO_COMMENT, parseSectionComment, type SectionComment } from './section-comment.ts';
import { slugOf, uniqueName } from './section-id.ts';

/** The words of a node without its markup; a hard break is a space. */
function plainText(node: Nodes): string {
  if (node.type === 'break') return ' ';
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (node.type === 'image') return node.alt ?? '';
  if ('children' in node) return node.children.map(plainText).join('');
  return '';
}

/** A block as text: one line a paragraph, one line a list item, whatever the line breaks of the file. */
function blockLines(node: RootContent): string[] {
  if (node.type === 'list')
    return node.children
      .flatMap((item) => item.children.flatMap(blockLines))
      .map((line) => `- ${line.replace(/^- /, '')}`);
  if (node.type === 'blockquote') return node.children.flatMap(blockLines);
  const text = plainText(node).replace(/\s+/g, ' ').trim();
  return text ? [text] : [];
}

interface OpenSection {
  headings: { depth: number; text: string }[];
  line: number;
  blocks: string[];
  comment: SectionComment;
}

/** Walks the blocks of a document and cuts at every heading. */
function cutSections(root: Root, bodyLine: number, file: string, problems: DocumentProblem[]): OpenSection[] {
  const sections: OpenSection[] = [{ headings: [], line: bodyLine, blocks: [], comment: NO_COMMENT }];
  for (const node of root.children) {
    const line = (node.position?.start.line ?? 1) + bodyLine - 1;
    const current = sections.at(-1);
    if (!current) continue;
    if (node.type === 'heading') {
      const outer = current.headings.filter(({ depth }) => depth < node.depth);
      const headings = [...outer, { depth: node.depth, text: plainText(node).replace(/\s+/g, ' ').trim() }];
      sections.push({ headings, line, blocks: [], comment: NO_COMMENT });
    } else if (node.type === 'html' && /^<!--/.test(node.value)) {
      const inside = node.value.replace(/^<!--/, '').replace(/-->\s*$/, '');
      if (!looksLikeSectionComment(inside)) continue;
      const parsed = parseSectionComment(inside);
      if ('comment' in parsed) current.comment = parsed.comment;
      else {
        problems.push({
          file,
          line,
          code: 'section-comment-invalid',
          message: `The comment of this section cannot be read: ${parsed.reason}.`,
          hint: 'See knowledge/README.md for what it may say; the section was read without it.',
        });
      }
    } else {
      const lines = blockLines(node);
      if (lines.length > 0) current.blocks.push(lines.join('\n'));
    }
  }
  return sections;
}

/** Reads one Markdown file. The first `#` heading repeats the title and is left out of the heading paths. */
export const readMarkdown: DocumentReader = (content) => {
  const opening = openDocument(content);
  if ('problems' in opening) return opening;
  const { meta, body, bodyLine, hash } = opening.opened;
  const { file } = content;
  const problems: DocumentProblem[] = [];
  const taken = new Set<string>();
  const sections: Section[] = cutSections(fromMarkdown(body), bodyLine, file, problems)
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ headings, line, blocks, comment }) => {
      const headingPath = headings.filter(({ depth }) => depth > 1).map(({ text }) => text);
      const { id: _, ...said } = comment;
      return {
        id: uniqueName(comment.id ?? slugOf(headingPath.at(-1) ?? 'introduction'), taken),
        headingPath,
        text: blocks.join('\n\n'),
        line,
        ...said,
      };
    });
  for (const section of sections) {
    const unknown = section.sourceNames.filter((name) => !(name in meta.sources));
    if (unknown.length === 0) continue;
    problems.push({
      file,
      line: section.line,
      code: 'unknown-source',
      message: `The section names a source the document does not list: ${unknown.join(', ')}.`,
      hint: 'Add it under `sources` in the front matter.',
    });
  }
  if (sections.length === 0) return { problems: [...problems, noText(file, bodyLine)] };
  return { document: { file, meta, sections, hash }, problems };
};
