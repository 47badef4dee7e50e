/** What a question is once it is understood: its terms, what they may also mean, and what kind of thing is asked for. */
import type { Language } from '../contracts/language.ts';
import type { Country } from '../contracts/passage.ts';
import type { AnalyzedText } from '../search/analysis.ts';

/** The kind of thing an answer must hold. `undefined` in a question means that any sentence on the matter will do. */
export type AskedKind =
  | 'number'
  | 'date'
  | 'duration'
  | 'phone'
  | 'money'
  | 'penalty'
  | 'contact'
  | 'opening-hours'
  | 'office-holder'
  | 'medicine'
  | 'form'
  | 'spoken-language'
  | 'reason';

/** Stems that stand for a word of the question, and how surely. */
export interface Alternative {
  stems: string[];
  /** 1 for the word itself, less for a correction, a synonym or an everyday word's meaning. */
  credit: number;
  /** True for a correction: the word may have been meant. */
  guessed?: boolean;
}

/** One matter of the question: a word or a phrase, with everything that may stand for it in a passage. */
export interface AskedTerm {
  /** The word or phrase as it was asked, normalised. */
  words: string;
  alternatives: Alternative[];
  /** How much finding it counts: its idf, scaled by its part in the question. */
  weight: number;
  /**
   * `name`: written like a proper name. `focus`: the thing a "how many …" or "what is the … of" asks about.
   * `edition`: a year, an ordinal or a Roman numeral, which tells one edition, phase or case from another.
   */
  kind: 'word' | 'number' | 'name' | 'focus' | 'edition';
  /** True when it was taken over from the question before. */
  carried: boolean;
  /** True when it is told around the question rather than asked. */
  told?: boolean;
  /** False when no passage of the language holds any of the alternatives. */
  known: boolean;
}

/** A question ready to be searched for and checked against passages of one language. */
export interface Question {
  /** The words asked, masked; for a follow-up, only the new words. */
  text: string;
  /** The question before, when this one follows it up. */
  carriedText?: string | undefined;
  /** The question in full, with what a follow-up took over; what the next follow-up builds on. */
  fullText: string;
  /** The language it was asked in. */
  language: Language;
  /** The language of the passages it is put to. */
  searchLanguage: Language;
  /** Terms for the index. */
  search: AnalyzedText;
  terms: AskedTerm[];
  /** Countries of the programme the question names. */
  countries: Country[];
  /**
   * True when every country only says where somebody comes from or goes to: what is asked is not that country's law or
   * practice, and an international standard answers it.
   */
  countriesAreContext: boolean;
  /** Codes of named countries the programme does not cover. */
  otherCountries: string[];
  asksFor: AskedKind | undefined;
  /** True when somebody tells of themselves or of a person around the question. */
  isStory: boolean;
  /** True when the question says "not", "never", "without" …. */
  negated: boolean;
  /** True when the question is about this week, this season, last year …. */
  momentary: boolean;
}

/** True when a question is about the law, bodies or practice of a country it names. */
export function asksAboutCountry(question: Question): boolean {
  return namedCountries(question).length > 0 && !question.countriesAreContext;
}

/** Codes of every country a question names, of the programme or not. */
export function namedCountries({ countries, otherCountries }: Question): string[] {
  return [...countries, ...otherCountries];
}
