/** Which words of a passage it can be found by, and how much each field counts. */
import type { Passage } from '../contracts/passage.ts';
import { type AnalyzedText, addText, emptyAnalysis } from './analysis.ts';

/** How many times a word of a field counts (BM25 over weighted fields, Robertson, Zaragoza & Taylor 2004). */
export const FIELD_WEIGHTS = { text: 1, title: 1, heading: 2, outerHeading: 0.3, asked: 1 } as const;

/** How often a word counts at most in the other wordings of one section. */
const ASKED_COUNTED = 2;

/** The terms of a passage for the index. */
export function passageTerms(passage: Passage): AnalyzedText {
  const analysis = emptyAnalysis();
  addText(analysis, passage.text, passage.language, FIELD_WEIGHTS.text);
  addText(analysis, passage.title, passage.language, FIELD_WEIGHTS.title);
  passage.headingPath.forEach((heading, level) => {
    // Every section below an outer heading shares it: it tells the document, which the title does already.
    const innermost = level === passage.headingPath.length - 1;
    addText(analysis, heading, passage.language, innermost ? FIELD_WEIGHTS.heading : FIELD_WEIGHTS.outerHeading);
  });
  const asked = emptyAnalysis();
  for (const wording of passage.asked) addText(asked, wording, passage.language);
  addCapped(analysis, asked);
  return analysis;
}

/** A word that ten wordings of a question share says no more about its section than one that two of them use. */
function addCapped(analysis: AnalyzedText, asked: AnalyzedText): void {
  for (const view of ['words', 'grams', 'pairs'] as const) {
    for (const [term, count] of asked[view]) {
      const counted = FIELD_WEIGHTS.asked * Math.min(count, ASKED_COUNTED);
      analysis[view].set(term, (analysis[view].get(term) ?? 0) + counted);
    }
  }
}

/** The words of a passage an embedder sees. */
export function passageTextForEmbedding(passage: Passage): string {
  return [passage.title, ...passage.headingPath, ...passage.asked, passage.text].join('\n');
}
