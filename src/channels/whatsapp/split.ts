/** A text too long for one message, as several. */
import { directionMark, guardStart } from './format.ts';

const SENTENCE_END = /[.!?؟…][)\]»”"']*(?=\s)(?!\s+\[\d)/gu;
/** A sentence keeps the number of its source. */
const WORD_END = /\s(?!\[\d+\])/gu;
/** A letter has fewer. */
const MOST_MARKS = 16;

/**
 * The text in parts of at most `most` UTF-16 units, broken between paragraphs where there is a place in the second half
 * of a part, else between lines, sentences, words or characters. Nothing but white space is left out.
 */
export function splitMessage(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = breakIn(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = continued(rest, end);
  }
  return [...parts, rest].filter((part) => part !== '');
}

function breakIn(text: string, most: number): number {
  const room = text.slice(0, most + 1);
  const places = [
    () => room.lastIndexOf('\n\n'),
    () => room.lastIndexOf('\n'),
    () => endOfLast(room.slice(0, most), SENTENCE_END),
    () => [...room.matchAll(WORD_END)].at(-1)?.index ?? -1,
  ];
  for (const place of places) {
    const at = place();
    if (at > most / 2) return at;
  }
  return betweenCharacters(text, most);
}

function endOfLast(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? -1 : last.index + last[0].length;
}

/** Neither half a surrogate pair, nor a mark without its letter. */
function betweenCharacters(text: string, most: number): number {
  let end = most;
  const isTornAt = (at: number) => /^(?:[\uDC00-\uDFFF]|\p{M}|\u200D)/u.test(text.slice(at, at + 2));
  while (end > most - MOST_MARKS && isTornAt(end)) end -= 1;
  return /^[\uDC00-\uDFFF]/u.test(text.slice(end)) ? end - 1 : end;
}

/** What comes after the break; the rest of a broken line keeps its direction and stays plain. */
function continued(text: string, end: number): string {
  const next = text.slice(end);
  if (/^\s*\n/u.test(next)) return next.trimStart();
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  return directionMark(line) + guardStart(next.trimStart());
}
