/** The searchable passages of one language: words, grams, pairs and vectors, fused into one ranking. */
import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import type { Language } from '../contracts/language.ts';
import { ArabicFamilies } from '../text/arabic-root.ts';
import type { AnalyzedText } from './analysis.ts';
import type { TermIndex, TermIndexData } from './term-index.ts';
import { NO_TRANSLATIONS, type Translation, type TranslationTable } from './translation/translation-table.ts';
import { WordTranslator } from './translation/word-translator.ts';
import { TypoCorrector } from './typos.ts';

/**
 * Share of each view in the fused score. Each view is divided by its best score first (max normalisation), so that a
 * weight means the same for every question. Measured on XQuAD and SQuAD 2.0: grams a little above words, pairs as a
 * tie-break; see `npm run bench:search`.
 */
export const FUSION_WEIGHTS = { words: 0.4, grams: 0.6, pairs: 0.15 } as const;

/** How many nearest vectors take part in the fusion. */
const VECTOR_CANDIDATES = 50;

/** The three term indexes of one language, as they are saved. */
export interface LanguageIndexData {
  words: TermIndexData;
  grams: TermIndexData;
  pairs: TermIndexData;
}

/** The vectors of one language with the share the embedder deserves in the fused score. */
export interface VectorView {
  store: VectorStoreInterface;
  embedQuery(text: string): Promise<number[]>;
  weight: number;
  /** The share for a question in another language. */
  acrossLanguagesWeight: number;
}

/** A question as the index takes it: weighted terms in the index's language, and the text for the embedder. */
export interface SearchQuery {
  terms: AnalyzedText;
  text: string;
  /** The language of `text`, where it is not the index's own. */
  language?: Language;
}

/** One found entry. `score` runs from 0 to about 1.25; `position` is the entry's number in this language's list. */
export interface Hit {
  position: number;
  score: number;
}

/**
 * How much of a question's weight an entry holds, 0 to 1, by words and by grams: BM25 over the sum of the terms' idf. It
 * compares between questions, where `score` does not: near nothing means that the library has nothing on the matter.
 */
export interface HeldShare {
  words: number;
  grams: number;
  /** Cosine of the vectors; 0 for an entry that is not among the nearest. */
  meaning: number;
}

/** A found entry with how much of the question it holds. */
export interface RatedHit extends Hit {
  held: HeldShare;
}

/** The index of one language, ready to be asked. */
export class LanguageIndex {
  readonly language: Language;
  readonly words: TermIndex;
  readonly grams: TermIndex;
  private readonly pairs: TermIndex;
  private readonly vectors: VectorView | undefined;
  private corrector: TypoCorrector | undefined;
  private families: ArabicFamilies | undefined;
  private readonly translator: WordTranslator;

  constructor(
    language: Language,
    indexes: Record<keyof LanguageIndexData, TermIndex>,
    vectors?: VectorView,
    translations: TranslationTable = NO_TRANSLATIONS,
  ) {
    this.language = language;
    this.words = indexes.words;
    this.grams = indexes.grams;
    this.pairs = indexes.pairs;
    this.vectors = vectors;
    this.translator = new WordTranslator(translations, language, indexes.words);
  }

  get size(): number {
    return this.words.size;
  }

  /** Other stems of the Arabic family of a stem: "they train" beside "training"; none in other languages. */
  relatives(stem: string): readonly string[] {
    if (this.language !== 'ar') return [];
    this.families ??= new ArabicFamilies(this.words.terms);
    return this.families.relatives(stem);
  }

  /** Known stems an unknown stem was probably meant to be: of the same Arabic family, or a slip away. */
  correct(stem: string, written: string = stem): readonly string[] {
    const relatives = this.relatives(stem);
    if (relatives.length > 0) return relatives;
    this.corrector ??= new TypoCorrector(this.words.terms);
    return this.corrector.correct(stem, written);
  }

  /** What a normalised word of another language stands for in this one, most likely first; see `WordTranslator`. */
  translate(token: string, from: Language): Translation[] {
    return this.translator.translate(token, from);
  }

  /** The best `limit` entries for a question, best first. */
  async search(query: SearchQuery, limit: number): Promise<RatedHit[]> {
    const fused = new Float32Array(this.size);
    const words = this.addView(this.words, query.terms.words, FUSION_WEIGHTS.words, fused);
    const grams = this.addView(this.grams, query.terms.grams, FUSION_WEIGHTS.grams, fused);
    this.addView(this.pairs, query.terms.pairs, FUSION_WEIGHTS.pairs, fused);
    const meaning = await this.addVectors(query, fused);
    const wordWeight = weightOf(query.terms.words, this.words);
    const gramWeight = weightOf(query.terms.grams, this.grams);
    return best(fused, limit).map((hit) => ({
      ...hit,
      held: {
        words: Math.min(1, (words[hit.position] ?? 0) / wordWeight),
        grams: Math.min(1, (grams[hit.position] ?? 0) / gramWeight),
        meaning: meaning.get(hit.position) ?? 0,
      },
    }));
  }

  /** Adds a view to the fused scores, and returns its own. */
  private addView(
    index: TermIndex,
    query: ReadonlyMap<string, number>,
    weight: number,
    fused: Float32Array,
  ): Float32Array {
    const scores = new Float32Array(this.size);
    index.addScores(query, scores);
    let top = 0;
    for (const score of scores) if (score > top) top = score;
    if (top === 0) return scores;
    const factor = weight / top;
    for (let at = 0; at < scores.length; at += 1) {
      fused[at] = (fused[at] as number) + (scores[at] as number) * factor; // same length by construction
    }
    return scores;
  }

  /** Adds the vectors' view, and returns the similarity of the nearest entries by position. */
  private async addVectors(
    { text, language = this.language }: SearchQuery,
    fused: Float32Array,
  ): Promise<ReadonlyMap<number, number>> {
    if (!this.vectors || this.size === 0) return new Map();
    const vector = await this.vectors.embedQuery(text);
    if (!vector.some((value) => value !== 0)) return new Map();
    const { store } = this.vectors;
    const weight = language === this.language ? this.vectors.weight : this.vectors.acrossLanguagesWeight;
    const found = await store.similaritySearchVectorWithScore(vector, Math.min(VECTOR_CANDIDATES, this.size));
    const similarities = found.map(([document, distance]) => ({
      at: Number(document.metadata.position),
      value: 1 - distance,
    }));
    const top = Math.max(0, ...similarities.map(({ value }) => value));
    if (top === 0) return new Map();
    for (const { at, value } of similarities) {
      if (value > 0) fused[at] = (fused[at] ?? 0) + (weight * value) / top;
    }
    return new Map(similarities.map(({ at, value }) => [at, value]));
  }
}

/** The sum of the idf of a question's terms, each by its weight: what an entry that holds them all comes near to. */
function weightOf(query: ReadonlyMap<string, number>, index: TermIndex): number {
  let sum = 0;
  for (const [term, weight] of query) sum += weight * index.idf(term);
  return sum || 1;
}

/** The `limit` highest positive scores, best first; the earlier entry first where scores are equal. */
export function best(scores: Float32Array, limit: number): Hit[] {
  const hits: Hit[] = [];
  let floor = 0;
  for (let position = 0; position < scores.length; position += 1) {
    const score = scores[position] as number; // in range by the loop
    if (score <= floor) continue;
    let at = hits.length;
    while (at > 0 && (hits[at - 1]?.score ?? 0) < score) at -= 1;
    hits.splice(at, 0, { position, score });
    if (hits.length > limit) hits.pop();
    if (hits.length === limit) floor = hits.at(-1)?.score ?? 0;
  }
  return hits;
}
