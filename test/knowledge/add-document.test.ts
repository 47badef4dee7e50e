/** Adding a document: what is written, what stands above what, and that nothing is written when something is wrong. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDocument, detailsInDocument } from '../../src/knowledge/add-document.ts';
import type { DocumentDetails } from '../../src/knowledge/prepare-document.ts';
import { readPlainText } from '../../src/knowledge/read/plain-text.ts';
import { frontMatter, temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

let folder: string;
let remove: () => Promise<void>;
const dataDir = () => path.join(folder, 'data');
const source = (name: string) => path.join(folder, name);

const DETAILS: DocumentDetails = {
  title: 'Key results: phase VI (2024)',
  language: 'en',
  authority: 'programme',
  asOf: '2024-09',
};
const TEXT = 'KEY RESULTS\n\nTwelve workshops took place.\n';

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

async function add(name: string, content: string | Uint8Array, details: DocumentDetails = DETAILS) {
  await writeFiles(folder, { [name]: content });
  return addDocument(source(name), details, dataDir(), path.join(folder, 'shipped'));
}

/** A copy as the next refresh reads it. */
async function readBack(file: string) {
  const { document, problems } = await readPlainText({ file, bytes: await readFile(file) });
  expect(problems).toEqual([]);
  return document;
}

const written = () => readdir(dataDir(), { recursive: true }).catch(() => []);

