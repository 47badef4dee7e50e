/** Finds the passages nearest to a question, those of the country it names first. */
import type { Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import { type KnowledgeIndex, type ScoredPassage, searchPassages } from '../search/knowledge-index.ts';
import { tokenize } from '../text/tokens.ts';
import { coverage, likeness, type ReadWording, readPassage } from './evidence.ts';
import { holdsKind } from './holds-kind.ts';
import type { Lexicon } from './lexicon.ts';
import { namedCountries, type Question } from './question.ts';
import { searchTerms } from './search-terms.ts';

/** Passages looked at before the country is considered, and after. */
const CANDIDATES = 60;
export const RETRIEVED = 10;

/** Score factor by the country of a passage, given the countries of the question. */
const COUNTRY_FACTOR = { own: 1.2, shared: 1.05, international: 1, unnamed: 0.85, other: 0.5 } as const;

/** How a passage stands to the countries a question names. `unnamed`: it is about a country, the question names none. */
export type CountryFit = Exclude<keyof typeof COUNTRY_FACTOR, 'shared'>;

const mentioned = new WeakMap<Passage, ReadonlySet<string>>();

/** Codes of the countries a passage is about or names. */
export function countriesOf(passage: Passage, lexicon: Lexicon): ReadonlySet<string> {
  const known = mentioned.get(passage);
  if (known) return known;
  const words = tokenize([passage.title, ...passage.headingPath, passage.text].join('\n'));
  const codes = new Set<string>(passage.countries);
  for (const { code } of lexicon.findCountries(words, passage.language)) codes.add(code);
  mentioned.set(passage, codes);
  return codes;
}

/** How a passage fits the countries of a question. */
export function countryFit(question: Question, passage: Passage, lexicon: Lexicon): CountryFit {
  const asked = namedCountries(question);
  if (asked.length === 0) return passage.countries.length > 0 ? 'unnamed' : 'international';
  const codes = countriesOf(passage, lexicon);
  if (asked.some((code) => codes.has(code))) return 'own';
  return passage.countries.length > 0 ? 'other' : 'international';
}

/** A passage about the country alone comes before one that compares several; where somebody comes from lifts none. */
function countryFactor(question: Question, passage: Passage, lexicon: Lexicon): number {
  const fit = countryFit(question, passage, lexicon);
  if (fit === 'own' && question.countriesAreContext) return COUNTRY_FACTOR.international;
  return COUNTRY_FACTOR[fit === 'own' && passage.countries.length > 1 ? 'shared' : fit];
}

/** False for a sentence about other countries than the question's: their law or number would be taken for its own. */
export function suitsCountry(question: Question, sentence: string, lexicon: Lexicon): boolean {
  const asked = namedCountries(question);
  if (asked.length === 0) return true;
  const named = lexicon.findCountries(tokenize(sentence), question.searchLanguage);
  return named.length === 0 || named.some(({ code }) => asked.includes(code));
}

/** How much a sentence that covers the whole question and holds the kind of thing asked for lifts its passage. */
const KIND_LIFT = 1;

/** A figure, a date or a number to call is looked for in one sentence with the rest of the question, not beside it. */
function kindFactor(question: Question, passage: Passage, lexicon: Lexicon): number {
  const { asksFor } = question;
  if (asksFor === undefined) return 1;
  const shares = readPassage(passage).sentences.map(({ text, stems }) =>
    holdsKind(asksFor, text, question.text) && suitsCountry(question, text, lexicon)
      ? coverage(question.terms, stems)
      : 0,
  );
  // Squared: half of the question beside a figure is mostly somebody else's figure.
  return 1 + KIND_LIFT * Math.max(0, ...shares) ** 2;
}

/** A question of this many matters or fewer ("What is an NRM?") matches many passages by its words alone. */
const BRIEF_QUESTION = 2;
/** How much a heading that asks the same lifts its passage, and another wording that does. */
const HEADING_LIFT = 2;
const WORDING_LIFT = 0.25;
/** How much a passage that opens with what is asked about is lifted. */
const OPENING_LIFT = 0.5;

/** A brief question is answered where somebody asks just that: by a section's heading, or by another wording of it. */
function wordingFactor(question: Question, passage: Passage): number {
  const terms = question.terms.filter(({ carried }) => !carried);
  if (terms.length === 0 || terms.length > BRIEF_QUESTION) return 1;
  const alike = (wording: ReadWording) => likeness(terms, wording);
  const { heading, asked, opening } = readPassage(passage);
  const wording = HEADING_LIFT * alike(heading) + WORDING_LIFT * Math.max(0, ...asked.map(alike));
  return 1 + wording + OPENING_LIFT * coverage(terms, opening);
}

/** How much the best passage of another language lifts its pair; a passage's own score runs to about 1.25. */
const PAIRED_LIFT = 0.15;

/**
 * How well the same sections do in the other languages, by key: a question whose words are not those of one translation
 * may be put in the words of another. Each language is ranked by itself and divided by its best score.
 */
async function pairedScores(
  question: Question,
  index: KnowledgeIndex,
  lexicon: Lexicon,
): Promise<ReadonlyMap<Language, ReadonlyMap<string, number>>> {
  const { text, carriedText, fullText, language } = question;
  const asked = carriedText === undefined ? { text } : { text, carried: { text: carriedText } };
  const scores = new Map<Language, ReadonlyMap<string, number>>();
  for (const [other, part] of index.parts) {
    if (other === question.searchLanguage) continue;
    const terms = searchTerms(asked, language, part.index, lexicon);
    const found = await searchPassages(index, other, { terms, text: fullText, language }, CANDIDATES);
    const best = found[0]?.score ?? 1;
    scores.set(other, new Map(found.map(({ passage, score }) => [passage.key, score / best])));
  }
  return scores;
}

/** The lift of one passage; what has no pair in a language is taken to do there as it does in its own. */
function pairedLift(
  passage: Passage,
  ownShare: number,
  paired: ReadonlyMap<Language, ReadonlyMap<string, number>>,
  index: KnowledgeIndex,
): number {
  let lift = 0;
  for (const [other, scores] of paired) {
    const isPaired = index.passagesById.has(`${other}/${passage.key}`);
    lift += PAIRED_LIFT * (isPaired ? (scores.get(passage.key) ?? 0) : ownShare);
  }
  return lift;
}

/** The passages for a question, best first, at most RETRIEVED; none of the sections named in `skipped`. */
export async function retrieve(
  question: Question,
  index: KnowledgeIndex,
  lexicon: Lexicon,
  skipped?: ReadonlySet<string>,
): Promise<ScoredPassage[]> {
  const query = { terms: question.search, text: question.fullText, language: question.language };
  const found = await searchPassages(index, question.searchLanguage, query, CANDIDATES);
  const best = found[0]?.score ?? 1;
  const paired =
    question.language === question.searchLanguage ? await pairedScores(question, index, lexicon) : new Map();
  return found
    .filter(({ passage }) => !skipped?.has(passage.key))
    .map(({ passage, score, held }) => ({
      passage,
      held,
      score:
        (score + pairedLift(passage, score / best, paired, index)) *
        countryFactor(question, passage, lexicon) *
        kindFactor(question, passage, lexicon) *
        wordingFactor(question, passage),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, RETRIEVED);
}
