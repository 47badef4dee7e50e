/** What a reply offers: as buttons, as the rows of a list, or as lines with a letter to type. */
import type { OfferedChoice, Reply } from '../../contracts/message.ts';
import { cut } from '../words.ts';
import { FORMATTED, oneLine } from './format.ts';
import { MAX_BUTTON_TITLE, MAX_BUTTONS, MAX_ROW_DESCRIPTION, MAX_ROW_TITLE, MAX_ROWS } from './limits.ts';
import { tapId } from './tap-id.ts';
import type { TapChoice } from './types.ts';

/** The choices of a reply in the order of their letters: `a` is the first of the first block. */
export function letteredChoices(reply: Reply): OfferedChoice[] {
  return reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
}

/** The letter of a choice, counted from 0; undefined for what comes after `z`. */
function letterAt(position: number): string | undefined {
  return position < 26 ? String.fromCodePoint('a'.charCodeAt(0) + position) : undefined;
}

/** A choice as a line of text. After `z` there is no letter to type, but the words can be. */
export function optionLine({ label }: OfferedChoice, position: number): string {
  const letter = letterAt(position);
  return `${letter === undefined ? '•' : `${letter})`} ${FORMATTED.plain(oneLine(label))}`;
}

/** The choices as reply buttons; undefined when there are too many, or one does not fit. */
export function replyButtons(offered: readonly OfferedChoice[], replyId: string): TapChoice[] | undefined {
  if (offered.length === 0 || offered.length > MAX_BUTTONS) return undefined;
  const buttons = offered.flatMap(({ label, choice }): TapChoice[] => {
    const id = tapId(choice, replyId);
    const title = oneLine(label);
    return id === undefined || title === '' || title.length > MAX_BUTTON_TITLE ? [] : [{ id, title }];
  });
  const areAllDifferent = isUnique(buttons.map(({ id }) => id)) && isUnique(buttons.map(({ title }) => title));
  return buttons.length === offered.length && areAllDifferent ? buttons : undefined;
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** The choices as the rows of a list. */
export interface ListRows {
  rows: TapChoice[];
  /** False when the rows do not say every choice in full: the text above the list must then hold them all. */
  sayAll: boolean;
}

/** The choices as a list; undefined when there are too many, or none of them can be tapped. */
export function listRows(offered: readonly OfferedChoice[], replyId: string): ListRows | undefined {
  if (offered.length > MAX_ROWS) return undefined;
  const rows: TapChoice[] = [];
  let sayAll = true;
  for (const [position, { label, choice }] of offered.entries()) {
    const id = tapId(choice, replyId);
    const words = oneLine(label);
    if (id === undefined || rows.some((row) => row.id === id)) sayAll = false;
    // A title of one character could be taken for the letter of another row.
    else if (words.length > 1 && words.length <= MAX_ROW_TITLE && rows.every(({ title }) => title !== words)) {
      rows.push({ id, title: words });
    } else {
      const description = words === '' ? {} : { description: cut(words, MAX_ROW_DESCRIPTION) };
      rows.push({ id, title: letterAt(position) ?? '', ...description });
      if (words.length > MAX_ROW_DESCRIPTION) sayAll = false;
    }
  }
  return rows.length === 0 ? undefined : { rows, sayAll };
}
