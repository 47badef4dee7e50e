/** `dalil bench answers`: the golden questions put to the live index through the whole conversation, in every language. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createAnswerer } from '../answering/answer-question.ts';
import { loadLexicon } from '../answering/lexicon.ts';
import { type Config, PROJECT_DIR } from '../config.ts';
import { createConversations, glossaryTitles } from '../conversations.ts';
import { collectDocuments } from '../knowledge/collect-documents.ts';
import { splitDocument } from '../knowledge/split.ts';
import { createRefreshSettings } from '../knowledge-parts.ts';
import { type Answered, type AnswersReport, parityGap, questionKey, reportsOn } from '../measuring/answers.ts';
import { measureEnglishOnly } from '../measuring/english-only.ts';
import { type GoldenQuestion, holdsWords, isAnswerable, readGolden } from '../measuring/golden.ts';
import { loadTexts } from '../text/texts.ts';
import { Asker, replyText } from './ask.ts';
import { recordAnswers } from './bench-record.ts';
import { ensureIndex } from './ensure-index.ts';
import { createQuietLog } from './quiet-log.ts';
import { note, say } from './say.ts';

async function askAll(config: Config, questions: readonly GoldenQuestion[]): Promise<Answered[]> {
  const conversations = await createConversations(config, createQuietLog(config));
  try {
    await ensureIndex(config, conversations);
    const asker = new Asker(conversations);
    const conversationOf = new Map<string, string>();
    const answered: Answered[] = [];
    for (const question of questions) {
      const { after, language } = question;
      const conversationId =
        (after !== undefined && conversationOf.get(questionKey({ ...question, id: after }))) || randomUUID();
      conversationOf.set(questionKey(question), conversationId);
      const { turn, milliseconds } = await asker.ask(conversationId, question.question, language);
      const ranked = turn.result?.passages ?? [];
      // What is offered to be asked next is no part of the answer.
      const said = turn.reply.blocks.filter(({ type }) => type !== 'choices');
      answered.push({
        question,
        outcome: turn.reply.outcome,
        place: ranked.findIndex(({ passage }) => question.sources.includes(passage.key)),
        rightWords: holdsWords(replyText(said), question.words),
        milliseconds,
      });
    }
    return answered;
  } finally {
    await conversations.close();
  }
}

/** Where the right sections stand when they can be read in English only. */
async function askEnglishOnly(config: Config, questions: readonly GoldenQuestion[]): Promise<Map<string, number>> {
  const { documentFolders, phrases, backends, shownFrom } = await createRefreshSettings(config);
  const { documents } = await collectDocuments(documentFolders, shownFrom);
  const texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));
  const answerer = createAnswerer(await loadLexicon(config.KNOWLEDGE_DIR), { glossaryTitles: glossaryTitles(texts) });
  return measureEnglishOnly(questions, { passages: documents.flatMap(splitDocument), phrases, backends, answerer });
}

function noteWrong({ question, outcome, place }: Answered): void {
  const wrong = isAnswerable(question) ? place !== 0 || outcome !== 'answered' : outcome === 'answered';
  if (wrong) {
    const source = place + 1 || '-';
    note(`${questionKey(question)} (${question.kind}) ${outcome}, right source at ${source}: ${question.question}`);
  }
}

/** The rows of the parity table: what is measured, where it stands in a report, and the bar it must reach. */
const ROWS: readonly (readonly [string, keyof AnswersReport, string])[] = [
  ['answerable questions', 'answerable', ''],
  ['unanswerable questions', 'unanswerable', ''],
  ['right source first, %', 'rightFirst', '>= 90'],
  ['right source in first five, %', 'rightInFive', '>= 97'],
  ['required words in the answer, %', 'rightWords', '>= 88'],
  ['refused although answerable, %', 'refusedWrongly', '<= 6'],
  ['answered although not, %', 'answeredWrongly', '<= 15'],
  ['of English-only documents, in first five, %', 'acrossInFive', '>= 75'],
  ['milliseconds p50', 'p50Ms', ''],
  ['milliseconds p99', 'p99Ms', ''],
];
const FIRST_COLUMN = 46;
const COLUMN = 8;

function sayTable(reports: readonly AnswersReport[]): void {
  const line = (first: string, cells: readonly (string | number | undefined)[], bar: string) =>
    say(
      `${first.padEnd(FIRST_COLUMN)}${cells.map((cell) => String(cell ?? '-').padStart(COLUMN)).join('')}   ${bar}`.trimEnd(),
    );
  line(
    '',
    reports.map(({ language }) => language),
    'bar',
  );
  for (const [name, field, bar] of ROWS)
    line(
      name,
      reports.map((report) => report[field]),
      bar,
    );
  line('gap best to worst, right source first, points', [parityGap(reports)], '<= 4');
}

export interface BenchAnswersOptions {
  golden?: string;
  split?: string;
  json?: boolean;
  verbose?: boolean;
  /** False with `--no-across`. */
  across: boolean;
  /** False with `--no-record`. */
  record: boolean;
}

/** Measures, prints the parity table, and adds it to the results of the project's own questions. */
export async function runBenchAnswers(config: Config, options: BenchAnswersOptions): Promise<void> {
  const own = path.join(config.KNOWLEDGE_DIR, 'golden');
  const all = await readGolden(options.golden === undefined ? own : path.resolve(options.golden));
  const questions = all.filter(({ split }) => options.split === undefined || split === options.split);
  const answered = await askAll(config, questions);
  const reports = reportsOn(answered, options.across ? await askEnglishOnly(config, questions) : undefined);
  if (options.verbose) answered.forEach(noteWrong);
  if (options.json) say(JSON.stringify(reports));
  else sayTable(reports);
  if (options.record && options.golden === undefined) await recordAnswers(options.split ?? 'all', reports);
}
