/** Golden questions: how they are read, and when an answer holds the words it must. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdsWords, isAnswerable, readGolden } from '../../src/measuring/golden.ts';
import { temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

describe('readGolden', () => {
  it('reads every file in the order of names, with defaults', async () => {
    await writeFiles(folder, {
      'fr.yaml': '- { id: fr-1, language: fr, kind: fact, question: Qui ?, sources: [a#b], words: [x|y], split: held }',
      'en.yaml': '- { id: en-1, language: en, kind: none, question: Who? }',
      'notes.md': 'not a question',
    });
    const questions = await readGolden(folder);
    expect(questions).toEqual([
      { id: 'en-1', language: 'en', kind: 'none', question: 'Who?', sources: [], facts: [], words: [], split: 'tune' },
      expect.objectContaining({ id: 'fr-1', sources: ['a#b'], words: ['x|y'], split: 'held' }),
    ]);
    expect(questions.map(isAnswerable)).toEqual([false, true]);
  });

  it('reads one question in several languages as one each, with the same id', async () => {
    await writeFiles(folder, {
      'all.yaml':
        '- { id: a, kind: fact, question: { en: Who?, ar: من؟ }, sources: [a#b], words: { en: [court] }, split: held }',
    });
    expect(await readGolden(folder)).toEqual([
      expect.objectContaining({ id: 'a', language: 'en', question: 'Who?', words: ['court'], split: 'held' }),
      expect.objectContaining({ id: 'a', language: 'ar', question: 'من؟', words: [], split: 'held' }),
    ]);
  });

  it.each([
    ['is no list', 'id: en-1'],
    ['has an unknown language', '- { id: a, language: de, kind: fact, question: Wer? }'],
    ['has an empty question', '- { id: a, language: en, kind: fact, question: "" }'],
    ['is not YAML', '- { id: '],
  ])('names a file that %s', async (_name, content) => {
    await writeFiles(folder, { 'en.yaml': content });
    await expect(readGolden(folder)).rejects.toMatchObject({
      code: 'golden-unreadable',
      message: expect.stringContaining('en.yaml'),
    });
  });

  it('says when there are none', async () => {
    await expect(readGolden(folder)).rejects.toMatchObject({ code: 'golden-unreadable' });
    await expect(readGolden(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'golden-unreadable' });
  });

  it('reads the golden questions of the project, each with an id of its own', async () => {
    const golden = await readGolden(path.resolve(import.meta.dirname, '../../knowledge/golden'));
    const ids = golden.map(({ id, language }) => `${language}/${id}`);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('holdsWords', () => {
  it.each([
    ['a number', 'It lasts 10 days.', ['10'], true],
    ['no part of a year', 'Adopted in 2010.', ['10'], false],
    ['no beginning of a longer number', 'There were 105.', ['10'], false],
    ['a number with its unit', 'the 10th day', ['10'], true],
    ['either way of writing it', 'Thirty days.', ['30|thirty'], true],
    ['neither way', 'Forty days.', ['30|thirty'], false],
    ['all the words', 'Recruitment by force.', ['recruit', 'force'], true],
    ['not all the words', 'Recruitment.', ['recruit', 'force'], false],
    ['the beginning of a longer word', 'She is referred.', ['refer'], true],
    ['not the end of one', 'They prefer it.', ['refer'], false],
    ['any case', 'the NRM', ['nrm'], true],
    ['signs as they are', 'art. 5(2)', ['5(2)'], true],
    ['a full stop as a full stop', 'art 5', ['a.t'], false],
    ['French', 'Le délai de rétablissement', ['rétablissement'], true],
    ['Arabic', 'ضحية الاتجار', ['الاتجار'], true],
    ['an Arabic word with what is written together with it', 'والاتجار', ['اتجار'], true],
    ['a figure after an Arabic conjunction', 'و560 في عام 2022', ['560'], true],
    ['part of an Arabic word', 'مصادرة', ['صادر'], false],
    ['blanks around the words', 'by force', [' fraud | force '], true],
    ['nothing asked for', 'anything', [], true],
    ['an empty answer', '', ['x'], false],
  ])('%s', (_name, answer, words, expected) => {
    expect(holdsWords(answer, words)).toBe(expected);
  });
});
