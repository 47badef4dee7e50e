import { describe, expect, it } from 'vitest';
import { sectionsOf } from '../../src/commands/quiz.ts';
import { QUIZZES_DIR } from '../../src/config.ts';
import { beginRun } from '../../src/training/begin-run.ts';
import { checkQuizzes, type Sections } from '../../src/training/check-quizzes.ts';
import { loadQuizzes, readQuiz, readQuizzes } from '../../src/training/load-quizzes.ts';

const ALL: Sections = (() => {
  const sections = new Set(['doc#one', 'doc#two', 'doc#three']);
  return { en: sections, fr: sections, ar: sections };
})();

/** A file with one item, and what is changed in it. */
function file(item: string, module = ''): string {
  const words = '{ en: "A title in English", fr: "Un titre en français", ar: "عنوان بالعربية هنا" }';
  const cards = '[doc#one, doc#two, doc#three]';
  return `key: nrm
title: ${words}
aim: ${words}
passMark: 70
itemsPerRun: 3
blueprint: [{ session: 1, difficulty: 1, items: 3 }]
sessions:
${`  - { title: ${words}, cards: ${cards} }\n`.repeat(4)}${module}items:
${item}`;
}
const item = (changes: Record<string, string> = {}) => {
  const fields: Record<string, string> = {
    id: 'N01',
    session: '1',
    kind: 'single',
    difficulty: '1',
    prompt: '{ en: "A question?", fr: "Une question ?", ar: "سؤال؟" }',
    options:
      '{ a: { en: one, fr: un, ar: واحد }, b: { en: two, fr: deux, ar: اثنان }, c: { en: three, fr: trois, ar: ثلاثة } }',
    answer: 'b',
    why: '{ en: "Because.", fr: "Parce que.", ar: "لأن." }',
    source: 'doc#one',
    facts: '[F1.1]',
    ...changes,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== '');
  return lines.map(([key, value], at) => `${at === 0 ? '  - ' : '    '}${key}: ${value}`).join('\n');
};
const problemsOf = (text: string) =>
  checkQuizzes([readQuiz('quiz.yaml', text)], ALL).map(({ line, message }) => `${line}: ${message}`);

describe('the quizzes that come with Dalil', () => {
  it('have nothing wrong', async () => {
    const problems = checkQuizzes(await readQuizzes(QUIZZES_DIR), await sectionsOf(['knowledge/documents']));
    expect(problems).toEqual([]);
  });

  it('are three courses of four sessions with at least 30 items of every kind and difficulty', async () => {
    const modules = await loadQuizzes(QUIZZES_DIR);
    expect(modules.map(({ key }) => key).sort()).toEqual(['counter-trafficking', 'mixed-movements', 'nrm']);
    for (const { items, sessions } of modules) {
      expect(items.length).toBeGreaterThanOrEqual(30);
      expect(sessions).toHaveLength(4);
      expect(new Set(items.map(({ difficulty }) => difficulty))).toEqual(new Set([1, 2, 3]));
    }
    const kinds = new Set(modules.flatMap(({ items }) => items.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['match', 'multiple', 'order', 'scenario', 'single', 'truefalse']);
  });

  it('give a full test by their blueprint', async () => {
    for (const module of await loadQuizzes(QUIZZES_DIR)) {
      const plan = { id: 'run', learnerKey: 'l', phase: 'final' as const, language: 'en' as const };
      const { steps } = beginRun(module, plan, 0, Math.random);
      expect(steps).toHaveLength(module.itemsPerRun);
    }
  });
});

describe('a check', () => {
  it.each([
    ['an answer that is no option', item({ answer: 'h' }), /answer does not fit/u],
    ['two answers to a single choice', item({ answer: '[a, b]' }), /answer does not fit/u],
    ['a source nobody has', item({ source: 'doc#nowhere' }), /no section doc#nowhere \(en, fr, ar\)/u],
    ['a missing translation', item({ prompt: '{ en: "A question?", fr: "Une question ?" }' }), /item N01, prompt.ar/u],
    [
      'a translation in the wrong script',
      item({ why: '{ en: "B.", fr: "P.", ar: "Because." }' }),
      /not written in ar/u,
    ],
    [
      'two options alike',
      item({ options: '{ a: { en: one, fr: un, ar: واحد }, b: { en: one, fr: deux, ar: اثنان } }' }),
      /the same \(en\)/u,
    ],
    [
      'a prompt too long for a phone',
      item({ prompt: `{ en: "${'x'.repeat(261)}", fr: "${'x'.repeat(200)}", ar: "${'س'.repeat(200)}" }` }),
      /261 characters/u,
    ],
    ['steps in the right order', item({ kind: 'order', answer: '[a, b, c]' }), /right order already/u],
    ['a left side without a match', item({ left: '[{ en: x, fr: x, ar: س }]' }), /left side/u],
    ['options for true or false', item({ kind: 'truefalse', options: '', answer: 'd' }), /answer does not fit/u],
    ['an unknown kind', item({ kind: 'essay' }), /item N01, kind/u],
    ['an unknown field', item({ hint: 'x' }), /item N01/u],
  ])('finds %s, with its line', (_name, text, message) => {
    const problems = problemsOf(file(text));
    expect(problems.some((problem) => message.test(problem))).toBe(true);
    // The items begin after 11 lines.
    expect(
      problems.filter((problem) => message.test(problem)).every((problem) => Number.parseInt(problem, 10) > 11),
    ).toBe(true);
  });

  it('finds a blueprint that cannot be drawn, too few items, and an id used twice', () => {
    const problems = problemsOf(file(`${item()}\n${item()}`)).join('\n');
    expect(problems).toMatch(/session 1 has 2 items of difficulty 1, not 3/u);
    expect(problems).toMatch(/it has 2 items/u);
    expect(problems).toMatch(/"nrm N01" is used twice/u);
    expect(problems).toMatch(/no item practises it/u);
  });

  it('finds letters and lengths that give the answer away', () => {
    const options =
      '{ a: { en: one, fr: un, ar: واحد }, b: { en: this is the right one, fr: deux, ar: اثنان }, c: { en: three, fr: trois, ar: ثلاثة } }';
    const items = Array.from({ length: 12 }, (_one, at) => item({ id: `N${at + 10}`, options })).join('\n');
    const problems = problemsOf(file(items)).join('\n');
    expect(problems).toMatch(/"b" is right in 12 of 12/u);
    expect(problems).toMatch(/the longest in 12 of 12 items \(en\)/u);
  });

  it('says where a file is no YAML', () => {
    expect(problemsOf('key: nrm\n  title: [')).toEqual([expect.stringMatching(/^[12]: This is not valid YAML/u)]);
  });

  it('stops Dalil from starting with half a module', async () => {
    await expect(loadQuizzes('test/fixtures')).resolves.toEqual([]);
  });
});
