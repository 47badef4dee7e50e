/** Writes the answer of a focal point as a document, so that nothing in its words can be taken for markup. */
import { stringify } from 'yaml';
import type { KnowledgeDraft } from '../contracts/person-question.ts';
import { dayOf } from './expiry.ts';
import type { FileContent } from './read/document.ts';

/** The key of the document a draft becomes. */
export function draftKey(draft: Pick<KnowledgeDraft, 'id'>): string {
  return `focal-point-${draft.id}`;
}

/** The lines of a text without control characters and empty lines, each with single spaces. */
function cleanLines(text: string): string[] {
  return text
    .toWellFormed()
    .split(/[\r\n\u2028\u2029]+/u)
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '');
}

/** A line that Markdown reads as these very characters: everything that could mean something else is escaped. */
function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\`*_[\]<>&#~]/gu, '\\$&')
    .replace(/^[-+=]/u, '\\$&')
    .replace(/^(\d+)([.)])/u, '$1\\$2');
}

/** A text as YAML that cannot end the comment it stands in. */
function yamlInComment(text: string): string {
  return JSON.stringify(text).replace(/[<>]/gu, (mark) => (mark === '<' ? '\\u003c' : '\\u003e'));
}

/**
 * The document of a draft: one section whose heading is the question and whose text is the answer, each of its lines a
 * paragraph. `expires` is its last day; `sourceTitle` says in its language where the answer comes from.
 */
export function draftDocument(draft: KnowledgeDraft, expires: string, sourceTitle: string): FileContent {
  const key = draftKey(draft);
  const question = cleanLines(draft.question).join(' ');
  const meta = {
    key,
    title: question,
    language: draft.language,
    authority: 'programme',
    ...(draft.countries.length > 0 ? { country: draft.countries } : {}),
    asOf: dayOf(draft.createdAt),
    expires,
    // An administrator has read and approved it.
    review: 'checked',
    sources: { 'focal-point': { title: sourceTitle } },
  };
  const text = [
    `---\n${stringify(meta)}---`,
    `## ${escapeMarkdown(question)}\n<!--\nid: answer\nasked: [${yamlInComment(question)}]\n-->`,
    ...cleanLines(draft.answer).map(escapeMarkdown),
  ].join('\n\n');
  return { file: `${key}.md`, bytes: Buffer.from(`${text}\n`) };
}
