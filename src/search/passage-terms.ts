/** Which words of a passage it can be found by, and how much each field counts. */
import type { Passage } from '../contracts/passage.ts';
import { type AnalyzedText, addText, emptyAnalysis } from './analysis.ts';

/** How many times a word of a field counts (BM25 over weighted fields, Robertson, Zaragoza & Taylor 2004). */
export const FIELD_WEIGHTS = { text: 1, title: 1, heading: 2, outerHeading: 0.3, asked: 1 } as const;

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
  for (const wording of passage.asked) addText(analysis, wording, passage.language, FIELD_WEIGHTS.asked);
  return analysis;
}

/** The words of a passage an embedder sees. */
export function passageTextForEmbedding(passage: Passage): string {
  return [passage.title, ...passage.headingPath, ...passage.asked, passage.text].join('\n');
}
