/** Turns one word of a question into the words that stand for it in an index of another language. */
import type { Language } from '../../contracts/language.ts';
import { ArabicFamilies } from '../../text/arabic-root.ts';
import { stem } from '../../text/stem.ts';
import type { TermIndex } from '../term-index.ts';
import { TypoCorrector } from '../typos.ts';
import { consonantSkeleton } from './skeleton.ts';
import type { Translation, TranslationTable } from './translation-table.ts';

/** An Arabic conjunction, preposition or future mark of one letter, written together with the word after it. */
const ARABIC_PROCLITIC = /^[وفبلكس](?=...)/;
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=...)/;
/** How surely a word stands for what it was corrected to, and for a name that sounds the same. */
const SHARE = { corrected: 0.8, sounded: 0.5, cognate: 0.4 } as const;
/** Shorter words are alike by chance in two languages. */
const MIN_COGNATE = 5;
/** More words of one sound than this say nothing. */
const MAX_SOUNDED = 4;

/** A word of the same letters beside what was learned: "pilotes" stands for pilots, too, where only steering was learned. */
function cognate(learned: readonly Translation[], itself: readonly Translation[], token: string): Translation[] {
  const isNew = itself.filter((one) => learned.every((other) => other.stem !== one.stem));
  return token.length < MIN_COGNATE ? [] : isNew.map((one) => ({ ...one, share: SHARE.cognate }));
}

/** Translates words into the language of one index. */
export class WordTranslator {
  private readonly table: TranslationTable;
  private readonly language: Language;
  private readonly words: TermIndex;
  private readonly correctors = new Map<Language, TypoCorrector>();
  private families: ArabicFamilies | undefined;
  private sounds: ReadonlyMap<string, string[]> | undefined;

  /** `language` and `words`: of the index that is to be asked. */
  constructor(table: TranslationTable, language: Language, words: TermIndex) {
    this.table = table;
    this.language = language;
    this.words = words;
  }

  /**
   * What a normalised word (not a stop word) of another language stands for, most likely first: by the learned table;
   * itself, when the index holds it (names, figures, abbreviations); by the table again for the word it was probably
   * meant to be; by its sound, for names across scripts. Empty when nothing is known.
   */
  translate(token: string, from: Language): Translation[] {
    if (/^\d/.test(token)) return this.itself(token);
    const learned = this.learned(token, from);
    const itself = this.itself(token);
    if (learned.length === 0 && itself.length > 0) return itself;
    if (learned.length > 0) return [...learned, ...cognate(learned, itself, token)];
    const corrected = this.corrected(token, from);
    if (corrected.length > 0) return corrected;
    const sounded = this.sounded(token);
    // What looks like an article may be the beginning of a name ("باليرمو" is Palermo).
    return sounded.length > 0 ? sounded : this.sounded(token.replace(ARABIC_ARTICLE, ''));
  }

  private learned(token: string, from: Language): Translation[] {
    const found = this.table.translate(stem(token, from), from, this.language);
    if (found.length > 0 || !ARABIC_PROCLITIC.test(token)) return found;
    return this.table.translate(stem(token.replace(ARABIC_PROCLITIC, ''), from), from, this.language);
  }

  private itself(token: string): Translation[] {
    const stemmed = stem(token, this.language);
    return this.words.has(stemmed) ? [{ stem: stemmed, form: token, share: 1 }] : [];
  }

  private corrected(token: string, from: Language): Translation[] {
    let corrector = this.correctors.get(from);
    if (!corrector) {
      corrector = new TypoCorrector(this.table.stemsOf(from));
      this.correctors.set(from, corrector);
    }
    const relatives = from === 'ar' ? this.relatives(stem(token, from)) : [];
    const meant = relatives.length > 0 ? relatives : corrector.correct(stem(token, from), token);
    return meant.flatMap((one) =>
      this.table
        .translate(one, from, this.language)
        .map((found) => ({ ...found, share: (found.share * SHARE.corrected) / meant.length })),
    );
  }

  /** Stems of the same Arabic family, as far as the table knows them: "they trained" where it holds "training". */
  private relatives(stemmed: string): readonly string[] {
    this.families ??= new ArabicFamilies(this.table.stemsOf('ar'));
    return this.families.relatives(stemmed);
  }

  private sounded(name: string): Translation[] {
    const skeleton = consonantSkeleton(name);
    if (skeleton === undefined) return [];
    const alike = this.soundTable().get(skeleton) ?? [];
    if (alike.length > MAX_SOUNDED) return [];
    return alike.map((one) => ({ stem: one, form: one, share: SHARE.sounded / alike.length }));
  }

  private soundTable(): ReadonlyMap<string, string[]> {
    if (this.sounds) return this.sounds;
    const sounds = new Map<string, string[]>();
    for (const term of this.words.terms) {
      const skeleton = consonantSkeleton(term);
      if (skeleton === undefined) continue;
      const alike = sounds.get(skeleton);
      if (alike) alike.push(term);
      else sounds.set(skeleton, [term]);
    }
    this.sounds = sounds;
    return sounds;
  }
}
