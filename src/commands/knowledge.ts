/** `dalil knowledge …`: refresh, status, add, check, rollback. */
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Config } from '../config.ts';
import { LANGUAGES } from '../contracts/language.ts';
import { AUTHORITIES } from '../contracts/passage.ts';
import { DalilError } from '../errors.ts';
import { addDocument, detailsInDocument } from '../knowledge/add-document.ts';
import { checkDocuments, countFindings } from '../knowledge/check/check-documents.ts';
import type { Severity } from '../knowledge/check/finding.ts';
import { collectDocuments } from '../knowledge/collect-documents.ts';
import { loadGlossary } from '../knowledge/glossary.ts';
import { readManifest } from '../knowledge/index-files.ts';
import { openBestVersion } from '../knowledge/open-version.ts';
import { type DocumentDetails, REQUIRED_DETAILS } from '../knowledge/prepare-document.ts';
import type { DocumentProblem } from '../knowledge/read/document.ts';
import { documentFolders, refreshKnowledge } from '../knowledge/refresh.ts';
import { splitDocument } from '../knowledge/split.ts';
import { listVersions, readPointer, rollBack, versionPaths } from '../knowledge/versions.ts';
import { createKnowledgeBackends, createRefreshSettings } from '../knowledge-parts.ts';
import { createProgressView } from './progress.ts';
import { note, say } from './say.ts';

/** Status of a command that did its work but left something out. */
const SOME_LEFT_OUT = 2;

function sayProblems(problems: readonly Pick<DocumentProblem, 'file' | 'line' | 'message' | 'hint'>[]): void {
  for (const { file, line, message, hint } of problems) note(`${file}:${line} ${message}\n    ${hint}`);
}

/** Builds a new version, makes it live and says so. The exit status is 2 when a document could not be read. */
export async function runRefresh(config: Config): Promise<void> {
  const view = createProgressView(process.stderr, process.stderr.isTTY);
  const settings = await createRefreshSettings(config);
  const result = await refreshKnowledge({ ...settings, onProgress: (progress) => view.show(progress) }).finally(() =>
    view.stop(),
  );
  sayProblems(result.problems);
  for (const { file, expires } of result.expired) note(`${file} expired on ${expires} and is no longer used.`);
  say(
    `Version ${result.version} is live: ${result.documents} documents, ${result.passages} passages, ${result.embedded} embedded anew.`,
  );
  if (result.problems.length === 0) return;
  note(`${result.problems.length} problem(s) above; what could be read is live.`);
  process.exitCode = SOME_LEFT_OUT;
}

/** Says what is live, what can be gone back to, and what cannot be read. */
export async function runStatus(config: Config): Promise<void> {
  const live = await readPointer(config.DATA_DIR);
  const { index, unreadable } = await openBestVersion(config.DATA_DIR, await createKnowledgeBackends(config));
  for (const { version, error } of unreadable) {
    note(`Version ${version} cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
  if (!index) {
    say('No index yet. Run `dalil knowledge refresh` or `npm start`.');
    return;
  }
  const manifest = await readManifest(versionPaths.version(config.DATA_DIR, index.version));
  say(`Live: ${index.version}${index.version === live?.version ? '' : ' (the newest that can be read)'}`);
  for (const language of LANGUAGES) {
    const documents = manifest.documents.filter((document) => document.language === language).length;
    if (documents > 0) say(`  ${language}: ${documents} documents, ${manifest.passages[language] ?? 0} passages`);
  }
  say(
    `  embedder ${manifest.embedder.name}, ${manifest.embedder.dimensions} dimensions; vectors in ${manifest.vectorIndex}`,
  );
  const others = (await listVersions(config.DATA_DIR)).filter((version) => version !== index.version);
  say(others.length > 0 ? `Also kept: ${others.join(', ')}` : 'No other version is kept.');
}

const SEVERITY_WORDS: Record<Severity, string> = { error: '', warning: 'Look at: ', note: 'Note: ' };

/**
 * Reads every document and compares their content, without building anything. The exit status is 2 when something is
 * wrong; what is only worth a look leaves it 0.
 */
export async function runCheck(config: Config, now: number = Date.now()): Promise<void> {
  const folders = documentFolders(config.KNOWLEDGE_DIR, config.DATA_DIR);
  const { documents, problems } = await collectDocuments(folders, process.cwd());
  const added = path.resolve(config.DATA_DIR, 'documents') + path.sep;
  const findings = checkDocuments({
    documents,
    glossary: await loadGlossary(config.KNOWLEDGE_DIR),
    isShipped: ({ file }) => !path.resolve(file).startsWith(added),
    now,
  });
  sayProblems(problems);
  sayProblems(findings.map((one) => ({ ...one, message: `${SEVERITY_WORDS[one.severity]}${one.message}` })));
  const passages = documents.flatMap(splitDocument);
  const unchecked = passages.filter(({ review }) => review === 'unchecked').length;
  const errors = problems.length + findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  say(
    `${documents.length} documents, ${passages.length} passages (${unchecked} not yet checked by a specialist), ${errors} problem(s), ${warnings} to look at.`,
  );
  say(`Found: documents or parts that cannot be read ${problems.length}, ${countFindings(findings)}.`);
  if (errors > 0) process.exitCode = SOME_LEFT_OUT;
}

/** Makes the version before the live one live again. */
export async function runRollback(config: Config): Promise<void> {
  const version = await rollBack(config.DATA_DIR, Date.now());
  say(`Version ${version} is live again. A running server takes it over within a second.`);
}

const QUESTIONS: Record<(typeof REQUIRED_DETAILS)[number], string> = {
  title: 'Title',
  language: `Language (${LANGUAGES.join(', ')})`,
  authority: `Authority (${AUTHORITIES.join(', ')})`,
  asOf: 'True as of (2024-09)',
};

/** Asks a person for the details that neither the command nor the document gives. */
async function askForMissing(missing: readonly (typeof REQUIRED_DETAILS)[number][]): Promise<DocumentDetails> {
  if (missing.length === 0) return {};
  if (!process.stdin.isTTY) {
    const flags = missing.map((name) => (name === 'asOf' ? '--as-of' : `--${name}`));
    throw new DalilError({
      code: 'details-missing',
      message: `The document needs ${flags.join(', ')}.`,
      hint: 'Give them with the command, or run it in a terminal to be asked.',
    });
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const details: DocumentDetails = {};
  try {
    for (const name of missing) details[name] = (await prompt.question(`${QUESTIONS[name]}: `)).trim();
  } finally {
    prompt.close();
  }
  return details;
}

/** Copies a document in and refreshes. */
export async function runAdd(config: Config, file: string, given: DocumentDetails): Promise<void> {
  const full = path.resolve(file);
  const own = await detailsInDocument(full);
  const missing = REQUIRED_DETAILS.filter((name) => (given[name] ?? own[name]) === undefined);
  const details = { ...given, ...(await askForMissing(missing)) };
  const added = await addDocument(full, details, config.DATA_DIR, path.join(config.KNOWLEDGE_DIR, 'documents'));
  say(`${added.replaced ? 'Replaced' : 'Added'} ${added.key} (${path.relative(process.cwd(), added.path)}).`);
  await runRefresh(config);
}
