/** Puts what came of an administrator's command into words. */
import type { Language } from '../contracts/language.ts';
import type { Block } from '../contracts/message.ts';
import { DalilError } from '../errors.ts';
import { type DocumentChanges, documentChanges } from '../knowledge/indexed-documents.ts';
import type { DocumentProblem } from '../knowledge/read/document.ts';
import type { RefreshResult } from '../knowledge/refresh.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { Texts } from '../text/texts.ts';

/** What a refresh tells an administrator. */
export type RefreshSummary = Pick<RefreshResult, 'version' | 'documents' | 'passages' | 'problems'> &
  Partial<Pick<RefreshResult, 'expired'>>;

/** Names shown in one line, and problems shown in one reply, at most. */
const MAX_NAMES = 3;
const MAX_PROBLEMS = 4;

/** What an error is said with; a command has its own words for any other. */
const ERROR_KEYS: Readonly<Record<string, string>> = {
  'refresh-running': 'admin.busy',
  'no-documents': 'admin.refresh.nothing',
  'draft-unknown': 'admin.drafts.unknown',
  'draft-decided': 'admin.drafts.decided',
  'draft-expired': 'admin.drafts.overdue',
  'approval-not-taken-back': 'admin.drafts.notTakenBack',
  'document-key-shipped': 'admin.file.taken',
};

/** A title or file name of any script, kept in one piece beside words of another direction (Unicode isolates). */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
/** A date, version or number that reads from left to right whatever stands around it. */
export const leftToRight = (text: string): string => `\u2066${text}\u2069`;

/** A block of lines; none for no line. */
export function textBlock(lines: readonly string[]): Block[] {
  return lines.length > 0 ? [{ type: 'text', text: lines.join('\n') }] : [];
}

export function noticeBlock(text: string): Block[] {
  return [{ type: 'notice', text }];
}

/** The first of some lines, and how many there are more. */
export function firstLines(lines: readonly string[], limit: number, language: Language, texts: Texts): string[] {
  if (lines.length <= limit) return [...lines];
  return [...lines.slice(0, limit), texts.say(language, 'admin.more', { number: lines.length - limit })];
}

/** What is wrong with a document. */
export function problemText({ code }: Pick<DocumentProblem, 'code'>, language: Language, texts: Texts): string {
  return texts.say(language, `admin.problem.${code}`);
}

/** A command that failed, in words. What is no error of ours is thrown on: it is apologised for and logged there. */
export function errorBlocks(error: unknown, otherwise: string, language: Language, texts: Texts): Block[] {
  if (!(error instanceof DalilError)) throw error;
  return noticeBlock(texts.say(language, ERROR_KEYS[error.code] ?? otherwise));
}

function changeLines(changes: DocumentChanges, language: Language, texts: Texts): string[] {
  const kinds = (['added', 'changed', 'gone'] as const).filter((kind) => changes[kind].length > 0);
  if (kinds.length === 0) return [texts.say(language, 'admin.refresh.same')];
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'long' });
  return kinds.map((kind) => {
    const titles = list.format(firstLines(changes[kind].map(isolated), MAX_NAMES, language, texts));
    return texts.say(language, `admin.refresh.${kind}`, { titles });
  });
}

/** What a refresh did, in ten lines at most. The changes are told where the index before and the new one are known. */
export function refreshBlocks(
  { version, documents, passages, problems, expired = [] }: RefreshSummary,
  { before, after }: { before: KnowledgeIndex | undefined; after: KnowledgeIndex | undefined },
  language: Language,
  texts: Texts,
): Block[] {
  const done = texts.say(language, 'admin.refresh.done', { version: leftToRight(version), documents, passages });
  const changes = after?.version === version ? changeLines(documentChanges(before, after), language, texts) : [];
  const left = expired.length > 0 ? [texts.say(language, 'admin.refresh.expired', { number: expired.length })] : [];
  const bad = problems.map(({ file, line, code }) =>
    texts.say(language, 'admin.refresh.problem', {
      file: leftToRight(file),
      line,
      problem: problemText({ code }, language, texts),
    }),
  );
  const failed =
    bad.length > 0
      ? noticeBlock(
          [
            texts.say(language, 'admin.refresh.problems'),
            ...firstLines(bad, MAX_PROBLEMS - left.length, language, texts),
          ].join('\n'),
        )
      : [];
  return [...textBlock([done, ...changes, ...left]), ...failed];
}
