/** The glossary: the field's terms as each language puts them, and how sure each row is. */
import path from 'node:path';
import { z } from 'zod';
import { readWordFile } from './read-word-file.ts';

const words = z.array(z.string()).default([]);
const termSchema = z.object({
  term: z.string(),
  abbreviations: words,
  variants: words,
  definition: z.string().optional(),
});
const glossarySchema = z.array(
  z.object({
    /** Stable name of the row. */
    id: z.string(),
    /** `uncertain`: no source settles the term in every language yet. Own glossaries may leave it out. */
    status: z.enum(['verified', 'general', 'uncertain']).default('general'),
    /** The row that names the same thing in other words. */
    sameAs: z.string().optional(),
    en: termSchema,
    fr: termSchema,
    ar: termSchema,
  }),
);

/** One row: `{ id, status, sameAs?, en, fr, ar }`, each language with `{ term, abbreviations, variants, definition? }`. */
export type GlossaryEntry = z.infer<typeof glossarySchema>[number];

/** Reads `glossary.yaml` of the knowledge folder, in its order. Throws `lexicon-unreadable`. */
export function loadGlossary(knowledgeDir: string): Promise<GlossaryEntry[]> {
  return readWordFile(path.join(knowledgeDir, 'glossary.yaml'), glossarySchema);
}
