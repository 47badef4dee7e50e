/** The file of places: what is shipped, what may be left out, and what is said about a mistake. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PROJECT_DIR } from '../../src/config.ts';
import { loadPlaces } from '../../src/focal-points/load-places.ts';
import { temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

const SHIPPED = path.join(PROJECT_DIR, 'dialogs/focal-points.yaml');
const DEFAULTS = { remindAfterHours: 4, draftExpiresAfterDays: 180, places: [] };

async function load(content: string) {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  await writeFiles(folder, { 'places.yaml': content });
  return loadPlaces(path.join(folder, 'places.yaml'));
}

const ONE = 'places:\n  - name: a\n    channel: chat\n    conversation: "19:x"\n    language: fr\n';

it('is shipped without places', async () => {
  expect(await loadPlaces(SHIPPED)).toEqual(DEFAULTS);
});

it('is shipped with an example that works once the signs are taken away', async () => {
  const lines = (await readFile(SHIPPED, 'utf8')).split('\n');
  const start = lines.indexOf('# places:');
  const end = lines.findIndex((line, at) => at > start && line === '#');
  const example = lines.slice(start, end).map((line) => line.slice(2));
  const { places } = await load(example.join('\n'));
  expect(places).toMatchObject([
    { name: 'tunisia', countries: ['TN', 'LY'], languages: ['fr', 'ar'] },
    { name: 'region', countries: [], languages: [] },
  ]);
});

it.each([
  ['an empty file', '', DEFAULTS],
  ['nothing behind `places:`', 'places:\n', DEFAULTS],
  ['one place', ONE, { places: [{ name: 'a', conversation: '19:x', countries: [], languages: [] }] }],
  [
    'other times',
    'remindAfterHours: 0.5\ndraftExpiresAfterDays: 30',
    { remindAfterHours: 0.5, draftExpiresAfterDays: 30 },
  ],
])('takes %s', async (_name, content, expected) => {
  expect(await load(content)).toMatchObject(expected);
});

it('takes a missing file as no places', async () => {
  expect(await loadPlaces('/nowhere/at/all.yaml')).toEqual(DEFAULTS);
});

it.each([
  ['an unknown key', `${ONE}    team: x\n`, 'place 1'],
  ['an unknown key of the file', 'place: []', 'place'],
  ['an unknown language', ONE.replace('fr', 'es'), 'place 1, language'],
  ['an unknown country', `${ONE}    countries: [FR]\n`, 'place 1, countries'],
  ['a place without a conversation', ONE.replace('conversation', '#'), 'place 1, conversation'],
  ['a name twice', ONE + ONE.replace('places:\n', ''), 'place 2, name'],
  ['no time at all', 'remindAfterHours: 0', 'remindAfterHours'],
  ['broken YAML', 'places: [', 'could not be read'],
])('refuses %s and says where', async (_name, content, where) => {
  const error: unknown = await load(content).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'focal-points-invalid' });
  expect(String(error)).toContain(where);
  expect(String(error)).toContain('places.yaml');
});
