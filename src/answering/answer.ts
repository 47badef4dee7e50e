/** What is asked of an answerer, and what it gives back. */
import type { Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import type { KnowledgeIndex, ScoredPassage } from '../search/knowledge-index.ts';
import type { QuotedPassage } from './compose.ts';
import type { RelatedTopic } from './related-topics.ts';

/** A question as the conversation hands it over: masked, and in a known language. */
export interface AskedQuestion {
  text: string;
  language: Language;
  /** The question before it in the conversation, in full and masked. */
  previous?: string;
}

/** A term of a quote, and what it is called in the asker's language. */
export interface QuotedTerm {
  quoted: string;
  asked: string;
}

/** Something a person must know before they read the quotes. */
export type AnswerNote =
  /** No source for the countries named; what is quoted is an international standard. */
  | { note: 'no-country-source'; countryCodes: string[] }
  /** A country was named, and what is quoted holds in general. */
  | { note: 'general'; countryCodes: string[] }
  /** The quotes are in another language than the question; the field's terms in them, and in the asker's language. */
  | { note: 'quoted-in'; language: Language; terms: QuotedTerm[] }
  /** A quoted rule binds only its parties. */
  | { note: 'benchmark' }
  /** A quoted passage was not yet checked by a specialist. */
  | { note: 'unchecked' };

/** What came of a question. `passages` is the ranking, best first, whatever the outcome. */
export interface AnswerResult {
  outcome: 'answered' | 'no-evidence' | 'unclear';
  quoted: QuotedPassage[];
  notes: AnswerNote[];
  related: RelatedTopic[];
  passages: ScoredPassage[];
  /** How well the leading passage supports the answer, 0 to 1; 0 without one. */
  support: number;
  /** The question in full, for the next follow-up; undefined when it held no matter. */
  fullText?: string;
}

/** Answers questions from one version of the knowledge at a time. */
export interface Answerer {
  /** True when a text holds a term or abbreviation of the field, whatever else it speaks of. */
  speaksOfTheField(text: string, language: Language): boolean;
  answer(asked: AskedQuestion, index: KnowledgeIndex): Promise<AnswerResult>;
  /** A passage that was quoted, by its id: of the index, or of the glossary. */
  passageById(id: string, index: KnowledgeIndex | undefined): Passage | undefined;
}
