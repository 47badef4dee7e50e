/**
 * `npm run bench:thresholds -- --corpus … --queries …`: fits the weights of the evidence check on the development
 * questions in the three languages, on the near misses of the even half of the articles of SQuAD 2.0, and on its
 * questions with half of the articles left out; prints the weights with what they would give.
 * Whoever changes a sign runs this and carries the figures over to `src/answering/decide.ts`.
 */
import path from 'node:path';
import { type JudgedPassage, judge } from '../../src/answering/decide.ts';
import type { EvidenceSigns } from '../../src/answering/evidence.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { asksAboutCountry, type Question } from '../../src/answering/question.ts';
import { retrieve } from '../../src/answering/retrieve.ts';
import { understand } from '../../src/answering/understand.ts';
import { loadConfig } from '../../src/config.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import { createConversations } from '../../src/conversations.ts';
import { createKnowledgeBackends } from '../../src/knowledge-parts.ts';
import { createLog } from '../../src/log.ts';
import { indexCorpus, readCorpus, readQueries } from '../../src/measuring/corpus.ts';
import { isAnswerable, readGolden } from '../../src/measuring/golden.ts';
import { areaUnderCurve } from '../../src/measuring/scores.ts';
import { printTable, readArguments } from './arguments.ts';

/** How much SQuAD's near misses and left-out articles count beside the development questions; more lifts their curves and lowers theirs. */
const NEAR_MISS_SHARE = 0.8;
const LEFT_OUT_SHARE = 0.8;
const STEPS = 800;
const RATE = 3;
const RIDGE = 0.001;
const FOLDS = 6;

/** The development questions by language, those put to English passages from another language, the near misses, the articles left out: each asks differently. */
const GROUPS = ['en', 'fr', 'ar', 'across', 'near misses', 'left out'] as const;
type Group = (typeof GROUPS)[number];

interface Example {
  signs: number[];
  answerable: boolean;
  /** Which intercept it takes: the sets ask differently. */
  group: Group;
  share: number;
  /** The same for the translations of one question, so that no fold learns from them. */
  question: string;
}

const given = readArguments(
  ['corpus', 'queries'],
  'npm run bench:thresholds -- --corpus squad/corpus.jsonl --queries squad/queries.jsonl',
);
const config = loadConfig();
const lexicon = await loadLexicon(config.KNOWLEDGE_DIR);
const backends = await createKnowledgeBackends(config);
let names: (keyof EvidenceSigns)[] = [];

function toExample(judged: JudgedPassage, answerable: boolean, group: Group, question = ''): Example {
  names = Object.keys(judged.signs) as (keyof EvidenceSigns)[];
  return { signs: names.map((name) => judged.signs[name]), answerable, group, share: 1, question };
}

/** The passage that would lead the answer. */
function lead(question: Question, judged: readonly JudgedPassage[]): JudgedPassage | undefined {
  const named = asksAboutCountry(question);
  return judged.find(({ fit }) => (named ? fit === 'own' : fit !== 'other'));
}

async function developmentExamples(): Promise<Example[]> {
  const conversations = await createConversations(config, createLog('error'));
  const index = conversations.index.current();
  if (!index) throw new Error('build the index first: dalil knowledge refresh');
  const golden = (await readGolden(path.join(config.KNOWLEDGE_DIR, 'golden'))).filter(({ split }) => split === 'tune');
  const development = await readGolden(path.join(import.meta.dirname, 'data'));
  const examples: Example[] = [];
  for (const question of [...development, ...golden]) {
    if (question.after !== undefined) continue;
    for (const language of new Set<Language>([question.language, 'en'])) {
      const part = index.parts.get(language);
      if (!part) continue;
      const understood = understand(question.question, question.language, part.index, lexicon);
      const best = lead(understood, judge(understood, await retrieve(understood, index, lexicon), lexicon));
      const group = language === question.language ? language : 'across';
      if (best) examples.push(toExample(best, isAnswerable(question), group, question.id));
    }
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
    halves[article % 2 === 0 ? 'fitted' : 'unseen'].push(toExample(best, answerable, 'near misses'));
  }
  await indexed.close();
  return halves;
}

