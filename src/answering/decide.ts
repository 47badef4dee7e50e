/** Decides whether the passages found are enough to answer with, and which of them to quote. */
import type { Language } from '../contracts/language.ts';
import type { ScoredPassage } from '../search/knowledge-index.ts';
import type { HeldShare } from '../search/passage-index.ts';
import { tokenize } from '../text/tokens.ts';
import { type EvidenceSigns, evidenceSigns, type ReadPassage, readPassage } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import { asksAboutCountry, type Question } from './question.ts';
import { type CountryFit, countryFit } from './retrieve.ts';

/** Passages checked for an answer; one below has been outranked too often to lead it. */
const CHECKED = 5;
/** Support at or above this is enough; see `npm run bench:thresholds`. */
export const ENOUGH_SUPPORT = 0.5;
/** How many of the best-ranked fitting passages may lead, and how near in score the next must come to the first. */
const LEADS_TRIED = 2;
const NEXT_LEAD_SCORE_SHARE = 0.9;
/** A further passage is quoted beside the first when its score and its support come this near. */
const FURTHER_SCORE_SHARE = 0.65;
const FURTHER_SUPPORT_SHARE = 0.8;
const FURTHER_COVERAGE_SHARE = 0.5;

/**
 * Weights of the signs: a logistic regression on the development questions and, so that it holds for texts nobody wrote
 * for it, on the even half of the articles of SQuAD 2.0; the intercept is moved so that 0.5 is enough. Signs overlap, so
 * a single weight means little, and the coverage of the best sentence adds nothing to that of its passage; it chooses quotes.
 */
const WEIGHTS: Record<keyof EvidenceSigns, number> = {
  passageCoverage: 1.99,
  sentenceCoverage: 0,
  wordingMatch: 0.85,
  worstMissing: -1.45,
  editionMissing: -2.73,
  namesApart: -0.55,
  nameUnknown: -0.95,
  figureAsked: -0.23,
  kindMissing: -1.86,
  kindApart: -0.43,
  focusApart: -2.53,
  countryNamed: -0.32,
  negationMissing: -3.67,
  momentary: -2.94,
  gramsHeld: 0.96,
  meaning: 0.78,
  barelyHeld: -4.39,
  unknownShare: -2.34,
  length: 1.73,
};
/** By the language of the passages, words, stems and vectors tell a little differently; translated words tell less. */
const INTERCEPTS: Record<Language | 'across', number> = { en: -0.8, fr: -0.3, ar: 1.7, across: 1.57 };

/** How well one passage supports an answer, 0 to 1. `language` is the passage's, or `across` for a question in another. */
export function supportOf(signs: EvidenceSigns, language: Language | 'across'): number {
  let sum = INTERCEPTS[language];
  for (const name of Object.keys(WEIGHTS) as (keyof EvidenceSigns)[]) sum += WEIGHTS[name] * signs[name];
  return 1 / (1 + Math.exp(-sum));
}

/** A found passage with what was found about it. */
export interface JudgedPassage {
  read: ReadPassage;
  score: number;
  support: number;
  signs: EvidenceSigns;
  fit: CountryFit;
  /** True when the question is the section's own heading: whoever wrote the section says that it answers it. */
  isItsHeading: boolean;
}

/** Why there is or is not enough to answer with. */
export type Decision =
  | { enough: true; quotable: JudgedPassage[] }
  /** A country was named, and guidance that holds anywhere answers. */
  | { enough: 'general'; quotable: JudgedPassage[] }
  /** A country was named and only international material supports an answer. */
  | { enough: 'international-only'; quotable: JudgedPassage[] }
  | { enough: false; nearest: JudgedPassage[] };

/** A passage that holds less than this of a question is hardly about it. */
const BARELY = 0.6;

/** What the search says about a passage. */
function heldSigns(held: HeldShare) {
  const both = ({ words, grams }: HeldShare) => (words + grams) / 2;
  return {
    gramsHeld: held.grams,
    meaning: held.meaning,
    barelyHeld: Math.max(0, BARELY - both(held)) / BARELY,
  };
}

/** The words of a question or a heading, for telling whether the two are the same. */
const wordsOf = (text: string) => tokenize(text).join(' ');

