/** The fixed sentences: all of them in all three languages, with the same values in them. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import { loadTexts, type TextTree } from '../../src/text/texts.ts';
import { temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../dialogs/texts');
const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const texts = await loadTexts(FOLDER);

/** Every sentence by its dotted key. */
function flatten(tree: TextTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

const sentences = new Map<Language, [string, string][]>();
for (const language of LANGUAGES) {
  sentences.set(language, flatten(JSON.parse(await readFile(path.join(FOLDER, `${language}.json`), 'utf8'))));
}

/** Keys without their plural ending, each with the values its forms take in. */
function valuesByKey(language: Language): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const [key, sentence] of sentences.get(language) ?? []) {
    found[key.replace(PLURAL, '')] ??= new Set();
    for (const [, value = ''] of sentence.matchAll(/{{\s*([^}\s]+)\s*}}/g)) found[key.replace(PLURAL, '')]?.add(value);
  }
  return Object.fromEntries(Object.entries(found).map(([key, values]) => [key, [...values].sort()]));
}

/** What speaks to people: the texts of the rooms that reply, and of the page. */
async function codeFiles(): Promise<string[]> {
  const rooms = ['answering', 'channels', 'conversation', 'text'].map((room) => path.join(FOLDER, '../../src', room));
  const names = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(room, { recursive: true }))
        .filter((name) => /\.(?:ts|js)$/.test(name))
        .map((name) => path.join(room, name)),
    ),
  );
  return Promise.all(names.flat().map((name) => readFile(name, 'utf8')));
}

describe('dialogs/texts', () => {
  it.each(['fr', 'ar'] as const)('%s has the sentences of English, with the same values', (language) => {
    expect(valuesByKey(language)).toEqual(valuesByKey('en'));
  });

  it.each(LANGUAGES)('%s says each of them for any number, with nothing left open', (language) => {
    for (const [key, values] of Object.entries(valuesByKey(language))) {
      for (const count of [0, 1, 2, 3, 5, 11, 15, 100, 101, 102, 1_000_000]) {
        const said = texts.say(language, key, Object.fromEntries(values.map((value) => [value, count])));
        expect(said.trim(), key).not.toBe('');
        expect(said, key).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it('has every sentence that the code names, and the page', async () => {
    const known = new Set(Object.keys(valuesByKey('en')));
    const named: string[] = [];
    for (const file of await codeFiles()) {
      for (const [, key = ''] of file.matchAll(/\.say\([\w.]+, '([\w.]+)'/g)) named.push(key);
      for (const [, key = ''] of file.matchAll(/(?:\bsay|withStarters)\((?:language|other), '([\w.]+)'/g))
        named.push(key);
      for (const [, key = ''] of file.matchAll(/\bword\('([\w.]+)'/g)) named.push(`web.${key}`);
    }
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(LANGUAGES)('%s has no sentence of white space only', (language) => {
    expect((sentences.get(language) ?? []).filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  });

  it.each([
    [1, 'انتظر ثانية واحدة'],
    [2, 'انتظر ثانيتين'],
    [5, 'انتظر 5 ثوانٍ'],
    [15, 'انتظر 15 ثانية'],
  ])('counts %i as Arabic does', (count, expected) => {
    expect(texts.say('ar', 'rateLimited', { count })).toContain(expected);
  });

  it.each<[Language, number, RegExp]>([
    ['en', 1, /1 second\b/],
    ['en', 2, /2 seconds\b/],
    ['fr', 1, /1 seconde\b/],
    ['fr', 2, /2 secondes\b/],
  ])('counts in %s: %i', (language, count, expected) => {
    expect(texts.say(language, 'rateLimited', { count })).toMatch(expected);
  });
});

describe('loadTexts', () => {
  it('throws for an unknown key or group', () => {
    expect(() => texts.say('en', 'nothing.like.this')).toThrow('nothing.like.this');
    expect(() => texts.tree('en', 'nothing')).toThrow('nothing');
    expect(() => texts.tree('en', 'greeting')).toThrow('greeting');
  });

  it('gives a group as a tree', () => {
    expect(texts.tree('fr', 'sources.review')).toHaveProperty('checked');
  });

  it('puts values in as they are', () => {
    expect(texts.say('en', 'person.contact', { contact: 'a & b <c>' })).toContain('a & b <c>');
  });

  it.each([
    ['not JSON', '{'],
    ['an empty sentence', '{"hello":""}'],
    ['a number', '{"hello":1}'],
  ])('refuses a file with %s', async (_name, content) => {
    const { folder, remove } = await temporaryFolder();
    onTestFinished(remove);
    await writeFiles(folder, Object.fromEntries(LANGUAGES.map((language) => [`${language}.json`, '{"hello":"Hi"}'])));
    await expect(loadTexts(folder)).resolves.toBeDefined();
    await writeFile(path.join(folder, 'fr.json'), content);
    await expect(loadTexts(folder)).rejects.toMatchObject({ code: 'texts-unreadable' });
  });
});
