/** The languages Dalil answers in, and nothing else about them. */

/** ISO 639-1 codes of the three languages that are equal in everything Dalil does. */
export type Language = 'en' | 'fr' | 'ar';

/** Every language, in the order menus show them. */
export const LANGUAGES: readonly Language[] = ['en', 'fr', 'ar'];

/** True for a code Dalil answers in. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (LANGUAGES as readonly string[]).includes(value);
}
