/** Everyday words and phrases of field staff, and the words documents use for them. */
import path from 'node:path';
import { z } from 'zod';
import { readWordFile } from './read-word-file.ts';

const words = z.array(z.string()).default([]);
const everydaySchema = z.array(
  z.object({ id: z.string(), en: words, fr: words, ar: words, means: z.object({ en: words, fr: words, ar: words }) }),
);

/** One row: what people say in each language, and what it `means` in the words of the documents. */
export type EverydayWords = z.infer<typeof everydaySchema>[number];

/** Reads `everyday-words.yaml` of the knowledge folder. Throws `lexicon-unreadable`. */
export function loadEverydayWords(knowledgeDir: string): Promise<EverydayWords[]> {
  return readWordFile(path.join(knowledgeDir, 'everyday-words.yaml'), everydaySchema);
}
