/** The fixed sentences Dalil says, read from `dialogs/texts/<language>.json`, in the person's language. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInstance } from 'i18next';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { DalilError } from '../errors.ts';

/** Keys to sentences, nested by topic. */
export type TextTree = { [key: string]: string | TextTree };

const textTree: z.ZodType<TextTree> = z.lazy(() => z.record(z.string(), z.union([z.string().min(1), textTree])));

/** Values put into a sentence; `count` also chooses its plural form. */
export type TextValues = Record<string, string | number>;

/** Looks sentences up. */
export interface Texts {
  /** The sentence of a dotted key with its values put in. An unknown key throws: tests find it, people never see it. */
  say(language: Language, key: string, values?: TextValues): string;
  /** Every sentence under a dotted prefix, as a tree (for a page that draws itself). */
  tree(language: Language, prefix: string): TextTree;
}

async function readTexts(folder: string, language: Language): Promise<TextTree> {
  const file = path.join(folder, `${language}.json`);
  try {
    return textTree.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new DalilError({
      code: 'texts-unreadable',
      message: `The sentences in ${file} cannot be read.`,
      hint: 'Restore the file: it must be JSON with keys and sentences only.',
      cause,
    });
  }
}

/** Reads the sentences of every language from a folder. */
export async function loadTexts(folder: string): Promise<Texts> {
  const trees = new Map<Language, TextTree>();
  for (const language of LANGUAGES) trees.set(language, await readTexts(folder, language));
  const i18n = createInstance();
  await i18n.init({
    resources: Object.fromEntries([...trees].map(([language, translation]) => [language, { translation }])),
    supportedLngs: [...LANGUAGES],
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  return {
    say(language, key, values = {}) {
      if (!i18n.exists(key, { lng: language, ...values })) throw new Error(`no sentence "${key}" in ${language}`);
      const sentence: unknown = i18n.t(key, { lng: language, ...values });
      if (typeof sentence !== 'string' || /returned an object/.test(sentence))
        throw new Error(`"${key}" is no sentence`);
      return sentence;
    },
    tree(language, prefix) {
      let node: string | TextTree | undefined = trees.get(language);
      for (const step of prefix.split('.')) node = typeof node === 'object' ? node[step] : undefined;
      if (typeof node !== 'object') throw new Error(`no sentences under "${prefix}" in ${language}`);
      return node;
    },
  };
}
