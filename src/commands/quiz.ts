/** `dalil quiz check`: reads every quiz and says what is wrong, with file and line. */
import path from 'node:path';
import { type Config, QUIZZES_DIR } from '../config.ts';
import type { Language } from '../contracts/language.ts';
import { collectDocuments } from '../knowledge/collect-documents.ts';
import { documentFolders } from '../knowledge/refresh.ts';
import { checkQuizzes, type Sections } from '../training/check-quizzes.ts';
import { readQuizzes } from '../training/load-quizzes.ts';
import { say } from './say.ts';

/** Keys of the sections of the documents on disk. */
export async function sectionsOf(folders: readonly string[]): Promise<Sections> {
  const { documents } = await collectDocuments(folders, process.cwd());
  const keys = (language: Language) =>
    new Set(
      documents
        .filter(({ meta }) => meta.language === language)
        .flatMap(({ meta, sections }) => sections.map(({ id }) => `${meta.key}#${id}`)),
    );
  return { en: keys('en'), fr: keys('fr'), ar: keys('ar') };
}

/** Prints every problem, then what there is; ends with status 1 when something is wrong. */
export async function runQuizCheck(config: Config): Promise<void> {
  const files = await readQuizzes(QUIZZES_DIR);
  const problems = checkQuizzes(files, await sectionsOf(documentFolders(config.KNOWLEDGE_DIR, config.DATA_DIR)));
  for (const { file, line, message, hint } of problems) {
    say(`${path.relative(process.cwd(), file)}:${line} ${message}. ${hint}`);
  }
  for (const { module } of files) {
    if (module) say(`${module.key}: ${module.items.length} items in ${module.sessions.length} sessions.`);
  }
  say(problems.length === 0 ? 'Nothing is wrong.' : `Problems: ${problems.length}.`);
  if (problems.length > 0) process.exitCode = 1;
}
