/** Tells a greeting or thanks, and a subject that is not Dalil's, from a question. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { DalilError } from '../errors.ts';
import { stem } from '../text/stem.ts';
import { tokenize } from '../text/tokens.ts';

const perLanguage = z.object({ en: z.array(z.string()), fr: z.array(z.string()), ar: z.array(z.string()) });
const smallTalkSchema = z.object({ greetings: perLanguage, offTopic: perLanguage });

/** A message is looked at word by word, so that punctuation, case and accents do not matter. */
function key(text: string): string {
  return tokenize(text).join(' ');
}

/** Words that may stand beside a greeting without asking anything. */
const BESIDE_A_GREETING = new Set(
  tokenize('dalil دليل today there again so very much dear bot aujourd hui encore bien tres اليوم جدا يا'),
);

/** A shorter stem may stand for other words too: French "tennis" becomes "ten". */
const SHORTEST_STEM = 4;

/** The same with the endings of words taken off, so that a plural is found too. Arabic is compared as written. */
function stemKey(text: string, language: Language): string {
  const ending = (token: string) => {
    const stemmed = language === 'ar' ? token : stem(token, language);
    return stemmed.length < SHORTEST_STEM ? token : stemmed;
  };
  return tokenize(text).map(ending).join(' ');
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
  const longestFirst = [...greetings].sort(([a], [b]) => b.length - a.length);
  // An Arabic conjunction or preposition of one letter is written together with the word after it.
  const before = [' ', ' و', ' ف', ' ب', ' ل', ' ك'];
  const offTopic = LANGUAGES.map((language) => ({
    language,
    phrases: lists.offTopic[language].flatMap((phrase) =>
      before.map((first) => `${first}${stemKey(phrase, language)} `),
    ),
  }));
  return {
    greetingLanguage(text) {
      let left = ` ${key(text)} `;
      let language: Language | undefined;
      // "Hello Dalil, how are you today?" is two greetings and words that go with them.
      for (const [phrase, spoken] of longestFirst) {
        if (!left.includes(` ${phrase} `)) continue;
        language ??= spoken;
        left = left.replace(` ${phrase} `, ' ');
      }
      return left.split(' ').every((word) => word === '' || BESIDE_A_GREETING.has(word)) ? language : undefined;
    },
    isOffTopic(text) {
      return offTopic.some(({ language, phrases }) => {
        const words = ` ${stemKey(text, language)} `;
        return phrases.some((phrase) => words.includes(phrase));
      });
    },
  };
}
