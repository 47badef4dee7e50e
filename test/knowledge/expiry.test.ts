/** Documents with a last day: used through that day and not a moment longer, whether the index is built anew or not. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answering/answer-question.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { PROJECT_DIR } from '../../src/config.ts';
import { dayOf, expiresSoon, isExpired } from '../../src/knowledge/expiry.ts';
import { expiredDocuments, indexedDocuments } from '../../src/knowledge/indexed-documents.ts';
import { createLiveIndex } from '../../src/knowledge/live-index.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { readMarkdown } from '../../src/knowledge/read/markdown.ts';
import { refreshKnowledge } from '../../src/knowledge/refresh.ts';
import {
  FOUR_DOCUMENTS,
  frontMatter,
  GLOSSARY_TITLES,
  realBackends,
  refreshSettings,
  temporaryFolder,
  writeFiles,
} from '../fixtures/knowledge.ts';
import { listLog } from '../fixtures/log.ts';

const LAST_MOMENT = Date.UTC(2027, 4, 28, 23, 59, 59, 999);

describe('the last day', () => {
  it.each([
    ['2027-05-28', LAST_MOMENT, false],
    ['2027-05-28', LAST_MOMENT + 1, true],
    ['2027-12-31', Date.UTC(2028, 0, 1) - 1, false],
    ['2027-12-31', Date.UTC(2028, 0, 1), true],
    [undefined, Number.MAX_SAFE_INTEGER, false],
  ])('%s at %i: expired %s', (expires, now, expired) => {
    expect(isExpired({ expires }, now)).toBe(expired);
  });

  it('is soon for thirty days, and no longer when it has passed', () => {
    const soonAt = (now: number) => expiresSoon({ expires: '2027-05-28' }, now);
    expect([
      soonAt(Date.UTC(2027, 3, 28, 23)),
      soonAt(Date.UTC(2027, 3, 29)),
      soonAt(LAST_MOMENT),
      soonAt(LAST_MOMENT + 1),
    ]).toEqual([false, true, true, false]);
  });

  it('is the day of a moment as the whole world counts it', () => {
    expect(dayOf(LAST_MOMENT)).toBe('2027-05-28');
  });

  it.each(['2027', '2027-05', '2027-02-30', 'tomorrow', '28.05.2027'])('cannot be "%s"', async (expires) => {
    const bytes = Buffer.from(`${frontMatter({ expires: `"${expires}"` })}\nText.\n`);
    const { document, problems } = await readMarkdown({ file: 'a.md', bytes });
    expect(document).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'front-matter-invalid', message: expect.stringContaining('`expires`') }]);
  });
});

describe('a document with a last day', () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ folder, remove } = await temporaryFolder());
    await writeFiles(path.join(folder, 'documents'), {
      ...FOUR_DOCUMENTS,
      'en/desk.md': `${frontMatter({ key: 'desk', title: 'The desk in Zarzis', expires: '2027-05-28' })}\n## Who staffs the desk in Zarzis?\n\nTwo cooperatives staff the desk in Zarzis.\n`,
    });
  });
  afterEach(() => remove());
  const settingsAt = (now: number) => refreshSettings(folder, { now: () => now });
  const open = async () => (await openBestVersion(path.join(folder, 'data'), await realBackends())).index;

  it('is left out of an index that is built later, and named', async () => {
    const before = await refreshKnowledge(await settingsAt(LAST_MOMENT));
    expect(before).toMatchObject({ documents: 5, expired: [], problems: [] });
    const after = await refreshKnowledge(await settingsAt(LAST_MOMENT + 1));
    expect(after).toMatchObject({
      documents: 4,
      expired: [{ file: 'documents/en/desk.md', expires: '2027-05-28' }],
      problems: [],
    });
    expect([...((await open())?.passagesById.keys() ?? [])].filter((id) => id.includes('desk'))).toEqual([]);
  });

  it('carries its last day into the index; the others carry none', async () => {
    await refreshKnowledge(await settingsAt(LAST_MOMENT));
    const days = [...((await open())?.passagesById.values() ?? [])].map(({ documentKey, expires }) => [
      documentKey,
      expires,
    ]);
    expect(days).toContainEqual(['desk', '2027-05-28']);
    expect(days.filter(([, expires]) => expires !== undefined)).toHaveLength(1);
  });

  it('is quoted until its day has passed, and then neither quoted nor opened, while the index stays', async () => {
    await refreshKnowledge(await settingsAt(LAST_MOMENT));
    let now = LAST_MOMENT;
    const live = createLiveIndex(path.join(folder, 'data'), await realBackends(), listLog(), () => now);
    await live.look();
    const answerer = createAnswerer(await loadLexicon(path.join(PROJECT_DIR, 'knowledge')), {
      glossaryTitles: GLOSSARY_TITLES,
    });
    const ask = async () => {
      const index = live.current();
      if (!index) throw new Error('no index');
      const found = await answerer.answer({ text: 'Who staffs the desk in Zarzis?', language: 'en' }, index);
      const id = 'en/desk#who-staffs-the-desk-in-zarzis';
      return {
        outcome: found.outcome,
        ranked: found.passages.some(({ passage }) => passage.id === id),
        offered: found.related.some(({ passageId }) => passageId === id),
        opened: answerer.passageById(id, index) !== undefined,
        listed: [...indexedDocuments(index).values()].filter(({ expires }) => expires).length,
        expired: expiredDocuments(index).map(({ title }) => title),
      };
    };
    expect(live.current()).toBe(live.current());
    expect(await ask()).toMatchObject({ outcome: 'answered', ranked: true, opened: true, listed: 1, expired: [] });
    now = LAST_MOMENT + 1;
    expect(await ask()).toEqual({
      outcome: 'no-evidence',
      ranked: false,
      offered: false,
      opened: false,
      listed: 0,
      expired: ['The desk in Zarzis'],
    });
    expect(live.current()).toBe(live.current());
  });

  it('leaves nothing to build from when it is the only one', async () => {
    const settings = await settingsAt(LAST_MOMENT + 1);
    await writeFiles(folder, {
      'alone/desk.md': `${frontMatter({ expires: '2027-05-28' })}\nText of it.\n`,
    });
    await expect(
      refreshKnowledge({ ...settings, documentFolders: [path.join(folder, 'alone')] }),
    ).rejects.toMatchObject({ code: 'no-documents', hint: expect.stringContaining('2027-05-28') });
  });
});
