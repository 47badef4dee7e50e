/** Reads golden questions: what is asked in each language, which sections answer it, and which words a right answer holds. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { DalilError } from '../errors.ts';
import { normalize } from '../text/normalize.ts';

const language = z.enum(LANGUAGES as [Language, ...Language[]]);
const shared = {
  id: z.string(),
  kind: z.string(),
  /** The question this one follows up. */
  after: z.string().optional(),
  /** Keys of the sections that answer it, `document#section`; none for a question that cannot be answered. */
  sources: z.array(z.string()).default([]),
  facts: z.array(z.string()).default([]),
  split: z.enum(['tune', 'held']).default('tune'),
};
/** A right answer holds one of the alternatives (`a|b`) of each. */
const words = z.array(z.string()).default([]);

/** One question in one language, or the same question in several. */
const entrySchema = z.union([
  z.object({ ...shared, language, question: z.string().min(1), words }),
  z.object({
    ...shared,
    question: z.partialRecord(language, z.string().min(1)),
    words: z.partialRecord(language, words).default({}),
  }),
]);

/** One question in one language; its translations have the same id. */
export interface GoldenQuestion {
  id: string;
  language: Language;
  kind: string;
  question: string;
  after?: string | undefined;
  sources: string[];
  facts: string[];
  words: string[];
  split: 'tune' | 'held';
}

function inEachLanguage(entry: z.infer<typeof entrySchema>): GoldenQuestion[] {
  if ('language' in entry) return [entry];
  return LANGUAGES.flatMap((spoken) => {
    const question = entry.question[spoken];
    return question === undefined ? [] : [{ ...entry, language: spoken, question, words: entry.words[spoken] ?? [] }];
  });
}

/** True for a question the documents can answer. */
export function isAnswerable({ sources }: GoldenQuestion): boolean {
  return sources.length > 0;
}

/** True when an answer holds the words a right one must hold; case, accents and Arabic letter variants do not count. */
export function holdsWords(answer: string, expected: readonly string[]): boolean {
  const text = normalize(answer);
  return expected.every((alternatives) =>
    alternatives.split('|').some((word) => holdsWord(text, normalize(word).trim())),
  );
}

/** Conjunctions, prepositions and the article that Arabic writes together with the word or figure after them. */
const ARABIC_PROCLITICS = '(?<=(?<![\\p{L}\\p{N}])[وف]?[بلك]?(?:ال|لل)?)';

/** A number is looked for as a whole, so that "10" is not found in "2010"; a word also as the start of a longer one. */
function holdsWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const start = /^[\p{Script=Arabic}\d]/u.test(word) ? ARABIC_PROCLITICS : '(?<![\\p{L}\\p{N}])';
  return new RegExp(`${start}${escaped}${/\d$/.test(word) ? '(?![\\p{N}])' : ''}`, 'u').test(text);
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
      const entries = z.array(entrySchema).parse(parse(await readFile(path.join(folder, name), 'utf8')));
      questions.push(...entries.flatMap(inEachLanguage));
    } catch (cause) {
      throw new DalilError({
        code: 'golden-unreadable',
        message: `${name} is not a list of golden questions.`,
        hint: 'See knowledge/README.md for the form.',
        cause,
      });
    }
  }
  return questions;
}
