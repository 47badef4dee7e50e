/** Recognises glossary terms in a text: strictly, to say that a term is used, and loosely, to say that it is not missing. */
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import { stem } from '../../text/stem.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { tokenize } from '../../text/tokens.ts';
import type { GlossaryEntry } from '../glossary.ts';

const ARABIC = /[\u0600-\u06FF]/;
/** Letters of a Latin word compared loosely: "identified" and "identification" are one word then. */
const LATIN_ROOT = 5;
/** Words of a form that a translation may leave out, normalised. */
const AUXILIARIES = new Set(['تم']);
/** A form of this many words still counts with one of them missing: long official names are shortened. */
const LONG_FORM = 4;
/** Longest phrase looked for, in words. */
const MAX_PHRASE = 10;

/**
 * What is left of an Arabic word without conjunctions, prepositions, the article, pronouns, endings and the letters that
 * broken plurals and derived forms change: «ضحية» and «ضحايا», «مركز» and «مراكز», «الرصد» and «المرصودين» are alike then.
 * The article is not taken off «آلية» and «آليات», which only look as if they had one.
 */
function arabicRoot(word: string): string {
  const bare = word
    .replace(/^[وف](?=....)/, '')
    .replace(/^(?:[بك]?ال|لل)(?!ي(?:ات|ه)$)(?=..)/, '')
    .replace(/^[بلك]{1,2}(?=....)/, '')
    .replace(/(?<=...)(?:هما|هم|هن|ها|ا)$/, '')
    .replace(/(?<=..)(?:ون|ين|ان|ات)$/, '');
  const root = bare.replace(/[اويهت]/g, '').replace(/^م(?=..)/, '');
  return root.length >= 2 ? root : bare.slice(0, 2);
}

function rootOf(word: string, language: Language): string {
  return ARABIC.test(word) ? arabicRoot(word) : stem(word, language).slice(0, LATIN_ROOT);
}

const contentWords = (phrase: string, language: Language) =>
  tokenize(phrase).filter((word) => !isStopWord(word, language) && !AUXILIARIES.has(word));
const stemsOf = (text: string, language: Language) => tokenize(text).map((word) => stem(word, language));

/** The wordings of a row in one language, without its abbreviations. */
export function phrasesOf(entry: GlossaryEntry, language: Language): string[] {
  return [entry[language].term, ...entry[language].variants];
}

/** Tells whether a text holds a phrase word by word, inflected. */
export function phraseFinder(text: string, language: Language): (phrase: string) => boolean {
  const stems = ` ${stemsOf(text, language).join(' ')} `;
  return (phrase) => stems.includes(` ${stemsOf(phrase, language).join(' ')} `);
}

/** Finds and misses the terms of a glossary in texts. */
export class TermForms {
  /** Rows by language and the stems of a phrase of two words or more: single words are too general to say anything. */
  private readonly phrases = new Map<string, GlossaryEntry>();
  private readonly synonyms = new Map<GlossaryEntry, GlossaryEntry[]>();
  private readonly glossary: readonly GlossaryEntry[];

  constructor(glossary: readonly GlossaryEntry[]) {
    this.glossary = glossary;
    for (const language of LANGUAGES) {
      for (const entry of glossary) {
        for (const phrase of phrasesOf(entry, language)) {
          const key = `${language} ${stemsOf(phrase, language).join(' ')}`;
          if (contentWords(phrase, language).length > 1 && !this.phrases.has(key)) this.phrases.set(key, entry);
        }
      }
    }
  }

  /** The rows a text uses word by word; where phrases overlap, the longest counts. */
  usedIn(text: string, language: Language): Set<GlossaryEntry> {
    const stems = stemsOf(text, language);
    const used = new Set<GlossaryEntry>();
    for (let at = 0; at < stems.length; ) {
      const found = this.longestAt(stems, at, language);
      if (found) used.add(found.entry);
      at += found?.length ?? 1;
    }
    return used;
  }

  private longestAt(stems: readonly string[], at: number, language: Language) {
    for (let length = Math.min(MAX_PHRASE, stems.length - at); length > 0; length -= 1) {
      const entry = this.phrases.get(`${language} ${stems.slice(at, at + length).join(' ')}`);
      if (entry) return { entry, length };
    }
    return undefined;
  }

  /** Rows that mean the same: they share a wording in some language, or say so. */
  private synonymsOf(entry: GlossaryEntry): GlossaryEntry[] {
    const known = this.synonyms.get(entry);
    if (known) return known;
    const own = new Set(LANGUAGES.flatMap((language) => phrasesOf(entry, language).map((one) => `${language} ${one}`)));
    const found = this.glossary.filter(
      (other) =>
        other === entry ||
        other.sameAs === entry.id ||
        entry.sameAs === other.id ||
        LANGUAGES.some((language) => phrasesOf(other, language).some((one) => own.has(`${language} ${one}`))),
    );
    this.synonyms.set(entry, found);
    return found;
  }

  /**
   * Whether a text may be said to hold a term: all words of one of its forms, inflected and in any order, or an
   * abbreviation of any language, or the words of another language left as a name. `leastWords` leaves shorter forms out.
   */
  isHeldIn(entry: GlossaryEntry, text: string, language: Language, leastWords = 1): boolean {
    const tokens = tokenize(text);
    const words = new Set(tokens);
    const roots = new Set(tokens.map((word) => rootOf(word, language)));
    const holdsForm = (phrase: string) => {
      const form = contentWords(phrase, language).map((word) => rootOf(word, language));
      const missing = form.filter((root) => !roots.has(root)).length;
      return form.length >= leastWords && missing <= (form.length >= LONG_FORM ? 1 : 0);
    };
    const leftAsName = (other: Language) => {
      const names = new Set(tokens.map((word) => stem(word, other)));
      return (phrase: string) => {
        const form = contentWords(phrase, other).map((word) => stem(word, other));
        return form.length > 1 && form.every((word) => names.has(word));
      };
    };
    return this.synonymsOf(entry).some(
      (row) =>
        phrasesOf(row, language).some(holdsForm) ||
        LANGUAGES.some((one) => row[one].abbreviations.some((short) => tokenize(short).every((t) => words.has(t)))) ||
        LANGUAGES.some((other) => other !== language && phrasesOf(row, other).some(leftAsName(other))),
    );
  }
}
