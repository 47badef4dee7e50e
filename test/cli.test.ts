/** `dalil ask`, `dalil doctor` and what every command does with settings and mistakes. */
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfig } from '../src/config.ts';
import { createChannelMemory } from '../src/conversation/channel-memory.ts';
import { createIdentity } from '../src/conversation/identity.ts';
import { versionPaths } from '../src/knowledge/versions.ts';
import { createSealer } from '../src/safety/sealed-text.ts';
import { identitySecret, openStore } from '../src/state.ts';
import { type CommandLine, commandLine, smallKnowledge } from './fixtures/command-line.ts';
import { temporaryFolder, writeFiles } from './fixtures/knowledge.ts';

const QUESTION = 'How long is the recovery and reflection period?';
const STACK = /\n\s*at .*:\d+|node:internal/u;

/** Exactly what `--json` prints for one question. */
const askedLine = z.strictObject({
  id: z.string().min(1),
  outcome: z.string().min(1),
  language: z.enum(['en', 'fr', 'ar']),
  text: z.string().min(1),
  citations: z.array(
    z.strictObject({
      n: z.int().min(1),
      passageId: z.string(),
      documentKey: z.string(),
      title: z.string(),
      heading: z.string(),
      quote: z.string(),
    }),
  ),
  passages: z.array(z.strictObject({ id: z.string(), documentKey: z.string(), score: z.number() })),
  milliseconds: z.number().min(0),
});
const linesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => askedLine.parse(JSON.parse(line)));

let folder: string;
let remove: () => Promise<void>;
/** Its index is built; no test below changes its documents. */
let cli: CommandLine;

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  await smallKnowledge(folder);
  cli = commandLine(folder);
  expect((await cli.dalil('knowledge', 'refresh')).code).toBe(0);
});
afterAll(() => remove());

/** A folder inside the test's own, with the same knowledge and a copy of the data when `built`. */
async function another(name: string, built: boolean): Promise<{ place: string; cli: CommandLine }> {
  const place = path.join(folder, name);
  await mkdir(place);
  await cp(path.join(folder, 'knowledge'), path.join(place, 'knowledge'), { recursive: true });
  if (built)
    await cp(versionPaths.root(path.join(folder, 'data')), versionPaths.root(path.join(place, 'data')), {
      recursive: true,
    });
  return { place, cli: commandLine(place) };
}

async function batch(name: string, lines: string[]): Promise<string> {
  await writeFiles(folder, { [name]: `${lines.join('\n')}\n` });
  return name;
}

