/** Keeps what `dalil bench answers` measured, a line for each commit and language, so that the trend can be read. */
import { execFile } from 'node:child_process';
import { appendFile, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_DIR } from '../config.ts';
import type { AnswersReport } from '../measuring/answers.ts';
import { note } from './say.ts';

const run = promisify(execFile);
const FILE = path.join(PROJECT_DIR, 'test/bench/results/answers.csv');
const COLUMNS = [
  'answerable',
  'unanswerable',
  'rightFirst',
  'rightInFive',
  'rightWords',
  'refusedWrongly',
  'answeredWrongly',
  'acrossInFive',
] as const satisfies readonly (keyof AnswersReport)[];

/** The commit that is checked out, with a `+` when files differ from it; undefined outside a checkout. */
async function currentCommit(): Promise<string | undefined> {
  try {
    const { stdout: commit } = await run('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: PROJECT_DIR });
    const { stdout: changes } = await run('git', ['status', '--porcelain', '--', 'src', 'knowledge', 'dialogs'], {
      cwd: PROJECT_DIR,
    });
    return commit.trim() + (changes.trim() === '' ? '' : '+');
  } catch {
    // An installed copy has no history, and so no trend to add to.
    return undefined;
  }
}

/** The lines of a measurement, in the order of the file's columns. */
export function resultLines(commit: string, split: string, reports: readonly AnswersReport[]): string {
  return reports
    .map((report) => [commit, split, report.language, ...COLUMNS.map((column) => report[column] ?? '')].join(','))
    .map((line) => `${line}\n`)
    .join('');
}

/** Adds the lines of a measurement; the same lines are not written twice. Says so when there is nowhere to add them. */
export async function recordAnswers(split: string, reports: readonly AnswersReport[]): Promise<void> {
  const commit = await currentCommit();
  const folder = await stat(path.dirname(FILE)).catch(() => undefined);
  if (commit === undefined || !folder) {
    note('Not recorded: this is no checkout of the project.');
    return;
  }
  const known = await readFile(FILE, 'utf8').catch(() => '');
  const lines = resultLines(commit, split, reports);
  if (known.includes(lines)) return;
  const head = known === '' ? `commit,split,language,${COLUMNS.join(',')}\n` : '';
  await appendFile(FILE, head + lines);
  note(`Recorded in ${path.relative(process.cwd(), FILE)}.`);
}
