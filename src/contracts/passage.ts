/** What a passage is: the unit that is found, quoted and cited. */
import type { Language } from './language.ts';

/** How binding a text is, from most to least. `report` is a finding, count or assessment. */
export const AUTHORITIES = ['treaty', 'national-law', 'guidance', 'programme', 'training', 'report'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** ISO 3166-1 codes of the countries the programme covers. */
export const COUNTRIES = ['DZ', 'EG', 'LY', 'MR', 'MA', 'NE', 'TD', 'TN'] as const;
export type Country = (typeof COUNTRIES)[number];

/** Whether the content was confirmed by a specialist or by the source it names. */
export type Review = 'checked' | 'unchecked';

/** Where the words of a document come from. */
export interface Source {
  title: string;
  url?: string;
}

/** One section of a document, or one part of a long section; short enough to be read at once. */
export interface Passage {
  /** Unique in an index: `<language>/<documentKey>#<section>`, with `~2`, `~3` … for later parts of a long section. */
  id: string;
  /** Language-independent name of the document. */
  documentKey: string;
  /** The same for the translations of one section: `<documentKey>#<section>`. */
  key: string;
  language: Language;
  /** Title of the document. */
  title: string;
  /** Headings from the outermost to the one above the text. */
  headingPath: string[];
  /** Page in a paged source, counted from 1. */
  page?: number;
  text: string;
  authority: Authority;
  /** True where the rule does not bind the countries of the programme. */
  benchmark: boolean;
  /** Countries the passage is about; empty for international material. */
  countries: Country[];
  /** The month or day the content was true: `2024-09`, `2024-09-30` or `2024`. */
  asOf: string;
  /** The last day the content may be used, such as `2027-05-28`; undefined for what stays. */
  expires?: string;
  review: Review;
  sources: Source[];
  /** Other ways people ask for this; searched, never quoted. */
  asked: string[];
}

/** A quoted sentence or two of one passage, as it stands behind `[n]` in an answer. */
export interface Citation {
  /** The number in the text, counted from 1. */
  n: number;
  passage: Passage;
  /** The quoted words, exactly as they stand in the passage. */
  quote: string;
}
