/** The words of the pages in each language; those without values are looked up once and kept. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Texts, TextValues } from '../text/texts.ts';

/** The sentence of a key below a fixed prefix. */
export type Say = (key: string, values?: TextValues) => string;

/** A page of 90 questions says the same words thousands of times: looking each up would take longer than all the rest. */
export function wordsUnder(texts: Texts, prefix: string): Record<Language, Say> {
  const sayIn = (language: Language): Say => {
    const known = new Map<string, string>();
    return (key, values) => {
      if (values !== undefined) return texts.say(language, `${prefix}.${key}`, values);
      const before = known.get(key);
      if (before !== undefined) return before;
      const sentence = texts.say(language, `${prefix}.${key}`);
      known.set(key, sentence);
      return sentence;
    };
  };
  return { en: sayIn('en'), fr: sayIn('fr'), ar: sayIn('ar') };
}

/** Which way a language is written. */
export function directionOf(language: Language): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** What a reader asks for: `?language=`, else what the browser prefers, else English. */
export function languageAsked(wanted: string | null, accepted: string | undefined): Language {
  const named = LANGUAGES.find((language) => language === wanted);
  if (named) return named;
  // Browsers name the preferred language first, https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
  const preferred = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return (
    LANGUAGES.find((language) => language === preferred.find((one) => LANGUAGES.some((two) => two === one))) ?? 'en'
  );
}
