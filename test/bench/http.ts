/** `npm run bench:http`: whole turns over HTTP against the shipped documents, one person after another and eight at once. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApp } from '../../src/app.ts';
import { loadConfig, parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { readGolden } from '../../src/measuring/golden.ts';
import { percentile } from '../../src/measuring/scores.ts';
import { refreshInWorker } from '../../src/refresh-in-worker.ts';
import { printTable } from './arguments.ts';

const ROUNDS = 5;
const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-bench-'));
const config = parseConfig({
  DATA_DIR: folder,
  KNOWLEDGE_DIR: loadConfig().KNOWLEDGE_DIR,
  MESSAGES_PER_MINUTE: '10000',
  LOG_LEVEL: 'error',
});

const buildStart = performance.now();
await refreshInWorker(config);
const buildSeconds = (performance.now() - buildStart) / 1000;
const openStart = performance.now();
const app = await createApp(config, createLog('error'));
const openSeconds = (performance.now() - openStart) / 1000;
const port = await app.server.listen({ host: '127.0.0.1', port: 0 });
const base = `http://127.0.0.1:${port}`;
const questions = (await readGolden(path.join(config.KNOWLEDGE_DIR, 'golden'))).map(({ question }) => question);

async function post(route: string, body: object): Promise<Response> {
  return fetch(base + route, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify(body),
  });
}

async function openConversation(): Promise<string> {
  const answer: unknown = await (await post('/web/conversations', {})).json();
  if (typeof answer === 'object' && answer !== null && 'conversationId' in answer) return String(answer.conversationId);
  throw new Error('no conversation');
}

let sent = 0;
async function turn(conversationId: string, text: string): Promise<number> {
  sent += 1;
  const startedAt = performance.now();
  const response = await post('/web/messages', {
    conversationId,
    id: `m${sent}`,
    language: 'en',
    message: { kind: 'text', text },
  });
  const lines = await response.text();
  if (!lines.includes('"type":"message"')) throw new Error(`no answer: ${lines.slice(0, 200)}`);
  return performance.now() - startedAt;
}

async function measure(people: number): Promise<{ milliseconds: number[]; longestPause: number }> {
  const milliseconds: number[] = [];
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  await Promise.all(
    Array.from({ length: people }, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const question of questions) milliseconds.push(await turn(await openConversation(), question));
      }
    }),
  );
  pauses.disable();
  return { milliseconds, longestPause: pauses.percentile(99.9) / 1e6 };
}

await measure(1); // the first round warms the caches
const rows: (string | number)[][] = [['people at once', 'turns', 'p50 ms', 'p99 ms', 'event loop p99.9 ms']];
for (const people of [1, 8]) {
  const { milliseconds, longestPause } = await measure(people);
  rows.push([
    people,
    milliseconds.length,
    percentile(milliseconds, 0.5).toFixed(1),
    percentile(milliseconds, 0.99).toFixed(1),
    longestPause.toFixed(1),
  ]);
}
printTable(rows);
console.log(
  `index build ${buildSeconds.toFixed(1)} s; start with a ready index ${openSeconds.toFixed(2)} s (without starting the process)`,
);
await app.close();
await rm(folder, { recursive: true, force: true });
