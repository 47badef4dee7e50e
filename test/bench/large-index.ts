/** `npm run bench:large`: the search alone over 10,000 passages made from words of the shipped documents. */
import path from 'node:path';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { retrieve } from '../../src/answering/retrieve.ts';
import { understand } from '../../src/answering/understand.ts';
import { loadConfig } from '../../src/config.ts';
import { collectDocuments } from '../../src/knowledge/collect-documents.ts';
import { splitDocument } from '../../src/knowledge/split.ts';
import { createKnowledgeBackends } from '../../src/knowledge-parts.ts';
import { indexCorpus } from '../../src/measuring/corpus.ts';
import { readGolden } from '../../src/measuring/golden.ts';
import { percentile } from '../../src/measuring/scores.ts';
import { splitSentences } from '../../src/text/sentences.ts';
import { printTable } from './arguments.ts';

const PASSAGES = 10_000;
const SENTENCES_EACH = 5;
const ROUNDS = 5;

const config = loadConfig();
const { documents } = await collectDocuments([path.join(config.KNOWLEDGE_DIR, 'documents', 'en')], process.cwd());
const sentences = documents.flatMap(splitDocument).flatMap(({ text }) => splitSentences(text, 'en'));
// Repeatable: sentence (passage * 7 + n * 101) of the shipped ones, with words of its own so that the vocabulary grows too.
const lines = Array.from({ length: PASSAGES }, (_, at) => ({
  id: `p${at}`,
  lang: 'en' as const,
  title: `Document ${Math.floor(at / 10)}`,
  text: `${Array.from({ length: SENTENCES_EACH }, (__, n) => sentences[(at * 7 + n * 101) % sentences.length]).join(' ')} Case word${at % 3_000} code${at}.`,
}));
const indexed = await indexCorpus(lines, await createKnowledgeBackends(config));
const part = indexed.index.parts.get('en');
if (!part) throw new Error('nothing was indexed');
const lexicon = await loadLexicon(config.KNOWLEDGE_DIR);
const questions = (await readGolden(path.join(config.KNOWLEDGE_DIR, 'golden'))).map(({ question }) => question);
const milliseconds: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const text of questions) {
    const startedAt = performance.now();
    await retrieve(understand(text, 'en', part.index, lexicon), indexed.index, lexicon);
    if (round > 0) milliseconds.push(performance.now() - startedAt);
  }
}
printTable([
  ['passages', 'questions', 'p50 ms', 'p99 ms', 'build s', 'peak MiB'],
  [
    PASSAGES,
    milliseconds.length,
    percentile(milliseconds, 0.5).toFixed(2),
    percentile(milliseconds, 0.99).toFixed(2),
    indexed.buildSeconds.toFixed(1),
    Math.round(process.resourceUsage().maxRSS / 1024),
  ],
]);
await indexed.close();
