/** Runs a refresh in a thread of its own, so that learning and building never hold the server up. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Config } from './config.ts';
import { DalilError, errorCode } from './errors.ts';
import { type RefreshProgress, type RefreshResult, refreshKnowledge } from './knowledge/refresh.ts';
import { createRefreshSettings } from './knowledge-parts.ts';

/** What the thread sends back. An error loses its class on the way, so its parts travel. */
type FromWorker =
  | { kind: 'progress'; progress: RefreshProgress }
  | { kind: 'done'; result: RefreshResult }
  | { kind: 'failed'; code: string; message: string; hint: string };

/** Refreshes the knowledge the settings name. Rejects with the `DalilError` of the refresh, or when the thread dies. */
export function refreshInWorker(
  config: Config,
  onProgress?: (progress: RefreshProgress) => void,
): Promise<RefreshResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: config });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'done') resolve(message.result);
      else reject(new DalilError(message));
    });
    worker.once('error', reject);
    worker.once('exit', (status) => {
      // After a result or an error this changes nothing: a promise settles once.
      reject(
        new DalilError({
          code: 'refresh-died',
          message: `The refresh ended early (status ${status}).`,
          hint: 'The version that was live is still in use; run `dalil knowledge refresh` again.',
        }),
      );
    });
  });
}

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const send = (message: FromWorker) => port.postMessage(message);
  try {
    const settings = await createRefreshSettings(workerData as Config); // made by `refreshInWorker` above
    const result = await refreshKnowledge({
      ...settings,
      onProgress: (progress) => send({ kind: 'progress', progress }),
    });
    send({ kind: 'done', result });
  } catch (error) {
    const hint = error instanceof DalilError ? error.hint : 'Run `dalil knowledge refresh` to see more.';
    const message = error instanceof DalilError ? error.message : 'The documents could not be read.';
    send({ kind: 'failed', code: errorCode(error), message, hint });
  }
}

if (!isMainThread && parentPort) await work(parentPort);
