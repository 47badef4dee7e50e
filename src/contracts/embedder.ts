/** What an embedder promises: LangChain's interface, plus what a refresh needs to know about it. */
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Language } from './language.ts';

/** Turns texts into vectors of one fixed length. */
export interface PassageEmbedder extends EmbeddingsInterface {
  /** Changes whenever the vector of some text would change; vectors with the same fingerprint may be mixed. */
  readonly fingerprint: string;
  /** Length of a vector. */
  readonly dimensions: number;
  /** Share of the vectors in the fused ranking, beside the words' 1.15; set by what the embedder measured. */
  readonly fusionWeight: number;
  /** The same for a question in another language than the passages. */
  readonly acrossLanguagesWeight: number;
}

/** Words that stand for words of another language, as an embedder may use them to bring texts of all languages together. */
export interface WordTranslations {
  /** Stems of a language that have translations. */
  stemsOf(language: Language): readonly string[];
  /** What a stem stands for in another language, best first, each with how surely (0 to 1). */
  translate(stem: string, from: Language, to: Language): readonly { stem: string; share: number }[];
}

/** A family of embedders: how one is learned from the documents, saved and opened again. */
export interface EmbedderBackend {
  readonly name: string;
  /** An embedder fit for these passages. One that was trained elsewhere ignores them, and the translations too. */
  learn(texts: readonly string[], translations: WordTranslations): Promise<PassageEmbedder>;
  /** Writes what `open` needs into an existing folder. */
  save(embedder: PassageEmbedder, folder: string): Promise<void>;
  open(folder: string): Promise<PassageEmbedder>;
}
