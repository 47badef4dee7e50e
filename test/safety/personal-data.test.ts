// Checks the masker against its table, and that it is stable, cannot be blocked and cannot be fooled by invisible signs.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadSafetyRules } from '../../src/safety/load-rules.ts';
import { createPersonalDataMasker } from '../../src/safety/personal-data.ts';

const table = z
  .strictObject({ mask: z.array(z.tuple([z.string(), z.string()])), leave: z.array(z.string()) })
  .parse(parse(readFileSync(new URL('./personal-data.table.yaml', import.meta.url), 'utf8')));
const { personalData } = await loadSafetyRules(new URL('../../dialogs/safety', import.meta.url).pathname);
const masker = createPersonalDataMasker(personalData);

describe('hides', () => {
  test.each(table.mask)('%s', (text, masked) => {
    expect(masker.mask(text).text).toBe(masked);
  });
});

describe('leaves alone', () => {
  test.each(table.leave)('%s', (text) => {
    expect(masker.mask(text)).toEqual({ text, found: [] });
  });
});

describe('masking twice', () => {
  test.each(table.mask)('%s', (text) => {
    const once = masker.mask(text).text;
    expect(masker.mask(once)).toEqual({ text: once, found: [] });
  });

  test('stays stable when findings follow each other closely', () => {
    const once = masker.mask(table.mask.map(([text]) => text).join(' ')).text;
    expect(masker.mask(once)).toEqual({ text: once, found: [] });
  });
});

test('reports each kind once, in a fixed order', () => {
  expect(
    masker.mask(
      'dob 1/2/1999, a@example.org, b@example.org, case no 889, passport A1234567, +216 22 345 678, my name is Amina',
    ).found,
  ).toEqual(['name', 'phone', 'email', 'document-number', 'case-number', 'date-of-birth']);
});

test('keeps the rest of the text exactly as it was written', () => {
  const before = 'ﷺ École  «Ⅳ»\t٣ أيّام — ';
  expect(masker.mask(`${before}+216 22 345 678\n${before}`).text).toBe(`${before}[phone]\n${before}`);
});

describe('ends on hostile input', () => {
  const pieces = [
    '0',
    '1 ',
    '0 6 ',
    '+',
    '+2',
    'a',
    'a ',
    'A ',
    'called ',
    'called A',
    'my name is ',
    'وا',
    'و',
    'a@',
    'a.',
    'a@a.',
    '(',
    '\u200b',
    'e\u0301',
    'passport 1-',
    'case 12345 ',
    'born 1/',
    '0612345678 ',
    '1.1',
    '[name]',
    '\ud800',
  ];
  test.each(pieces)('%j', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const once = masker.mask(text).text;
    expect(masker.mask(once).text).toBe(once);
  });
});
