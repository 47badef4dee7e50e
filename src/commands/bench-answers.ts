/** `dalil bench answers`: the golden questions put to the live index through the whole conversation. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createConversations } from '../app.ts';
import type { Config } from '../config.ts';
import type { Language } from '../contracts/language.ts';
import { type GoldenQuestion, holdsWords, isAnswerable, readGolden } from '../measuring/golden.ts';
import { percent, percentile } from '../measuring/scores.ts';
import { Asker, replyText } from './ask.ts';
import { ensureIndex } from './ensure-index.ts';
import { createQuietLog } from './quiet-log.ts';
import { note, say } from './say.ts';

/** What came of one golden question. */
interface Answered {
  question: GoldenQuestion;
  outcome: string;
  /** Place of the first right section in the ranking, from 0; -1 when it is not in the first ten. */
  place: number;
  rightWords: boolean;
  milliseconds: number;
}

/** Rates in percent. */
interface AnswersReport {
  language: Language;
  answerable: number;
  unanswerable: number;
  rightFirst: number;
  rightInFive: number;
  rightWords: number;
  /** Of the unanswerable questions. */
  refusedRightly: number;
  /** Of the answerable questions. */
  refusedWrongly: number;
  p50Ms: number;
  p99Ms: number;
}

async function askAll(config: Config, questions: readonly GoldenQuestion[]): Promise<Answered[]> {
  const conversations = await createConversations(config, createQuietLog(config));
  try {
    await ensureIndex(config, conversations);
    const asker = new Asker(conversations);
    const conversationOf = new Map<string, string>();
    const answered: Answered[] = [];
    for (const question of questions) {
      const conversationId = (question.after !== undefined && conversationOf.get(question.after)) || randomUUID();
      conversationOf.set(question.id, conversationId);
      const { turn, milliseconds } = await asker.ask(conversationId, question.question);
      const ranked = turn.result?.passages ?? [];
      answered.push({
        question,
        outcome: turn.reply.outcome,
        place: ranked.findIndex(({ passage }) => question.sources.includes(passage.key)),
        rightWords: holdsWords(replyText(turn.reply.blocks), question.words),
        milliseconds,
      });
    }
    return answered;
  } finally {
    await conversations.close();
  }
}

const isAnswer = ({ outcome }: Answered) => outcome === 'answered';

function reportOn(language: Language, answered: readonly Answered[]): AnswersReport {
  const answerable = answered.filter(({ question }) => isAnswerable(question));
  const unanswerable = answered.filter(({ question }) => !isAnswerable(question));
  const rate = (of: readonly Answered[], test: (one: Answered) => boolean) =>
    percent(of.filter(test).length, of.length);
  const milliseconds = answered.map((one) => one.milliseconds);
  return {
    language,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    rightFirst: rate(answerable, ({ place }) => place === 0),
    rightInFive: rate(answerable, ({ place }) => place >= 0 && place < 5),
    rightWords: rate(answerable, (one) => isAnswer(one) && one.rightWords),
    refusedRightly: rate(unanswerable, (one) => !isAnswer(one)),
    refusedWrongly: rate(answerable, (one) => !isAnswer(one)),
    p50Ms: Math.round(percentile(milliseconds, 0.5) * 10) / 10,
    p99Ms: Math.round(percentile(milliseconds, 0.99) * 10) / 10,
  };
}

function printWrong({ question, outcome, place }: Answered): void {
  const wrong = isAnswerable(question) ? place !== 0 || outcome !== 'answered' : outcome === 'answered';
  if (wrong)
    note(`${question.id} (${question.kind}) ${outcome}, right source at ${place + 1 || '-'}: ${question.question}`);
}

/** Measures and prints, per language. */
export async function runBenchAnswers(
  config: Config,
  options: { golden?: string; split?: string; json?: boolean; verbose?: boolean },
): Promise<void> {
  const all = await readGolden(
    options.golden === undefined ? path.join(config.KNOWLEDGE_DIR, 'golden') : path.resolve(options.golden),
  );
  const questions = all.filter(({ split }) => options.split === undefined || split === options.split);
  const answered = await askAll(config, questions);
  const languages = [...new Set(questions.map(({ language }) => language))];
  const reports = languages.map((language) =>
    reportOn(
      language,
      answered.filter(({ question }) => question.language === language),
    ),
  );
  if (options.verbose) answered.forEach(printWrong);
  if (options.json) {
    say(JSON.stringify(reports));
    return;
  }
  for (const report of reports) {
    say(`${report.language}: ${report.answerable} answerable, ${report.unanswerable} unanswerable`);
    say(`  right source first            ${report.rightFirst} %`);
    say(`  right source in first five    ${report.rightInFive} %`);
    say(`  right words in the answer     ${report.rightWords} %`);
    say(`  refused when it should        ${report.refusedRightly} %`);
    say(`  refused when it should not    ${report.refusedWrongly} %`);
    say(`  milliseconds p50 / p99        ${report.p50Ms} / ${report.p99Ms}`);
  }
}
