/** Who was trained where, in what, when: counts a donor asks for. */
import type { TrainingEvent, TrainingRecords } from '../../contracts/training.ts';
import { passes } from '../progress.ts';
import type { Module } from '../quiz.ts';
import { chooseFirstTests } from './choose-tests.ts';
import type { DonorLine, TrainingReport } from './report.ts';

/**
 * A line for each event and each of its modules, the earliest event first, and the people over all lines, each counted
 * once. Passed is whose first finished final test of that event reached the pass mark (100 · right / answered >= mark), or
 * who holds a certificate of the module from it, earned in a later final test; that they finished one is proven by it. Of a
 * module that does not exist any more no mark is known, and certificates alone count.
 */
export function listDonorLines(
  records: TrainingRecords,
  modules: readonly Module[],
  only?: string,
): Pick<TrainingReport, 'donor' | 'trained'> {
  const finished = new Set<string>();
  const passed = new Set<string>();
  const attempts = Map.groupBy(records.attempts, ({ event }) => event);
  const certificates = Map.groupBy(records.certificates, ({ event }) => event);
  const members = Map.groupBy(records.members, ({ event }) => event);
  const keys = new Map(modules.map((module) => [module.key, module]));

  function toLine({ code, name, place, country, startsOn, endsOn }: TrainingEvent, key: string): DonorLine {
    const module = keys.get(key);
    const isOwn = (record: { module: string }) => record.module === key;
    const finals = chooseFirstTests((attempts.get(code) ?? []).filter(isOwn), 'final');
    const holders = (certificates.get(code) ?? []).filter(isOwn).map(({ learnerKey }) => learnerKey);
    const reached = [...finals.values()]
      .filter(({ right, answered }) => module !== undefined && passes(module, { right, items: answered }))
      .map(({ learnerKey }) => learnerKey);
    const passedHere = new Set([...reached, ...holders]);
    const finishedHere = new Set([...finals.keys(), ...holders]);
    for (const learner of finishedHere) finished.add(learner);
    for (const learner of passedHere) passed.add(learner);
    return {
      ...{ event: code, name, place, country, startsOn, endsOn, module: key },
      joined: new Set((members.get(code) ?? []).map(({ learnerKey }) => learnerKey)).size,
      finished: finishedHere.size,
      passed: passedHere.size,
    };
  }

  const donor = records.events
    .toSorted((one, other) => compare(one.startsOn, other.startsOn) || compare(one.code, other.code))
    .flatMap((event) =>
      [...new Set(event.modules)].filter((key) => only === undefined || key === only).map((key) => toLine(event, key)),
    );
  return { donor, trained: { finished: finished.size, passed: passed.size } };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
