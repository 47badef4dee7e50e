/** Tells when a question asks what a term of the glossary means, and puts the glossary's answer as a passage to quote. */
import type { Language } from '../contracts/language.ts';
import { LANGUAGES } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import type { GlossaryEntry } from '../knowledge/glossary.ts';
import { countWords } from '../text/sentences.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import type { AnswerResult, AskedQuestion } from './answer.ts';
import { MAX_ANSWER_WORDS, type QuotedPassage } from './compose.ts';
import type { Lexicon } from './lexicon.ts';

/** The document that definitions are quoted from. */
export const GLOSSARY_KEY = 'glossary';
/** The month the glossary was last settled; see the notes in `knowledge/glossary.yaml`. */
const GLOSSARY_AS_OF = '2026-11';

/** Words that ask for a meaning and may stand beside the term. */
const DEFINING: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    tokenize('meaning definition define defined stand stands abbreviation acronym term word exactly short full form'),
  ),
  fr: new Set(tokenize('veut dire signifie signification definition definir sigle acronyme terme mot exactement sens')),
  ar: new Set(tokenize('معنى المقصود مقصود تعريف يعني تعني مصطلح اختصار كلمة عبارة المراد')),
};
/** Words that ask for something else about the term: when, where, whether, how many. */
const ASKING_MORE: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    tokenize('when where why how can could may must should would did has have had no not many much get need who whose'),
  ),
  fr: new Set(tokenize('quand comment pourquoi combien peut peuvent doit doivent faut ai avons ont sans pas qui')),
  ar: new Set(tokenize('متى اين كيف لماذا كم هل يجب يمكن لا لم عند لدي')),
};
/** "Who is a refugee?" asks for a meaning; "who" in any other question asks for somebody. */
const WHO_IS = /^\s*(?:who (?:is|are) (?:an? )?|qui est (?:une? )?|من (?:هو|هي|هم) )/i;

/**
 * The glossary entry a question asks the meaning of; undefined when it asks for anything else. The term may be written
 * in any language: people ask in one for what they read in another.
 */
export function termAskedFor(text: string, language: Language, lexicon: Lexicon): GlossaryEntry | undefined {
  const tokens = tokenize(text.replace(WHO_IS, ''));
  for (const spoken of [language, ...LANGUAGES.filter((other) => other !== language)]) {
    const found = lexicon.findTerms(tokens, spoken).filter(({ meanings }) => meanings.some(({ entry }) => entry));
    const [only, ...more] = found;
    if (!only || more.length > 0) continue;
    const beside = tokens.filter((_, at) => at < only.start || at >= only.start + only.length);
    const asks = beside.every(
      (token) => !ASKING_MORE[language].has(token) && (isStopWord(token, language) || DEFINING[language].has(token)),
    );
    if (asks) return only.meanings.find(({ entry }) => entry)?.entry;
  }
  return undefined;
}

/** Marks that keep a term of another writing direction in one piece (Unicode isolates). */
const isolated = (text: string) => `\u2068${text}\u2069`;

/** Abbreviations without the plurals that are listed beside them for the search ("VoT, VoTs"). */
function shownAbbreviations({ abbreviations }: GlossaryEntry['en']): string[] {
  return abbreviations.filter((one) => !abbreviations.includes(one.replace(/s$/, '')) || !one.endsWith('s'));
}

function termWithAbbreviations(words: GlossaryEntry['en']): string {
  const short = shownAbbreviations(words);
  return isolated(short.length === 0 ? words.term : `${words.term} (${short.join(', ')})`);
}

/** French sets a colon off from the word before it. */
const COLON: Record<Language, string> = { en: ': ', fr: '\u00A0: ', ar: ': ' };

/** The term in every language, each after the name of the language, as one line. */
function termLine(entry: GlossaryEntry, language: Language): string {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return LANGUAGES.map((one) => `${names.of(one) ?? one}${COLON[language]}${termWithAbbreviations(entry[one])}`).join(
    ' · ',
  );
}

