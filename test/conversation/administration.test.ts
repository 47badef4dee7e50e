/** What administrators do from a chat: the state of the knowledge, refreshing it, deciding drafts, adding documents. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../src/config.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import type { Block, OfferedChoice } from '../../src/contracts/message.ts';
import type { KnowledgeDraft } from '../../src/contracts/person-question.ts';
import type { DescribedFile } from '../../src/conversation/admin-files.ts';
import { type AdministrationParts, createAdministration } from '../../src/conversation/administration.ts';
import { DalilError } from '../../src/errors.ts';
import { createLiveIndex, type LiveIndex } from '../../src/knowledge/live-index.ts';
import { type RefreshSettings, refreshKnowledge } from '../../src/knowledge/refresh.ts';
import { loadTexts } from '../../src/text/texts.ts';
import { FOUR_DOCUMENTS, frontMatter, refreshSettings, temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';
import { listLog } from '../fixtures/log.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 28, 12);
const texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));

let folder: string;
let remove: () => Promise<void>;
let store: MemoryStore;
let log: ReturnType<typeof listLog>;
let live: LiveIndex;
let settings: RefreshSettings;
let clock: number;
let ids: number;
const dataDir = () => path.join(folder, 'data');
const documents = () => path.join(folder, 'documents');

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await writeFiles(documents(), FOUR_DOCUMENTS);
  store = memoryStore();
  log = listLog();
  clock = START;
  ids = 0;
  settings = await refreshSettings(folder, {
    documentFolders: [documents(), path.join(dataDir(), 'documents')],
    now: () => clock,
  });
  live = createLiveIndex(dataDir(), settings.backends, listLog(), () => clock);
});
afterEach(() => remove());

async function refresh() {
  clock += 1_000;
  const result = await refreshKnowledge(settings);
  await live.look();
  return result;
}

const administration = (changes: Partial<AdministrationParts> = {}) =>
  createAdministration({
    store,
    texts,
    currentIndex: live.current,
    dataDir: dataDir(),
    shippedFolder: documents(),
    refresh,
    log,
    now: () => clock,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...changes,
  });

const fails = (code: string) => async () => {
  throw new DalilError({ code, message: 'It failed in secret.pdf.', hint: 'Try again.' });
};
const said = (blocks: readonly Block[]) => blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');
const key = (name: string, language: Language = 'en') => texts.say(language, `admin.${name}`);
const choicesIn = (blocks: readonly Block[]): OfferedChoice[] =>
  blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
const formIn = (blocks: readonly Block[]) => blocks.find((block) => block.type === 'form');
const added = async () =>
  (await readdir(path.join(dataDir(), 'documents'), { recursive: true }).catch((): string[] => [])).filter((name) =>
    /\.\w+$/u.test(name),
  );

async function addDraft(id: string, changes: Partial<KnowledgeDraft> = {}): Promise<void> {
  await store.addDraft({
    id,
    question: `Who staffs desk ${id}?`,
    answer: `Two cooperatives staff desk ${id}.\nIt opens on Mondays.`,
    language: 'en',
    countries: ['TN'],
    createdAt: START + Number(id.replace(/\D/gu, '')),
    expiresAt: Date.UTC(2027, 4, 28),
    ...changes,
  });
}

describe('the status', () => {
  it('says that nothing is in use yet', async () => {
    expect(said(await administration().status('fr'))).toContain(key('status.none', 'fr'));
  });

  it('counts documents, passages and drafts, and names what expires', async () => {
    await writeFiles(documents(), {
      'fr/soon.md': `${frontMatter({ key: 'soon', language: 'fr', title: 'Bientôt', expires: '2026-12-20' })}\nTexte.\n`,
      'en/today.md': `${frontMatter({ key: 'today', title: 'Today', expires: '2026-11-28' })}\nText of today.\n`,
      'en/later.md': `${frontMatter({ key: 'later', title: 'Later', expires: '2027-12-20' })}\nText of later.\n`,
    });
    await addDraft('d-1');
    const { version } = await refresh();
    const office = administration();
    const before = said(await office.status('en'));
    for (const words of [version, '2026-11-28 12:00 UTC', 'Bientôt', '2026-12-20', 'Today']) {
      expect(before).toContain(words);
    }
    expect(before).toMatch(/English: documents 6, passages 7\n/u);
    expect(before).toMatch(/Français: documents 1, passages 1\n/u);
    expect(before).toMatch(/decision: 1\./u);
    expect(before).not.toContain('Later');
    expect(before).not.toContain(key('status.expired'));

    clock += 24 * 60 * MINUTE;
    const after = said(await office.status('en'));
    expect(after).toMatch(/English: documents 5, passages 6\n/u);
    expect(after.indexOf('Today')).toBeGreaterThan(after.indexOf(key('status.expired')));
  });
});

describe('a refresh', () => {
  it('says what is new, changed and gone, and then that nothing has changed', async () => {
    await refresh();
    await writeFiles(documents(), {
      'en/new.md': `${frontMatter({ key: 'new', title: 'Quite new' })}\nText.\n`,
      'en/tunisia.md': `${frontMatter({ key: 'tunisia', title: 'Tunisia anew', country: 'TN' })}\nOther text.\n`,
      'en/rescue.txt': '',
    });
    const office = administration();
    const first = said(await office.refresh('en'));
    expect(first).toContain(live.current()?.version);
    expect(first).toMatch(/New: \u2068Quite new\u2069\./u);
    expect(first).toMatch(/Changed: \u2068Tunisia anew\u2069\./u);
    expect(first).toMatch(/No longer used: \u2068Rescue at sea\u2069\./u);
    expect(first).toMatch(/rescue\.txt\u2069, line 1: /u);
    expect(first).toContain(key('problem.empty'));
    expect(said(await office.refresh('en'))).toContain(key('refresh.same'));
  });

  it.each(LANGUAGES)('stays short in %s, whatever is wrong', async (language) => {
    await refresh();
    const codes = ['not-utf8', 'empty', 'duplicate-key', 'unreadable', 'no-front-matter', 'unknown-source'] as const;
    const problems = [...codes, ...codes].map((code, at) => ({
      file: `${at}.md`,
      line: at,
      code,
      message: '',
      hint: '',
    }));
    const expired = [{ file: 'old.md', expires: '2026-01-01' }];
    const many = Array.from({ length: 9 }, (_, n) => [
      `en/n${n}.md`,
      `${frontMatter({ key: `n${n}`, title: `Matter ${n}` })}\nText ${n}.\n`,
    ]);
    await writeFiles(documents(), {
      ...Object.fromEntries(many),
      'en/tunisia.md': `${frontMatter({ key: 'tunisia' })}\nOther text.\n`,
      'en/rescue.txt': '',
    });
    const office = administration({ refresh: async () => ({ ...(await refresh()), problems, expired }) });
    const lines = said(await office.refresh(language)).split('\n');
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.join('\n')).not.toMatch(/Matter [3-9]/u);
    expect(lines.at(-1)).toContain('9');
  });

  it('runs alone: what comes second is asked to come back, whatever it is', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let runs = 0;
    const office = administration({
      refresh: async () => {
        runs += 1;
        await held;
        return refresh();
      },
    });
    await addDraft('d-1');
    const first = office.refresh('en');
    const busy = key('busy');
    const file = { name: 'own.md', bytes: Buffer.from(`${frontMatter({ key: 'own' })}\nText.\n`), personKey: 'a' };
    expect(said(await office.refresh('en'))).toBe(busy);
    expect(said(await office.decideDraft({ action: 'decide-draft', draftId: 'd-1', approve: true }, 'en'))).toBe(busy);
    expect(said(await office.receiveFile(file, 'en'))).toBe(busy);
    finish();
    expect(said(await first)).not.toContain(busy);
    expect(runs).toBe(1);
    expect(await store.openDrafts()).toHaveLength(1);
    expect(await added()).toEqual([]);
    expect(said(await office.refresh('en'))).not.toContain(busy);
  });

  it.each([
    ['refresh-running', 'busy'],
    ['no-documents', 'refresh.nothing'],
    ['refresh-died', 'refresh.failed'],
  ])('that fails with %s is told, and logged without names', async (code, name) => {
    const office = administration({ refresh: fails(code) });
    expect(said(await office.refresh('ar'))).toBe(key(name, 'ar'));
    expect(log.lines).toMatchObject([{ code }]);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
    expect(said(await office.refresh('ar'))).toBe(key(name, 'ar'));
  });

  it('that fails in a way nobody foresaw is thrown on', async () => {
    const office = administration({
      refresh: async () => {
        throw new TypeError('a bug');
      },
    });
    await expect(office.refresh('en')).rejects.toThrow('a bug');
    await expect(office.refresh('en')).rejects.toThrow('a bug');
  });
});

describe('drafts', () => {
  it('are listed five at a time, oldest first, with all their words and what can be decided', async () => {
    for (const n of [3, 1, 2, 6, 5, 4]) await addDraft(`d-${n}`);
    const blocks = await administration().drafts('en');
    expect(said(blocks)).toContain('Who staffs desk d-1?');
    expect(said(blocks)).toContain('Two cooperatives staff desk d-5.\nIt opens on Mondays.');
    expect(said(blocks)).toContain('2027-05-28');
    expect(said(blocks)).not.toContain('d-6');
    const choices = choicesIn(blocks);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(10);
    expect(choices.slice(0, 2).map(({ choice }) => choice)).toEqual([
      { action: 'decide-draft', draftId: 'd-1', approve: true },
      { action: 'decide-draft', draftId: 'd-1', approve: false },
    ]);
  });

  it('can only be rejected when their day has passed', async () => {
    await addDraft('d-1', { expiresAt: START - 24 * 60 * MINUTE });
    const office = administration();
    expect(choicesIn(await office.drafts('en')).map(({ choice }) => choice)).toEqual([
      { action: 'decide-draft', draftId: 'd-1', approve: false },
    ]);
    expect(said(await office.decideDraft({ action: 'decide-draft', draftId: 'd-1', approve: true }, 'en'))).toBe(
      key('drafts.overdue'),
    );
  });

  it('are decided once; what was decided or is not there is told', async () => {
    await refresh();
    await addDraft('d-1', { language: 'fr' });
    await addDraft('d-2');
    const office = administration();
    const decide = (draftId: string, approve: boolean) =>
      office.decideDraft({ action: 'decide-draft', draftId, approve }, 'en').then(said);
    expect(await decide('d-1', true)).toContain('2027-05-28');
    expect(await decide('d-2', false)).toBe(key('drafts.rejected'));
    expect(await decide('d-1', false)).toBe(key('drafts.decided'));
    expect(await decide('d-2', true)).toBe(key('drafts.decided'));
    expect(await decide('d-9', true)).toBe(key('drafts.unknown'));
    expect(said(await office.drafts('ar'))).toBe(key('drafts.none', 'ar'));
    expect(live.current()?.passagesById.get('fr/focal-point-d-1#answer')?.sources).toEqual([
      { title: key('draftSource', 'fr') },
    ]);
    expect(await added()).toEqual(['fr/focal-point-d-1.md']);
  });

  it('wait again when approving fails', async () => {
    await addDraft('d-1');
    const office = administration({ refresh: fails('refresh-died') });
    const choice = { action: 'decide-draft', draftId: 'd-1', approve: true } as const;
    expect(said(await office.decideDraft(choice, 'en'))).toBe(key('drafts.failed'));
    expect(await store.openDrafts()).toHaveLength(1);
    expect(await added()).toEqual([]);
    const other = administration({ refresh: fails('refresh-running') });
    expect(said(await other.decideDraft(choice, 'en'))).toContain('/refresh');
    expect(await store.openDrafts()).toEqual([]);
  });
});

describe('a file', () => {
  const OWN = `${frontMatter({ key: 'desk', title: 'The desk' })}\n## Who staffs the desk?\n\nTwo people staff it.\n`;
  const send = (office: ReturnType<typeof administration>, name: string, content: string | Uint8Array, person = 'a') =>
    office.receiveFile({ name, bytes: Buffer.from(content), personKey: person }, 'en');
  const described = (uploadId: string, changes: Partial<DescribedFile> = {}): DescribedFile => ({
    action: 'describe-document',
    uploadId,
    title: 'The desk',
    language: 'en',
    authority: 'programme',
    asOf: '2026-11',
    ...changes,
  });

  it('that says what it is is added and used at once; sent again it is replaced', async () => {
    await refresh();
    const office = administration();
    expect(said(await send(office, 'desk.md', OWN))).toMatch(/^Added: .*The desk.*\n.*\nNew: /u);
    expect(live.current()?.passagesById.has('en/desk#who-staffs-the-desk')).toBe(true);
    const again = said(await send(office, '../../desk.md', OWN.replace('Two', 'Three')));
    expect(again).toMatch(/^Replaced.*The desk.*\n.*\nChanged: /u);
    expect(live.current()?.passagesById.get('en/desk#who-staffs-the-desk')?.text).toBe('Three people staff it.');
    expect(await added()).toEqual(['en/desk.md']);
  });

  it.each([
    ['sheet.xlsx', 'PK', 'file.kind', '.md, .txt'],
    ['big.txt', 'x'.repeat(5 * 1024 * 1024 + 1), 'file.size', '5 MB'],
    ['latin.txt', new Uint8Array([0xe9, 0x0a]), 'problem.not-utf8', ''],
    ['empty.md', ' \n', 'problem.empty', ''],
    ['broken.md', '---\ntitle: [\n---\nText.\n', 'problem.front-matter-unreadable', ''],
    ['country.md', `${frontMatter({ country: 'ZZ' })}\nText.\n`, 'problem.front-matter-invalid', ''],
    ['nothing.md', `${frontMatter({ key: 'nothing' })}\n`, 'problem.empty', ''],
    ['shipped.md', `${frontMatter()}\nText.\n`, 'file.taken', ''],
  ])('%s is refused and not kept', async (name, content, words, value) => {
    const office = administration();
    const blocks = await send(office, name, content);
    const sentence = said(blocks);
    expect(value === '' ? sentence : sentence.includes(value)).toBe(value === '' ? key(words) : true);
    expect(formIn(blocks)).toBeUndefined();
    expect(await added()).toEqual([]);
    expect(JSON.stringify(log.lines)).not.toContain(name);
  });

  it('that does not say what it is is asked about, with what is known filled in, and then added', async () => {
    await refresh();
    const office = administration();
    const half = `${frontMatter({ key: 'desk', title: 'The desk', asOf: 'yesterday', country: 'MA' })}\nTwo people staff it.\n`;
    const form = formIn(await send(office, 'desk.md', half));
    expect(form).toMatchObject({ base: { action: 'describe-document', uploadId: 'id-1' } });
    expect(form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['title', 'The desk'],
      ['language', 'en'],
      ['authority', 'guidance'],
      ['asOf', undefined],
      ['country', 'MA'],
    ]);
    expect(await added()).toEqual([]);
    const wrong = formIn(await office.describeFile(described('id-1', { asOf: 'May', title: 'Desk' }), 'a', 'en'));
    expect(wrong).toMatchObject({ prompt: key('file.incomplete'), base: { uploadId: 'id-1' } });
    expect(wrong?.fields[0]?.value).toBe('Desk');
    const done = await office.describeFile(described('id-1', { title: ' Desk ', language: 'fr' }), 'a', 'en');
    expect(said(done)).toMatch(/^Added: .*Desk/u);
    expect(live.current()?.passagesById.get('fr/desk#introduction')).toMatchObject({
      title: 'Desk',
      authority: 'programme',
      asOf: '2026-11',
      // The form said: no country.
      countries: [],
      review: 'unchecked',
    });
    expect(said(await office.describeFile(described('id-1'), 'a', 'en'))).toBe(key('file.gone'));
  });

  it('keeps the countries it names itself, when they are several', async () => {
    const office = administration();
    const several = `${frontMatter({ key: 'desk', title: undefined, country: '[MA, TN]' })}\nTwo people staff it.\n`;
    expect(formIn(await send(office, 'desk.md', several))?.fields.map(({ name }) => name)).not.toContain('country');
    await office.describeFile(described('id-1'), 'a', 'en');
    expect(live.current()?.passagesById.get('en/desk#introduction')?.countries).toEqual(['MA', 'TN']);
  });

  it('waits half an hour, for the one who sent it, and not longer', async () => {
    const office = administration();
    await send(office, 'desk.txt', 'Two people staff it.\n');
    expect(said(await office.describeFile(described('id-1'), 'b', 'en'))).toBe(key('file.gone'));
    clock += 30 * MINUTE - 1;
    expect(formIn(await office.describeFile(described('id-1', { title: '' }), 'a', 'en'))).toBeDefined();
    clock += 1;
    expect(said(await office.describeFile(described('id-1'), 'a', 'en'))).toBe(key('file.gone'));
    expect(await added()).toEqual([]);
  });

  it('is forgotten with its sender, and when three others of the same sender wait', async () => {
    const office = administration();
    for (const n of [1, 2, 3, 4]) await send(office, `desk-${n}.txt`, `Desk ${n} opens.\n`);
    await send(office, 'desk-5.txt', 'Desk 5 opens.\n', 'b');
    const waits = async (uploadId: string, person = 'a') =>
      formIn(await office.describeFile(described(uploadId, { title: '' }), person, 'en')) !== undefined;
    expect([await waits('id-1'), await waits('id-2'), await waits('id-4'), await waits('id-5', 'b')]).toEqual([
      false,
      true,
      true,
      true,
    ]);
    office.forgetFiles('a');
    expect([await waits('id-2'), await waits('id-4'), await waits('id-5', 'b')]).toEqual([false, false, true]);
  });

  it('is kept when it could be added and not yet be used', async () => {
    const office = administration({ refresh: fails('refresh-running') });
    expect(said(await send(office, 'desk.md', OWN))).toContain(key('file.notLive'));
    expect(await readFile(path.join(dataDir(), 'documents/en/desk.md'), 'utf8')).toContain('Two people staff it.');
  });
});

describe('whoever may not', () => {
  it.each(LANGUAGES)('is told so in %s', (language) => {
    const office = administration();
    expect(said(office.notAllowed(language))).toBe(key('notAllowed', language));
    expect(said(office.onlyPersonal(language))).toBe(key('onlyPersonal', language));
  });
});
