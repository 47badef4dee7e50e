/**
 * `dalil bench answerability`: how well the check of the answer tells answerable questions from unanswerable ones: near
 * misses, where the set has them, or questions whose article was left out of the index.
 */
import path from 'node:path';
import { judge } from '../answering/decide.ts';
import { loadLexicon } from '../answering/lexicon.ts';
import { retrieve } from '../answering/retrieve.ts';
import { understand } from '../answering/understand.ts';
import type { Config } from '../config.ts';
import type { Language } from '../contracts/language.ts';
import { createKnowledgeBackends } from '../knowledge-parts.ts';
import { type CorpusLine, indexCorpus, readCorpus, readQueries } from '../measuring/corpus.ts';
import { areaUnderCurve } from '../measuring/scores.ts';
import { say } from './say.ts';

/** Area under the curve of the support of the best passage, over all questions and over each half of the articles. */
export interface AnswerabilityReport {
  answerable: number;
  unanswerable: number;
  auroc: number;
  /** Articles with even numbers: the half the weights were fitted on. */
  aurocFitted: number;
  /** Articles with odd numbers: the half they never saw. */
  aurocUnseen: number;
}

export async function measureAnswerability(
  config: Config,
  corpusFile: string,
  queriesFile: string,
): Promise<AnswerabilityReport> {
  const [corpus, queries, backends, lexicon] = await Promise.all([
    readCorpus(path.resolve(corpusFile)),
    readQueries(path.resolve(queriesFile)),
    createKnowledgeBackends(config),
    loadLexicon(config.KNOWLEDGE_DIR),
  ]);
  const articles = new Map(corpus.map(({ id, article }) => [id, Number(article ?? 0)]));
  const indexed = await indexCorpus(corpus, backends);
  try {
    const items: { score: number; positive: boolean; even: boolean }[] = [];
    for (const { lang, text, relevant, answerable } of queries) {
      const part = indexed.index.parts.get(lang);
      if (!part) continue;
      const question = understand(text, lang, part.index, lexicon);
      const [best] = judge(question, await retrieve(question, indexed.index, lexicon), lexicon);
      const article = articles.get(relevant[0] ?? best?.read.passage.id ?? '') ?? 0;
      items.push({ score: best?.support ?? 0, positive: answerable, even: article % 2 === 0 });
    }
    const rounded = (value: number) => Math.round(value * 1000) / 1000;
    return {
      answerable: items.filter(({ positive }) => positive).length,
      unanswerable: items.filter(({ positive }) => !positive).length,
      auroc: rounded(areaUnderCurve(items)),
      aurocFitted: rounded(areaUnderCurve(items.filter(({ even }) => even))),
      aurocUnseen: rounded(areaUnderCurve(items.filter(({ even }) => !even))),
    };
  } finally {
    await indexed.close();
  }
}

/** Area under the curve of "not in the library", of one language. */
export interface LeftOutReport {
  language: Language;
  held: number;
  leftOut: number;
  auroc: number;
}

const articleOf = ({ article, title }: CorpusLine) => String(article ?? title);

/**
 * Leaves every second article, in the order of the corpus, out of the index, and measures how well the check tells the
 * questions on those from the questions on the others.
 */
export async function measureLeftOut(
  config: Config,
  corpusFile: string,
  queriesFile: string,
): Promise<LeftOutReport[]> {
  const [corpus, queries, backends, lexicon] = await Promise.all([
    readCorpus(path.resolve(corpusFile)),
    readQueries(path.resolve(queriesFile)),
    createKnowledgeBackends(config),
    loadLexicon(config.KNOWLEDGE_DIR),
  ]);
  const articles = [...new Set(corpus.map(articleOf))];
  const kept = new Set(articles.filter((_, at) => at % 2 === 0));
  const held = corpus.filter((line) => kept.has(articleOf(line)));
  const ids = new Set(held.map(({ id }) => id));
  const indexed = await indexCorpus(held, backends);
  try {
    const items = new Map<Language, { score: number; positive: boolean }[]>();
    for (const { lang, docLang = lang, text, relevant, answerable } of queries) {
      const part = indexed.index.parts.get(lang);
      if (!part || docLang !== lang || !answerable || relevant.length === 0) continue;
      const question = understand(text, lang, part.index, lexicon);
      const judged = judge(question, await retrieve(question, indexed.index, lexicon), lexicon);
      const score = Math.max(0, ...judged.slice(0, 1).map(({ support }) => support));
      const own = items.get(lang) ?? [];
      items.set(lang, own);
      own.push({ score, positive: relevant.some((id) => ids.has(id)) });
    }
    return [...items].map(([language, own]) => ({
      language,
      held: own.filter(({ positive }) => positive).length,
      leftOut: own.filter(({ positive }) => !positive).length,
      auroc: Math.round(areaUnderCurve(own) * 1000) / 1000,
    }));
  } finally {
    await indexed.close();
  }
}

async function sayLeftOut(config: Config, corpus: string, queries: string, json?: boolean): Promise<void> {
  const reports = await measureLeftOut(config, corpus, queries);
  if (json) {
    say(JSON.stringify(reports));
    return;
  }
  for (const { language, held, leftOut, auroc } of reports) {
    say(`${language}: AUROC ${auroc} (${held} questions on held articles, ${leftOut} on articles left out)`);
  }
}

export async function runBenchAnswerability(
  config: Config,
  options: { corpus: string; queries: string; json?: boolean; leaveOut?: boolean },
): Promise<void> {
  if (options.leaveOut) {
    await sayLeftOut(config, options.corpus, options.queries, options.json);
    return;
  }
  const report = await measureAnswerability(config, options.corpus, options.queries);
  if (options.json) say(JSON.stringify(report));
  else for (const [name, value] of Object.entries(report)) say(`${name.padEnd(14)}${value}`);
}