/** What the glossary is called in each language. */
export type GlossaryTitles = Readonly<Record<Language, string>>;

/** A glossary entry as a passage in a language: its definition, and under it the term in all three. */
export function glossaryPassage(entry: GlossaryEntry, language: Language, titles: GlossaryTitles): Passage {
  const { term, definition } = entry[language];
  const heading = [term, ...shownAbbreviations(entry[language])].join(' – ');
  const key = `${GLOSSARY_KEY}#${entry.id}`;
  return {
    id: `${language}/${key}`,
    documentKey: GLOSSARY_KEY,
    key,
    language,
    title: titles[language],
    headingPath: [heading],
    text: [definition ?? '', termLine(entry, language)].filter((line) => line !== '').join('\n'),
    authority: 'programme',
    benchmark: false,
    countries: [],
    asOf: GLOSSARY_AS_OF,
    // The term was seen in a source; only then does anything but our own wording stand behind the row.
    review: entry.status === 'verified' ? 'checked' : 'unchecked',
    sources: [],
    asked: [],
  };
}

/** The glossary's passage with an id that `glossaryPassage` gave. */
export function glossaryPassageById(id: string, lexicon: Lexicon, titles: GlossaryTitles): Passage | undefined {
  const language = LANGUAGES.find((one) => id.startsWith(`${one}/${GLOSSARY_KEY}#`));
  const entry = language && lexicon.glossaryEntry(id.slice(id.indexOf('#') + 1));
  return language && entry ? glossaryPassage(entry, language, titles) : undefined;
}

/** True when the heading of a passage names the term. */
function isAbout(passage: Passage, entry: GlossaryEntry, lexicon: Lexicon): boolean {
  const heading = tokenize(passage.headingPath.at(-1) ?? passage.title);
  const named = lexicon.findTerms(heading, passage.language);
  return named.some(({ meanings }) => meanings.some((meaning) => meaning.entry === entry));
}

/** As many sentences of a quote as fit beside the lines of a definition; always the first. */
function shortened(quote: QuotedPassage, lines: readonly string[]): QuotedPassage {
  let left = MAX_ANSWER_WORDS - countWords(lines.join(' '));
  const sentences = quote.sentences.filter((sentence, at) => {
    left -= countWords(sentence);
    return at === 0 || left >= 0;
  });
  return sentences.length === quote.sentences.length
    ? quote
    : { citation: { ...quote.citation, quote: sentences[0] ?? '' }, sentences: sentences.slice(0, 1) };
}

/** Numbers quotes in the order they are shown. */
function numbered(quoted: readonly QuotedPassage[]): QuotedPassage[] {
  return quoted.map((one, at) => ({ ...one, citation: { ...one.citation, n: at + 1 } }));
}

/**
 * An answer with what the glossary says. A section about the term in the asker's language comes first, and the glossary
 * adds the term in all languages; otherwise the glossary's definition leads, and a section about the term follows.
 */
export function withDefinition(
  result: AnswerResult,
  entry: GlossaryEntry,
  { text, language }: AskedQuestion,
  lexicon: Lexicon,
  titles: GlossaryTitles,
): AnswerResult {
  const passage = glossaryPassage(entry, language, titles);
  const lines = passage.text.split('\n');
  const quoteOf = (sentences: string[]): QuotedPassage => ({
    citation: { n: 1, passage, quote: sentences.join('\n') },
    sentences,
  });
  const [first] = result.outcome === 'answered' ? result.quoted : [];
  const about = first && isAbout(first.citation.passage, entry, lexicon) ? first : undefined;
  const leads = about?.citation.passage.language === language;
  const section = about ? [leads ? about : shortened(about, lines)] : [];
  return {
    ...result,
    outcome: 'answered',
    quoted: numbered(leads ? [...section, quoteOf(lines.slice(-1))] : [quoteOf(lines), ...section]),
    notes: about ? result.notes : [],
    fullText: result.fullText ?? text,
    support: leads ? result.support : 1,
  };
}
