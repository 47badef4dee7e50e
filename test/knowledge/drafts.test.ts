/** Answers of focal points that become knowledge: only approved ones, and wholly or not at all. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeDraft } from '../../src/contracts/person-question.ts';
import { DalilError } from '../../src/errors.ts';
import { approveDrafts, type DraftParts, rejectDrafts } from '../../src/knowledge/drafts.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { type RefreshSettings, refreshKnowledge } from '../../src/knowledge/refresh.ts';
import { FOUR_DOCUMENTS, realBackends, refreshSettings, temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const EXPIRES_AT = Date.UTC(2027, 4, 28, 12);

let folder: string;
let remove: () => Promise<void>;
let store: MemoryStore;
let settings: RefreshSettings;
const dataDir = () => path.join(folder, 'data');

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await writeFiles(path.join(folder, 'documents'), FOUR_DOCUMENTS);
  store = memoryStore();
  settings = await refreshSettings(folder, {
    documentFolders: [path.join(folder, 'documents'), path.join(dataDir(), 'documents')],
    now: () => NOW,
  });
});
afterEach(() => remove());

async function addDraft(id: string, changes: Partial<KnowledgeDraft> = {}): Promise<void> {
  await store.addDraft({
    id,
    question: `Who staffs desk ${id}?`,
    answer: `Two cooperatives staff desk ${id}.`,
    language: 'en',
    countries: ['TN'],
    createdAt: NOW,
    expiresAt: EXPIRES_AT,
    ...changes,
  });
}

const parts = (changes: Partial<DraftParts> = {}): DraftParts => ({
  store,
  dataDir: dataDir(),
  shippedFolder: path.join(folder, 'documents'),
  sourceTitle: (language) => `Answer (${language})`,
  refresh: () => refreshKnowledge(settings),
  now: () => NOW,
  ...changes,
});

/** Documents of drafts on disk, documents of drafts that are answered from, and drafts that are open. */
async function state() {
  const onDisk = await readdir(path.join(dataDir(), 'documents'), { recursive: true }).catch((): string[] => []);
  const { index } = await openBestVersion(dataDir(), await realBackends());
  const live = [...(index?.passagesById.keys() ?? [])];
  return {
    files: onDisk.filter((name) => name.includes('focal-point')).sort(),
    live: live.filter((id) => id.includes('focal-point')).sort(),
    open: (await store.openDrafts()).map(({ id }) => id).sort(),
  };
}

const fails = (code: string) => async () => {
  throw new DalilError({ code, message: 'It failed.', hint: 'Try again.' });
};

describe('a draft', () => {
  it('enters the index when it is approved, and never before', async () => {
    await addDraft('d-1');
    await addDraft('d-2', { language: 'fr', countries: [] });
    await addDraft('d-3');
    await refreshKnowledge(settings);
    expect(await state()).toEqual({ files: [], live: [], open: ['d-1', 'd-2', 'd-3'] });

    const { documents, live } = await approveDrafts(['d-1', 'd-2', 'd-1'], parts());
    expect(live).toBe(true);
    expect(documents.map(({ draft, expires, added }) => [draft.id, expires, added.key, added.replaced])).toEqual([
      ['d-1', '2027-05-28', 'focal-point-d-1', false],
      ['d-2', '2027-05-28', 'focal-point-d-2', false],
    ]);
    await rejectDrafts(['d-3'], parts());
    await refreshKnowledge(settings);
    expect(await state()).toEqual({
      files: ['en/focal-point-d-1.md', 'fr/focal-point-d-2.md'],
      live: ['en/focal-point-d-1#answer', 'fr/focal-point-d-2#answer'],
      open: [],
    });
    const { index } = await openBestVersion(dataDir(), await realBackends());
    expect(index?.passagesById.get('en/focal-point-d-1#answer')).toMatchObject({
      title: 'Who staffs desk d-1?',
      headingPath: ['Who staffs desk d-1?'],
      text: 'Two cooperatives staff desk d-1.',
      asked: ['Who staffs desk d-1?'],
      authority: 'programme',
      countries: ['TN'],
      asOf: '2026-11-28',
      expires: '2027-05-28',
      review: 'checked',
      sources: [{ title: 'Answer (en)' }],
    });
  });

  it('is used until the day that was given', async () => {
    await addDraft('d-1');
    const { documents } = await approveDrafts(['d-1'], parts(), '2026-12-31');
    expect(documents[0]?.expires).toBe('2026-12-31');
  });

  it.each([
    ['draft-expired', '2026-11-27'],
    ['expiry-unreadable', '2027-02-30'],
    ['expiry-unreadable', 'never'],
  ])('is refused with %s until %s', async (code, expires) => {
    await addDraft('d-1');
    await expect(approveDrafts(['d-1'], parts(), expires)).rejects.toMatchObject({ code });
    expect(await state()).toEqual({ files: [], live: [], open: ['d-1'] });
  });

  it('is decided once', async () => {
    await addDraft('d-1');
    await addDraft('d-2');
    await approveDrafts(['d-1'], parts());
    await rejectDrafts(['d-2'], parts());
    const before = await state();
    for (const decide of [approveDrafts, rejectDrafts]) {
      await expect(decide(['d-1'], parts())).rejects.toMatchObject({
        code: 'draft-decided',
        message: expect.stringContaining('already approved'),
      });
      await expect(decide(['d-2'], parts())).rejects.toMatchObject({
        code: 'draft-decided',
        message: expect.stringContaining('already rejected'),
      });
      await expect(decide(['d-9'], parts())).rejects.toMatchObject({ code: 'draft-unknown' });
    }
    expect(await state()).toEqual(before);
  });

  it('is left open beside one that cannot be decided', async () => {
    await addDraft('d-1');
    for (const decide of [approveDrafts, rejectDrafts]) {
      await expect(decide(['d-1', 'd-9'], parts())).rejects.toMatchObject({ code: 'draft-unknown' });
    }
    expect(await state()).toEqual({ files: [], live: [], open: ['d-1'] });
  });
});

