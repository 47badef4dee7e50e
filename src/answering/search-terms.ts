/** Chooses the words a question is searched with: its own with corrections and meanings, or their translations. */
import type { Language } from '../contracts/language.ts';
import { type AnalyzedText, addText, emptyAnalysis } from '../search/analysis.ts';
import type { LanguageIndex } from '../search/passage-index.ts';
import { gramsOfWord } from '../text/grams.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { foreignTranslations } from './foreign-words.ts';
import type { Lexicon, Meaning } from './lexicon.ts';
import { splitTold } from './question-forms.ts';

/** Weight of an added word in the search, beside 1 for a word that was asked; the words of one Arabic family share theirs. */
const SEARCH_WEIGHT = {
  told: 0.7,
  instead: 0.9,
  correction: 0.8,
  family: 0.5,
  term: 0.3,
  everyday: 0.3,
  carried: 0.4,
} as const;
/** The same beside the words a question in another language was translated into; a word of it itself is a cognate at best. */
const TRANSLATED_WEIGHT = { meaning: 0.2, cognate: 0.3 } as const;

/** What a follow-up takes over from the question before. */
export interface CarriedQuestion {
  text: string;
}

function addExpansion(search: AnalyzedText, phrase: string, language: Language, weight: number): void {
  for (const token of tokenize(phrase)) {
    if (isStopWord(token, language)) continue;
    const stemmed = stem(token, language);
    // An expansion never outweighs a word that was asked itself.
    if ((search.words.get(stemmed) ?? 0) >= weight) continue;
    search.words.set(stemmed, weight);
    for (const gram of gramsOfWord(token)) {
      if ((search.grams.get(gram) ?? 0) < weight) search.grams.set(gram, weight);
    }
  }
}

function addMeanings(search: AnalyzedText, meanings: readonly Meaning[], language: Language, factor: number): void {
  for (const { kind, phrases } of meanings) {
    const weight = (kind === 'everyday' ? SEARCH_WEIGHT.everyday : SEARCH_WEIGHT.term) * factor;
    for (const phrase of phrases[language]) addExpansion(search, phrase, language, weight);
  }
}

/** Adds the words a text of another language stands for; `factor` is less than one for what a follow-up took over. */
function addTranslated(
  search: AnalyzedText,
  text: string,
  asked: Language,
  index: LanguageIndex,
  factor: number,
): void {
  const add = (counts: Map<string, number>, term: string, weight: number) =>
    counts.set(term, (counts.get(term) ?? 0) + weight);
  for (const token of tokenize(text)) {
    if (isStopWord(token, asked)) continue;
    for (const translation of index.translate(token, asked)) {
      add(search.words, translation.stem, translation.share * factor);
      for (const gram of gramsOfWord(translation.form)) add(search.grams, gram, translation.share * factor);
    }
    // Many words of the field are written alike in French and English, and names in every language.
    for (const gram of gramsOfWord(token)) {
      const weight = TRANSLATED_WEIGHT.cognate * factor;
      if ((search.grams.get(gram) ?? 0) < weight) search.grams.set(gram, weight);
    }
  }
}

/** The terms for an index of another language than the question's: each word by its translations, weighted by how sure they are. */
function translatedTerms(
  question: { text: string; carried?: CarriedQuestion },
  asked: Language,
  index: LanguageIndex,
  lexicon: Lexicon,
): AnalyzedText {
  const search = emptyAnalysis();
  const texts = [{ text: question.text, factor: 1 }];
  if (question.carried) texts.push({ text: question.carried.text, factor: SEARCH_WEIGHT.carried });
  for (const { text, factor } of texts) {
    addTranslated(search, text, asked, index, factor);
    for (const { meanings } of lexicon.findTerms(tokenize(text), asked)) {
      for (const { phrases } of meanings)
        for (const phrase of phrases[index.language])
          addExpansion(search, phrase, index.language, TRANSLATED_WEIGHT.meaning * factor);
    }
  }
  return search;
}

/** A word that stands nowhere but for which others stand is not looked for: it would count as missing from every passage. */
function dropUnknown(search: AnalyzedText, token: string, index: LanguageIndex): void {
  search.words.delete(stem(token, index.language));
  for (const gram of gramsOfWord(token)) if (!index.grams.has(gram)) search.grams.delete(gram);
}

/** Adds what a word of the question may also stand for: its Arabic relatives, or corrections and translations of an unknown one. */
function addAlternatives(search: AnalyzedText, token: string, asked: Language, index: LanguageIndex): void {
  const { language } = index;
  const stemmed = stem(token, language);
  if (index.words.has(stemmed)) {
    const relatives = index.relatives(stemmed);
    const weight = SEARCH_WEIGHT.family / Math.sqrt(relatives.length);
    for (const relative of relatives) addExpansion(search, relative, language, weight);
    return;
  }
  for (const corrected of index.correct(stemmed, token)) {
    addExpansion(search, corrected, language, SEARCH_WEIGHT.correction);
  }
  const translations = foreignTranslations(token, asked, index);
  for (const translation of translations) addExpansion(search, translation.form, language, translation.share);
  if (translations.length > 0) dropUnknown(search, token, index);
}

/** Adds the meanings of the field's terms and of everyday words. */
function addTerms(search: AnalyzedText, text: string, asked: Language, index: LanguageIndex, lexicon: Lexicon): void {
  const { language } = index;
  const tokens = tokenize(text);
  for (const { start, length, meanings } of lexicon.findTerms(tokens, asked)) {
    const words = tokens.slice(start, start + length);
    const unheard = words.every((token) => !index.words.has(stem(token, language)));
    const terms = meanings.filter(({ kind }) => kind !== 'everyday');
    if (!unheard || terms.length === 0) {
      addMeanings(search, meanings, language, 1);
      continue;
    }
    // Documents that never abbreviate a term are asked for it in full.
    for (const token of words) dropUnknown(search, token, index);
    addMeanings(search, terms, language, SEARCH_WEIGHT.instead / SEARCH_WEIGHT.term);
  }
}

/** The terms for the index: the question's own words, its corrections and meanings, and what a follow-up took over. */
export function searchTerms(
  question: { text: string; carried?: CarriedQuestion },
  asked: Language,
  index: LanguageIndex,
  lexicon: Lexicon,
): AnalyzedText {
  const language = index.language;
  if (asked !== language) return translatedTerms(question, asked, index, lexicon);
  const search = emptyAnalysis();
  const { asking, told } = splitTold(question.text);
  addText(search, asking, language);
  addText(search, told, language, SEARCH_WEIGHT.told);
  for (const token of new Set(tokenize(question.text))) {
    if (!isStopWord(token, asked)) addAlternatives(search, token, asked, index);
  }
  addTerms(search, question.text, asked, index, lexicon);
  if (question.carried) {
    addExpansion(search, question.carried.text, language, SEARCH_WEIGHT.carried);
    for (const { meanings } of lexicon.findTerms(tokenize(question.carried.text), asked)) {
      addMeanings(search, meanings, language, SEARCH_WEIGHT.carried);
    }
  }
  return search;
}
