/** Reduces a word to the stem its forms share: Porter for English, Snowball for French, light10 for Arabic. */
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemEnglish } from 'stemmer';
import type { Language } from '../contracts/language.ts';

const ARABIC_PREFIXES = ['وال', 'بال', 'كال', 'فال', 'ال', 'لل'];
/** "Their", which light10 leaves in place; three letters must be left, so that متهم (accused) is kept. */
const ARABIC_PRONOUNS = ['هما', 'هم', 'هن'];
const ARABIC_SUFFIXES = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'يت', 'ه', 'ي'];

/**
 * light10 (Larkey, Ballesteros, Connell 2007), and "their": strips the article with its conjunction or preposition, a leading "and",
 * and common endings, as long as two letters of the word are left. Expects text from `normalize`.
 */
export function stemArabic(word: string): string {
  let stem = word;
  if (stem.startsWith('و') && stem.length > 3) stem = stem.slice(1);
  for (const prefix of ARABIC_PREFIXES) {
    if (stem.startsWith(prefix) && stem.length - prefix.length >= 2) {
      stem = stem.slice(prefix.length);
      break;
    }
  }
  const pronoun = ARABIC_PRONOUNS.find((ending) => stem.endsWith(ending) && stem.length - ending.length >= 3);
  if (pronoun !== undefined) stem = stem.slice(0, -pronoun.length);
  for (const suffix of ARABIC_SUFFIXES) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= 2) stem = stem.slice(0, -suffix.length);
  }
  return stem;
}

const STEMMERS: Record<Language, (word: string) => string> = { en: stemEnglish, fr: stemFrench, ar: stemArabic };
const ARABIC = /[\u0600-\u06FF]/;

/** Words repeat, stemming is the slowest step of analysis: the last stems are kept, bounded. */
const CACHE_LIMIT = 50_000;
const caches: Record<Language, Map<string, string>> = { en: new Map(), fr: new Map(), ar: new Map() };

/**
 * The stem of a normalised word. An Arabic word is always stemmed as Arabic and a Latin word never is, whatever the
 * language of the text around it; numbers are returned as they are.
 */
export function stem(word: string, language: Language): string {
  const arabic = ARABIC.test(word);
  const effective: Language = arabic ? 'ar' : language === 'ar' ? 'en' : language;
  const cache = caches[effective];
  const known = cache.get(word);
  if (known !== undefined) return known;
  const result = /^\d/.test(word) ? word : STEMMERS[effective](word) || word;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(word, result);
  return result;
}
