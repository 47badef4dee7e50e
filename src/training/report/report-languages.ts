/** Scores by the language of the tests. */
import { LANGUAGES } from '../../contracts/language.ts';
import { type FinishedTest, type ModuleRecords, scoreOf } from './choose-tests.ts';
import { computeMean } from './compute-mean.ts';
import type { LanguageReport } from './report.ts';

/** The mean of the tests that count in each language: one for each learner, module and kind of test. */
export function reportLanguages(modules: readonly ModuleRecords[]): LanguageReport[] {
  const pretests = modules.flatMap((module) => [...module.pretests.values()]);
  const finals = modules.flatMap((module) => [...module.finals.values()]);
  return LANGUAGES.map((language) => {
    const [before, after] = [pretests, finals].map((tests) => tests.filter((test) => test.language === language));
    const meanOf = (tests: readonly FinishedTest[] = []) => computeMean(tests.map(scoreOf));
    const learners = new Set([...(before ?? []), ...(after ?? [])].map(({ learnerKey }) => learnerKey));
    return { language, learners: learners.size, pretest: meanOf(before), final: meanOf(after) };
  });
}