/** Judges the passages, which come best first. */
export function judge(question: Question, found: readonly ScoredPassage[], lexicon: Lexicon): JudgedPassage[] {
  const group = question.language === question.searchLanguage ? question.language : 'across';
  const asked = question.carriedText === undefined ? wordsOf(question.text) : undefined;
  return found.slice(0, CHECKED).map(({ passage, score, held }) => {
    const read = readPassage(passage);
    const signs = { ...evidenceSigns(question, read), ...heldSigns(held) };
    const isItsHeading = asked !== undefined && asked === wordsOf(passage.headingPath.at(-1) ?? '');
    const support = isItsHeading ? 1 : supportOf(signs, group);
    return { read, score, signs, support, fit: countryFit(question, passage, lexicon), isItsHeading };
  });
}

/** The leading passage and those near enough to stand beside it. */
function withCompanions(lead: JudgedPassage, judged: readonly JudgedPassage[]): JudgedPassage[] {
  const companions = judged.filter(
    (other) =>
      other !== lead &&
      other.fit === lead.fit &&
      other.score >= lead.score * FURTHER_SCORE_SHARE &&
      other.support >= Math.max(ENOUGH_SUPPORT, lead.support * FURTHER_SUPPORT_SHARE) &&
      other.signs.sentenceCoverage >= lead.signs.sentenceCoverage * FURTHER_COVERAGE_SHARE &&
      (lead.signs.kindMissing === 1 || other.signs.kindMissing === 0),
  );
  return [lead, ...companions];
}

/** The passage to lead an answer: the best-ranked fitting one, or the next when that is nearly as well ranked. */
function leadAmong(fitting: readonly JudgedPassage[]): JudgedPassage | undefined {
  const [first] = fitting;
  const headed = fitting.find(({ isItsHeading }) => isItsHeading);
  if (headed) return headed;
  // A leading passage without the year, the figure or the date asked for is no near miss to be mended by its neighbour.
  if (first && first.signs.kindMissing + first.signs.editionMissing > 0) return undefined;
  return fitting
    .slice(0, LEADS_TRIED)
    .find(({ support, score }) => support >= ENOUGH_SUPPORT && score >= (first?.score ?? 0) * NEXT_LEAD_SCORE_SHARE);
}

/** How much more of the question guidance must cover than what is about the country, to answer in its place. */
const GENERAL_COVERAGE = 1.6;
/** Guidance answers a question about a country when nothing of that country comes near, or when it supports this well. */
const GENERAL_SUPPORT = 0.7;

/** True for guidance on practice, data and who does what; a treaty or a law is a rule, and rules have parties. */
function holdsAnywhere({ read }: JudgedPassage): boolean {
  const { authority } = read.passage;
  return authority !== 'treaty' && authority !== 'national-law';
}

/** "How do I start a safe referral in Tripoli?" is no question about Libya, though its passages are lifted for it. */
function isGeneralMatter(general: JudgedPassage, own: JudgedPassage): boolean {
  return general.score > own.score && general.signs.passageCoverage > own.signs.passageCoverage * GENERAL_COVERAGE;
}

/** Decides on the passages found for a question that names a country. */
function decideOnCountry(question: Question, judged: readonly JudgedPassage[]): Decision {
  const ofCountry = judged.filter(({ fit }) => fit === 'own');
  const own = leadAmong(ofCountry);
  const international = leadAmong(judged.filter(({ fit }) => fit === 'international'));
  const guides = international && question.otherCountries.length === 0 && holdsAnywhere(international);
  if (own && !(guides && isGeneralMatter(international, own)))
    return { enough: true, quotable: withCompanions(own, judged) };
  if (!international) return { enough: false, nearest: [...judged] };
  const quotable = withCompanions(international, judged);
  const isGeneral = guides && (own || ofCountry.length === 0 || international.support >= GENERAL_SUPPORT);
  return isGeneral
    ? { enough: 'general', quotable: quotable.filter(holdsAnywhere) }
    : { enough: 'international-only', quotable };
}

/** Decides on the passages found for a question. */
export function decide(question: Question, found: readonly ScoredPassage[], lexicon: Lexicon): Decision {
  const judged = judge(question, found, lexicon);
  if (asksAboutCountry(question)) return decideOnCountry(question, judged);
  const lead = leadAmong(judged.filter(({ fit }) => fit !== 'other'));
  return lead ? { enough: true, quotable: withCompanions(lead, judged) } : { enough: false, nearest: judged };
}
