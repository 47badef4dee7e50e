/** The SQLite store: the shared suite, and what only a file can do wrong. */
import { execFile, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/backends/database-sqlite.ts';
import { describeStore } from '../contracts/store.contract.ts';

const CHILD = join(import.meta.dirname, 'database-sqlite.child.ts');

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dalil-sqlite-'));
}

describeStore('SQLite', async () => {
  const folder = makeFolder();
  const path = join(folder, 'state', 'dalil.sqlite');
  return {
    open: () => openDatabase({ url: path }),
    execute: async (statement) => {
      const database = new DatabaseSync(path);
      database.exec(statement);
      database.close();
    },
    cleanup: async () => rmSync(folder, { recursive: true }),
  };
});

describe('the SQLite file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = makeFolder();
    path = join(folder, 'dalil.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gets a folder for the owner only', async () => {
    const store = await openDatabase({ url: join(folder, 'a', 'b', 'dalil.sqlite') });
    await store.close();
    expect(statSync(join(folder, 'a')).mode & 0o077).toBe(0);
  });

  it('may be held in memory', async () => {
    const store = await openDatabase({ url: ':memory:' });
    expect(await store.claimMessage('message', 1)).toBe(true);
    await store.close();
  });

  it('is opened new by several processes at once, and each message goes to one of them', async () => {
    const children = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [CHILD, path, '200']));
    const claimed = (await Promise.all(children)).map(({ stdout }) => Number(stdout));
    expect(claimed.reduce((sum, each) => sum + each, 0)).toBe(200);
  });

  it('remembers a claim when the process is killed right after it', async () => {
    const { signal } = spawnSync(process.execPath, [CHILD, path, '1', 'crash']);
    expect(signal).toBe('SIGKILL');
    const store = await openDatabase({ url: path });
    expect(await store.claimMessage('message 0', 2)).toBe(false);
    await store.close();
  });

  it('that another program holds makes a write fail and not a read, and works again afterwards', async () => {
    const store = await openDatabase({ url: path, busyMilliseconds: 1 });
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    await expect(store.claimMessage('message', 1)).rejects.toMatchObject({ code: 'database-busy' });
    expect(await store.loadSession('key')).toBeUndefined();
    await expect(openDatabase({ url: path, busyMilliseconds: 1 })).rejects.toMatchObject({ code: 'database-busy' });
    other.close();
    expect(await store.claimMessage('message', 1)).toBe(true);
    await store.close();
  });

  it('that is not a database is left alone, with an error that names it', async () => {
    writeFileSync(path, 'Not a database, though long enough to be looked at as one.'.repeat(20));
    await expect(openDatabase({ url: path })).rejects.toMatchObject({
      code: 'database-damaged',
      message: `Dalil could not open its database: the SQLite file ${path} is damaged or not a database.`,
      hint: expect.stringContaining('backup'),
      cause: expect.any(Error),
    });
  });

  it('that is damaged inside is told apart from an unknown error', async () => {
    const store = await openDatabase({ url: path });
    await store.close();
    const file = openSync(path, 'r+');
    // Behind the first page, which makes the file look like a database still.
    writeSync(file, Buffer.alloc(statSync(path).size - 4096, 0xff), 0, null, 4096);
    closeSync(file);
    await expect(openDatabase({ url: path })).rejects.toMatchObject({
      code: 'database-damaged',
      cause: expect.objectContaining({ message: 'database disk image is malformed' }),
    });
  });

  it('that is a folder, or lies below a file, cannot be opened', async () => {
    await expect(openDatabase({ url: folder })).rejects.toMatchObject({ code: 'database-not-openable' });
    writeFileSync(path, '');
    const below = join(path, 'dalil.sqlite');
    await expect(openDatabase({ url: below })).rejects.toMatchObject({ code: 'database-not-openable' });
  });

  it.each(['', '  ', 'postgres://user:secret@host/db'])('is not made from the address "%s"', async (url) => {
    const error: unknown = await openDatabase({ url }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database-address' });
    expect(JSON.stringify([error, String(error)])).not.toContain('secret');
  });
});
