/** Reads golden questions: what is asked, which sections answer it, and which words a right answer holds. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { DalilError } from '../errors.ts';

const goldenQuestion = z.object({
  id: z.string(),
  language: z.enum(LANGUAGES as [Language, ...Language[]]),
  kind: z.string(),
  question: z.string().min(1),
  /** The question this one follows up. */
  after: z.string().optional(),
  /** Keys of the sections that answer it, `document#section`; none for a question that cannot be answered. */
  sources: z.array(z.string()).default([]),
  facts: z.array(z.string()).default([]),
  /** A right answer holds one of the alternatives (`a|b`) of each. */
  words: z.array(z.string()).default([]),
  split: z.enum(['tune', 'held']).default('tune'),
});

export type GoldenQuestion = z.infer<typeof goldenQuestion>;

/** True for a question the documents can answer. */
export function isAnswerable({ sources }: GoldenQuestion): boolean {
  return sources.length > 0;
}

/** True when an answer holds the words a right one must hold. */
export function holdsWords(answer: string, words: readonly string[]): boolean {
  const text = answer.toLowerCase();
  return words.every((alternatives) =>
    alternatives.split('|').some((word) => holdsWord(text, word.trim().toLowerCase())),
  );
}

/** A number is looked for as a whole, so that "10" is not found in "2010"; a word also as the start of a longer one. */
function holdsWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${/\d$/.test(word) ? '(?![\\p{N}])' : ''}`, 'u').test(text);
}

/** Reads every `.yaml` file of a folder, in the order of their names. Throws `golden-unreadable`. */
export async function readGolden(folder: string): Promise<GoldenQuestion[]> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
  if (files.length === 0) {
    throw new DalilError({
      code: 'golden-unreadable',
      message: `There are no golden questions in ${folder}.`,
      hint: 'Give a folder with .yaml files.',
    });
  }
  const questions: GoldenQuestion[] = [];
  for (const name of files) {
    try {
      questions.push(...z.array(goldenQuestion).parse(parse(await readFile(path.join(folder, name), 'utf8'))));
    } catch (cause) {
      throw new DalilError({
        code: 'golden-unreadable',
        message: `${name} is not a list of golden questions.`,
        hint: 'See knowledge/golden/en.yaml for the form.',
        cause,
      });
    }
  }
  return questions;
}
