/** The field's words: glossary terms, everyday words and countries, looked up in a question as phrases. */
import path from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { COUNTRIES, type Country } from '../contracts/passage.ts';
import { type EverydayWords, loadEverydayWords } from '../knowledge/everyday-words.ts';
import { type GlossaryEntry, loadGlossary } from '../knowledge/glossary.ts';
import { readWordFile } from '../knowledge/read-word-file.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

const words = z.array(z.string()).default([]);
const countriesSchema = z.array(z.object({ code: z.string().regex(/^[A-Z]{2}$/), en: words, fr: words, ar: words }));

/** What a phrase of the question points to, in each language. */
export interface Meaning {
  kind: 'term' | 'abbreviation' | 'everyday';
  /** Phrases that mean the same, per language; the first is the one documents use. */
  phrases: Record<Language, string[]>;
  /** The glossary's row, for a term or an abbreviation. */
  entry?: GlossaryEntry;
}

/** A phrase found in a question: tokens `start` to `start + length` mean one of `meanings`. */
export interface FoundPhrase {
  start: number;
  length: number;
  meanings: Meaning[];
}

/** A country a question names; `covered` is false for a country the programme does not cover. */
export interface NamedCountry {
  code: string;
  covered: Country | undefined;
  start: number;
  length: number;
}

/** Phrases by the stems of their words. */
type PhraseTable<T> = Map<string, T[]>;

/** Longest phrase looked for, in words. */
const MAX_PHRASE = 7;

/** Abbreviations are not stemmed, and one that is also a word of the language counts only in capitals. */
function phraseKey(phrase: string, language: Language): string {
  return tokenize(phrase)
    .map((token) => stem(token, language))
    .join(' ');
}

/** A name is a name: its words are compared as they are written, because stems of common words fall on them. */
function countryKey(name: string): string {
  return tokenize(name).join(' ');
}

/** Codes Unicode names that are no country, are no longer one, or whose name is an everyday word ("la réunion"). */
const NO_COUNTRY = /^(?:AC|CP|DD|DG|EA|EU|EZ|FX|IC|QO|RE|SU|TA|UN|XA|XB|XK|YD|YU|ZZ)$/;

function addPhrase<T>(table: PhraseTable<T>, key: string, value: T): void {
  if (key === '') return;
  const known = table.get(key);
  if (!known) table.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}

function findPhrases<T>(
  table: PhraseTable<T>,
  stems: readonly string[],
): { start: number; length: number; values: T[] }[] {
  const found: { start: number; length: number; values: T[] }[] = [];
  let at = 0;
  while (at < stems.length) {
    let length = Math.min(MAX_PHRASE, stems.length - at);
    let values: T[] | undefined;
    for (; length > 0; length -= 1) {
      values = table.get(stems.slice(at, at + length).join(' '));
      if (values) break;
    }
    if (values) found.push({ start: at, length, values });
    at += Math.max(1, length);
  }
  return found;
}

/** Looks words up. */
export class Lexicon {
  private readonly terms: Record<Language, PhraseTable<Meaning>>;
  private readonly countries: Record<Language, PhraseTable<string>>;
  private readonly glossary: ReadonlyMap<string, GlossaryEntry>;

  constructor(
    glossary: readonly GlossaryEntry[],
    everyday: readonly EverydayWords[],
    countries: z.infer<typeof countriesSchema>,
  ) {
    this.terms = { en: new Map(), fr: new Map(), ar: new Map() };
    this.countries = { en: new Map(), fr: new Map(), ar: new Map() };
    this.glossary = new Map(glossary.map((entry) => [entry.id, entry]));
    for (const entry of glossary) this.addTerm(entry);
    for (const entry of everyday) {
      const meaning: Meaning = { kind: 'everyday', phrases: entry.means };
      for (const language of LANGUAGES) {
        for (const phrase of entry[language]) addPhrase(this.terms[language], phraseKey(phrase, language), meaning);
      }
    }
    for (const language of LANGUAGES) this.addCountries(language, countries);
  }

  private addTerm(entry: GlossaryEntry): void {
    const phrases = Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        [entry[language].term, ...entry[language].abbreviations, ...entry[language].variants],
      ]),
    ) as Record<Language, string[]>;
    for (const language of LANGUAGES) {
      const { term, abbreviations, variants } = entry[language];
      for (const phrase of [term, ...variants]) {
        addPhrase(this.terms[language], phraseKey(phrase, language), { kind: 'term', phrases, entry });
      }
      // Field staff use the abbreviations of every language whatever they write in.
      for (const abbreviation of abbreviations) {
        for (const any of LANGUAGES)
          addPhrase(this.terms[any], phraseKey(abbreviation, any), { kind: 'abbreviation', phrases, entry });
      }
    }
  }

  /** The names Unicode gives to every country, then the programme's own names, people and cities. */
  private addCountries(language: Language, own: z.infer<typeof countriesSchema>): void {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    for (const first of letters) {
      for (const second of letters) {
        const code = first + second;
        if (NO_COUNTRY.test(code)) continue;
        const name = names.of(code);
        if (name) addPhrase(this.countries[language], countryKey(name), code);
      }
    }
    for (const entry of own) {
      for (const name of entry[language]) {
        addPhrase(this.countries[language], countryKey(name), entry.code);
        addPhrase(this.countries[language], countryKey(`${name}${language === 'ar' ? 'ين' : 's'}`), entry.code);
        if (language === 'ar') addPhrase(this.countries.ar, countryKey(`ال${name}`), entry.code);
      }
    }
  }

  /** A row of the glossary. */
  glossaryEntry(id: string): GlossaryEntry | undefined {
    return this.glossary.get(id);
  }

  /** Glossary and everyday phrases in a tokenised question, longest first, not overlapping. */
  findTerms(tokens: readonly string[], language: Language): FoundPhrase[] {
    const stems = tokens.map((token) => stem(token, language));
    return findPhrases(this.terms[language], stems)
      .filter(({ start, length }) => length > 1 || !isStopWord(tokens[start] ?? '', language))
      .map(({ start, length, values }) => ({ start, length, meanings: values }));
  }

  /** Countries a tokenised question names. */
  findCountries(tokens: readonly string[], language: Language): NamedCountry[] {
    const table = this.countries[language];
    // An Arabic conjunction or preposition of one letter is written together with the name.
    const bare = (token: string) =>
      /^[وفبلك].../.test(token) && !table.has(token) && table.has(token.slice(1)) ? token.slice(1) : token;
    return findPhrases(table, tokens.map(bare)).flatMap(({ start, length, values }) => {
      const code = values[0];
      if (code === undefined) return [];
      return [{ code, covered: COUNTRIES.find((country) => country === code), start, length }];
    });
  }
}

/** Reads the field's words from the knowledge folder. Throws `lexicon-unreadable`. */
export async function loadLexicon(knowledgeDir: string): Promise<Lexicon> {
  const [glossary, everyday, countries] = await Promise.all([
    loadGlossary(knowledgeDir),
    loadEverydayWords(knowledgeDir),
    readWordFile(path.join(knowledgeDir, 'countries.yaml'), countriesSchema),
  ]);
  return new Lexicon(glossary, everyday, countries);
}
