/** Tells a greeting or thanks, and a subject that is not Dalil's, from a question. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { DalilError } from '../errors.ts';
import { tokenize } from '../text/tokens.ts';

const perLanguage = z.object({ en: z.array(z.string()), fr: z.array(z.string()), ar: z.array(z.string()) });
const smallTalkSchema = z.object({ greetings: perLanguage, offTopic: perLanguage });

/** A message is looked at word by word, so that punctuation, case and accents do not matter. */
function key(text: string): string {
  return tokenize(text).join(' ');
}

export interface SmallTalk {
  /** The language of a greeting or thanks that is the whole message; undefined for anything else. */
  greetingLanguage(text: string): Language | undefined;
  /** True when the message names an everyday subject Dalil does not speak about. */
  isOffTopic(text: string): boolean;
}

/** Reads the lists. Throws `small-talk-unreadable`. */
export async function loadSmallTalk(file: string): Promise<SmallTalk> {
  let lists: z.infer<typeof smallTalkSchema>;
  try {
    lists = smallTalkSchema.parse(parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new DalilError({
      code: 'small-talk-unreadable',
      message: `The lists in ${file} cannot be read.`,
      hint: 'Restore the file: `greetings` and `offTopic`, each with en, fr and ar.',
      cause,
    });
  }
  const greetings = new Map<string, Language>();
  for (const language of LANGUAGES)
    for (const phrase of lists.greetings[language]) greetings.set(key(phrase), language);
  // An Arabic conjunction or preposition of one letter is written together with the word after it.
  const phrases = LANGUAGES.flatMap((language) => lists.offTopic[language].map(key));
  const offTopic = phrases.flatMap((phrase) =>
    [' ', ' و', ' ف', ' ب', ' ل', ' ك'].map((before) => `${before}${phrase} `),
  );
  return {
    greetingLanguage: (text) => greetings.get(key(text)) ?? greetings.get(key(text).replace(/ dalil$| دليل$/, '')),
    isOffTopic(text) {
      const words = ` ${key(text)} `;
      return offTopic.some((phrase) => words.includes(phrase));
    },
  };
}
