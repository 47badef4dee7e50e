/** `dalil knowledge …`: refresh, status, check, rollback, add; and that a document added is a document answered from. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../src/config.ts';
import { listVersions, readPointer, versionPaths } from '../src/knowledge/versions.ts';
import { type CommandLine, commandLine, smallKnowledge } from './fixtures/command-line.ts';
import { frontMatter, temporaryFolder, writeFiles } from './fixtures/knowledge.ts';

const STACK = /\n\s*at .*:\d+|node:internal/u;
const STAGES = [
  'reading the documents',
  'learning their words',
  'embedding the passages',
  'building the index',
  'checking that it finds what it holds',
  'switching to it',
  'tidying up',
];

let folder: string;
let remove: () => Promise<void>;
let cli: CommandLine;
const dataDir = () => path.join(folder, 'data');
const live = async () => (await readPointer(dataDir()))?.version;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await smallKnowledge(folder);
  cli = commandLine(folder);
});
afterEach(() => remove());

/** A `.txt` like a programme's summary; what is added answers this question. */
const QUESTION = 'How many cooperatives of fishers were funded?';
const summary = (count: number) =>
  `RDPP NORTH AFRICA\n\nKEY RESULTS\n\nThe programme funded ${count} cooperatives of fishers in Zarzis.\n`;
const DETAILS = ['--title', 'Fishers: results', '--language', 'en', '--authority', 'programme', '--as-of', '2024-09'];

describe('dalil knowledge refresh', () => {
  it('says in plain lines how far it is when nobody watches, and what is live', async () => {
    const { code, out, err } = await cli.dalil('knowledge', 'refresh');
    expect(code).toBe(0);
    expect(err).toBe(`${STAGES.join('\n')}\n`);
    expect(out).toBe(`Version ${await live()} is live: 4 documents, 5 passages, 5 embedded anew.\n`);
  });

  it('leaves out a bad document, names its line, and makes the rest live', async () => {
    const bad = frontMatter({ key: 'bad', asOf: 'yesterday' });
    await writeFiles(path.join(folder, 'knowledge/documents'), {
      'en/bad.md': `${bad}\nText.\n`,
      'en/none.md': 'Text.',
    });
    const { code, out, err } = await cli.dalil('knowledge', 'refresh');
    expect(code).toBe(2);
    expect(err).toMatch(/^knowledge\/documents\/en\/bad\.md:6 `asOf`: .*\n +\S.*asOf: 2024-09/mu);
    expect(err).toMatch(/^knowledge\/documents\/en\/none\.md:1 .*no front matter\.\n +\S/mu);
    expect(err).not.toMatch(STACK);
    expect(out).toContain(`Version ${await live()} is live: 4 documents`);
    expect((await cli.dalil('ask', 'What is a place of safety?')).out).toContain('place of safety. [1]');
  });

  it('keeps what is live when there is nothing to read', async () => {
    await cli.dalil('knowledge', 'refresh');
    const before = await live();
    await rm(path.join(folder, 'knowledge/documents'), { recursive: true });
    const { code, out, err } = await cli.dalil('knowledge', 'refresh');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('No document could be read in ');
    expect(err).not.toMatch(STACK);
    expect(await live()).toBe(before);
  });
});