describe('dalil ask', () => {
  it('builds the index where there is none, then answers with numbered sources', async () => {
    const fresh = (await another('fresh', false)).cli;
    const { code, out, err } = await fresh.dalil('ask', QUESTION);
    expect(code).toBe(0);
    expect(err).toContain('Reading the documents for the first time');
    expect(out).toMatch(/at least 30 days\. \[1\]/u);
    expect(out).toMatch(
      /^\[1\] Recovery and reflection period › .*\(Treaty · international · as of November 2026 · .+\)$/mu,
    );
    const again = await fresh.dalil('ask', QUESTION);
    expect(again).toMatchObject({ code: 0, out, err: '' });
  });

  it('prints one JSON object with --json, and nothing else', async () => {
    const { code, out, err } = await cli.dalil('ask', '--json', 'Which law of Tunisia covers trafficking in persons?');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [line, ...more] = linesOf(out);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ outcome: 'answered', language: 'en' });
    expect(line?.citations).toEqual([
      {
        n: 1,
        passageId: 'en/tunisia#which-law-of-tunisia-covers-trafficking-in-persons',
        documentKey: 'tunisia',
        title: 'Tunisia: law and institutions',
        heading: 'Which law of Tunisia covers trafficking in persons?',
        quote: expect.stringContaining('Organic Law 2016-61'),
      },
    ]);
    expect(line?.text).toContain(`${line?.citations[0]?.quote} [1]`);
    expect(line?.passages[0]?.documentKey).toBe('tunisia');
  });

  it('answers in the language it is told', async () => {
    const { out } = await cli.dalil('ask', '--json', '--lang', 'fr', 'OIM');
    expect(linesOf(out)[0]).toMatchObject({ language: 'fr' });
  });

  it('answers every line of a file, keeps the ids, and continues the conversation "after" names', async () => {
    const asked = { id: 'tn', question: 'Which law of Tunisia covers trafficking in persons?' };
    const file = await batch('follow-up.jsonl', [
      JSON.stringify(asked),
      '',
      JSON.stringify({ id: 7, text: '1', after: 'tn' }),
      JSON.stringify({ id: 'alone', question: '1' }),
      JSON.stringify({ id: 'fr', question: 'aide', language: 'fr', after: null }),
    ]);
    const { code, out } = await cli.dalil('ask', '--batch', file, '--json');
    expect(code).toBe(0);
    const lines = linesOf(out);
    expect(lines.map(({ id }) => id)).toEqual(['tn', '7', 'alone', 'fr']);
    // "1" opens the first source of the answer before it; in a conversation of its own there is none.
    expect(lines[1]?.text).toContain('Tunisia adopted Organic Law 2016-61');
    expect(lines[2]?.text).not.toContain('Organic Law');
    expect(lines[3]).toMatchObject({ outcome: 'command', language: 'fr' });
  });

  it.each([
    ['not JSON', 'What is an NRM?'],
    ['no id', '{"question":"What is an NRM?"}'],
    ['no object', '["1"]'],
    ['an unknown language', '{"id":"2","question":"x","language":"de"}'],
  ])('names the bad line of a file (%s)', async (name, line) => {
    const file = await batch(`${name}.jsonl`, ['{"id":"1","question":"What is an NRM?"}', '', line]);
    const { code, out, err } = await cli.dalil('ask', '--json', '--batch', file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Line 3 of .* is not a question\.\n.*\{"id":/u);
    expect(err).not.toMatch(STACK);
  });

  it('says what is missing: a question, a file', async () => {
    const nothing = await cli.dalil('ask');
    expect(nothing).toMatchObject({ code: 1, out: '', err: expect.stringContaining('dalil ask "') });
    const noFile = await cli.dalil('ask', '--batch', 'nowhere.jsonl');
    expect(noFile).toMatchObject({ code: 1, out: '', err: expect.stringContaining('nowhere.jsonl cannot be read') });
    expect(nothing.err + noFile.err).not.toMatch(STACK);
  });

  it('works from another folder, and reads relative paths from there', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(path.join(elsewhere, 'here.jsonl'), '{"id":"1","question":"hello"}\n');
    const there = cli.with({ from: elsewhere });
    expect(linesOf((await there.dalil('ask', '--json', '--batch', 'here.jsonl')).out)[0]?.outcome).toBe('greeting');
    expect((await cli.with({ from: os.tmpdir() }).dalil('ask', QUESTION)).out).toContain('30 days. [1]');
    expect(await readdir(elsewhere)).toEqual(['here.jsonl']);
  });
});

