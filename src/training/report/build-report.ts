/** Builds the trainer's report from the records of trainings. Pure: the same records always give the same report. */
import type { AnswerRecord, ItemState, TrainingRecords } from '../../contracts/training.ts';
import type { Module } from '../quiz.ts';
import { keepEvent, type ModuleRecords, scoreOf, scoresOf, sortByModule, type Tests } from './choose-tests.ts';
import { computeAlpha, type TakenTest } from './compute-alpha.ts';
import { computeGain } from './compute-gain.ts';
import { computeMean, distribute, meanOf } from './compute-mean.ts';
import { countFunnel } from './count-funnel.ts';
import { listDonorLines } from './list-donor-lines.ts';
import { measureRetention } from './measure-retention.ts';
import { MIN_FOR_DISCRIMINATION, type ModuleReport, type TrainingReport } from './report.ts';
import { reportItems } from './report-items.ts';
import { reportLanguages } from './report-languages.ts';

export interface ReportOptions {
  /** Code of the event it is about; everything where it is left out. */
  event?: string;
  /** Key of the only module it is about. */
  module?: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Of how many answers a discrimination says something; `MIN_FOR_DISCRIMINATION` where it is left out. */
  minimum?: number;
}

/**
 * Builds the report. What each figure means is said beside it in `report.ts`, its formula beside the function that
 * computes it. Modules are those that exist now: of an event its own, in their order here, else all.
 * @param states where items stand; those of other modules are passed over
 */
export function buildReport(
  records: TrainingRecords,
  modules: readonly Module[],
  states: readonly ItemState[],
  { event: code, module: only, now, minimum = MIN_FOR_DISCRIMINATION }: ReportOptions,
): TrainingReport {
  const own = code === undefined ? records : keepEvent(records, code);
  const event = code === undefined ? undefined : own.events[0];
  const recordsOf = sortByModule(own);
  const shown = modules.filter(
    ({ key }) => (only === undefined || key === only) && (event === undefined || event.modules.includes(key)),
  );
  const parts = shown.map(({ key }) => recordsOf(key));
  return {
    event: event && {
      code: event.code,
      name: event.name,
      place: event.place,
      country: event.country,
      startsOn: event.startsOn,
      endsOn: event.endsOn,
    },
    madeAt: now,
    funnel: { joined: new Set(own.members.map(({ learnerKey }) => learnerKey)).size, ...countFunnel(parts) },
    modules: shown.map((module, at) => reportModule(module, parts[at] ?? recordsOf(module.key), states, minimum)),
    languages: reportLanguages(parts),
    ...listDonorLines(own, modules, only),
  };
}

function reportModule(
  module: Module,
  records: ModuleRecords,
  states: readonly ItemState[],
  minimum: number,
): ModuleReport {
  const { pretests, finals } = records;
  const paired = pair(pretests, finals);
  return {
    module: module.key,
    funnel: countFunnel([records]),
    pretest: computeMean(scoresOf(pretests)),
    final: computeMean(scoresOf(finals)),
    paired,
    gain: computeGain(paired.before, paired.after),
    beforeDistribution: distribute([...pretests.values()]),
    afterDistribution: distribute([...finals.values()]),
    alpha: {
      pretest: computeAlpha(takenTests(pretests, records.answers.get('pretest') ?? [])),
      final: computeAlpha(takenTests(finals, records.answers.get('final') ?? [])),
    },
    retention: measureRetention(records),
    items: reportItems(module, records, states, minimum),
  };
}

/** The means of learners who have both. */
function pair(pretests: Tests, finals: Tests): ModuleReport['paired'] {
  const both = [...pretests.values()].flatMap((pretest) => {
    const final = finals.get(pretest.learnerKey);
    return final ? [{ before: scoreOf(pretest), after: scoreOf(final) }] : [];
  });
  return {
    n: both.length,
    before: meanOf(both.map(({ before }) => before)),
    after: meanOf(both.map(({ after }) => after)),
  };
}

/** What was answered in the tests that count. */
function takenTests(tests: Tests, answers: readonly AnswerRecord[]): TakenTest[] {
  const taken = new Map([...tests.values()].map(({ id }) => [id, new Map<string, boolean>()]));
  for (const { attemptId, itemId, right } of answers) taken.get(attemptId)?.set(itemId, right);
  return [...taken.values()];
}
