/** `dalil bench answerability`: how well the check of the answer tells answerable questions from unanswerable ones. */
import path from 'node:path';
import { judge } from '../answering/decide.ts';
import { loadLexicon } from '../answering/lexicon.ts';
import { retrieve } from '../answering/retrieve.ts';
import { understand } from '../answering/understand.ts';
import { createKnowledgeBackends } from '../app.ts';
import type { Config } from '../config.ts';
import { indexCorpus, readCorpus, readQueries } from '../measuring/corpus.ts';
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

export async function runBenchAnswerability(
  config: Config,
  options: { corpus: string; queries: string; json?: boolean },
): Promise<void> {
  const report = await measureAnswerability(config, options.corpus, options.queries);
  if (options.json) say(JSON.stringify(report));
  else for (const [name, value] of Object.entries(report)) say(`${name.padEnd(14)}${value}`);
}