/** Questions on articles that are indexed, and on those that were left out. */
async function leftOutExamples(): Promise<Example[]> {
  const corpus = await readCorpus(path.resolve(given.corpus));
  const queries = await readQueries(path.resolve(given.queries));
  const articles = [...new Set(corpus.map(({ article, title }) => article ?? title))];
  const kept = corpus.filter(({ article, title }) => articles.indexOf(article ?? title) % 2 === 0);
  const ids = new Set(kept.map(({ id }) => id));
  const indexed = await indexCorpus(kept, backends);
  const examples: Example[] = [];
  for (const { lang, text, relevant, answerable } of queries) {
    const part = indexed.index.parts.get(lang);
    if (!part || !answerable) continue;
    const question = understand(text, lang, part.index, lexicon);
    const [best] = judge(question, await retrieve(question, indexed.index, lexicon), lexicon);
    if (!best) continue;
    examples.push(
      toExample(
        best,
        relevant.some((id) => ids.has(id)),
        'left out',
      ),
    );
  }
  await indexed.close();
  return examples;
}

/** What a sign can only say: that an answer is more likely, or less. Length may say either. */
const FOR: readonly string[] = ['passageCoverage', 'sentenceCoverage', 'wordingMatch', 'gramsHeld', 'meaning'];
function inBounds(name: string | undefined, weight: number): number {
  if (name === undefined || name === 'length') return weight;
  return FOR.includes(name) ? Math.max(0, weight) : Math.min(0, weight);
}

/** Logistic regression by gradient ascent; the last weights are the intercepts of the groups. */
function regress(examples: readonly Example[]): number[] {
  const width = names.length;
  const weights = new Array<number>(width + GROUPS.length).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = new Array<number>(width + GROUPS.length).fill(0);
    for (const { signs, answerable, group, share } of examples) {
      const error = ((answerable ? 1 : 0) - 1 / (1 + Math.exp(-score(weights, signs, group)))) * share;
      signs.forEach((sign, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * sign;
      });
      const own = width + GROUPS.indexOf(group);
      gradient[own] = (gradient[own] ?? 0) + error;
    }
    weights.forEach((weight, at) => {
      weights[at] = inBounds(names[at], weight + RATE * ((gradient[at] ?? 0) - (at < width ? RIDGE * weight : 0)));
    });
  }
  return weights;
}

function score(weights: readonly number[], signs: readonly number[], group: Group): number {
  return signs.reduce(
    (sum, sign, at) => sum + sign * (weights[at] ?? 0),
    weights[signs.length + GROUPS.indexOf(group)] ?? 0,
  );
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
const leftOut = await leftOutExamples();
const publicSets = [...shared(squad.fitted, NEAR_MISS_SHARE), ...shared(leftOut, LEFT_OUT_SHARE)];
const weights = regress([...shared(development, 1), ...publicSets]);

const questions = [...new Set(development.map(({ question }) => question))];
const unseen = Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
  const isOwn = ({ question }: Example) => questions.indexOf(question) % FOLDS === fold;
  const kept = development.filter((example) => !isOwn(example));
  const trained = regress([...shared(kept, 1), ...publicSets]);
  return development
    .filter(isOwn)
    .map(({ signs, answerable, group }) => ({ score: score(trained, signs, group), positive: answerable }));
});

printTable([
  ['sign', 'weight'],
  ...names.map((name, at) => [name, (weights[at] ?? 0).toFixed(2)]),
  ...GROUPS.map((group, at) => [`intercept, ${group}`, (weights[names.length + at] ?? 0).toFixed(2)]),
]);
console.log(
  `\nAUROC: development, cross-validated ${areaUnderCurve(unseen).toFixed(3)}; SQuAD fitted half ${curve(weights, squad.fitted).toFixed(3)}, unseen half ${curve(weights, squad.unseen).toFixed(3)}; left out ${curve(weights, leftOut).toFixed(3)}\n`,
);

for (const own of [...LANGUAGES, 'across'] as const) {
  const scores = development
    .filter(({ group }) => group === own)
    .map(({ signs, answerable, group }) => ({ value: score(weights, signs, group), answerable }));
  const answerable = scores
    .filter((one) => one.answerable)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
  const unanswerable = scores.filter((one) => !one.answerable).map(({ value }) => value);
  printTable([
    [`${own}: refused wrongly`, 'threshold', 'answered wrongly'],
    ...[0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1].map((share) => {
      const threshold = answerable[Math.floor(share * answerable.length)] ?? 0;
      const wrong = unanswerable.filter((value) => value >= threshold).length / unanswerable.length;
      return [`${(100 * share).toFixed(0)} %`, threshold.toFixed(2), `${(100 * wrong).toFixed(1)} %`];
    }),
  ]);
}
