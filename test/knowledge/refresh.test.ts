/** A refresh: what it builds, what it keeps, what it leaves alone when something goes wrong. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveIndex } from '../../src/knowledge/live-index.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { REFRESH_STAGES, refreshKnowledge } from '../../src/knowledge/refresh.ts';
import { listVersions, readPointer, rollBack, versionPaths } from '../../src/knowledge/versions.ts';
import { addText, emptyAnalysis } from '../../src/search/analysis.ts';
import { searchPassages } from '../../src/search/knowledge-index.ts';
import {
  FOUR_DOCUMENTS,
  frontMatter,
  realBackends,
  refreshSettings,
  temporaryFolder,
  writeFiles,
} from '../fixtures/knowledge.ts';
import { listLog } from '../fixtures/log.ts';

let folder: string;
let remove: () => Promise<void>;
const dataDir = () => path.join(folder, 'data');

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await writeFiles(path.join(folder, 'documents'), FOUR_DOCUMENTS);
});
afterEach(() => remove());

const ask = async (text: string) => {
  const { index } = await openBestVersion(dataDir(), await realBackends());
  if (!index) return [];
  const terms = emptyAnalysis();
  addText(terms, text, 'en');
  return (await searchPassages(index, 'en', { terms, text }, 3)).map(({ passage }) => passage.id);
};

describe('refreshKnowledge', () => {
  it('builds a version that finds what the documents say', async () => {
    const result = await refreshKnowledge(await refreshSettings(folder));
    expect(result).toMatchObject({ documents: 4, passages: 5, embedded: 5, embedderLearned: true, problems: [] });
    expect((await readPointer(dataDir()))?.version).toBe(result.version);
    expect((await ask('How long is the reflection period?'))[0]).toBe(
      'en/reflection-period#how-long-is-the-recovery-and-reflection-period',
    );
    expect((await ask('where do I start when I hand somebody over'))[0]).toBe('en/safe-referral#first');
  });

  it('reports its stages in order', async () => {
    const stages: string[] = [];
    await refreshKnowledge(await refreshSettings(folder, { onProgress: ({ stage }) => stages.push(stage) }));
    expect([...new Set(stages)]).toEqual([...REFRESH_STAGES]);
  });

  it('embeds only what changed', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `en/filler-${n}.md`,
        `${frontMatter({ key: `filler-${n}`, title: `Filler ${n}` })}\n## Matter ${n}\n\nText number ${n} about matter ${n}.\n`,
      ]),
    );
    await writeFiles(path.join(folder, 'documents'), many);
    await refreshKnowledge(await refreshSettings(folder));
    expect(await refreshKnowledge(await refreshSettings(folder))).toMatchObject({
      embedded: 0,
      embedderLearned: false,
    });
    await writeFiles(path.join(folder, 'documents'), {
      'en/new.md': `${frontMatter({ key: 'new', title: 'Zanzibar clove growers' })}\n## Who grows cloves?\n\nFarmers grow cloves.\n`,
    });
    expect(await refreshKnowledge(await refreshSettings(folder))).toMatchObject({
      embedded: 1,
      embedderLearned: false,
      documents: 25,
    });
    expect((await ask('cloves'))[0]).toBe('en/new#who-grows-cloves');
  });

  it('learns the embedder anew when much has changed', async () => {
    await refreshKnowledge(await refreshSettings(folder));
    await writeFiles(path.join(folder, 'documents'), {
      'en/a.md': `${frontMatter({ key: 'a' })}\n## A\n\nAlpha.\n\n## B\n\nBeta.\n\n## C\n\nGamma.\n`,
    });
    expect(await refreshKnowledge(await refreshSettings(folder))).toMatchObject({ embedderLearned: true });
  });

  it('leaves bad documents out, reports them, and makes the rest live', async () => {
    await writeFiles(path.join(folder, 'documents'), {
      'en/bad.md': 'no front matter',
      'en/latin.txt': new Uint8Array([0xe9, 0x0a]),
      'en/sheet.xlsx': 'PK',
      'en/twice.md': `${frontMatter({ key: 'tunisia' })}\nText.`,
      'en/.hidden.md': 'ignored',
    });
    const { documents, problems } = await refreshKnowledge(await refreshSettings(folder));
    expect(documents).toBe(4);
    expect(problems.map(({ file, code }) => [file, code])).toEqual([
      ['documents/en/bad.md', 'no-front-matter'],
      ['documents/en/latin.txt', 'not-utf8'],
      ['documents/en/sheet.xlsx', 'unsupported-format'],
      ['documents/en/twice.md', 'duplicate-key'],
    ]);
  });

  it('refuses to make an empty index live', async () => {
    const { version } = await refreshKnowledge(await refreshSettings(folder));
    await rm(path.join(folder, 'documents'), { recursive: true });
    await expect(refreshKnowledge(await refreshSettings(folder))).rejects.toMatchObject({ code: 'no-documents' });
    expect((await readPointer(dataDir()))?.version).toBe(version);
  });

  it('keeps three versions, goes back one step at a time, and says when there is none', async () => {
    const versions: string[] = [];
    const settings = await refreshSettings(folder);
    for (let n = 0; n < 5; n += 1) versions.unshift((await refreshKnowledge(settings)).version);
    expect(await listVersions(dataDir())).toEqual(versions.slice(0, 3));
    expect(await rollBack(dataDir(), 0)).toBe(versions[1]);
    expect(await rollBack(dataDir(), 0)).toBe(versions[2]);
    await expect(rollBack(dataDir(), 0)).rejects.toMatchObject({ code: 'no-previous-version' });
  });

  it('runs one at a time, and takes over the lock of a process that died', async () => {
    const settings = await refreshSettings(folder);
    const both = await Promise.allSettled([refreshKnowledge(settings), refreshKnowledge(settings)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'refresh-running' } });
    await writeFile(versionPaths.lock(dataDir()), '999999999');
    await expect(refreshKnowledge(settings)).resolves.toMatchObject({ documents: 4 });
  });
});

describe('a crash', () => {
  it.each(REFRESH_STAGES)('while it is at "%s" loses nothing', async (stage) => {
    const settings = await refreshSettings(folder);
    const before = await refreshKnowledge(settings);
    await writeFiles(path.join(folder, 'documents'), {
      'en/new.md': `${frontMatter({ key: 'new', title: 'Cloves' })}\n## Who grows cloves?\n\nFarmers grow cloves.\n`,
    });
    const script = path.join(import.meta.dirname, '../fixtures/refresh-and-die.ts');
    const child = spawn(process.execPath, [script, folder, stage], { stdio: 'inherit' });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');

    const { index } = await openBestVersion(dataDir(), await realBackends());
    const switched = stage === 'tidy';
    expect(index?.version === before.version).toBe(!switched);
    expect(index?.passagesById.size).toBe(switched ? 6 : 5);
    // The next refresh goes through and leaves no half-built folder behind.
    const after = await refreshKnowledge(await refreshSettings(folder, { now: () => Date.UTC(2030, 0, 1) }));
    expect(after.documents).toBe(5);
    expect((await readdir(versionPaths.versions(dataDir()))).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a damaged version', () => {
  it.each([
    ['manifest.json', (content: string) => content.slice(0, 40)],
    ['manifest.json', () => '{"format":99}'],
    ['passages.jsonl', (content: string) => content.slice(0, -10)],
    ['en/words.bin', (content: string) => content.slice(0, -3)],
    ['en/vector-index/hnswlib.index', () => ''],
    ['embedder.bin', () => 'something else'],
  ])('(%s) is never served: the one before it is', async (name, damage) => {
    const settings = await refreshSettings(folder);
    const first = await refreshKnowledge(settings);
    const second = await refreshKnowledge(settings);
    const file = path.join(versionPaths.version(dataDir(), second.version), name);
    await writeFile(file, damage((await readFile(file)).toString('latin1')), 'latin1');
    const { index, unreadable } = await openBestVersion(dataDir(), await realBackends());
    expect(index?.version).toBe(first.version);
    expect(unreadable).toMatchObject([{ version: second.version }]);
  });

  it('does not take the place of the one a server holds, and the log says why', async () => {
    const settings = await refreshSettings(folder);
    const first = await refreshKnowledge(settings);
    const log = listLog();
    const live = createLiveIndex(dataDir(), await realBackends(), log);
    await live.look();
    expect(live.current()?.version).toBe(first.version);
    const second = await refreshKnowledge(settings);
    await writeFile(path.join(versionPaths.version(dataDir(), second.version), 'passages.jsonl'), '');
    await live.look();
    expect(live.current()?.version).toBe(first.version);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', version: second.version }));
    const third = await refreshKnowledge(settings);
    await live.look();
    expect(live.current()?.version).toBe(third.version);
    live.close();
  });
});
