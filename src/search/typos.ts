/** Finds the known words an unknown word was probably meant to be. */
import { distance } from 'fastest-levenshtein';

/** A word of this many letters or more may differ by one edit; from LONG_WORD on by two. */
const SHORT_WORD = 5;
const LONG_WORD = 8;
/** At most this many known words stand in for an unknown one. */
const MAX_CORRECTIONS = 3;

/** Corrects words against the words of an index. */
export class TypoCorrector {
  /** Known words by first letter and length: an edit of two changes the length by at most two. */
  private readonly buckets = new Map<string, string[]>();

  constructor(vocabulary: Iterable<string>) {
    for (const word of vocabulary) {
      if (word.length < SHORT_WORD || /\d/.test(word)) continue;
      const key = `${word[0]}${word.length}`;
      const bucket = this.buckets.get(key);
      if (bucket) bucket.push(word);
      else this.buckets.set(key, [word]);
    }
  }

  /** Known words nearest to `word` (a stem; `written` is the whole word, whose length says how many slips it may hold); empty when none is near enough. The first letter must be right. */
  correct(word: string, written: string = word): string[] {
    if (word.length < SHORT_WORD || /\d/.test(word)) return [];
    const allowed = written.length >= LONG_WORD ? 2 : 1;
    let best = allowed;
    let found: string[] = [];
    for (let length = word.length - allowed; length <= word.length + allowed; length += 1) {
      for (const candidate of this.buckets.get(`${word[0]}${length}`) ?? []) {
        const edits = distance(word, candidate);
        if (edits > best) continue;
        if (edits < best) found = [];
        best = edits;
        found.push(candidate);
      }
    }
    return found.slice(0, MAX_CORRECTIONS);
  }
}
