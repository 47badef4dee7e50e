/**
 * Measures what a question finds when its document stands in English only. The documents are dealt into folds; for the
 * questions on one fold, the translations of that fold are hidden from everything that learns, and only English passages
 * are indexed: the words that lead there come from other documents and the glossary.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Answerer } from '../answering/answer.ts';
import type { Passage } from '../contracts/passage.ts';
import type { KnowledgeBackends } from '../knowledge/backends.ts';
import { openVersion } from '../knowledge/open-version.ts';
import { writeVersion } from '../knowledge/write-version.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import { passageTextForEmbedding } from '../search/passage-terms.ts';
import { type ParallelText, parallelTexts } from '../search/translation/parallel-texts.ts';
import { learnTranslationTable, TranslationTable } from '../search/translation/translation-table.ts';
import { questionKey } from './answers.ts';
import { type GoldenQuestion, isAnswerable } from './golden.ts';

/** Parts the documents are dealt into. */
const FOLDS = 4;

/** What the measurement works with. */
export interface EnglishOnlyParts {
  passages: readonly Passage[];
  phrases: readonly ParallelText[];
  backends: KnowledgeBackends;
  answerer: Answerer;
}

/** An index of the English passages that learned from the translations of some documents only. */
async function indexEnglish(
  folder: string,
  { passages, phrases, backends }: EnglishOnlyParts,
  hidden: ReadonlySet<string>,
): Promise<KnowledgeIndex> {
  const english = passages.filter(({ language }) => language === 'en');
  const seen = passages.filter(({ language, documentKey }) => language === 'en' || !hidden.has(documentKey));
  const translations = new TranslationTable(learnTranslationTable([...parallelTexts(seen), ...phrases]));
  const embedder = await backends.embedder.learn(seen.map(passageTextForEmbedding), translations);
  await writeVersion(folder, english, {
    backends,
    embedder,
    translations,
    cache: new Map(),
    about: { version: 'english-only', createdAt: 0, documents: [], learnedFrom: seen.length, changedSince: 0 },
    report: () => {
      // A measurement shows its table, not its progress.
    },
  });
  return openVersion(folder, backends);
}

const documentOf = (source: string) => source.split('#')[0] ?? source;

/** Place of the first right section for each answerable question that is not in English, by `questionKey`; -1 for none. */
export async function measureEnglishOnly(
  questions: readonly GoldenQuestion[],
  parts: EnglishOnlyParts,
): Promise<Map<string, number>> {
  const asked = questions.filter((question) => question.language !== 'en' && isAnswerable(question));
  const byKey = new Map(questions.map((question) => [questionKey(question), question]));
  const documents = [...new Set(parts.passages.map(({ documentKey }) => documentKey))].sort();
  const places = new Map<string, number>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const hidden = new Set(documents.filter((_, at) => at % FOLDS === fold));
    const own = asked.filter(({ sources }) => hidden.has(documentOf(sources[0] ?? '')));
    if (own.length === 0) continue;
    const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-english-only-'));
    try {
      // Sections of other documents that answer too must not lead the way by their own translations.
      const index = await indexEnglish(folder, parts, hiddenWith(own, hidden));
      for (const question of own) places.set(questionKey(question), await placeOf(question, index, byKey, parts));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return places;
}

function hiddenWith(questions: readonly GoldenQuestion[], hidden: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...hidden, ...questions.flatMap(({ sources }) => sources.map(documentOf))]);
}

async function placeOf(
  question: GoldenQuestion,
  index: KnowledgeIndex,
  byKey: ReadonlyMap<string, GoldenQuestion>,
  { answerer }: EnglishOnlyParts,
): Promise<number> {
  const { language, after } = question;
  const before = after === undefined ? undefined : byKey.get(`${language}/${after}`)?.question;
  const previous = before === undefined ? {} : { previous: before };
  const { passages } = await answerer.answer({ text: question.question, language, ...previous }, index);
  return passages.findIndex(({ passage }) => question.sources.includes(passage.key));
}