describe('dalil doctor', () => {
  it('says which focal points can be written to, and which conversations could be a place of theirs', async () => {
    const { place: home, cli: own } = await another('doctor-focal-points', true);
    const place = (id: string) => `{ name: "${id}", channel: teams, conversation: "${id}", language: en }`;
    const file = path.join(home, 'focal-points.yaml');
    await writeFile(file, `places: [${place('19:there')}, ${place('19:not-there')}]`);
    const config = parseConfig({ DATA_DIR: path.join(home, 'data') });
    const store = await openStore(config);
    const secret = await identitySecret(config.DATA_DIR);
    const memory = createChannelMemory({
      store,
      identity: createIdentity(secret),
      sealer: createSealer(secret),
      now: () => 1,
      newId: () => 'id',
    })('teams');
    for (const conversationId of ['19:there', '19:another', 'a:somebody']) {
      const scope = conversationId.startsWith('a:') ? 'personal' : 'group';
      await memory.saveAddress({ conversationId, scope, address: 'x' });
    }
    await store.close();
    const { code, out } = await own.with({ settings: { FOCAL_POINTS_FILE: file } }).dalil('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/ok +focal points "19:there" \(teams\) can be written to/u);
    expect(out).toMatch(/problem +focal points "19:not-there" \(teams\) cannot be written to/u);
    expect(out).toMatch(/off +teams, group: "19:another"/u);
    expect(out).toMatch(/nobody may answer/u);
    expect(out).not.toContain('a:somebody');
  });

  it('says what works, what is off and what to do about it', async () => {
    const { code, out } = await cli.dalil('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +ok +index \S+, 5 passages$/mu);
    expect(out).toMatch(/^ +ok +database: SQLite/mu);
    expect(out).toMatch(/^ +off +Teams: no bot registration\n +Set MICROSOFT_APP_ID/mu);
    expect(out).toMatch(/^ +off +WhatsApp: no number\n +Set WHATSAPP_ACCESS_TOKEN/mu);
    expect(out).toMatch(/^ +off +no contact .*\n +Set HELP_CONTACT/mu);
    expect(out).not.toContain('problem');
  });

  it('is content with a fresh machine, and says how to begin', async () => {
    const { code, out } = await (await another('fresh-doctor', false)).cli.dalil('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +off +no index yet\n +Run `npm start`/mu);
  });

  it('names a version of the index that is damaged', async () => {
    const { place, cli: own } = await another('damaged', true);
    const versions = versionPaths.versions(path.join(place, 'data'));
    const [version = ''] = await readdir(versions);
    await writeFile(path.join(versions, version, 'passages.jsonl'), '');
    const { code, out } = await own.dalil('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^! problem +index version ${version}: .*\\n +Run .dalil knowledge refresh`, 'mu'));
    expect(out).not.toMatch(STACK);
  });

  it('names what is missing of WhatsApp, and what went wrong there', async () => {
    const { place: home, cli: own } = await another('doctor-whatsapp', true);
    const store = await openStore(parseConfig({ DATA_DIR: path.join(home, 'data') }));
    await store.noteChannelStop('whatsapp', { code: '190', since: Date.UTC(2026, 10, 21) });
    await store.close();
    const { code, out } = await own.with({ settings: { WHATSAPP_ACCESS_TOKEN: 'hidden-word' } }).dalil('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/problem +WhatsApp: .*WHATSAPP_APP_SECRET, .* missing/u);
    expect(out).toMatch(/problem +WhatsApp takes no messages since 2026-11-21.* \(190\)/u);
    expect(out).not.toContain('hidden-word');
  });

  it('names a database that cannot be reached, without its password', async () => {
    const settings = { DATABASE_URL: 'postgres://dalil:hidden-word@127.0.0.1:1/dalil' };
    const { code, out, err } = await cli.with({ settings }).dalil('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/^! problem +database: PostgreSQL: .*\n +\S/mu);
    expect(out + err).not.toContain('hidden-word');
  });
});

describe('a mistake', () => {
  it('in a setting is named with an example, for every command', async () => {
    const wrong = cli.with({ settings: { PORT: 'eighty' } });
    for (const words of [['doctor'], ['ask', QUESTION], ['knowledge', 'status']]) {
      const { code, out, err } = await wrong.dalil(...words);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/ {2}PORT: .*Example: PORT=3978\n/u);
      expect(err).not.toMatch(STACK);
    }
  });

  it('in the command is told with the way to the list of commands', async () => {
    for (const words of [['aks'], ['ask', '--lang', 'de', 'x'], ['knowledge', 'add'], ['knowledge', 'forget']]) {
      const { code, err } = await cli.dalil(...words);
      expect(code).toBe(1);
      expect(err).toMatch(/^error: .*\n/u);
      expect(err).not.toMatch(STACK);
    }
  });
});
