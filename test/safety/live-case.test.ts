// Checks the live-case detector against its table and on hostile input, and that a bad rule file is explained.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createLiveCaseDetector } from '../../src/safety/live-case.ts';
import { loadSafetyRules } from '../../src/safety/load-rules.ts';

const folder = new URL('../../dialogs/safety', import.meta.url).pathname;
const table = z
  .strictObject({ live: z.array(z.string()), notLive: z.array(z.string()) })
  .parse(parse(await readFile(new URL('./live-case.table.yaml', import.meta.url), 'utf8')));
const detector = createLiveCaseDetector((await loadSafetyRules(folder)).liveCase);

describe('live', () => {
  test.each(table.live)('%s', (text) => {
    expect(detector.detect(text)).toMatchObject({ live: true });
    expect(detector.detect(text).ruleIds).not.toEqual([]);
  });
});

describe('not live', () => {
  test.each(table.notLive)('%s', (text) => {
    expect(detector.detect(text)).toEqual({ live: false, ruleIds: [] });
  });
});

test('names the decision first and never the words of the message', () => {
  expect(detector.detect('I am locked in a room').ruleIds).toEqual(['writer-at-risk', 'own-risk-en']);
});

describe('ends on hostile input', () => {
  const pieces = [
    'a',
    'a ',
    'i ',
    'i have ',
    'if a ',
    'و',
    'و ',
    '0 ',
    '.',
    'عندي ',
    'girl here with me ',
    "' ",
    '\u200b',
  ];
  test.each(pieces)('%j', (piece) => {
    expect(detector.detect(piece.repeat(Math.ceil(100_000 / piece.length)))).toBeDefined();
  });
});

describe('a bad rule file', () => {
  const loadChanged = async (change: (text: string) => string): Promise<unknown> => {
    const other = await mkdtemp(join(tmpdir(), 'dalil-rules-'));
    try {
      await writeFile(join(other, 'personal-data.yaml'), await readFile(join(folder, 'personal-data.yaml'), 'utf8'));
      await writeFile(join(other, 'live-case.yaml'), change(await readFile(join(folder, 'live-case.yaml'), 'utf8')));
      return await loadSafetyRules(other).catch((error: unknown) => error);
    } finally {
      await rm(other, { recursive: true });
    }
  };

  test('an unknown list is reported with file, rule and place', async () => {
    const error = await loadChanged((text) => text.replace('no parents', 'no {parents}'));
    expect(error).toMatchObject({
      code: 'safety-rules-invalid',
      message: expect.stringMatching(/live-case\.yaml.*rule "risk-en".*"parents"/s),
      hint: expect.stringContaining('Correct'),
    });
  });

  test('an unknown signal is reported', async () => {
    const error = await loadChanged((text) => text.replace('needs: [[cry]]', 'needs: [[crie]]'));
    expect(error).toMatchObject({ message: expect.stringMatching(/rule "cry-for-help".*"crie"/s) });
  });

  test('broken YAML is reported with the file', async () => {
    expect(await loadChanged((text) => `${text}\n  - : [`)).toMatchObject({
      code: 'safety-rules-invalid',
      message: expect.stringContaining('live-case.yaml'),
    });
  });
});
