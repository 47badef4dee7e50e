/** Writes a translation table into a file of an index version and reads it back. */
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import { type ArrayValue, readArrayFile, writeArrayFile } from '../../files/array-file.ts';
import type { Candidates } from './learn-translations.ts';
import {
  LANGUAGE_PAIRS,
  pairName,
  type TranslationData,
  TranslationTable,
  type Vocabulary,
} from './translation-table.ts';

/** Rejects when the disk does. */
export async function writeTranslations(file: string, { vocabularies, candidates }: TranslationData): Promise<void> {
  const arrays: Record<string, ArrayValue> = {};
  for (const [language, { stems, forms }] of vocabularies) {
    arrays[`${language}.stems`] = stems;
    arrays[`${language}.forms`] = forms;
  }
  for (const [name, { offsets, words, shares }] of candidates) {
    arrays[`${name}.offsets`] = offsets;
    arrays[`${name}.words`] = words;
    arrays[`${name}.shares`] = shares;
  }
  await writeArrayFile(file, arrays);
}

/** The table of a version. Throws `index-file-damaged`. */
export async function readTranslations(file: string): Promise<TranslationTable> {
  const arrays = await readArrayFile(file);
  const vocabularies = new Map<Language, Vocabulary>(
    LANGUAGES.map((language) => [
      language,
      { stems: arrays.strings(`${language}.stems`), forms: arrays.strings(`${language}.forms`) },
    ]),
  );
  const candidates = new Map<string, Candidates>(
    LANGUAGE_PAIRS.map(([from, to]) => {
      const name = pairName(from, to);
      return [
        name,
        {
          offsets: arrays.uint32(`${name}.offsets`),
          words: arrays.uint32(`${name}.words`),
          shares: arrays.float32(`${name}.shares`),
        },
      ];
    }),
  );
  return new TranslationTable({ vocabularies, candidates });
}