describe('an approval that fails', () => {
  it.each(['index-version-failed-check', 'refresh-died'])('in the refresh (%s) leaves nothing behind', async (code) => {
    await addDraft('d-1');
    await addDraft('d-2');
    await refreshKnowledge(settings);
    const before = await state();
    await expect(approveDrafts(['d-1', 'd-2'], parts({ refresh: fails(code) }))).rejects.toMatchObject({ code });
    expect(await state()).toEqual(before);
    await approveDrafts(['d-1', 'd-2'], parts());
    expect((await state()).live).toHaveLength(2);
  });

  it('in writing one of two leaves both open', async () => {
    await addDraft('d-1');
    await addDraft('d-2', { answer: ' \n ' });
    await expect(approveDrafts(['d-1', 'd-2'], parts())).rejects.toMatchObject({ code: 'document-not-added' });
    expect(await state()).toEqual({ files: [], live: [], open: ['d-1', 'd-2'] });
  });

  it('in being first leaves the decision of who was', async () => {
    await addDraft('d-1');
    await addDraft('d-2');
    const overtaken: DraftParts['store'] = {
      ...store,
      async decideDraft(id, decision, at) {
        if (id === 'd-2') await store.decideDraft(id, 'rejected', at);
        return store.decideDraft(id, decision, at);
      },
    };
    await expect(approveDrafts(['d-1', 'd-2'], parts({ store: overtaken }))).rejects.toMatchObject({
      code: 'draft-decided',
      message: expect.stringContaining('already rejected'),
    });
    expect(await state()).toEqual({ files: [], live: [], open: ['d-1'] });
    expect(await store.draft('d-2')).toMatchObject({ decision: 'rejected' });
  });

  it('and cannot be taken back says so, with both reasons', async () => {
    await addDraft('d-1');
    const stuck = { ...store, reopenDraft: fails('database-unreachable') };
    await expect(approveDrafts(['d-1'], parts({ store: stuck, refresh: fails('refresh-died') }))).rejects.toMatchObject(
      {
        code: 'approval-not-taken-back',
        cause: { errors: [{ code: 'refresh-died' }, { code: 'database-unreachable' }] },
      },
    );
    expect((await state()).files).toEqual([]);
  });
});

describe('an approval whose document may be in use already', () => {
  it('stands when the refresh failed after it had made the document live', async () => {
    await addDraft('d-1');
    const refresh = async () => {
      await refreshKnowledge(settings);
      throw new DalilError({ code: 'refresh-died', message: 'It died tidying up.', hint: 'Nothing.' });
    };
    expect(await approveDrafts(['d-1'], parts({ refresh }))).toMatchObject({ live: true });
    expect(await state()).toEqual({
      files: ['en/focal-point-d-1.md'],
      live: ['en/focal-point-d-1#answer'],
      open: [],
    });
  });

  it('stands when another refresh is running, and is live with the next', async () => {
    await addDraft('d-1');
    await refreshKnowledge(settings);
    expect(await approveDrafts(['d-1'], parts({ refresh: fails('refresh-running') }))).toMatchObject({ live: false });
    expect(await state()).toEqual({ files: ['en/focal-point-d-1.md'], live: [], open: [] });
    await refreshKnowledge(settings);
    expect((await state()).live).toEqual(['en/focal-point-d-1#answer']);
  });

  it('does not stand when nothing live can be read', async () => {
    await addDraft('d-1');
    await refreshKnowledge(settings);
    await rm(path.join(dataDir(), 'index/versions'), { recursive: true });
    await expect(approveDrafts(['d-1'], parts({ refresh: fails('refresh-died') }))).rejects.toMatchObject({
      code: 'refresh-died',
    });
    expect(await store.openDrafts()).toHaveLength(1);
  });
});
