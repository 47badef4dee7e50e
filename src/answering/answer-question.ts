/** The story of an answer: understand the question, retrieve passages, decide, compose, check, or say plainly that it cannot. */
import type { Language } from '../contracts/language.ts';
import { LANGUAGES } from '../contracts/language.ts';
import type { KnowledgeIndex, ScoredPassage } from '../search/knowledge-index.ts';
import { tokenize } from '../text/tokens.ts';
import { compose, type QuotedPassage, quotesHold } from './compose.ts';
import { decide } from './decide.ts';
import { isFollowUp } from './follow-up.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question } from './question.ts';
import { closestTopics, nextTopics, type RelatedTopic } from './related-topics.ts';
import { retrieve } from './retrieve.ts';
import { understand } from './understand.ts';

/** A question as the conversation hands it over: masked, and in a known language. */
export interface AskedQuestion {
  text: string;
  language: Language;
  /** The question before it in the conversation, in full and masked. */
  previous?: string;
}

/** Something a person must know before they read the quotes. */
export type AnswerNote =
  /** No source for the countries named; what is quoted is an international standard. */
  | { note: 'no-country-source'; countryCodes: string[] }
  /** The quotes are in another language than the question. */
  | { note: 'quoted-in'; language: Language }
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
  /** The question in full, for the next follow-up; undefined when it held no matter. */
  fullText?: string;
}

/** Answers questions from one version of the knowledge at a time. */
export interface Answerer {
  /** True when a text holds a term or abbreviation of the field, whatever else it speaks of. */
  speaksOfTheField(text: string, language: Language): boolean;
  answer(asked: AskedQuestion, index: KnowledgeIndex): Promise<AnswerResult>;
}

/** The language to search: the asker's where there are documents in it, else the one with most of them. */
function searchLanguage(asked: Language, index: KnowledgeIndex): Language | undefined {
  if (index.parts.has(asked)) return asked;
  const size = (language: Language) => index.parts.get(language)?.passages.length ?? 0;
  return [...LANGUAGES].filter((language) => size(language) > 0).sort((a, b) => size(b) - size(a))[0];
}

function notesFor(question: Question, quoted: readonly QuotedPassage[]): AnswerNote[] {
  const passages = quoted.map(({ citation }) => citation.passage);
  const notes: AnswerNote[] = [];
  const other = passages.find(({ language }) => language !== question.language);
  if (other) notes.push({ note: 'quoted-in', language: other.language });
  if (passages.some(({ benchmark }) => benchmark)) notes.push({ note: 'benchmark' });
  if (passages.some(({ review }) => review === 'unchecked')) notes.push({ note: 'unchecked' });
  return notes;
}

const NOTHING: AnswerResult = { outcome: 'unclear', quoted: [], notes: [], related: [], passages: [] };

/** Makes an answerer over the field's words. */
export function createAnswerer(lexicon: Lexicon): Answerer {
  return {
    speaksOfTheField(text, language) {
      const found = lexicon.findTerms(tokenize(text), language);
      return found.some(({ meanings }) => meanings.some(({ kind }) => kind !== 'everyday'));
    },
    async answer(asked, index) {
      const language = searchLanguage(asked.language, index);
      const part = language && index.parts.get(language);
      if (!part) return { ...NOTHING, outcome: 'no-evidence' };
      const carried =
        asked.previous !== undefined && isFollowUp(asked.text, asked.language) ? { text: asked.previous } : undefined;
      const question = understand(asked.text, asked.language, part.index, lexicon, carried);
      if (question.terms.length === 0 && question.countries.length === 0) return NOTHING;

      const passages = await retrieve(question, index, lexicon);
      const decision = decide(question, passages, lexicon);
      const found = { passages, fullText: question.fullText };
      if (decision.enough === false) {
        return { ...found, outcome: 'no-evidence', quoted: [], notes: [], related: closestTopics(decision.nearest) };
      }
      const quoted = compose(
        question,
        decision.quotable.map(({ read }) => read),
      );
      const lead = quoted[0]?.citation.passage;
      // What cannot be found word for word in its source is not sent; the nearest topics are.
      if (!lead || !quotesHold(quoted)) {
        return { ...found, outcome: 'no-evidence', quoted: [], notes: [], related: closestTopics(decision.quotable) };
      }
      const related = nextTopics(
        lead,
        quoted.map(({ citation }) => citation.passage),
        passages,
        index,
      );
      const notes = notesFor(question, quoted);
      if (decision.enough !== 'international-only') return { ...found, outcome: 'answered', quoted, notes, related };
      // What other countries or international bodies say is no answer about this one: it is shown, and labelled.
      const countryCodes = [...question.countries, ...question.otherCountries];
      return {
        ...found,
        outcome: 'no-evidence',
        quoted,
        notes: [{ note: 'no-country-source', countryCodes }, ...notes],
        related,
      };
    },
  };
}
