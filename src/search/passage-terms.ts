/** Which words of a passage it can be found by, and how much each field counts. */
import type { Passage } from '../contracts/passage.ts';
import { type AnalyzedText, addText, emptyAnalysis } from './analysis.ts';

/** How many times a word of a field counts (BM25 over weighted fields, Robertson, Zaragoza & Taylor 2004). */
export const FIELD_WEIGHTS = { text: 1, title: 1, heading: 2, asked: 1 } as const;

/** The terms of a passage for the index. */
export function passageTerms(passage: Passage): AnalyzedText {
  const analysis = emptyAnalysis();
  addText(analysis, passage.text, passage.language, FIELD_WEIGHTS.text);
  addText(analysis, passage.title, passage.language, FIELD_WEIGHTS.title);
  for (const heading of passage.headingPath) addText(analysis, heading, passage.language, FIELD_WEIGHTS.heading);
  for (const wording of passage.asked) addText(analysis, wording, passage.language, FIELD_WEIGHTS.asked);
  return analysis;
}

/** The words of a passage an embedder sees. */
export function passageTextForEmbedding(passage: Passage): string {
  return [passage.title, ...passage.headingPath, ...passage.asked, passage.text].join('\n');
}
