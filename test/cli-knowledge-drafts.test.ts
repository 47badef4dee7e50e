/** `dalil knowledge drafts | approve | reject`: a person on the server decides what becomes knowledge. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeDraft } from '../src/contracts/person-question.ts';
import { DATABASES } from '../src/registry.ts';
import { type CommandLine, commandLine, smallKnowledge } from './fixtures/command-line.ts';
import { frontMatter, temporaryFolder, writeFiles } from './fixtures/knowledge.ts';

const STACK = /\n\s*at .*:\d+|node:internal/u;
const QUESTION = 'Who staffs the fishers’ desk in Zarzis?';
const ANSWER = 'Two cooperatives of fishers staff the desk in Zarzis.';

let folder: string;
let remove: () => Promise<void>;
let cli: CommandLine;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await smallKnowledge(folder);
  cli = commandLine(folder);
});
afterEach(() => remove());

async function addDrafts(...drafts: (Partial<KnowledgeDraft> & { id: string })[]): Promise<void> {
  const store = await DATABASES.sqlite(path.join(folder, 'data/dalil.sqlite'));
  for (const draft of drafts) {
    await store.addDraft({
      question: QUESTION,
      answer: ANSWER,
      language: 'en',
      countries: ['TN'],
      createdAt: Date.UTC(2026, 10, 28, 12),
      expiresAt: Date.UTC(2126, 4, 28),
      ...draft,
    });
  }
  await store.close();
}

const written = async () => {
  const files = await readdir(path.join(folder, 'data/documents'), { recursive: true }).catch((): string[] => []);
  return files.filter((name) => name.endsWith('.md'));
};

describe('dalil knowledge drafts', () => {
  it('lists what waits for a decision, with its words and nothing that speaks to the terminal', async () => {
    expect((await cli.dalil('knowledge', 'drafts')).out).toContain('No answer of a focal point waits');
    await addDrafts({ id: 'd-1' }, { id: 'd-2', countries: [], language: 'fr', answer: 'Un.\n\u001b[31mDeux.' });
    const { code, out, err } = await cli.dalil('knowledge', 'drafts');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      `d-1  en  TN  answered 2026-11-28  expires 2126-05-28\n  Q: ${QUESTION}\n  A: ${ANSWER}\n\nd-2  fr  no country `,
    );
    expect(out).toMatch(/A: Un\.\n {5}\S* ?\[31mDeux\.\n/u);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('2 to decide');
  });
});

describe('dalil knowledge approve and reject', () => {
  it('make an approved answer one that is quoted, and a rejected one nothing', async () => {
    await addDrafts({ id: 'd-1' }, { id: 'd-2' }, { id: 'd-3' });
    await cli.dalil('knowledge', 'refresh');
    expect((await cli.dalil('ask', QUESTION)).out).not.toContain(ANSWER);

    const rejected = await cli.dalil('knowledge', 'reject', 'd-2', 'd-3');
    expect(rejected).toEqual({ code: 0, out: 'Rejected d-2.\nRejected d-3.\n', err: '' });
    const approved = await cli.dalil('knowledge', 'approve', 'd-1', '--expires', '2126-01-31');
    expect(approved.code).toBe(0);
    expect(approved.out).toMatch(
      /^Version .* is live: 5 documents, .*\nApproved d-1 until 2126-01-31 \(data\/documents\/en\/focal-point-d-1\.md\)\.\n$/u,
    );
    const document = await readFile(path.join(folder, 'data/documents/en/focal-point-d-1.md'), 'utf8');
    expect(document).toContain('expires: 2126-01-31');
    const answer = await cli.dalil('ask', QUESTION);
    expect(answer.out).toContain(`${ANSWER} [1]`);
    expect(answer.out).toContain('Programme document · Tunisia');
    expect((await cli.dalil('knowledge', 'drafts')).out).toContain('No answer');
  });

  it.each([
    ['an unknown id', ['approve', 'd-9'], 'no answer "d-9"'],
    ['an unknown id beside a known one', ['reject', 'd-1', 'd-9'], 'no answer "d-9"'],
    ['a day that is none', ['approve', 'd-1', '--expires', '2027-02-30'], 'not a day'],
    ['a day that has passed', ['approve', 'd-1', '--expires', '2020-01-01'], 'would have expired'],
    ['what was decided', ['approve', 'd-0'], 'already rejected'],
    ['no id at all', ['approve'], 'ids'],
  ])('refuse %s and change nothing', async (_what, words, message) => {
    await addDrafts({ id: 'd-0' }, { id: 'd-1' });
    await cli.dalil('knowledge', 'reject', 'd-0');
    const { code, out, err } = await cli.dalil('knowledge', ...words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(STACK);
    expect(await written()).toEqual([]);
    expect((await cli.dalil('knowledge', 'drafts')).out).toContain('1 to decide');
  });
});

describe('a document that expires', () => {
  it('is named by refresh and by check, and is not answered from', async () => {
    const expired = frontMatter({ key: 'desk', title: 'The desk', expires: '2020-01-31' });
    await writeFiles(path.join(folder, 'data/documents'), {
      'en/desk.md': `${expired}\n## ${QUESTION}\n\n${ANSWER}\n`,
    });
    const refreshed = await cli.dalil('knowledge', 'refresh');
    expect(refreshed).toMatchObject({ code: 0, out: expect.stringContaining('4 documents') });
    expect(refreshed.err).toContain('data/documents/en/desk.md expired on 2020-01-31 and is no longer used.');
    const { err } = await cli.dalil('knowledge', 'check');
    expect(err).toMatch(/^data\/documents\/en\/desk\.md:1 Look at: .*2020-01-31.*\n +\S/mu);
    expect((await cli.dalil('ask', QUESTION)).out).not.toContain(ANSWER);
  });
});
