/** Shows an embedder the words of every language in one of them, so that texts that say the same look alike. */
import { createHash } from 'node:crypto';
import type { WordTranslations } from '../../contracts/embedder.ts';
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import type { ArrayFile, ArrayValue } from '../../files/array-file.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { stem } from '../../text/stem.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { tokenize } from '../../text/tokens.ts';

/** The language the words of the others are shown in: the one most documents are written in first. */
const PIVOT: Language = 'en';
const TRANSLATED = LANGUAGES.filter((language) => language !== PIVOT);
/** Tells a word from a four-letter gram of the same letters. */
const MARK = '=';
/** Best translations kept for a word. */
const MAX_TRANSLATIONS = 4;

/** For each language, the words of the pivot that a stem stands for: `targets[offsets[n] .. offsets[n+1])` of stem n. */
export interface PivotTable {
  stems: readonly string[];
  offsets: Uint32Array;
  targets: readonly string[];
  shares: Float32Array;
}

/** Takes from the translations what an embedder needs. */
export function collectPivotWords(translations: WordTranslations): Map<Language, PivotTable> {
  const tables = new Map<Language, PivotTable>();
  for (const language of TRANSLATED) {
    const stems = translations.stemsOf(language);
    const offsets = new Uint32Array(stems.length + 1);
    const found = stems.map((one) => translations.translate(one, language, PIVOT).slice(0, MAX_TRANSLATIONS));
    found.forEach((own, at) => {
      offsets[at + 1] = (offsets[at] ?? 0) + own.length;
    });
    const flat = found.flat();
    const targets = flat.map((one) => one.stem);
    tables.set(language, { stems, offsets, targets, shares: Float32Array.from(flat, ({ share }) => share) });
  }
  return tables;
}

/** The words of a text in the pivot language. */
export class PivotWords {
  /** Changes when any translation does. */
  readonly fingerprint: string;
  private readonly tables: ReadonlyMap<Language, PivotTable>;
  private readonly ids: ReadonlyMap<Language, ReadonlyMap<string, number>>;

  constructor(tables: ReadonlyMap<Language, PivotTable>) {
    this.tables = tables;
    this.ids = new Map(
      [...tables].map(([language, { stems }]) => [language, new Map(stems.map((one, n) => [one, n]))]),
    );
    const hash = createHash('sha256');
    for (const { stems, targets, shares } of tables.values()) {
      hash.update(stems.join('\n')).update(targets.join('\n')).update(Buffer.from(shares.buffer));
    }
    this.fingerprint = hash.digest('hex');
  }

  /** True when nothing was translated: the documents are in one language, and their words add nothing to their grams. */
  get isEmpty(): boolean {
    return [...this.tables.values()].every(({ targets }) => targets.length === 0);
  }

  /** How often each word of the pivot stands in a text of any language; a fraction where a translation is not sure. */
  count(text: string): Map<string, number> {
    const detected = detectLanguage(text, PIVOT);
    const language = 'language' in detected ? detected.language : PIVOT;
    const counts = new Map<string, number>();
    const add = (word: string, share: number) => counts.set(MARK + word, (counts.get(MARK + word) ?? 0) + share);
    for (const token of tokenize(text)) {
      if (isStopWord(token, language)) continue;
      const stemmed = stem(token, language);
      if (language === PIVOT || /^\d/.test(token)) {
        add(stemmed, 1);
        continue;
      }
      for (const { word, share } of this.translate(stemmed, language)) add(word, share);
    }
    return counts;
  }

  private translate(stemmed: string, language: Language): { word: string; share: number }[] {
    const table = this.tables.get(language);
    const id = this.ids.get(language)?.get(stemmed);
    if (!table || id === undefined) return [];
    const [start, end] = [table.offsets[id] ?? 0, table.offsets[id + 1] ?? 0];
    return table.targets.slice(start, end).map((word, at) => ({ word, share: table.shares[start + at] ?? 0 }));
  }

  /** What `fromArrays` needs, to be saved. */
  toArrays(): Record<string, ArrayValue> {
    return Object.fromEntries(
      [...this.tables].flatMap(([language, { stems, offsets, targets, shares }]) => [
        [`pivot.${language}.stems`, stems],
        [`pivot.${language}.offsets`, offsets],
        [`pivot.${language}.targets`, targets],
        [`pivot.${language}.shares`, shares],
      ]),
    );
  }

  /** Reads what `toArrays` gave. Throws `index-file-damaged`. */
  static fromArrays(file: ArrayFile): PivotWords {
    return new PivotWords(
      new Map(
        TRANSLATED.map((language) => [
          language,
          {
            stems: file.strings(`pivot.${language}.stems`),
            offsets: file.uint32(`pivot.${language}.offsets`),
            targets: file.strings(`pivot.${language}.targets`),
            shares: file.float32(`pivot.${language}.shares`),
          },
        ]),
      ),
    );
  }
}
