/** Everything one index version knows, ready to be asked. */
import type { Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import type { HeldShare, LanguageIndex, SearchQuery } from './passage-index.ts';

/** The passages of one language beside their index; entry n of the index is `passages[n]`. */
export interface LanguagePart {
  passages: readonly Passage[];
  index: LanguageIndex;
}

/** A found passage. `score` runs from 0 to about 1.25 and compares only within one question. */
export interface ScoredPassage {
  passage: Passage;
  score: number;
  held: HeldShare;
}

/** One version of the knowledge. It never changes: a question asks the version it started with. */
export interface KnowledgeIndex {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly parts: ReadonlyMap<Language, LanguagePart>;
  /** What may be shown. A passage that is in `parts` and not here has expired: it is not found any more. */
  readonly passagesById: ReadonlyMap<string, Passage>;
}

/** The best passages of one language for a question, best first; empty when nothing is held in that language. */
export async function searchPassages(
  index: KnowledgeIndex,
  language: Language,
  query: SearchQuery,
  limit: number,
): Promise<ScoredPassage[]> {
  const part = index.parts.get(language);
  if (!part) return [];
  const hits = await part.index.search(query, limit);
  return hits.flatMap(({ position, score, held }) => {
    const passage = part.passages[position];
    return passage && index.passagesById.has(passage.id) ? [{ passage, score, held }] : [];
  });
}
