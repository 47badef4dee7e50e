/**
 * `npm run bench:whatsapp`: signed webhooks, 200 a second for 30 seconds, against a server of its own with the default
 * settings and a stand-in for Meta; then the same with a `kill -9` and a restart in the middle. What the stand-in does
 * not prove is said at its top.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeSettings, PROJECT_DIR, parseConfig } from '../../src/config.ts';
import { percentile } from '../../src/measuring/scores.ts';
import { refreshInWorker } from '../../src/refresh-in-worker.ts';
import { type CloudApiStandIn, startCloudApi } from '../fixtures/whatsapp/cloud-api.ts';
import { messagesPost, sign, text, toWire } from '../fixtures/whatsapp/webhook.ts';
import { printTable } from './arguments.ts';

const PER_SECOND = 200;
const { values } = parseArgs({ options: { seconds: { type: 'string' }, only: { type: 'string' } } });
const SECONDS = Number(values.seconds ?? 30);
/** So many that nobody writes more than the 20 messages a minute the default allows. */
const PEOPLE = 600;
const SECRET = 'bench-secret';
/** Asked in this order by everybody; the answers can be told apart. */
const QUESTIONS = [
  'What are the steps of a safe referral?',
  'What is the difference between trafficking and smuggling?',
  'Who can identify a presumed victim?',
  'What is a National Referral Mechanism?',
  'What is a recovery and reflection period?',
  'help',
  'privacy',
  'language',
  'What is mixed migration?',
  'hello',
];

const numberOf = (person: number) => `2169${String(person).padStart(7, '0')}`;
const wordsOf = (body: unknown) => JSON.stringify(body);

/** Memory at a share (0 to 1) of the run, in megabytes. */
function megabytesAt(memory: readonly number[], share: number): string {
  return (memory[Math.round(share * (memory.length - 1))] ?? 0).toFixed(0);
}

/** The server as a process of its own. */
class Server {
  readonly #environment: Record<string, string>;
  readonly url: string;
  #child: ChildProcess | undefined;
  /** Megabytes in use, once a second. */
  readonly memory: number[] = [];

  constructor(environment: Record<string, string>) {
    this.#environment = environment;
    this.url = `http://127.0.0.1:${environment.PORT}`;
  }

