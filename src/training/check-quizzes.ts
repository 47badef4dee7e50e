/** Checks modules beyond their form: answers, translations, sources, what channels can show, and what gives answers away. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { QuizFile, QuizProblem } from './load-quizzes.ts';
import { isComplete } from './mark-answer.ts';
import type { Item, Module } from './quiz.ts';

/**
 * Most characters in any language: an item, with the feedback to the one before it, must fit one message with a list of
 * options on every channel.
 */
const LIMITS = { prompt: 260, option: 110, matched: 70, why: 260, title: 120, sessionTitle: 60, aim: 300 };
/** A module is no course with fewer. */
const LEAST_ITEMS = 30;
/** No letter may be right so often, of the items with one right answer: guessing it must not pay. */
const MOST_OF_A_LETTER = 0.4;
/** In so many of those items the right option may be longer than every other: "the longest is right" must not pay. */
const MOST_LONGEST = 0.5;
/** A translation this much shorter than the longest of the three is probably cut. */
const SHORTEST_TRANSLATION = 0.3;

/** What is known of the documents: keys of sections, by language. */
export type Sections = Readonly<Record<Language, ReadonlySet<string>>>;

type Report = (place: readonly PropertyKey[], message: string, hint: string) => void;

/** Everything wrong in the files, by file and line; what cannot be read is among it. */
export function checkQuizzes(files: readonly QuizFile[], sections: Sections): QuizProblem[] {
  const keys = new Map<string, string>();
  const ids = new Map<string, string>();
  return files.flatMap((file) => {
    const problems = [...file.problems];
    const { module } = file;
    if (!module) return problems;
    const report: Report = (place, message, hint) =>
      problems.push({ file: file.file, line: file.lineOf(place), message, hint });
    unique(keys, module.key, file.file, ['key'], report);
    checkModule(module, sections, report);
    module.items.forEach((item, at) => {
      unique(ids, `${module.key} ${item.id}`, file.file, ['items', at, 'id'], report);
      checkItem(
        item,
        (place, message, hint) => report(['items', at, ...place], `item ${item.id}: ${message}`, hint),
        sections,
      );
    });
    return problems.sort((one, other) => one.line - other.line);
  });
}

function unique(
  seen: Map<string, string>,
  key: string,
  file: string,
  place: readonly PropertyKey[],
  report: Report,
): void {
  const before = seen.get(key);
  if (before !== undefined) report(place, `"${key}" is used twice, in ${before}`, 'Give this one another name.');
  seen.set(key, file);
}

function checkModule(module: Module, sections: Sections, report: Report): void {
  const { items, blueprint, itemsPerRun, sessions } = module;
  checkWords(module.title, LIMITS.title, ['title'], report);
  checkWords(module.aim, LIMITS.aim, ['aim'], report);
  if (items.length < LEAST_ITEMS) report(['items'], `it has ${items.length} items`, `Write at least ${LEAST_ITEMS}.`);
  const drawn = blueprint.reduce((sum, cell) => sum + cell.items, 0);
  if (drawn !== itemsPerRun)
    report(['blueprint'], `it draws ${drawn} items, not ${itemsPerRun}`, 'Let both numbers agree.');
  blueprint.forEach(({ session, difficulty, items: wanted }, at) => {
    const there = items.filter((item) => item.session === session && item.difficulty === difficulty).length;
    if (there < wanted) {
      const hint = 'Draw fewer, or write more items of that session and difficulty.';
      report(
        ['blueprint', at],
        `session ${session} has ${there} items of difficulty ${difficulty}, not ${wanted}`,
        hint,
      );
    }
  });
  sessions.forEach(({ title, cards }, at) => {
    checkWords(title, LIMITS.sessionTitle, ['sessions', at, 'title'], report);
    cards.forEach((card, index) => {
      checkSection(card, sections, ['sessions', at, 'cards', index], report);
    });
    if (!items.some(({ session }) => session === at + 1))
      report(['sessions', at], 'no item practises it', 'Give some items this session.');
  });
  checkBalance(items, report);
}