describe('addDocument', () => {
  it('copies the text with what was said about it, under a name made from the title', async () => {
    const added = await add('results.txt', TEXT);
    expect(added).toEqual({
      path: path.join(dataDir(), 'documents', 'en', 'key-results-phase-vi-2024.txt'),
      key: 'key-results-phase-vi-2024',
      replaced: false,
    });
    expect(await readBack(added.path)).toMatchObject({
      meta: { ...DETAILS, key: added.key, review: 'unchecked', benchmark: false, countries: [] },
      sections: [{ headingPath: ['KEY RESULTS'], text: 'Twelve workshops took place.' }],
    });
    expect(await readFile(source('results.txt'), 'utf8')).toBe(TEXT);
  });

  it('keeps a bare year, countries, the address of the source and a key that was given', async () => {
    const details = {
      ...DETAILS,
      asOf: '2024',
      country: ['TN', 'MA'],
      key: 'results',
      sourceUrl: 'https://example.org/r',
    };
    const added = await add('results.txt', TEXT, details);
    expect((await readBack(added.path))?.meta).toMatchObject({
      key: 'results',
      asOf: '2024',
      countries: ['TN', 'MA'],
      sources: { source: { title: DETAILS.title, url: 'https://example.org/r' } },
    });
  });

  it('puts what the person says above what the document says, and keeps the rest of that', async () => {
    const own = frontMatter({ key: 'own-key', title: 'Own title', benchmark: 'true', review: 'checked' });
    const added = await add('own.txt', `${own}\n${TEXT}`, { title: 'Said title', asOf: '2025' });
    expect((await readBack(added.path))?.meta).toMatchObject({
      key: 'own-key',
      title: 'Said title',
      asOf: '2025',
      authority: 'guidance',
      benchmark: true,
      review: 'checked',
    });
  });

  it('replaces the copy with the same key, and not its translation', async () => {
    await add('one.txt', TEXT);
    const french = await add('fr.txt', 'Douze ateliers ont eu lieu.\n', { ...DETAILS, language: 'fr' });
    const again = await add('two.txt', 'Thirteen workshops took place.\n');
    expect([french.replaced, again.replaced]).toEqual([false, true]);
    expect((await readBack(again.path))?.sections[0]?.text).toBe('Thirteen workshops took place.');
    expect((await readBack(french.path))?.sections[0]?.text).toBe('Douze ateliers ont eu lieu.');
  });

  it.each([
    ['Résultats clés : l’été', 'resultats-cles-l-ete'],
    ['../../etc/passwd', 'etc-passwd'],
    ['نتائج المرحلة السادسة', 'results-3c26c16d'],
  ])('makes a file name of its own from the title "%s"', async (title, key) => {
    const added = await add('results.txt', TEXT, { ...DETAILS, title });
    expect(added.key).toBe(key);
    expect(path.dirname(added.path)).toBe(path.join(dataDir(), 'documents', 'en'));
    expect((await readBack(added.path))?.meta.title).toBe(title);
  });

  it.each([
    ['sheet.xlsx', 'PK', DETAILS, /cannot read this kind of file/u],
    ['latin.txt', new Uint8Array([0xe9, 0x74, 0xe9, 0x0a]), DETAILS, /latin\.txt:1/u],
    ['empty.txt', ' \n', DETAILS, /is empty|no text/u],
    ['broken.md', '---\ntitle: [\n---\nText.\n', DETAILS, /not valid YAML/u],
    ['no-title.txt', TEXT, { ...DETAILS, title: undefined }, /`title`/u],
    ['language.txt', TEXT, { ...DETAILS, language: '../../x' }, /`language`/u],
    ['authority.txt', TEXT, { ...DETAILS, authority: 'rumour' }, /`authority`/u],
    ['date.txt', TEXT, { ...DETAILS, asOf: '2024-13' }, /`asOf`/u],
    ['country.txt', TEXT, { ...DETAILS, country: ['ZZ'] }, /`country/u],
    ['key.txt', TEXT, { ...DETAILS, key: '../escape' }, /`key`/u],
    ['url.txt', TEXT, { ...DETAILS, sourceUrl: 'javascript:alert(1)' }, /url/u],
  ])('refuses %s with a hint and writes nothing', async (name, content, details, message) => {
    await expect(add(name, content, details)).rejects.toMatchObject({
      code: 'document-not-added',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\w{3,}/u),
    });
    expect(await written()).toEqual([]);
  });

  it('takes bytes and a name as it takes a file, and needs no file for it', async () => {
    const content = { file: 'results.txt', bytes: Buffer.from(TEXT) };
    const added = await addDocument(content, { ...DETAILS, country: [] }, dataDir(), path.join(folder, 'shipped'));
    expect(added).toMatchObject({ key: 'key-results-phase-vi-2024', replaced: false });
    const own = { file: 'own.md', bytes: Buffer.from(`${frontMatter({ country: 'TN' })}\nText of it.\n`) };
    const said = await addDocument(own, { country: [] }, dataDir(), path.join(folder, 'shipped'));
    expect((await Promise.all([added, said].map((one) => readFile(one.path, 'utf8')))).join()).not.toMatch(/country/u);
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('does not take the place of a document that Dalil brings', async () => {
    await writeFiles(path.join(folder, 'shipped'), { 'en/own.md': `${frontMatter()}\nText of it.\n` });
    await expect(add('mine.md', `${frontMatter()}\nOther text.\n`, {})).rejects.toMatchObject({
      code: 'document-key-shipped',
      message: expect.stringContaining('safe-referral'),
    });
    expect(await written()).toEqual([]);
    await expect(add('mine.md', `${frontMatter({ language: 'fr' })}\nTexte.\n`, {})).resolves.toBeDefined();
  });

  it('says that a file is not there', async () => {
    await expect(addDocument(source('none.txt'), DETAILS, dataDir(), folder)).rejects.toMatchObject({
      code: 'document-not-added',
      message: expect.stringContaining('none.txt'),
    });
  });
});

describe('detailsInDocument', () => {
  it('tells what a document says of itself, and nothing where it says nothing', async () => {
    await writeFiles(folder, { 'own.md': `${frontMatter({ asOf: '2024' })}\nText.\n`, 'plain.txt': TEXT });
    expect(await detailsInDocument(source('own.md'))).toEqual({
      key: 'safe-referral',
      title: 'Steps of a safe referral',
      language: 'en',
      authority: 'guidance',
      asOf: '2024',
    });
    expect(await detailsInDocument(source('plain.txt'))).toEqual({});
  });
});
