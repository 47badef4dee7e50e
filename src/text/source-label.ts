/** The words that say what a source is: how binding, how old, how sure, about which countries. Every channel uses them. */
import type { Language } from '../contracts/language.ts';
import type { SourceLine } from '../contracts/message.ts';
import type { Country, Passage } from '../contracts/passage.ts';
import type { Texts } from './texts.ts';

/** What a label is made from; a source line and a passage both have it. */
export type Labelled = Pick<SourceLine | Passage, 'authority' | 'benchmark' | 'countries' | 'asOf' | 'review'>;

/** The words of one source, ready to show. */
export interface SourceLabel {
  authority: string;
  asOf: string;
  review: string;
  /** Country names, or "international". */
  countries: string;
  /** Set when the rule does not bind the countries of the programme. */
  benchmark?: string;
}

/** Digits as North Africa writes them; `Intl` would choose by region. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' };

/** The label of one source in one language. */
export function sourceLabel(texts: Texts, language: Language, source: Labelled): SourceLabel {
  return {
    authority: texts.say(language, `sources.authority.${source.authority}`),
    asOf: asOfLabel(texts, language, source.asOf),
    review: texts.say(language, `sources.review.${source.review}`),
    countries: countryNames(texts, language, source.countries),
    benchmark: source.benchmark ? texts.say(language, 'sources.benchmark') : undefined,
  };
}

/** The label in one line: authority · countries · date · review · benchmark. */
export function sourceLabelLine(label: SourceLabel): string {
  const parts = [label.authority, label.countries, label.asOf, label.review, label.benchmark];
  return parts.filter((part) => part !== undefined).join(' · ');
}

type Precision = 'day' | 'month' | 'year';
/** Made once: making a formatter takes longer than all the rest of a label. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: Language, precision: Precision): Intl.DateTimeFormat {
  const key = `${language} ${precision}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    year: 'numeric',
    month: precision === 'year' ? undefined : 'long',
    day: precision === 'day' ? 'numeric' : undefined,
    timeZone: 'UTC',
  });
  dateFormats.set(key, format);
  return format;
}

/** `2024-09-30`, `2024-09` or `2024` as "as of …"; anything else stands as it is written. */
export function asOfLabel(texts: Texts, language: Language, asOf: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(asOf);
  const [, year, month, day] = match ?? [];
  const time = Date.parse(`${year ?? ''}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  if (match === null || Number.isNaN(time)) return texts.say(language, 'sources.asOf.month', { date: asOf });
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const date = dateFormat(language, precision).format(time);
  return texts.say(language, `sources.asOf.${precision}`, { date });
}

/** The names of countries as one list; the word for "international" when there is none. */
export function countryNames(texts: Texts, language: Language, countries: readonly Country[]): string {
  if (countries.length === 0) return texts.say(language, 'sources.international');
  const names = new Intl.DisplayNames([LOCALES[language]], { type: 'region' });
  const list = new Intl.ListFormat(LOCALES[language], { type: 'conjunction' });
  return list.format(countries.map((country) => names.of(country) ?? country));
}

/** A web address a person may open: http or https, nothing else. Undefined for any other text. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
