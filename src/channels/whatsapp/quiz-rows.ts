/** The rows of a list below an item of a quiz: its options, and what else is offered, titled so that none is taken for another. */
import type { Choice, OfferedChoice, ShownItem } from '../../contracts/message.ts';
import type { Beside } from '../quiz-text.ts';
import { cut } from '../words.ts';
import { oneLine } from './format.ts';
import { MAX_ROW_DESCRIPTION, MAX_ROW_TITLE, MAX_ROWS } from './limits.ts';
import { tapId } from './tap-id.ts';
import type { TapChoice } from './types.ts';

/** One option as the answer. */
export function answerTo({ attemptId, itemId }: ShownItem, option: string): Choice {
  return { action: 'answer-item', attemptId, itemId, given: [option] };
}

/** The options as rows, by their words where all are short, else all by their letters; undefined where one has no id. */
export function optionRows(item: ShownItem, replyId: string): { rows: TapChoice[]; sayAll: boolean } | undefined {
  const words = item.options.map(({ text }) => oneLine(text));
  const isByWords =
    words.every((text) => text.length > 1 && text.length <= MAX_ROW_TITLE) && new Set(words).size === words.length;
  const rows = item.options.flatMap(({ id: option, letter }, at): TapChoice[] => {
    const id = tapId(answerTo(item, option), replyId);
    const text = words[at] ?? '';
    if (id === undefined || text === '') return [];
    return [isByWords ? { id, title: text } : { id, title: letter, description: cut(text, MAX_ROW_DESCRIPTION) }];
  });
  if (rows.length === 0 || rows.length > MAX_ROWS || rows.length < item.options.length) return undefined;
  return { rows, sayAll: words.every((text) => text.length <= MAX_ROW_DESCRIPTION) };
}

/** What is offered beside an item as rows, and what the rows do not say in full. */
export interface BesideRows {
  now: TapChoice[];
  before: TapChoice[];
  unsaid: Beside;
}

/** Other choices as rows titled by words, as many as there is room for below the options. */
export function besideRows({ now, before }: Beside, replyId: string, options: readonly TapChoice[]): BesideRows {
  const first = otherRows(now, replyId, options);
  const second = otherRows(before, replyId, [...options, ...first.rows]);
  return { now: first.rows, before: second.rows, unsaid: { now: first.unsaid, before: second.unsaid } };
}

function otherRows(choices: readonly OfferedChoice[], replyId: string, above: readonly TapChoice[]) {
  const rows: TapChoice[] = [];
  const unsaid: OfferedChoice[] = [];
  for (const offered of choices) {
    const words = oneLine(offered.label);
    const row = otherRow(words, tapId(offered.choice, replyId));
    const all = [...above, ...rows];
    const hasRoom = all.length < MAX_ROWS && all.every(({ id, title }) => id !== row?.id && title !== row?.title);
    if (row !== undefined && hasRoom) rows.push(row);
    if (row === undefined || !hasRoom || words.length > MAX_ROW_DESCRIPTION) unsaid.push(offered);
  }
  return { rows, unsaid };
}

/** A title of one character could be taken for the letter of an option. */
function otherRow(words: string, id: string | undefined): TapChoice | undefined {
  if (id === undefined || words.length < 2) return undefined;
  if (words.length <= MAX_ROW_TITLE) return { id, title: words };
  return { id, title: cut(words, MAX_ROW_TITLE), description: cut(words, MAX_ROW_DESCRIPTION) };
}
