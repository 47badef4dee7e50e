/**
 * `npm run simulate:training -- --seed 1 --learners 500 --keep folder`: simulates an event and its people by driving the
 * real player, keeps everything in a real store, and makes the report of it in a worker; prints its main figures and how
 * long each step took. With `--keep`, the database, the modules, the raw answers as CSV and the report stay in the folder.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { parseConfig } from '../../src/config.ts';
import { createReporter } from '../../src/report-in-worker.ts';
import { openStore } from '../../src/state.ts';
import { buildReport } from '../../src/training/report/build-report.ts';
import { itemsToSuspend } from '../../src/training/report/items-to-suspend.ts';
import type { Mean, TrainingReport } from '../../src/training/report/report.ts';
import { differences } from '../fixtures/training/compare-reports.ts';
import { digestFiles } from '../fixtures/training/simulation/digest.ts';
import { keepSimulated } from '../fixtures/training/simulation/keep.ts';
import { simulatedFiles } from '../fixtures/training/simulation/modules.ts';
import { writeRawFiles } from '../fixtures/training/simulation/raw-files.ts';
import { toRecords } from '../fixtures/training/simulation/records.ts';
import { simulate } from '../fixtures/training/simulation/simulate.ts';
import { printTable } from './arguments.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    learners: { type: 'string', default: '500' },
    keep: { type: 'string' },
  },
});

const times: [string, number, number][] = [];
/** Both clocks: on a busy machine the time on the wall says little about the work. */
async function timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const [startedAt, before] = [performance.now(), process.threadCpuUsage()];
  const result = await work();
  const { user, system } = process.threadCpuUsage(before);
  times.push([name, performance.now() - startedAt, (user + system) / 1000]);
  return result;
}

const percent = ({ mean, n }: Mean) => (mean === undefined ? '-' : `${(100 * mean).toFixed(1)} % (${n})`);
const decimal = (value: number | undefined) => value?.toFixed(3) ?? '-';

function printReport({ modules, donor, funnel, trained }: TrainingReport): void {
  printTable([
    ['module', 'pre-test', 'final', 'gain', 'alpha before', 'alpha after', '30 days', '90 days', 'certified'],
    ...modules.map((module) => [
      module.module,
      percent(module.pretest),
      percent(module.final),
      decimal(module.gain),
      decimal(module.alpha.pretest.value),
      decimal(module.alpha.final.value),
      percent(module.retention.days30),
      percent(module.retention.days90),
      module.funnel.certified,
    ]),
  ]);
  console.log();
  printTable([
    ['event', 'module', 'joined', 'finished', 'passed'],
    ...donor.map(({ event, module, joined, finished, passed }) => [event, module, joined, finished, passed]),
  ]);
  console.log(`\nfunnel ${JSON.stringify(funnel)}, trained ${JSON.stringify(trained)}`);
}

const folder = values.keep ?? (await mkdtemp(path.join(tmpdir(), 'dalil-training-')));
// A folder of its own, so that no other database is ever replaced.
const dataDir = path.join(path.resolve(folder), 'simulated-data');
const config = parseConfig({ DATA_DIR: dataDir });
await rm(dataDir, { recursive: true, force: true });

const simulated = await timed('simulate', () =>
  simulate({ seed: Number(values.seed), learners: Number(values.learners) }),
);
const { modules, states, attempts } = simulated;
const store = await openStore(config);
await timed('keep in the store', () => keepSimulated(simulated, store));
const records = await timed('read the records', () => store.trainingRecords({}));
const report = await timed('build the report', () => buildReport(records, modules, states, { now: 0 }));
await store.close();

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const reporter = createReporter(config, modules);
await timed('a first report, seen from outside: the thread is started', () => reporter.report({}));
const fromWorker = await timed('a second report, seen from outside', () => reporter.report({}));
await timed('a report of one event, seen from outside', () => reporter.report({ event: 'TUN-2026-05' }));
delay.disable();
await reporter.close();
const direct = buildReport(toRecords(simulated), modules, states, { now: fromWorker.madeAt });
const differing = differences(fromWorker, direct);

printReport(report);
console.log(
  `\nto suspend: ${
    itemsToSuspend(report)
      .map(({ itemId }) => itemId)
      .join(', ') || 'none'
  }`,
);
console.log(`${attempts.length} runs, ${records.answers.length} answers\n`);
printTable([
  ['step', 'ms', 'ms of processor'],
  ...times.map(([name, wall, processor]) => [name, Math.round(wall), Math.round(processor)]),
]);
console.log(`\nlongest hold of this thread while the worker worked: ${(delay.max / 1e6).toFixed(1)} ms`);
console.log(`figures that differ between the report out of the store and what was simulated: ${differing.length}`);
if (differing.length > 0) process.exitCode = 1;

if (values.keep === undefined) await rm(folder, { recursive: true });
else {
  const quizzes = path.join(folder, 'quizzes');
  await mkdir(quizzes, { recursive: true });
  // JSON is YAML.
  for (const [at, file] of simulatedFiles().entries()) {
    await writeFile(path.join(quizzes, `${at + 1}.yaml`), JSON.stringify(file, undefined, 2));
  }
  const raw = path.join(folder, 'raw');
  const files = writeRawFiles(simulated);
  await mkdir(raw, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(raw, name), text);
  await writeFile(path.join(raw, 'digest.txt'), `${digestFiles(files)}\n`);
  await writeFile(path.join(folder, 'report.json'), JSON.stringify(report, undefined, 2));
}
