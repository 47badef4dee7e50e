/** The story of an answer: understand the question, retrieve passages, decide, compose, check, or say plainly that it cannot. */
import type { Language } from '../contracts/language.ts';
import { LANGUAGES } from '../contracts/language.ts';
import type { KnowledgeIndex, ScoredPassage } from '../search/knowledge-index.ts';
import { tokenize } from '../text/tokens.ts';
import { compose, type QuotedPassage, quotesHold } from './compose.ts';
import { decide } from './decide.ts';
import { isFollowUp } from './follow-up.ts';
import type { Lexicon } from './lexicon.ts';
import { namedCountries, type Question } from './question.ts';
import { closestTopics, nextTopics, type RelatedTopic } from './related-topics.ts';
import { retrieve, suitsCountry } from './retrieve.ts';
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

/** The languages to search: the asker's first, then those with most documents. */
function searchLanguages(asked: Language, index: KnowledgeIndex): Language[] {
  const size = (language: Language) => index.parts.get(language)?.passages.length ?? 0;
  const held = LANGUAGES.filter((language) => size(language) > 0);
  return held.sort((a, b) => Number(b === asked) - Number(a === asked) || size(b) - size(a));
}

const keysByIndex = new WeakMap<KnowledgeIndex, Map<Language, ReadonlySet<string>>>();

/** Keys of the sections an index holds in a language. */
function keysIn(language: Language, index: KnowledgeIndex): ReadonlySet<string> {
  const byLanguage = keysByIndex.get(index) ?? new Map<Language, ReadonlySet<string>>();
  keysByIndex.set(index, byLanguage);
  const known = byLanguage.get(language) ?? new Set(index.parts.get(language)?.passages.map(({ key }) => key));
  byLanguage.set(language, known);
  return known;
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
  /** The answer from the passages of one language. */
  async function answerFrom(language: Language, asked: AskedQuestion, index: KnowledgeIndex): Promise<AnswerResult> {
    const part = index.parts.get(language);
    if (!part) return { ...NOTHING, outcome: 'no-evidence' };
    const carried =
      asked.previous !== undefined && isFollowUp(asked.text, asked.language) ? { text: asked.previous } : undefined;
    const question = understand(asked.text, asked.language, part.index, lexicon, carried);
    if (question.terms.length === 0 && question.countries.length === 0) return NOTHING;

    // What stands in the asker's language too was looked at there, and did not answer.
    const translated = language === asked.language ? undefined : keysIn(asked.language, index);
    const passages = await retrieve(question, index, lexicon, translated);
    const decision = decide(question, passages, lexicon);
    const found = { passages, fullText: question.fullText };
    if (decision.enough === false) {
      return { ...found, outcome: 'no-evidence', quoted: [], notes: [], related: closestTopics(decision.nearest) };
    }
    const quoted = compose(
      question,
      decision.quotable.map(({ read }) => read),
      (sentence) => suitsCountry(question, sentence, lexicon),
    );
    const lead = quoted[0]?.citation.passage;
    // What cannot be found word for word in its source is not sent; the nearest topics are.
    if (!lead || !quotesHold(quoted)) {
      return { ...found, outcome: 'no-evidence', quoted: [], notes: [], related: closestTopics(decision.quotable) };
    }
    const shown = quoted.map(({ citation }) => citation.passage);
    const related = nextTopics(lead, shown, passages, index);
    const notes = notesFor(question, quoted);
    if (decision.enough !== 'international-only') return { ...found, outcome: 'answered', quoted, notes, related };
    // What other countries or international bodies say is no answer about this one: it is shown, and labelled.
    const countryCodes = namedCountries(question);
    const labelled: AnswerNote[] = [{ note: 'no-country-source', countryCodes }, ...notes];
    return { ...found, outcome: 'no-evidence', quoted, notes: labelled, related };
  }

  return {
    speaksOfTheField(text, language) {
      const found = lexicon.findTerms(tokenize(text), language);
      return found.some(({ meanings }) => meanings.some(({ kind }) => kind !== 'everyday'));
    },
    async answer(asked, index) {
      const [own, ...others] = searchLanguages(asked.language, index);
      if (own === undefined) return { ...NOTHING, outcome: 'no-evidence' };
      const first = await answerFrom(own, asked, index);
      if (first.outcome !== 'no-evidence' || first.quoted.length > 0) return first;
      // A document may have been added in one language only: it is quoted in that language, and said so.
      const translated = keysIn(asked.language, index);
      for (const other of others) {
        if (keysIn(other, index).isSubsetOf(translated)) continue;
        const result = await answerFrom(other, asked, index);
        if (result.outcome === 'answered') return result;
      }
      return first;
    },
  };
}
