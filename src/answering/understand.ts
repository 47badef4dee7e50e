/** Understands a question: its words with corrections and synonyms, its countries, and what it asks for. */
import type { Language } from '../contracts/language.ts';
import type { Country } from '../contracts/passage.ts';
import type { LanguageIndex } from '../search/passage-index.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { askedKind } from './asked-kind.ts';
import { isForeign, languageOf } from './foreign-words.ts';
import type { Lexicon, Meaning } from './lexicon.ts';
import { isOriginOrDestination } from './named-country.ts';
import type { Alternative, AskedTerm, Question } from './question.ts';
import {
  askingPart,
  asksNegated,
  asksOfTheMoment,
  focusPositions,
  isEditionMark,
  tellsAStory,
} from './question-forms.ts';
import { type CarriedQuestion, searchTerms } from './search-terms.ts';

/** How surely an alternative stands for the word that was asked. */
const CREDIT = { itself: 1, correction: 0.9, family: 0.6, translation: 0.95, term: 0.9, everyday: 0.6 } as const;
/** A translation below this share of the likeliest is no alternative for the check, only for the search. */
const LIKELY_TRANSLATION = 0.2;
/** How much a term counts by its part in the question. */
const PART_WEIGHT = { word: 1, number: 1.3, name: 1.3, focus: 1.3, edition: 1.3 } as const;
/** A word the documents do not know says little: people tell stories around their question. */
const UNKNOWN_WORD_WEIGHT = 0.5;
/** A term of the field counts at least this much, however common it is in documents that speak of nothing else. */
const FIELD_TERM_WEIGHT = 2;
/** A long row of follow-ups is remembered by its last words. */
const MAX_REMEMBERED_WORDS = 60;

function lastWords(text: string): string {
  return text.split(/\s+/).slice(-MAX_REMEMBERED_WORDS).join(' ');
}

/** Terms that are told count less than those asked, when at least so many are asked. */
const TOLD_WEIGHT = 0.5;
const ENOUGH_ASKED = 2;

/** Carried terms count less than new ones. */
const CARRIED_WEIGHT = 0.3;

/** Written like a name: a capital inside a sentence, or all capitals or digits mixed in ("INLTP", "4Mi"). */
function properNames(text: string): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(/(?<![.!?:"“]\s*|^)(?<=[\s('"“/-])\p{Lu}[\p{L}\p{N}'’-]*/gu)) {
    for (const token of tokenize(match[0])) names.add(token);
  }
  return names;
}

function stems(phrase: string, language: Language): string[] {
  return tokenize(phrase)
    .filter((token) => !isStopWord(token, language))
    .map((token) => stem(token, language));
}

function meaningAlternatives(meanings: readonly Meaning[], language: Language): Alternative[] {
  return meanings.flatMap(({ kind, phrases }) =>
    phrases[language]
      .map((phrase) => ({
        stems: stems(phrase, language),
        credit: kind === 'everyday' ? CREDIT.everyday : CREDIT.term,
      }))
      .filter((alternative) => alternative.stems.length > 0),
  );
}

/** The matters of a text, each with its alternatives. */
function askedTerms(
  text: string,
  asked: Language,
  index: LanguageIndex,
  lexicon: Lexicon,
  carried: boolean,
): AskedTerm[] {
  const tokens = tokenize(text);
  const language = index.language;
  const names = properNames(text);
  const focus = focusPositions(tokens, asked);
  const phrases = lexicon.findTerms(tokens, asked);
  const countryTokens = new Set(
    lexicon.findCountries(tokens, asked).flatMap(({ start, length }) => Array.from({ length }, (_, n) => start + n)),
  );
  const terms: AskedTerm[] = [];
  const inPhrase = new Set<number>();
  for (const { start, length, meanings } of phrases) {
    const positions = Array.from({ length }, (_, n) => start + n);
    if (positions.some((at) => countryTokens.has(at))) continue;
    const words = tokens.slice(start, start + length).join(' ');
    const own = stems(words, asked);
    const alternatives: Alternative[] = meaningAlternatives(meanings, language);
    // A phrase of grammar words alone ("says no") stands for its meaning only.
    if (asked === language && own.length > 0) alternatives.unshift({ stems: own, credit: CREDIT.itself });
    if (alternatives.length === 0) continue;
    for (const at of positions) inPhrase.add(at);
    const isAbbreviation = meanings.some(({ kind: meant }) => meant === 'abbreviation');
    const kind = isAbbreviation ? 'name' : positions.some((at) => focus.has(at)) ? 'focus' : 'word';
    const weight = Math.max(weigh(alternatives, kind, carried, index), carried ? 0 : FIELD_TERM_WEIGHT);
    terms.push({ words, alternatives, kind, carried, weight, known: isKnown(alternatives, index) });
  }
  tokens.forEach((token, at) => {
    if (inPhrase.has(at) || countryTokens.has(at) || isStopWord(token, asked)) return;
    const alternatives =
      asked === language && !isForeign(token, index)
        ? ownAlternatives(token, index)
        : translations(token, languageOf(token, asked), index);
    const kind = wordKind(token, tokens[at + 1], names.has(token), focus.has(at));
    const weight = weigh(alternatives, kind, carried, index);
    terms.push({ words: token, alternatives, kind, carried, weight, known: isKnown(alternatives, index) });
  });
  return terms;
}

