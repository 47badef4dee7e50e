/** What a check of the documents says: the place, what is wrong, what to do, and how much it matters. */
import type { Language } from '../../contracts/language.ts';
import type { DocumentProblem } from '../read/document.ts';

/** What each code is called when findings are counted, in the order they are counted. */
export const FINDING_NAMES = {
  'missing-translation': 'missing translations',
  'out-of-step': 'sections out of step',
  'confused-notions': 'trafficking and smuggling confused',
  'uncertain-wording': 'uncertain terms marked as checked',
  'departing-term': 'terms unlike the glossary',
  'overdue-review': 'reviews overdue',
  expiring: 'documents that expire soon',
  expired: 'documents that have expired',
  'one-language': 'added documents in one language',
} as const;
export type FindingCode = keyof typeof FINDING_NAMES;

/** `error`: wrong and to be corrected. `warning`: worth a person's look. `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in the documents a person should know about. */
export interface Finding extends Pick<DocumentProblem, 'file' | 'line' | 'message' | 'hint'> {
  code: FindingCode;
  severity: Severity;
}

/** What the languages are called in English, the language people maintain Dalil in. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'French', ar: 'Arabic' };
