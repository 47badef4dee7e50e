/** Starts and stops the process: settings, index, app, listen; a stop lets running turns finish. */
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';
import { DalilError, errorCode } from './errors.ts';
import { readPointer } from './knowledge/versions.ts';
import { createLog } from './log.ts';
import { refreshInWorker } from './refresh-in-worker.ts';

/** Says a failure to the person who started Dalil, and ends with status 1. */
function failToStart(error: unknown): never {
  const text =
    error instanceof DalilError ? `${error.message}\n${error.hint}` : `Dalil could not start (${errorCode(error)}).`;
  process.stderr.write(`${text}\n`);
  if (!(error instanceof DalilError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.LOG_LEVEL);
  if (!(await readPointer(config.DATA_DIR))) {
    process.stdout.write('Reading the documents for the first time …\n');
    const { documents, passages, problems } = await refreshInWorker(config);
    process.stdout.write(`${documents} documents, ${passages} passages.\n`);
    for (const { file, line, message, hint } of problems) process.stderr.write(`${file}:${line} ${message} ${hint}\n`);
  }
  const app = await createApp(config, log);
  if (!app.conversations.index.current()) {
    // Every version on disk is damaged: the documents are still there.
    process.stdout.write('The index cannot be read; building it again from the documents …\n');
    await refreshInWorker(config);
    await app.conversations.index.look();
  }
  const port = await app.server.listen({ host: config.HOST, port: config.PORT });
  const host = config.HOST === '127.0.0.1' || config.HOST === '::1' ? 'localhost' : config.HOST;
  process.stdout.write(`Dalil answers on http://${host}:${port}/\n`);
  await app.resume();

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Stopping');
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ code: errorCode(error), error }, 'The stop was not clean');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('warning', (warning) => log.warn({ code: errorCode(warning), kind: warning.name }, 'Process warning'));
}

start().catch(failToStart);
