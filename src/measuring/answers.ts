/** Puts golden questions to the whole conversation and says what came of them, language by language. */
import type { Language } from '../contracts/language.ts';
import { LANGUAGES } from '../contracts/language.ts';
import { type GoldenQuestion, isAnswerable } from './golden.ts';
import { percent, percentile } from './scores.ts';

/** What came of one golden question. */
export interface Answered {
  question: GoldenQuestion;
  outcome: string;
  /** Place of the first right section in the ranking, from 0; -1 when it is not in the first ten. */
  place: number;
  /** True when the answer holds the words a right one must. */
  rightWords: boolean;
  milliseconds: number;
}

/** Rates in percent. */
export interface AnswersReport {
  language: Language;
  answerable: number;
  unanswerable: number;
  rightFirst: number;
  rightInFive: number;
  /** Of the answerable questions, refused ones counted as wrong. */
  rightWords: number;
  /** Of the answerable questions. */
  refusedWrongly: number;
  /** Of the unanswerable questions. */
  refusedRightly: number;
  /** Of the unanswerable questions. */
  answeredWrongly: number;
  /** Of the answerable questions, asked of documents that stand in English only; undefined for English and when left out. */
  acrossInFive?: number | undefined;
  p50Ms: number;
  p99Ms: number;
}

/** True when the documents were said to answer. */
export const isAnswer = ({ outcome }: Answered): boolean => outcome === 'answered';

/** Keys a question is known by in every language. */
export const questionKey = ({ id, language }: GoldenQuestion): string => `${language}/${id}`;

/**
 * The rates of one language. `acrossPlaces` are the places of the right sections when the translations were hidden, by
 * `questionKey`.
 */
export function reportOn(
  language: Language,
  all: readonly Answered[],
  acrossPlaces?: ReadonlyMap<string, number>,
): AnswersReport {
  const answered = all.filter(({ question }) => question.language === language);
  const answerable = answered.filter(({ question }) => isAnswerable(question));
  const unanswerable = answered.filter(({ question }) => !isAnswerable(question));
  const rate = (of: readonly Answered[], test: (one: Answered) => boolean) =>
    percent(of.filter(test).length, of.length);
  const across = answerable.flatMap(({ question }) => acrossPlaces?.get(questionKey(question)) ?? []);
  const milliseconds = answered.map((one) => one.milliseconds);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    language,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    rightFirst: rate(answerable, ({ place }) => place === 0),
    rightInFive: rate(answerable, ({ place }) => place >= 0 && place < 5),
    rightWords: rate(answerable, (one) => isAnswer(one) && one.rightWords),
    refusedWrongly: rate(answerable, (one) => !isAnswer(one)),
    refusedRightly: rate(unanswerable, (one) => !isAnswer(one)),
    answeredWrongly: rate(unanswerable, isAnswer),
    acrossInFive:
      across.length === 0
        ? undefined
        : percent(across.filter((place) => place >= 0 && place < 5).length, across.length),
    p50Ms: rounded(percentile(milliseconds, 0.5)),
    p99Ms: rounded(percentile(milliseconds, 0.99)),
  };
}

/** A report for each language that was asked in, in the usual order. */
export function reportsOn(all: readonly Answered[], acrossPlaces?: ReadonlyMap<string, number>): AnswersReport[] {
  const asked = new Set(all.map(({ question }) => question.language));
  return LANGUAGES.filter((language) => asked.has(language)).map((language) => reportOn(language, all, acrossPlaces));
}

/** Points between the best and the worst language, right source first. */
export function parityGap(reports: readonly AnswersReport[]): number {
  const rates = reports.map(({ rightFirst }) => rightFirst);
  return rates.length === 0 ? 0 : Math.round((Math.max(...rates) - Math.min(...rates)) * 100) / 100;
}
