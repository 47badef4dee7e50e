/** The story of an answer: understand the question, retrieve passages, decide, compose, check, or say plainly that it cannot. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import { tokenize } from '../text/tokens.ts';
import type { Answerer, AnswerNote, AnswerResult, AskedQuestion, QuotedTerm } from './answer.ts';
import { compose, type QuotedPassage, quotesHold } from './compose.ts';
import { decide } from './decide.ts';
import { glossaryPassageById, termAskedFor, withDefinition } from './define-term.ts';
import { isFollowUp } from './follow-up.ts';
import type { Lexicon } from './lexicon.ts';
import { namedCountries, type Question } from './question.ts';
import { closestTopics, nextTopics } from './related-topics.ts';
import { retrieve, suitsCountry } from './retrieve.ts';
import { understand } from './understand.ts';

/** What else an answerer needs. */
export interface AnswererOptions {
  /** What the glossary is called in each language; its definitions are quoted under this title. */
  glossaryTitles: Readonly<Record<Language, string>>;
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
  const held = () => index.parts.get(language)?.passages.filter(({ id }) => index.passagesById.has(id)) ?? [];
  const known = byLanguage.get(language) ?? new Set(held().map(({ key }) => key));
  byLanguage.set(language, known);
  return known;
}

/** Terms shown at most beside quotes in another language. */
const MAX_QUOTED_TERMS = 5;

/** The field's terms in quotes of another language, as they are called in the asker's. */
function quotedTerms(quoted: readonly QuotedPassage[], asked: Language, lexicon: Lexicon): QuotedTerm[] {
  const terms = new Map<string, QuotedTerm>();
  for (const { citation, sentences } of quoted) {
    const { language } = citation.passage;
    if (language === asked) continue;
    for (const { meanings } of lexicon.findTerms(tokenize(sentences.join(' ')), language)) {
      const entry = meanings.find((meaning) => meaning.entry)?.entry;
      if (entry) terms.set(entry.id, { quoted: entry[language].term, asked: entry[asked].term });
    }
  }
  return [...terms.values()].filter((term) => term.quoted !== term.asked).slice(0, MAX_QUOTED_TERMS);
}

function notesFor(question: Question, quoted: readonly QuotedPassage[], lexicon: Lexicon): AnswerNote[] {
  const passages = quoted.map(({ citation }) => citation.passage);
  const notes: AnswerNote[] = [];
  const other = passages.find(({ language }) => language !== question.language);
  if (other) {
    notes.push({
      note: 'quoted-in',
      language: other.language,
      terms: quotedTerms(quoted, question.language, lexicon),
    });
  }
  if (passages.some(({ benchmark }) => benchmark)) notes.push({ note: 'benchmark' });
  if (passages.some(({ review }) => review === 'unchecked')) notes.push({ note: 'unchecked' });
  return notes;
}

const NOTHING: AnswerResult = { outcome: 'unclear', quoted: [], notes: [], related: [], passages: [], support: 0 };

/** Another language must support an answer this much better to be quoted in place of the asker's own. */
const OTHER_LANGUAGE_MARGIN = 0.2;

/** Makes an answerer over the field's words. */
export function createAnswerer(lexicon: Lexicon, { glossaryTitles }: AnswererOptions): Answerer {
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
    const found = { passages, fullText: question.fullText, support: 0 };
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
    const support = decision.quotable[0]?.support ?? 0;
    const related = nextTopics(lead, shown, passages, index);
    const notes = notesFor(question, quoted, lexicon);
    if (decision.enough === true) return { ...found, support, outcome: 'answered', quoted, notes, related };
    // A treaty or another country's rule is no answer about this one: it is shown, and labelled.
    const [outcome, note] =
      decision.enough === 'general'
        ? (['answered', 'general'] as const)
        : (['no-evidence', 'no-country-source'] as const);
    const labelled: AnswerNote[] = [{ note, countryCodes: namedCountries(question) }, ...notes];
    return { ...found, support, outcome, quoted, notes: labelled, related };
  }

  /** The answer from the asker's language, or from documents that stand in another one only. */
  async function answerFromDocuments(asked: AskedQuestion, index: KnowledgeIndex): Promise<AnswerResult> {
    const [own, ...others] = searchLanguages(asked.language, index);
    if (own === undefined) return { ...NOTHING, outcome: 'no-evidence' };
    const first = await answerFrom(own, asked, index);
    if (first.outcome === 'unclear') return first;
    // A document may have been added in one language only: it is quoted in that language, and said so.
    const translated = keysIn(asked.language, index);
    let best = first;
    for (const other of others) {
      if (keysIn(other, index).isSubsetOf(translated)) continue;
      const result = await answerFrom(other, asked, index);
      if (result.outcome !== 'answered') continue;
      if (best.quoted.length === 0 || result.support > best.support + OTHER_LANGUAGE_MARGIN) best = result;
    }
    return best;
  }

  return {
    speaksOfTheField(text, language) {
      const found = lexicon.findTerms(tokenize(text), language);
      return found.some(({ meanings }) => meanings.some(({ kind }) => kind !== 'everyday'));
    },
    async answer(asked, index) {
      const result = await answerFromDocuments(asked, index);
      const entry = termAskedFor(asked.text, asked.language, lexicon);
      return entry ? withDefinition(result, entry, asked, lexicon, glossaryTitles) : result;
    },
    passageById(id, index) {
      return index?.passagesById.get(id) ?? glossaryPassageById(id, lexicon, glossaryTitles);
    },
  };
}