describe('dalil knowledge check', () => {
  it('reads and compares without building, and ends with 2 when something is wrong', async () => {
    await writeFiles(path.join(folder, 'knowledge/documents'), { 'en/none.md': 'Text.' });
    const { code, out, err } = await cli.dalil('knowledge', 'check');
    expect(code).toBe(2);
    expect(out).toMatch(
      /^4 documents, 5 passages \(5 not yet checked by a specialist\), 9 problem\(s\), 0 to look at\.$/mu,
    );
    expect(out).toMatch(/^Found: documents or parts that cannot be read 1, missing translations 8, .*\.\n$/mu);
    expect(err).toContain('knowledge/documents/en/none.md:1 ');
    expect(err).toMatch(
      /^knowledge\/documents\/en\/rescue\.txt:1 The document "rescue" is missing in Arabic\.\n +\S/mu,
    );
    expect(err).not.toMatch(STACK);
    expect(await live()).toBeUndefined();
  });

  it('ends with 0 when there are only things to look at and to know', async () => {
    await rm(path.join(folder, 'knowledge/documents'), { recursive: true });
    const overdue = frontMatter({ reviewBy: '2020-01' });
    await writeFiles(path.join(folder, 'data/documents'), { 'en/safe-referral.md': `${overdue}\nText of it.\n` });
    const { code, out, err } = await cli.dalil('knowledge', 'check');
    expect(code).toBe(0);
    expect(out).toContain('1 documents, 1 passages (1 not yet checked by a specialist), 0 problem(s), 1 to look at.\n');
    expect(err).toMatch(/^data\/documents\/en\/safe-referral\.md:1 Look at: .*2020-01\.$/mu);
    expect(err).toMatch(/^data\/documents\/en\/safe-referral\.md:1 Note: .* in English only\.$/mu);
  });
});

describe('dalil knowledge status and rollback', () => {
  it('say what is live, go back one version, and say when there is none', async () => {
    const none = await cli.dalil('knowledge', 'status');
    expect(none).toMatchObject({
      code: 0,
      out: expect.stringContaining('No index yet. Run `dalil knowledge refresh`'),
    });
    await cli.dalil('knowledge', 'refresh');
    const first = await live();
    const one = await cli.dalil('knowledge', 'status');
    expect(one.out).toContain(`Live: ${first}\n  en: 4 documents, 5 passages\n`);
    expect(one.out).toContain('No other version is kept.');

    await cli.dalil('knowledge', 'refresh');
    const second = await live();
    expect(second).not.toBe(first);
    const back = await cli.dalil('knowledge', 'rollback');
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining(`Version ${first} is live again.`), err: '' });
    expect(await live()).toBe(first);
    expect((await cli.dalil('knowledge', 'status')).out).toContain(`Also kept: ${second}`);

    const further = await cli.dalil('knowledge', 'rollback');
    expect(further).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no earlier version') });
    expect(further.err).not.toMatch(STACK);
    expect(await live()).toBe(first);
  });

  it('name a version that cannot be read, and answer from the one before it', async () => {
    await cli.dalil('knowledge', 'refresh');
    const first = await live();
    await cli.dalil('knowledge', 'refresh');
    const second = await live();
    await writeFile(path.join(versionPaths.version(dataDir(), second ?? ''), 'passages.jsonl'), '');
    const { code, out, err } = await cli.dalil('knowledge', 'status');
    expect(code).toBe(0);
    expect(err).toContain(`Version ${second} cannot be read: `);
    expect(out).toContain(`Live: ${first} (the newest that can be read)`);
    expect((await cli.dalil('ask', 'What is a place of safety?')).out).toContain('place of safety. [1]');
    expect(await listVersions(dataDir())).toHaveLength(2);
  });
});

