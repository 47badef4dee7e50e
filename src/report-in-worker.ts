/** Makes a training report in a thread of its own, so that reading tens of thousands of answers never holds the server up. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Config } from './config.ts';
import type { RecordsFilter } from './contracts/training.ts';
import { DalilError, errorCode } from './errors.ts';
import { openStore } from './state.ts';
import type { Module } from './training/quiz.ts';
import { buildReport } from './training/report/build-report.ts';
import type { TrainingReport } from './training/report/report.ts';

/** What the thread is given. */
interface Order {
  config: Config;
  filter: RecordsFilter;
  /** Handed over: reading them again would take as long as all the rest. */
  modules: readonly Module[];
}

/** What the thread sends back. An error loses its class on the way, so its parts travel. */
type FromWorker =
  | { kind: 'done'; report: TrainingReport }
  | { kind: 'failed'; code: string; message: string; hint: string };

/**
 * Makes the report of an event, of a module, of a time, or of everything. Rejects with the `DalilError` of whatever failed.
 */
export function reportInWorker(
  config: Config,
  filter: RecordsFilter,
  modules: readonly Module[],
): Promise<TrainingReport> {
  return new Promise((resolve, reject) => {
    const order: Order = { config, filter, modules };
    const worker = new Worker(new URL(import.meta.url), { workerData: order });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'done') resolve(message.report);
      else reject(new DalilError(message));
    });
    worker.once('error', reject);
    worker.once('exit', (status) => {
      // After a report or an error this changes nothing: a promise settles once.
      reject(
        new DalilError({
          code: 'report-died',
          message: `Making the report of a training ended early (status ${status}).`,
          hint: 'Ask for the report again; nothing that is kept was changed.',
        }),
      );
    });
  });
}

async function makeReport({ config, filter, modules }: Order): Promise<TrainingReport> {
  const store = await openStore(config);
  try {
    const [records, states] = await Promise.all([store.trainingRecords(filter), store.itemStates()]);
    return buildReport(records, modules, states, { event: filter.event, module: filter.module, now: Date.now() });
  } finally {
    await store.close();
  }
}

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const send = (message: FromWorker) => port.postMessage(message);
  try {
    send({ kind: 'done', report: await makeReport(workerData as Order) }); // made by `reportInWorker` above
  } catch (error) {
    const hint =
      error instanceof DalilError ? error.hint : 'Run `dalil doctor` to see whether the database can be read.';
    const message = error instanceof DalilError ? error.message : 'The report of a training could not be made.';
    send({ kind: 'failed', code: errorCode(error), message, hint });
  }
}

if (!isMainThread && parentPort) await work(parentPort);
