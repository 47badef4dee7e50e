/** Turns a text into the terms it is found by: stems, four-letter grams and pairs of neighbouring stems. */
import type { Language } from '../contracts/language.ts';
import { gramsOfWord } from '../text/grams.ts';
import { stem } from '../text/stem.ts';
import { tokenize } from '../text/tokens.ts';

/** The three views of a text that are indexed, each with how often a term stands in it. */
export interface AnalyzedText {
  words: Map<string, number>;
  grams: Map<string, number>;
  pairs: Map<string, number>;
}

/** An empty analysis to add texts to. */
export function emptyAnalysis(): AnalyzedText {
  return { words: new Map(), grams: new Map(), pairs: new Map() };
}

function add(counts: Map<string, number>, term: string, weight: number): void {
  counts.set(term, (counts.get(term) ?? 0) + weight);
}

/** Adds the terms of a text, each counted `weight` times. */
export function addText(analysis: AnalyzedText, text: string, language: Language, weight = 1): void {
  addTokens(analysis, tokenize(text), language, weight);
}

/** Adds words that are normalised already. */
export function addTokens(analysis: AnalyzedText, tokens: readonly string[], language: Language, weight = 1): void {
  let previous: string | undefined;
  for (const token of tokens) {
    const stemmed = stem(token, language);
    add(analysis.words, stemmed, weight);
    if (previous !== undefined) add(analysis.pairs, `${previous} ${stemmed}`, weight);
    previous = stemmed;
    for (const gram of gramsOfWord(token)) add(analysis.grams, gram, weight);
  }
}
