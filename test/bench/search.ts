/**
 * `npm run bench:search -- --corpus … --queries …`: our search beside MiniSearch, on one corpus in the form of the public
 * retrieval sets. Ours stays in the product only as long as it wins here.
 */
import path from 'node:path';
import MiniSearch from 'minisearch';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { retrieve } from '../../src/answering/retrieve.ts';
import { understand } from '../../src/answering/understand.ts';
import { loadConfig } from '../../src/config.ts';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { createKnowledgeBackends } from '../../src/knowledge-parts.ts';
import { indexCorpus, readCorpus, readQueries } from '../../src/measuring/corpus.ts';
import { emptyTally, percent, percentile, tallyRanking } from '../../src/measuring/scores.ts';
import { addText, emptyAnalysis } from '../../src/search/analysis.ts';
import { best } from '../../src/search/passage-index.ts';
import { buildTermIndex, TermIndex } from '../../src/search/term-index.ts';
import { stem } from '../../src/text/stem.ts';
import { tokenize } from '../../src/text/tokens.ts';
import { printTable, readArguments } from './arguments.ts';

const given = readArguments(
  ['corpus', 'queries'],
  'npm run bench:search -- --corpus corpus.jsonl --queries queries.jsonl',
);
const config = loadConfig();
const corpus = await readCorpus(path.resolve(given.corpus));
const queries = (await readQueries(path.resolve(given.queries))).filter(
  ({ relevant, answerable }) => answerable && relevant.length > 0,
);
const lexicon = await loadLexicon(config.KNOWLEDGE_DIR);
const indexed = await indexCorpus(corpus, await createKnowledgeBackends(config));

type Search = (text: string) => Promise<string[]> | string[];
const rows: (string | number)[][] = [['search', 'language', 'n', 'recall@1', 'recall@5', 'MRR@10', 'p50 ms', 'p99 ms']];

for (const language of LANGUAGES) {
  const passages = corpus.filter(({ lang }) => lang === language);
  const asked = queries.filter(({ lang, docLang = lang }) => lang === language && docLang === language);
  const part = indexed.index.parts.get(language);
  if (passages.length === 0 || asked.length === 0 || !part) continue;
  const terms = (word: string) => stem(tokenize(word)[0] ?? '', language) || null;
  const mini = new MiniSearch<{ id: string; title: string; text: string }>({
    fields: ['title', 'text'],
    tokenize,
    processTerm: terms,
  });
  mini.addAll(passages);
  const analyses = passages.map(({ title, text }) => {
    const analysis = emptyAnalysis();
    addText(analysis, `${title.replaceAll('_', ' ')}\n${text}`, language);
    return analysis;
  });
  const words = new TermIndex(buildTermIndex(analyses.map((analysis) => analysis.words)));
  const searches: Record<string, Search> = {
    'MiniSearch, same stems': (text) =>
      mini
        .search(text, { bm25: { k: 1.2, b: 0.75, d: 0 } })
        .slice(0, 10)
        .map(({ id }) => String(id)),
    'MiniSearch, fuzzy and prefix': (text) =>
      mini
        .search(text, { fuzzy: 0.2, prefix: true })
        .slice(0, 10)
        .map(({ id }) => String(id)),
    'ours, words only': (text) => {
      const analysis = emptyAnalysis();
      addText(analysis, text, language);
      const scores = new Float32Array(passages.length);
      words.addScores(analysis.words, scores);
      return best(scores, 10).map(({ position }) => passages[position]?.id ?? '');
    },
    'ours, as the product searches': async (text) => {
      const found = await retrieve(understand(text, language, part.index, lexicon), indexed.index, lexicon);
      return found.map(({ passage }) => passage.id);
    },
  };
  for (const [name, search] of Object.entries(searches)) {
    const tally = emptyTally();
    const milliseconds: number[] = [];
    for (const { text, relevant } of asked) {
      const startedAt = performance.now();
      const ranked = await search(text);
      milliseconds.push(performance.now() - startedAt);
      tallyRanking(tally, ranked, new Set(relevant));
    }
    const share = (value: number) => percent(value, tally.n).toFixed(2);
    const time = (part99: number) => percentile(milliseconds, part99).toFixed(2);
    rows.push([
      name,
      language,
      tally.n,
      share(tally.at1),
      share(tally.at5),
      share(tally.reciprocal),
      time(0.5),
      time(0.99),
    ]);
  }
}
await indexed.close();
printTable(rows);