describe('dalil knowledge add', () => {
  it('copies the document in and answers from it; adding it again replaces it', async () => {
    await writeFile(path.join(folder, 'results.txt'), summary(12));
    const added = await cli.dalil('knowledge', 'add', 'results.txt', ...DETAILS);
    expect(added.code).toBe(0);
    expect(added.out).toMatch(
      /^Added fishers-results \(data\/documents\/en\/fishers-results\.txt\)\.\nVersion .* 5 documents/u,
    );
    const answer = await cli.dalil('ask', QUESTION);
    expect(answer.out).toContain('The programme funded 12 cooperatives of fishers in Zarzis. [1]');
    expect(answer.out).toMatch(
      /^\[1\] Fishers: results › .*KEY RESULTS \(Programme document · international · as of September 2024 · .+\)$/mu,
    );

    await writeFile(path.join(folder, 'results.txt'), summary(13));
    const again = await cli.dalil('knowledge', 'add', 'results.txt', ...DETAILS);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^Replaced fishers-results .*\nVersion .* 5 documents/u);
    const later = (await cli.dalil('ask', QUESTION)).out;
    expect(later).toContain('The programme funded 13 cooperatives of fishers in Zarzis. [1]');
    expect(later).not.toContain('12 cooperatives');
  });

  it('needs no details the document gives itself', async () => {
    await writeFile(path.join(folder, 'own.txt'), `${frontMatter({ key: 'own', title: 'Fishers' })}\n${summary(12)}`);
    const { code, out } = await cli.dalil('knowledge', 'add', 'own.txt', '--country', 'TN', '--country', 'LY');
    expect(code).toBe(0);
    expect(out).toContain('Added own ');
    expect(await readFile(path.join(dataDir(), 'documents/en/own.txt'), 'utf8')).toMatch(/country:\s+- TN\s+- LY/u);
  });

  it('says which details are missing where nobody can be asked, and adds nothing', async () => {
    await writeFile(path.join(folder, 'results.txt'), summary(12));
    const all = await cli.dalil('knowledge', 'add', 'results.txt');
    expect(all).toMatchObject({ code: 1, out: '' });
    expect(all.err).toContain('--title, --language, --authority, --as-of');
    const two = await cli.dalil('knowledge', 'add', 'results.txt', '--title', 'Fishers', '--as-of', '2024');
    expect(two).toMatchObject({ code: 1, out: '' });
    expect(two.err).toContain('needs --language, --authority.');
    expect(all.err + two.err).not.toMatch(STACK);
    await expect(readdir(path.join(dataDir(), 'documents'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a bad detail', 'results.txt', ['--language', 'de'], 'Use one of en, fr, ar.'],
    ['a bad date', 'results.txt', ['--as-of', 'September'], 'asOf: 2024-09'],
    ['a file that is not there', 'none.txt', [], 'cannot be opened'],
    ['a kind of file it cannot read', 'results.xlsx', [], 'Save it as one of .md, .txt'],
  ])('refuses %s and says what to do', async (_what, file, details, hint) => {
    await writeFiles(folder, { 'results.txt': summary(12), 'results.xlsx': 'PK' });
    const { code, out, err } = await cli.dalil('knowledge', 'add', file, ...DETAILS, ...details);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(file);
    expect(err).toContain(hint);
    expect(err).not.toMatch(STACK);
    await expect(readdir(path.join(dataDir(), 'documents'))).rejects.toThrow('ENOENT');
  });
});

describe('a programme summary added beside the real documents', () => {
  const SENTENCE =
    '57 harbour pilots trained on the content of the National Referral Mechanism (NRM) and International Protection in mixed movements contexts.';
  const TITLE = 'RDPP NA phase VI regional projects: key results';

  it('is what a question about it is answered from, with the document cited', async () => {
    await writeFile(
      path.join(folder, 'summary.txt'),
      `RDPP NORTH AFRICA, PHASE VI\n\nREGIONAL PROJECTS: KEY RESULTS UP TO SEPTEMBER 2024\n\nCAPACITY BUILDING\n\n${SENTENCE}\n`,
    );
    const real = cli.with({ settings: { KNOWLEDGE_DIR: path.join(PROJECT_DIR, 'knowledge') } });
    const details = ['--title', TITLE, '--language', 'en', '--authority', 'programme', '--as-of', '2024-09'];
    expect(await real.dalil('knowledge', 'add', 'summary.txt', ...details)).toMatchObject({ code: 0 });
    for (const question of [
      'How many harbour pilots were trained?',
      'How many harbour pilots were trained on the NRM?',
    ]) {
      const { code, out } = await real.dalil('ask', question);
      expect(code).toBe(0);
      expect(out).toContain(`${SENTENCE} [1]`);
      expect(out).toContain(`[1] ${TITLE} › `);
    }
  });
});
