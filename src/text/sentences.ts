/** Cuts text into sentences that can be quoted, and never inside one. */
import type { Language } from '../contracts/language.ts';

/** Abbreviations after which a full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    'art arts nos para paras e.g i.e cf dr mr mrs ms prof st vs etc u.s u.n p pp fig vol ed ch reg sec dec ' +
    'jan feb mar apr jun jul aug sep sept oct nov n° al approx m mme mlle av bd env ex réf chap'
  ).split(' '),
);

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
  let found = segmenters.get(language);
  if (!found) {
    found = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, found);
  }
  return found;
}

/** True when the segment cannot be the end of a sentence: it ends in an abbreviation or an initial. */
function endsInAbbreviation(segment: string): boolean {
  const match = /([\p{L}\p{M}.°]+)\.\s*$/u.exec(segment);
  const word = match?.[1]?.toLowerCase();
  // An initial is a letter of a script that has capitals; a single Arabic letter is a word.
  if (/(?:^|\s)No\.\s*$/.test(segment)) return true; // "General Comment No. 6", but not "the answer is no."
  return word !== undefined && (ABBREVIATIONS.has(word) || /^\p{Ll}$/u.test(word));
}

/**
 * The sentences of a text in order, trimmed, each an exact run of characters of the text. A line break always ends a
 * sentence (headings and list items have no full stop); a list marker is left out.
 */
export function splitSentences(text: string, language: Language): string[] {
  const sentences: string[] = [];
  for (const line of text.split(/\n+/)) {
    const body = line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '');
    let held = '';
    for (const { segment } of segmenter(language).segment(body)) {
      held += segment;
      if (endsInAbbreviation(held)) continue;
      if (held.trim()) sentences.push(held.trim());
      held = '';
    }
    if (held.trim()) sentences.push(held.trim());
  }
  return sentences;
}

/** Number of words, as a reader counts them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
