/** The words of one language that stand for a word of another, learned from the project's own parallel texts. */
import type { WordTranslations } from '../../contracts/embedder.ts';
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import { stem } from '../../text/stem.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { tokenize } from '../../text/tokens.ts';
import { type AlignedWords, type Candidates, learnTranslations } from './learn-translations.ts';
import type { ParallelText } from './parallel-texts.ts';

/** A word of the other language and how surely it stands for the asked one, 0 to 1. */
export interface Translation {
  stem: string;
  /** The form it is most often written in; what four-letter grams are cut from. */
  form: string;
  share: number;
}

/** The words of one language: stem n is most often written as form n. */
export interface Vocabulary {
  stems: readonly string[];
  forms: readonly string[];
}

/** What is learned and saved: a vocabulary for each language, candidates for each ordered pair of languages. */
export interface TranslationData {
  vocabularies: ReadonlyMap<Language, Vocabulary>;
  candidates: ReadonlyMap<string, Candidates>;
}

/** The name of an ordered pair of languages in `candidates` and in files. */
export const pairName = (from: Language, to: Language): string => `${from}-${to}`;

/** Every ordered pair of two languages. */
export const LANGUAGE_PAIRS: readonly (readonly [Language, Language])[] = LANGUAGES.flatMap((from) =>
  LANGUAGES.filter((to) => to !== from).map((to) => [from, to] as const),
);

/** Numbers the stems of a language and counts how each is written. */
class VocabularyBuilder {
  private readonly ids = new Map<string, number>();
  private readonly written: Map<string, number>[] = [];
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** The numbers of the words of matter in a text. */
  read(text: string): number[] {
    const tokens = tokenize(text).filter((token) => !isStopWord(token, this.language));
    return tokens.map((token) => {
      const stemmed = stem(token, this.language);
      let id = this.ids.get(stemmed);
      if (id === undefined) {
        id = this.ids.size;
        this.ids.set(stemmed, id);
        this.written.push(new Map());
      }
      const forms = this.written[id];
      forms?.set(token, (forms.get(token) ?? 0) + 1);
      return id;
    });
  }

  finish(): Vocabulary {
    const mostWritten = (forms: ReadonlyMap<string, number>) => [...forms].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
    return { stems: [...this.ids.keys()], forms: this.written.map(mostWritten) };
  }
}

/** Learns the table from texts that say the same; an empty list gives a table that translates nothing. */
export function learnTranslationTable(texts: readonly ParallelText[]): TranslationData {
  const builders = new Map(LANGUAGES.map((language) => [language, new VocabularyBuilder(language)]));
  const read = texts.map((text) => {
    const words = new Map<Language, number[]>();
    for (const language of LANGUAGES) {
      const own = text[language];
      if (own !== undefined) words.set(language, builders.get(language)?.read(own) ?? []);
    }
    return words;
  });
  const vocabularies = new Map([...builders].map(([language, builder]) => [language, builder.finish()]));
  const candidates = new Map<string, Candidates>();
  for (const [from, to] of LANGUAGE_PAIRS) {
    const aligned = read.flatMap((words): AlignedWords[] => {
      const [own, other] = [words.get(from) ?? [], words.get(to) ?? []];
      return own.length > 0 && other.length > 0 ? [{ from: own, to: other }] : [];
    });
    const size = (language: Language) => vocabularies.get(language)?.stems.length ?? 0;
    candidates.set(pairName(from, to), learnTranslations(aligned, size(from), size(to)));
  }
  return { vocabularies, candidates };
}

/** A learned table, ready to be asked. */
export class TranslationTable implements WordTranslations {
  readonly data: TranslationData;
  private readonly ids: ReadonlyMap<Language, ReadonlyMap<string, number>>;

  constructor(data: TranslationData) {
    this.data = data;
    this.ids = new Map(
      [...data.vocabularies].map(([language, { stems }]) => [language, new Map(stems.map((one, id) => [one, id]))]),
    );
  }

  /** The stems of a language that the parallel texts hold. */
  stemsOf(language: Language): readonly string[] {
    return this.data.vocabularies.get(language)?.stems ?? [];
  }

  /** What a stem stands for in another language, best first; empty for a word the parallel texts do not hold. */
  translate(stemmed: string, from: Language, to: Language): Translation[] {
    const id = this.ids.get(from)?.get(stemmed);
    const found = this.data.candidates.get(pairName(from, to));
    const target = this.data.vocabularies.get(to);
    if (id === undefined || !found || !target) return [];
    const translations: Translation[] = [];
    for (let at = found.offsets[id] ?? 0; at < (found.offsets[id + 1] ?? 0); at += 1) {
      const word = found.words[at] ?? 0;
      translations.push({
        stem: target.stems[word] ?? '',
        form: target.forms[word] ?? '',
        share: found.shares[at] ?? 0,
      });
    }
    return translations;
  }
}

/** A table that translates nothing: for an index of one language. */
export const NO_TRANSLATIONS = new TranslationTable(learnTranslationTable([]));