/** A word itself, or what it was probably meant to be. */
function ownAlternatives(token: string, index: LanguageIndex): Alternative[] {
  const stemmed = stem(token, index.language);
  const itself: Alternative = { stems: [stemmed], credit: CREDIT.itself };
  if (index.words.has(stemmed)) {
    return [itself, ...index.relatives(stemmed).map((one) => ({ stems: [one], credit: CREDIT.family }))];
  }
  const corrections = index.correct(stemmed, token);
  return [itself, ...corrections.map((one) => ({ stems: [one], credit: CREDIT.correction, guessed: true }))];
}

/** What stands for a word of another language; the word itself where nothing is known, so that it counts as missing. */
function translations(token: string, asked: Language, index: LanguageIndex): Alternative[] {
  const found = index.translate(token, asked);
  const likeliest = Math.max(0, ...found.map(({ share }) => share));
  const alternatives = found
    .filter(({ share }) => share >= likeliest * LIKELY_TRANSLATION)
    .map((one) => ({ stems: [one.stem], credit: CREDIT.translation * Math.sqrt(one.share / likeliest) }));
  return alternatives.length > 0 ? alternatives : [{ stems: [stem(token, index.language)], credit: CREDIT.itself }];
}

/** The part a single word plays in the question. */
function wordKind(token: string, next: string | undefined, isName: boolean, isFocus: boolean): AskedTerm['kind'] {
  if (isEditionMark(token, next, isName)) return 'edition';
  if (/^\d/.test(token)) return 'number';
  if (isName) return 'name';
  return isFocus ? 'focus' : 'word';
}

/** True when some passage holds a whole alternative, corrections apart: a slip is guessed, not known. */
function isKnown(alternatives: readonly Alternative[], index: LanguageIndex): boolean {
  return alternatives.some(({ stems: wanted, guessed }) => !guessed && wanted.every((one) => index.words.has(one)));
}

function weigh(
  alternatives: readonly Alternative[],
  kind: AskedTerm['kind'],
  carried: boolean,
  index: LanguageIndex,
): number {
  const held = alternatives.flatMap((alternative) => alternative.stems.filter((one) => index.words.has(one)));
  const idf = held.length > 0 ? Math.max(...held.map((one) => index.words.idf(one))) : index.words.idf('\u0000');
  const known = held.length > 0;
  const part = known || kind !== 'word' ? 1 : UNKNOWN_WORD_WEIGHT;
  return idf * PART_WEIGHT[kind] * part * (carried ? CARRIED_WEIGHT : 1);
}

/** What is told around a question counts less than what is asked, where enough is asked to go by. */
function lighterWhereTold(text: string, terms: AskedTerm[]): AskedTerm[] {
  const asking = ` ${tokenize(askingPart(text)).join(' ')} `;
  const isAsked = ({ words }: AskedTerm) => asking.includes(` ${words} `);
  if (terms.filter(isAsked).length < ENOUGH_ASKED) return terms;
  return terms.map((term) => (isAsked(term) ? term : { ...term, weight: term.weight * TOLD_WEIGHT, told: true }));
}

/**
 * Understands a masked question against the index it will be put to. `carried` is the question before, when this one
 * follows it up.
 */
export function understand(
  text: string,
  asked: Language,
  index: LanguageIndex,
  lexicon: Lexicon,
  carried?: CarriedQuestion,
): Question {
  let tokens = tokenize(text);
  let named = lexicon.findCountries(tokens, asked);
  if (named.length === 0 && carried) {
    tokens = tokenize(carried.text);
    named = lexicon.findCountries(tokens, asked);
  }
  const covered = named.flatMap(({ covered: country }) => country ?? []);
  const terms = lighterWhereTold(text, askedTerms(text, asked, index, lexicon, false));
  if (carried) {
    const known = new Set(terms.flatMap(({ alternatives }) => alternatives.flatMap((one) => one.stems)));
    const taken = askedTerms(carried.text, asked, index, lexicon, true);
    terms.push(
      ...taken.filter(({ alternatives }) => !alternatives.some((one) => one.stems.every((s) => known.has(s)))),
    );
  }
  return {
    text,
    carriedText: carried?.text,
    fullText: carried ? lastWords(`${carried.text} ${text}`) : text,
    language: asked,
    searchLanguage: index.language,
    search: searchTerms({ text, carried }, asked, index, lexicon),
    terms,
    countries: [...new Set<Country>(covered)],
    countriesAreContext: named.length > 0 && named.every((country) => isOriginOrDestination(tokens, country, asked)),
    otherCountries: [...new Set(named.flatMap(({ covered: country, code }) => (country ? [] : [code])))],
    asksFor: askedKind(text),
    isStory: tellsAStory(text),
    negated: asksNegated(text),
    momentary: asksOfTheMoment(text),
  };
}