/** The answer must not be guessed from its letter or its length. */
function checkBalance(items: readonly Item[], report: Report): void {
  const chosen = items.filter(({ kind }) => kind === 'single' || kind === 'scenario');
  const letters = Object.groupBy(chosen, ({ options, answer }) =>
    String(options.findIndex(({ id }) => id === answer[0])),
  );
  for (const [at, list = []] of Object.entries(letters)) {
    if (list.length <= MOST_OF_A_LETTER * chosen.length || chosen.length < 10) continue;
    const letter = chosen[0]?.options[Number(at)]?.id ?? at;
    report(
      ['items'],
      `"${letter}" is right in ${list.length} of ${chosen.length} items with one right answer`,
      'Move some right options to other letters.',
    );
  }
  const verdicts = Object.groupBy(
    items.filter(({ kind }) => kind === 'truefalse'),
    ({ answer }) => answer[0] ?? '',
  );
  const [most = [], ...others] = Object.values(verdicts).sort(
    (one, other) => (other?.length ?? 0) - (one?.length ?? 0),
  );
  if (most.length > 3 && others.flat().length === 0) {
    report(['items'], 'every true-or-false item has the same answer', 'Turn some statements around.');
  }
  for (const language of LANGUAGES) {
    const longest = chosen.filter(({ options, answer }) => {
      const lengths = options.map(({ id, words }) => ({ id, length: words?.[language].length ?? 0 }));
      const right = lengths.find(({ id }) => id === answer[0])?.length ?? 0;
      return lengths.every(({ id, length }) => id === answer[0] || length < right);
    });
    if (longest.length <= MOST_LONGEST * chosen.length || chosen.length < 10) continue;
    report(
      ['items'],
      `the right option is the longest in ${longest.length} of ${chosen.length} items (${language})`,
      'Shorten right options, or fill the others up.',
    );
  }
}

function checkItem(item: Item, report: Report, sections: Sections): void {
  const { kind, options, left, answer } = item;
  checkWords(item.prompt, LIMITS.prompt, ['prompt'], report);
  checkWords(item.why, LIMITS.why, ['why'], report);
  item.source.forEach((source, at) => {
    checkSection(source, sections, ['source', at], report);
  });
  if (kind === 'truefalse') {
    if (options.some(({ words }) => words))
      report(['options'], 'true or false has no options of its own', 'Leave them out; "a" is true and "b" is false.');
  } else if (options.length < 2 || options.length > 6) {
    report(['options'], `it has ${options.length} options`, 'Give 2 to 6: more cannot be shown everywhere.');
  }
  if (kind === 'match' ? left.length < 2 || left.length > 4 : left.length > 0) {
    report(['left'], `it has ${left.length} on the left side`, 'Only "match" has a left side, of 2 to 4.');
  }
  for (const { id, words } of options) {
    if (words) checkWords(words, kind === 'match' ? LIMITS.matched : LIMITS.option, ['options', id], report);
  }
  left.forEach((words, at) => {
    checkWords(words, LIMITS.matched, ['left', at], report);
  });
  for (const language of LANGUAGES) {
    const texts = options.flatMap(({ words }) => words?.[language] ?? []);
    if (new Set(texts).size < texts.length)
      report(['options'], `two options are the same (${language})`, 'Let every option say something else.');
  }
  if (!isComplete(item, answer) || answer.length === 0) {
    report(
      ['answer'],
      'the answer does not fit the options',
      'Name one option; all that are right; all in order; or one for each on the left.',
    );
  }
  if (kind === 'order' && options.every(({ id }, at) => id === answer[at])) {
    report(['options'], 'the options stand in the right order already', 'Mix them.');
  }
  if (kind === 'match' && left.length === options.length && options.every(({ id }, at) => id === answer[at])) {
    report(['options'], 'the options stand beside what they match already', 'Mix them.');
  }
}

function checkSection(key: string, sections: Sections, place: readonly PropertyKey[], report: Report): void {
  const missing = LANGUAGES.filter((language) => !sections[language].has(key));
  if (missing.length > 0) {
    report(
      place,
      `the documents have no section ${key} (${missing.join(', ')})`,
      'Name a section that every language has.',
    );
  }
}

/** Every language says as much as the others, within what can be shown, in its own script. */
function checkWords(
  words: Record<Language, string>,
  limit: number,
  place: readonly PropertyKey[],
  report: Report,
): void {
  const longest = Math.max(...LANGUAGES.map((language) => words[language].length));
  for (const language of LANGUAGES) {
    const text = words[language];
    const here = [...place, language];
    if (text.length > limit) report(here, `it has ${text.length} characters (${language})`, `Say it in ${limit}.`);
    if (longest > 40 && text.length < SHORTEST_TRANSLATION * longest) {
      report(here, `it is much shorter than the others (${language})`, 'Check that nothing is missing.');
    }
    const isArabic = /\p{Script=Arabic}/u.test(text);
    if (language === 'ar' ? !isArabic && /\p{L}{4}/u.test(text) : isArabic) {
      report(here, `it is not written in ${language}`, 'Translate it.');
    }
  }
}
