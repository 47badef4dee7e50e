/** `dalil bench retrieval`: how often the search finds the right paragraph of any corpus, and how fast. */
import path from 'node:path';
import { loadLexicon } from '../answering/lexicon.ts';
import { retrieve } from '../answering/retrieve.ts';
import { understand } from '../answering/understand.ts';
import type { Config } from '../config.ts';
import type { Language } from '../contracts/language.ts';
import { createKnowledgeBackends } from '../knowledge-parts.ts';
import { indexCorpus, readCorpus, readQueries } from '../measuring/corpus.ts';
import { emptyTally, percent, percentile, type RankingTally, tallyRanking } from '../measuring/scores.ts';
import { note, say } from './say.ts';

interface Pair {
  from: Language;
  to: Language;
  tally: RankingTally;
}

/** What is printed with `--json`; rates in percent. */
export interface RetrievalReport {
  pairs: {
    from: Language;
    to: Language;
    n: number;
    recallAt1: number;
    recallAt5: number;
    mrrAt10: number;
    ndcgAt10: number;
  }[];
  p50Ms: number;
  p99Ms: number;
  buildSeconds: number;
  peakMiB: number;
}

/** Measures the product's own search on a corpus. Questions without a relevant paragraph are only timed. */
export async function measureRetrieval(
  config: Config,
  corpusFile: string,
  queriesFile: string,
): Promise<RetrievalReport> {
  const [corpus, queries, backends, lexicon] = await Promise.all([
    readCorpus(path.resolve(corpusFile)),
    readQueries(path.resolve(queriesFile)),
    createKnowledgeBackends(config),
    loadLexicon(config.KNOWLEDGE_DIR),
  ]);
  const indexed = await indexCorpus(corpus, backends);
  try {
    const pairs = new Map<string, Pair>();
    const milliseconds: number[] = [];
    for (const { lang, docLang = lang, text, relevant } of queries) {
      const part = indexed.index.parts.get(docLang);
      if (!part) continue;
      const startedAt = performance.now();
      const question = understand(text, lang, part.index, lexicon);
      const found = await retrieve(question, indexed.index, lexicon);
      milliseconds.push(performance.now() - startedAt);
      if (relevant.length === 0) continue;
      const name = `${lang} ${docLang}`;
      const pair = pairs.get(name) ?? { from: lang, to: docLang, tally: emptyTally() };
      pairs.set(name, pair);
      tallyRanking(
        pair.tally,
        found.map(({ passage }) => passage.id),
        new Set(relevant),
      );
    }
    const rounded = (value: number) => Math.round(value * 100) / 100;
    return {
      pairs: [...pairs.values()].map(({ from, to, tally }) => ({
        from,
        to,
        n: tally.n,
        recallAt1: percent(tally.at1, tally.n),
        recallAt5: percent(tally.at5, tally.n),
        mrrAt10: percent(tally.reciprocal, tally.n),
        ndcgAt10: percent(tally.gain, tally.n),
      })),
      p50Ms: rounded(percentile(milliseconds, 0.5)),
      p99Ms: rounded(percentile(milliseconds, 0.99)),
      buildSeconds: rounded(indexed.buildSeconds),
      peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await indexed.close();
  }
}

/** Prints the report as a table or as JSON. */
export async function runBenchRetrieval(
  config: Config,
  options: { corpus: string; queries: string; json?: boolean },
): Promise<void> {
  const report = await measureRetrieval(config, options.corpus, options.queries);
  if (options.json) {
    say(JSON.stringify(report));
    return;
  }
  say('question → passage      n   recall@1   recall@5   MRR@10   nDCG@10');
  for (const { from, to, n, recallAt1, recallAt5, mrrAt10, ndcgAt10 } of report.pairs) {
    const cells = [recallAt1, recallAt5, mrrAt10, ndcgAt10].map((value) => value.toFixed(2).padStart(9));
    say(`${from} → ${to}            ${String(n).padStart(6)}${cells.join(' ')}`);
  }
  note(
    `search p50 ${report.p50Ms} ms, p99 ${report.p99Ms} ms; build ${report.buildSeconds} s; peak ${report.peakMiB} MiB`,
  );
}