  async start(): Promise<void> {
    this.#child = spawn(process.execPath, ['src/main.ts'], {
      cwd: PROJECT_DIR,
      env: this.#environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (;;) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (response?.ok) return;
      await sleep(100);
    }
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async measure(): Promise<void> {
    const status = await readFile(`/proc/${this.#child?.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmRSS:\s+(\d+)/mu.exec(status)?.[1];
    if (kilobytes !== undefined) this.memory.push(Number(kilobytes) / 1024);
  }
}

/** Connections are kept, as a platform that posts all the time keeps them. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** Posts as Meta does; resolves with the status of the answer. */
function post(url: string, object: object): Promise<number> {
  const body = toWire(object);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-hub-signature-256': sign(body, SECRET),
  };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
    request.end(body);
  });
}

/** Posts a message until it is acknowledged, as Meta does; resolves with the time of the attempt that was, in milliseconds. */
async function postUntilKept(
  url: string,
  person: number,
  question: string,
): Promise<{ milliseconds: number; attempts: number }> {
  const message = messagesPost(text({ phone: numberOf(person) }, question));
  for (let attempts = 1; ; attempts += 1) {
    const startedAt = performance.now();
    const status = await post(`${url}/whatsapp/webhook`, message).catch(() => 0);
    if (status === 200) return { milliseconds: performance.now() - startedAt, attempts };
    await sleep(500);
  }
}

/** The first words of each answer, as one person gets them. */
async function learnAnswers(server: Server, api: CloudApiStandIn): Promise<string[]> {
  const learned: string[] = [];
  for (const question of ['hello', ...QUESTIONS]) {
    const before = api.sends.length;
    await postUntilKept(server.url, 0, question);
    while (api.sends.length === before) await sleep(20);
    learned.push(/"(?:body|text)":"([^"\\]{10,50})/u.exec(wordsOf(api.sends[before]?.body))?.[1] ?? '');
  }
  return learned.slice(1);
}

async function run(kill: boolean): Promise<(string | number)[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-bench-'));
  const api = await startCloudApi();
  const unset = Object.fromEntries(describeSettings().map(({ name }) => [name, '']));
  const environment = {
    ...unset,
    PATH: process.env.PATH ?? '',
    DATA_DIR: folder,
    PORT: String(42_000 + (process.pid % 2_000)),
    LOG_LEVEL: 'error',
    WHATSAPP_ACCESS_TOKEN: api.accessToken,
    WHATSAPP_APP_SECRET: SECRET,
    WHATSAPP_VERIFY_TOKEN: 'bench-verify',
    WHATSAPP_PHONE_NUMBER_ID: api.phoneNumberId,
    WHATSAPP_GRAPH_URL: api.url,
  };
  await refreshInWorker(parseConfig({ DATA_DIR: folder }));
  const server = new Server(environment);
  await server.start();
  api.webhook = { url: `${server.url}/whatsapp/webhook`, appSecret: SECRET };
  const answers = await learnAnswers(server, api);
  api.sends.length = 0;

  const acknowledged: number[] = [];
  const turnOf = new Map<number, Promise<void>>();
  const waiting: Promise<void>[] = [];
  const startedAt = performance.now();
  let killed = false;
  for (let sent = 0; sent < PER_SECOND * SECONDS; sent += 1) {
    const due = startedAt + (sent * 1000) / PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    if (sent % PER_SECOND === 0) await server.measure();
    if (kill && !killed && sent >= (PER_SECOND * SECONDS) / 2) {
      killed = true;
      waiting.push(server.stop('SIGKILL').then(() => server.start()));
    }
    const person = 1 + (sent % PEOPLE);
    const question = QUESTIONS[Math.floor(sent / PEOPLE)] ?? '';
    // A person's next message does not overtake one that is not kept yet.
    const turn = (turnOf.get(person) ?? Promise.resolve())
      .then(() => postUntilKept(server.url, person, question))
      .then(({ milliseconds, attempts }) => {
        if (attempts === 1) acknowledged.push(milliseconds);
      });
    turnOf.set(person, turn);
    waiting.push(turn);
  }
  await Promise.all(waiting);
  const expected = PER_SECOND * SECONDS;
  const patience = performance.now() + 300_000;
  while (api.sends.length < expected && performance.now() < patience) {
    await sleep(1000);
    await server.measure();
  }
  // Whatever is said twice comes after the wait for a status.
  await sleep(kill ? 40_000 : 3_000);
  const drained = (performance.now() - startedAt) / 1000;

  let lost = 0;
  let doubled = 0;
  let disordered = 0;
  for (let person = 1; person <= PEOPLE; person += 1) {
    const mine = api.sends.filter(({ to }) => to.phone === numberOf(person)).map(({ body }) => wordsOf(body));
    const asked = expected / PEOPLE;
    lost += Math.max(0, asked - mine.length);
    doubled += Math.max(0, mine.length - asked);
    const places = mine.map((words) => answers.findIndex((answer) => answer !== '' && words.includes(answer)));
    if (places.some((place, at) => place !== at)) disordered += 1;
  }
  const row = [
    kill ? 'kill -9 in the middle' : 'undisturbed',
    expected,
    lost,
    doubled,
    disordered,
    percentile(acknowledged, 0.5).toFixed(1),
    percentile(acknowledged, 0.99).toFixed(1),
    Math.max(...acknowledged).toFixed(0),
    [0, 0.1, 0.25, 0.5, 1].map((share) => megabytesAt(server.memory, share)).join(' '),
    drained.toFixed(0),
    api.problems.length,
  ];
  await server.stop('SIGTERM');
  await api.close();
  await rm(folder, { recursive: true, force: true });
  return row;
}

const head = ['run', 'messages', 'lost', 'doubled', 'people out of order', 'ack p50 ms', 'p99 ms', 'max ms'];
const rows = [[...head, 'MB at 0 10 25 50 100 % of the run', 'seconds', 'refused bodies']] as (string | number)[][];
if (values.only !== 'kill') rows.push(await run(false));
if (values.only !== 'undisturbed') rows.push(await run(true));
printTable(rows);
