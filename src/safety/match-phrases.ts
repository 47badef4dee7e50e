/**
 * The small phrase language in which protection staff write the safety rules, and the matcher for it.
 *
 * my name is        these words, one after the other; accents, capitals and Arabic vowel signs do not matter
 * lock*             any ending: lock, locked, locking
 * her|him           either word
 * {person}          any word of the list `person` of the same file
 * very?             the word may be missing
 * ..  and  ...      up to 2, or up to 5, other words of the same sentence
 * name :            a sign at the end must follow the last word (only : . #)
 *
 * Words are compared one by one: there is no pattern that can make the matcher slow.
 */

import type { Word } from './fold-text.ts';
import { foldText } from './fold-text.ts';

interface Slot {
  exact: Set<string>;
  beginnings: string[];
  /** Choices of several words: "don't" is read as "don", "t". */
  sequences: Slot[][];
  optional: boolean;
  gap: number;
}

export interface Phrase {
  slots: Slot[];
  sign: string | undefined;
}

export type WordLists = Record<string, string[]>;
/** Says whether two words with this between them may belong to one phrase. */
export type Joins = (gap: string) => boolean;

/** For cues of names and numbers. No brackets: a cue must never be read out of, or across, a token such as `[name]`. */
export const joinsInCue: Joins = (gap) => /^[ '.:,°#()-]{0,3}$/.test(gap);

const GAPS: Record<string, number> = { '..': 2, '...': 5 };
const MAX_GAPS = 3;
const MAX_SLOTS = 16;

/**
 * Reads one phrase of a rule file.
 * @throws Error with a plain sentence when the phrase cannot be read; the loader adds the file and the rule.
 */
export function compilePhrase(source: string, lists: WordLists = {}): Phrase {
  const sign = /\s*([:.#])$/.exec(source.replace(/\s\.{2,3}$/, ''))?.[1];
  const body = sign === undefined ? source : source.replace(/\s*[:.#]$/, '');
  const slots = body
    .trim()
    .split(/\s+/)
    .flatMap((part) => compilePart(part, lists));
  const first = slots[0];
  const last = slots.at(-1);
  if (
    first === undefined ||
    last === undefined ||
    first.gap > 0 ||
    last.gap > 0 ||
    slots.every((slot) => slot.optional)
  ) {
    throw new Error(`The phrase "${source}" must begin and end with a word.`);
  }
  if (slots.length > MAX_SLOTS || slots.filter((slot) => slot.gap > 0).length > MAX_GAPS) {
    throw new Error(`The phrase "${source}" is too long: at most ${MAX_SLOTS} words and ${MAX_GAPS} gaps.`);
  }
  return { slots, sign };
}

function compilePart(part: string, lists: WordLists): Slot[] {
  const gap = GAPS[part];
  if (gap !== undefined) return [{ exact: new Set(), beginnings: [], sequences: [], optional: true, gap }];
  const optional = part.endsWith('?');
  const choices = (optional ? part.slice(0, -1) : part).split('|').flatMap((choice) => expandList(choice, lists));
  const split = choices.map(splitChoice);
  if (split.some((words) => words.length === 0)) throw new Error(`"${part}" has no letters to look for.`);
  // One choice of several words, such as "j'ai" or "n°", is simply several words of the phrase.
  const only = split.length === 1 && !optional ? split[0] : undefined;
  if (only !== undefined) return only.map((word) => slotOf([[word]], false));
  return [slotOf(split, optional)];
}

function expandList(choice: string, lists: WordLists): string[] {
  const name = /^\{([\p{L}-]+)\}$/u.exec(choice)?.[1];
  if (name === undefined) {
    if (/[{}[\]\\^$+]/.test(choice))
      throw new Error(`"${choice}" uses a sign that means nothing here. Use words, *, |, ?, .., ... or {list}.`);
    return [choice];
  }
  const words = lists[name];
  if (words === undefined) throw new Error(`There is no word list called "${name}" in this file.`);
  return words;
}

function splitChoice(choice: string): string[] {
  return (
    foldText(choice)
      .text.toLowerCase()
      .match(/[\p{L}\p{N}]+\*?/gu) ?? []
  );
}

function slotOf(choices: string[][], optional: boolean): Slot {
  const single = choices.filter((words) => words.length === 1).flat();
  return {
    exact: new Set(single.filter((word) => !word.endsWith('*'))),
    beginnings: single.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
    sequences: choices.filter((words) => words.length > 1).map((words) => words.map((word) => slotOf([[word]], false))),
    optional,
    gap: 0,
  };
}

/**
 * Looks for a phrase that begins exactly at one word.
 * @returns the index of the first word after the phrase, or -1.
 */
export function matchPhraseAt(phrase: Phrase, words: Word[], at: number, joins: Joins): number {
  return matchFrom(phrase.slots, 0, words, at, joins, true);
}

function matchFrom(slots: Slot[], slotAt: number, words: Word[], at: number, joins: Joins, first: boolean): number {
  const slot = slots[slotAt];
  if (slot === undefined) return at;
  if (slot.gap > 0) {
    for (let skipped = 0; skipped <= slot.gap; skipped++) {
      const end = matchFrom(slots, slotAt + 1, words, at + skipped, joins, first);
      if (end >= 0) return end;
      if (!joins(words[at + skipped]?.gap ?? '\n')) return -1;
    }
    return -1;
  }
  const word = words[at];
  if (word !== undefined && (first || joins(word.gap)) && fits(slot, word.lower)) {
    const end = matchFrom(slots, slotAt + 1, words, at + 1, joins, false);
    if (end >= 0) return end;
  }
  for (const sequence of slot.sequences) {
    const end = matchFrom([...sequence, ...slots.slice(slotAt + 1)], 0, words, at, joins, first);
    if (end >= 0) return end;
  }
  return slot.optional ? matchFrom(slots, slotAt + 1, words, at, joins, first) : -1;
}

function fits(slot: Slot, word: string): boolean {
  return spellings(word).some(
    (spelling) => slot.exact.has(spelling) || slot.beginnings.some((start) => spelling.startsWith(start)),
  );
}

/** Arabic writes "and" (و, ف) as part of the next word. */
function spellings(word: string): string[] {
  return /^[وف]\p{L}{2}/u.test(word) ? [word, word.slice(1)] : [word];
}

export interface PhraseHit<T> {
  value: T;
  /** Index of the first word of the phrase, and of the first word after it. */
  from: number;
  to: number;
  sign: string | undefined;
}

/**
 * Prepares many phrases, each with the value to report, to be looked for in one go.
 * @returns a function that gives every place where a phrase stands, in reading order.
 */
export function createPhraseFinder<T>(
  entries: { phrase: Phrase; value: T }[],
): (words: Word[], joins: Joins) => PhraseHit<T>[] {
  const byWord = new Map<string, Set<number>>();
  const byLetter = new Map<string, Set<number>>();
  const put = (map: Map<string, Set<number>>, key: string, at: number): void => {
    map.set(key, (map.get(key) ?? new Set()).add(at));
  };
  entries.forEach(({ phrase }, at) => {
    const putSlot = (slot: Slot | undefined): void => {
      for (const word of slot?.exact ?? []) put(byWord, word, at);
      for (const beginning of slot?.beginnings ?? []) put(byLetter, beginning.slice(0, 1), at);
      for (const sequence of slot?.sequences ?? []) putSlot(sequence[0]);
    };
    const mustBegin = phrase.slots.findIndex((slot) => !slot.optional);
    for (const slot of phrase.slots.slice(0, mustBegin + 1)) putSlot(slot);
  });
  return (words, joins) => {
    const hits: PhraseHit<T>[] = [];
    words.forEach((word, from) => {
      const candidates = new Set<number>();
      for (const spelling of spellings(word.lower)) {
        for (const at of byWord.get(spelling) ?? []) candidates.add(at);
        for (const at of byLetter.get(spelling.slice(0, 1)) ?? []) candidates.add(at);
      }
      for (const at of candidates) {
        const entry = entries[at];
        const to = entry === undefined ? -1 : matchPhraseAt(entry.phrase, words, from, joins);
        if (entry !== undefined && to >= 0) hits.push({ value: entry.value, from, to, sign: entry.phrase.sign });
      }
    });
    return hits;
  };
}
