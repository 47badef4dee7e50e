/** Reads the modules of `dialogs/quizzes/`, and says with file and line what is wrong with one that cannot be used. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { DalilError } from '../errors.ts';
import { type Module, moduleSchema, toModule } from './quiz.ts';

/** Something wrong in a file of quizzes. */
export interface QuizProblem {
  file: string;
  /** Counted from 1. */
  line: number;
  message: string;
  hint: string;
}

/** A file as it was read: the module, or why there is none, and where a part of it stands. */
export interface QuizFile {
  file: string;
  module?: Module;
  problems: QuizProblem[];
  /** The line of a part, such as `['items', 3, 'answer']`; of the nearest part around it where that is not written down. */
  lineOf(place: readonly PropertyKey[]): number;
}

/** Reads one file. Never rejects for what stands in it. */
export function readQuiz(file: string, text: string): QuizFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineOf = (place: readonly PropertyKey[]) => lineIn(document, counter, place);
  const [broken] = document.errors;
  if (broken) {
    const hint = 'Check the indentation, and put text with ":" or "#" inside quotes.';
    const line = counter.linePos(broken.pos[0]).line;
    return { file, lineOf, problems: [{ file, line, message: `This is not valid YAML: ${broken.message}`, hint }] };
  }
  const read = moduleSchema.safeParse(document.toJS());
  if (read.success) return { file, lineOf, module: toModule(read.data), problems: [] };
  const hint = 'Correct the value; the other items of the file show the form.';
  const problems = read.error.issues.map((issue) => ({
    ...{ file, line: lineOf(issue.path), hint },
    message: `${nameOf(document, issue.path)}: ${issue.message}`,
  }));
  return { file, lineOf, problems };
}

function lineIn(document: Document, counter: LineCounter, place: readonly PropertyKey[]): number {
  for (let length = place.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(place.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

/** `item N07, options.b.fr` rather than `items.6.options.b.fr`: authors know their items by id. */
function nameOf(document: Document, place: readonly PropertyKey[]): string {
  const [first, at, ...rest] = place;
  const id: unknown = first === 'items' ? document.getIn([first, at, 'id']) : undefined;
  if (typeof id === 'string')
    return [`item ${id}`, rest.map(String).join('.')].filter((part) => part !== '').join(', ');
  return place.length === 0 ? 'the file' : place.map(String).join('.');
}

/** Reads every file of the folder, by name. */
export async function readQuizzes(folder: string): Promise<QuizFile[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/u.test(name)).sort();
  return Promise.all(
    names.map(async (name) => readQuiz(path.join(folder, name), await readFile(path.join(folder, name), 'utf8'))),
  );
}

/**
 * The modules of the folder, in the order of their file names.
 * @throws DalilError `quizzes-invalid`, naming file and line: nobody is tested on half a module.
 */
export async function loadQuizzes(folder: string): Promise<Module[]> {
  const files = await readQuizzes(folder);
  const problems = files.flatMap((file) => file.problems);
  if (problems.length > 0) {
    const lines = problems.slice(0, 5).map(({ file, line, message }) => `${file}:${line} ${message}`);
    throw new DalilError({
      code: 'quizzes-invalid',
      message: `The quizzes cannot be used. ${lines.join(' | ')}`,
      hint: 'Correct what is named; `dalil quiz check` lists everything.',
    });
  }
  return files.flatMap(({ module }) => module ?? []);
}
