/** Decides whether the passages found are enough to answer with, and which of them to quote. */
import type { ScoredPassage } from '../search/knowledge-index.ts';
import { type EvidenceSigns, evidenceSigns, type ReadPassage, readPassage } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question } from './question.ts';
import { type CountryFit, countryFit } from './retrieve.ts';

/** Passages checked for an answer; one below has been outranked too often to lead it. */
const CHECKED = 5;
/** Support at or above this is enough. Chosen on the development questions, see `npm run bench:thresholds`. */
export const ENOUGH_SUPPORT = 0.5;
/** A further passage is quoted beside the first when its score and its support come this near. */
const FURTHER_SCORE_SHARE = 0.8;
const FURTHER_SUPPORT_SHARE = 0.8;

/** Weights of the signs; fitted by `npm run bench:thresholds` and rounded. */
const WEIGHTS: Record<keyof EvidenceSigns, number> = {
  passageCoverage: 2,
  sentenceCoverage: 0,
  wordingMatch: 2,
  knownMissing: -2,
  worstMissing: 0,
  focusFound: 1,
  editionMissing: -1,
  namesMissing: -0.5,
  kindMissing: -1.5,
  negationMissing: 0,
  outcovered: -1,
  length: 1,
};
const INTERCEPT = -1;

/** How well one passage supports an answer, 0 to 1. */
export function supportOf(signs: EvidenceSigns): number {
  let sum = INTERCEPT;
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
}

/** Why there is or is not enough to answer with. */
export type Decision =
  | { enough: true; quotable: JudgedPassage[] }
  /** A country was named and only international material supports an answer. */
  | { enough: 'international-only'; quotable: JudgedPassage[] }
  | { enough: false; nearest: JudgedPassage[] };

/** Judges the passages, which come best first. */
export function judge(question: Question, found: readonly ScoredPassage[], lexicon: Lexicon): JudgedPassage[] {
  const read = found.slice(0, CHECKED).map(({ passage, score }) => {
    const cut = readPassage(passage);
    return { read: cut, score, signs: evidenceSigns(question, cut), fit: countryFit(question, passage, lexicon) };
  });
  const widest = Math.max(0, ...read.map(({ signs }) => signs.passageCoverage));
  return read.map((judged) => {
    const signs = { ...judged.signs, outcovered: widest - judged.signs.passageCoverage };
    return { ...judged, signs, support: supportOf(signs) };
  });
}

/** The leading passage and those near enough to stand beside it. */
function withCompanions(lead: JudgedPassage, judged: readonly JudgedPassage[]): JudgedPassage[] {
  const companions = judged.filter(
    (other) =>
      other !== lead &&
      other.fit === lead.fit &&
      other.score >= lead.score * FURTHER_SCORE_SHARE &&
      other.support >= Math.max(ENOUGH_SUPPORT, lead.support * FURTHER_SUPPORT_SHARE),
  );
  return [lead, ...companions];
}

/** Decides on the passages found for a question. */
export function decide(question: Question, found: readonly ScoredPassage[], lexicon: Lexicon): Decision {
  const judged = judge(question, found, lexicon);
  const supporting = judged.filter(({ support, fit }) => support >= ENOUGH_SUPPORT && fit !== 'other');
  const countryNamed = question.countries.length + question.otherCountries.length > 0;
  const own = supporting.find(({ fit }) => fit === 'own');
  const lead = countryNamed ? own : supporting[0];
  if (lead) return { enough: true, quotable: withCompanions(lead, judged) };
  const international = supporting.find(({ fit }) => fit === 'international');
  if (international) return { enough: 'international-only', quotable: withCompanions(international, judged) };
  return { enough: false, nearest: judged };
}
