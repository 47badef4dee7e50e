/** A file is replaced whole, or not at all. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syncFolder, writeFileAtomically } from '../../src/files/atomic-write.ts';
import { temporaryFolder } from '../fixtures/knowledge.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

describe('writeFileAtomically', () => {
  it('writes a new file and leaves nothing beside it', async () => {
    await writeFileAtomically(path.join(folder, 'pointer.json'), '{"version":"é ض"}');
    expect(await readFile(path.join(folder, 'pointer.json'), 'utf8')).toBe('{"version":"é ض"}');
    expect(await readdir(folder)).toEqual(['pointer.json']);
  });

  it('replaces a longer file whole', async () => {
    const file = path.join(folder, 'pointer.json');
    await writeFile(file, 'a much longer content than the new one');
    await writeFileAtomically(file, 'short');
    expect(await readFile(file, 'utf8')).toBe('short');
  });

  it('gives a reader the old content or the new, never a part', async () => {
    const file = path.join(folder, 'pointer.json');
    const contents = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await writeFileAtomically(file, contents[0] ?? '');
    let writing = true;
    const writer = (async () => {
      for (let n = 0; n < 10; n += 1) await writeFileAtomically(file, contents[n % 2] ?? '');
    })().finally(() => {
      writing = false;
    });
    while (writing) expect(contents.includes(await readFile(file, 'utf8'))).toBe(true);
    await writer;
  });

  it('writes twice at once without losing either', async () => {
    const file = path.join(folder, 'pointer.json');
    await Promise.all([writeFileAtomically(file, 'one'), writeFileAtomically(file, 'two')]);
    expect(['one', 'two']).toContain(await readFile(file, 'utf8'));
    expect(await readdir(folder)).toEqual(['pointer.json']);
  });

  it('rejects where it cannot write, and leaves what is there', async () => {
    await expect(writeFileAtomically(path.join(folder, 'none', 'a'), '')).rejects.toMatchObject({ code: 'ENOENT' });
    const taken = path.join(folder, 'taken');
    await mkdir(path.join(taken, 'inside'), { recursive: true });
    await expect(writeFileAtomically(taken, 'text')).rejects.toThrow();
    expect(await readdir(taken)).toEqual(['inside']);
  });
});

describe('syncFolder', () => {
  it('takes a folder, and rejects what is not there', async () => {
    await expect(syncFolder(folder)).resolves.toBeUndefined();
    await expect(syncFolder(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
