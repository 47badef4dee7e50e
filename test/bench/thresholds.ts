/**
 * `npm run bench:thresholds -- --corpus … --queries …`: fits the weights of the evidence check on the development
 * questions and on the even half of the articles of SQuAD 2.0, and prints them with what they would give.
 * Whoever changes a sign runs this and carries the figures over to `src/answering/decide.ts`.
 */
import path from 'node:path';
import { type JudgedPassage, judge } from '../../src/answering/decide.ts';
import type { EvidenceSigns } from '../../src/answering/evidence.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import type { Question } from '../../src/answering/question.ts';
import { retrieve } from '../../src/answering/retrieve.ts';
import { understand } from '../../src/answering/understand.ts';
import { createConversations, createKnowledgeBackends } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { indexCorpus, readCorpus, readQueries } from '../../src/measuring/corpus.ts';
import { isAnswerable, readGolden } from '../../src/measuring/golden.ts';
import { areaUnderCurve } from '../../src/measuring/scores.ts';
import { printTable, readArguments } from './arguments.ts';

/** How much SQuAD counts beside the development questions; more lifts its curve and lowers theirs. */
const SQUAD_SHARE = 0.8;
const STEPS = 800;
const RATE = 3;
const RIDGE = 0.001;
const FOLDS = 6;

interface Example {
  signs: number[];
  answerable: boolean;
  /** Which intercept it takes: the two sets ask differently. */
  group: 0 | 1;
  share: number;
}

const given = readArguments(
  ['corpus', 'queries'],
  'npm run bench:thresholds -- --corpus squad/corpus.jsonl --queries squad/queries.jsonl',
);
const config = loadConfig();
const lexicon = await loadLexicon(config.KNOWLEDGE_DIR);
const backends = await createKnowledgeBackends(config);
let names: (keyof EvidenceSigns)[] = [];

function toExample(judged: JudgedPassage, answerable: boolean, group: 0 | 1): Example {
  names = Object.keys(judged.signs) as (keyof EvidenceSigns)[];
  return { signs: names.map((name) => judged.signs[name]), answerable, group, share: 1 };
}

/** The passage that would lead the answer. */
function lead(question: Question, judged: readonly JudgedPassage[]): JudgedPassage | undefined {
  const named = question.countries.length + question.otherCountries.length > 0;
  return judged.find(({ fit }) => (named ? fit === 'own' : fit !== 'other'));
}

async function developmentExamples(): Promise<Example[]> {
  const conversations = await createConversations(config, createLog('error'));
  const index = conversations.index.current();
  const part = index?.parts.get('en');
  if (!index || !part) throw new Error('build the index first: dalil knowledge refresh');
  const golden = (await readGolden(path.join(config.KNOWLEDGE_DIR, 'golden'))).filter(({ split }) => split === 'tune');
  const development = await readGolden(path.join(import.meta.dirname, 'data'));
  const examples: Example[] = [];
  for (const question of [...development, ...golden]) {
    if (question.after !== undefined || question.language !== 'en') continue;
    const understood = understand(question.question, 'en', part.index, lexicon);
    const best = lead(understood, judge(understood, await retrieve(understood, index, lexicon), lexicon));
    if (best) examples.push(toExample(best, isAnswerable(question), 0));
  }
  await conversations.close();
  return examples;
}

async function squadExamples(): Promise<{ fitted: Example[]; unseen: Example[] }> {
  const corpus = await readCorpus(path.resolve(given.corpus));
  const queries = await readQueries(path.resolve(given.queries));
  const articles = new Map(corpus.map(({ id, article }) => [id, Number(article ?? 0)]));
  const indexed = await indexCorpus(corpus, backends);
  const halves: { fitted: Example[]; unseen: Example[] } = { fitted: [], unseen: [] };
  for (const { lang, text, relevant, answerable } of queries) {
    const part = indexed.index.parts.get(lang);
    if (!part) continue;
    const question = understand(text, lang, part.index, lexicon);
    const [best] = judge(question, await retrieve(question, indexed.index, lexicon), lexicon);
    if (!best) continue;
    const article = articles.get(relevant[0] ?? best.read.passage.id) ?? 0;
    halves[article % 2 === 0 ? 'fitted' : 'unseen'].push(toExample(best, answerable, 1));
  }
  await indexed.close();
  return halves;
}

/** Logistic regression by gradient ascent; the last two weights are the intercepts of the groups. */
function regress(examples: readonly Example[]): number[] {
  const width = names.length;
  const weights = new Array<number>(width + 2).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = new Array<number>(width + 2).fill(0);
    for (const { signs, answerable, group, share } of examples) {
      const error = ((answerable ? 1 : 0) - 1 / (1 + Math.exp(-score(weights, signs, group)))) * share;
      signs.forEach((sign, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * sign;
      });
      gradient[width + group] = (gradient[width + group] ?? 0) + error;
    }
    weights.forEach((weight, at) => {
      weights[at] = weight + RATE * ((gradient[at] ?? 0) - (at < width ? RIDGE * weight : 0));
    });
  }
  return weights;
}

function score(weights: readonly number[], signs: readonly number[], group: 0 | 1): number {
  return signs.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), weights[signs.length + group] ?? 0);
}

function shared(examples: readonly Example[], total: number): Example[] {
  return examples.map((example) => ({ ...example, share: total / examples.length }));
}

const curve = (weights: readonly number[], examples: readonly Example[]) =>
  areaUnderCurve(
    examples.map(({ signs, answerable, group }) => ({ score: score(weights, signs, group), positive: answerable })),
  );

const development = await developmentExamples();
const squad = await squadExamples();
const weights = regress([...shared(development, 1), ...shared(squad.fitted, SQUAD_SHARE)]);

const unseen = Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
  const kept = development.filter((_, at) => at % FOLDS !== fold);
  const trained = regress([...shared(kept, 1), ...shared(squad.fitted, SQUAD_SHARE)]);
  return development
    .filter((_, at) => at % FOLDS === fold)
    .map(({ signs, answerable, group }) => ({ score: score(trained, signs, group), positive: answerable }));
});

printTable([
  ['sign', 'weight'],
  ...names.map((name, at) => [name, (weights[at] ?? 0).toFixed(2)]),
  ['intercept', (weights[names.length] ?? 0).toFixed(2)],
]);
console.log(
  `\nAUROC: development, cross-validated ${areaUnderCurve(unseen).toFixed(3)}; SQuAD fitted half ${curve(weights, squad.fitted).toFixed(3)}, unseen half ${curve(weights, squad.unseen).toFixed(3)}\n`,
);

const scores = development.map(({ signs, answerable, group }) => ({ value: score(weights, signs, group), answerable }));
const answerable = scores
  .filter((one) => one.answerable)
  .map(({ value }) => value)
  .sort((a, b) => a - b);
const unanswerable = scores.filter((one) => !one.answerable).map(({ value }) => value);
printTable([
  ['refused wrongly', 'threshold', 'answered wrongly'],
  ...[0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1].map((share) => {
    const threshold = answerable[Math.floor(share * answerable.length)] ?? 0;
    const wrong = unanswerable.filter((value) => value >= threshold).length / unanswerable.length;
    return [`${(100 * share).toFixed(0)} %`, threshold.toFixed(2), `${(100 * wrong).toFixed(1)} %`];
  }),
]);
