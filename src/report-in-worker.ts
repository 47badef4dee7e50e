/** Makes training reports in a thread of its own, so that reading tens of thousands of answers never holds the server up. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Config } from './config.ts';
import type { Store } from './contracts/store.ts';
import type { RecordsFilter } from './contracts/training.ts';
import { DalilError, errorCode } from './errors.ts';
import { openStore } from './state.ts';
import type { Module } from './training/quiz.ts';
import { buildReport } from './training/report/build-report.ts';
import type { TrainingReport } from './training/report/report.ts';

/** Starting the thread takes as long as a report of hundreds of people: it is kept so long after the last one, in milliseconds. */
const KEPT = 10 * 60 * 1000;

/** What the thread is given. */
interface Given {
  config: Config;
  /** Handed over: reading them again would take as long as all the rest. */
  modules: readonly Module[];
}

interface Order {
  id: number;
  filter: RecordsFilter;
}

/** What the thread sends back. An error loses its class on the way, so its parts travel. */
type FromWorker = { id: number } & (
  | { kind: 'done'; report: TrainingReport }
  | { kind: 'failed'; code: string; message: string; hint: string }
);

/** Makes reports; the thread is started with the first one. */
export interface Reporter {
  /** Starts the thread, where somebody is about to ask for a report. */
  prepare(): void;
  /** The report of an event, of a module, of a time, or of everything. Rejects with the `DalilError` of whatever failed. */
  report(filter: RecordsFilter): Promise<TrainingReport>;
  /** Ends the thread; reports that are being made are given up. */
  close(): Promise<void>;
}

/** Makes a reporter. A thread that is kept, or waits, does not keep the process alive. */
export function createReporter(config: Config, modules: readonly Module[]): Reporter {
  const waiting = new Map<number, PromiseWithResolvers<TrainingReport>>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let orders = 0;

  /** Whatever ends a thread ends what it was asked for; the next report starts another. */
  function ended(worker: Worker, error: unknown): void {
    if (thread !== worker) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const given: Given = { config, modules };
    const worker = new Worker(new URL(import.meta.url), { workerData: given });
    worker.on('message', (message: FromWorker) => {
      const order = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'done') order?.resolve(message.report);
      else order?.reject(new DalilError(message));
      if (waiting.size === 0) rest(worker);
    });
    worker.once('error', (error) => ended(worker, error));
    worker.once('exit', (status) =>
      ended(
        worker,
        new DalilError({
          code: 'report-died',
          message: `Making the report of a training ended early (status ${status}).`,
          hint: 'Ask for the report again; nothing that is kept was changed.',
        }),
      ),
    );
    return worker;
  }

  /** A thread with nothing to do ends after a while, and does not keep the process alive until then. */
  function rest(worker: Worker): void {
    worker.unref();
    clearTimeout(idle);
    idle = setTimeout(() => void close(), KEPT).unref();
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    await thread?.terminate();
  }

  return {
    prepare() {
      if (thread) return;
      thread = start();
      rest(thread);
    },
    report(filter) {
      clearTimeout(idle);
      thread ??= start();
      thread.ref();
      const order: Order = { id: orders, filter };
      orders += 1;
      const made = Promise.withResolvers<TrainingReport>();
      waiting.set(order.id, made);
      thread.postMessage(order);
      return made.promise;
    },
    close,
  };
}

/** Makes one report in a thread that ends with it. */
export async function reportInWorker(
  config: Config,
  filter: RecordsFilter,
  modules: readonly Module[],
): Promise<TrainingReport> {
  const reporter = createReporter(config, modules);
  try {
    return await reporter.report(filter);
  } finally {
    await reporter.close();
  }
}

/** Answers orders until the thread is ended. */
function work(port: NonNullable<typeof parentPort>): void {
  const { config, modules } = workerData as Given; // given by `createReporter` above
  let opened: Promise<Store> | undefined;

  async function makeReport(filter: RecordsFilter): Promise<TrainingReport> {
    opened ??= openStore(config);
    const store = await opened.catch((error: unknown) => {
      // The database may be there the next time.
      opened = undefined;
      throw error;
    });
    const [records, states] = await Promise.all([store.trainingRecords(filter), store.itemStates()]);
    return buildReport(records, modules, states, { event: filter.event, module: filter.module, now: Date.now() });
  }

  port.on('message', ({ id, filter }: Order) => {
    const send = (message: FromWorker) => port.postMessage(message);
    makeReport(filter).then(
      (report) => send({ id, kind: 'done', report }),
      (error: unknown) => {
        const hint =
          error instanceof DalilError ? error.hint : 'Run `dalil doctor` to see whether the database can be read.';
        const message = error instanceof DalilError ? error.message : 'The report of a training could not be made.';
        send({ id, kind: 'failed', code: errorCode(error), message, hint });
      },
    );
  });
}

if (!isMainThread && parentPort) work(parentPort);
