/** Checks whether a passage really answers a question: not whether it is near, but whether what is asked for is in it. */
import type { Passage } from '../contracts/passage.ts';
import { splitSentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { holdsKind } from './holds-kind.ts';
import { type AskedKind, type AskedTerm, asksAboutCountry, type Question } from './question.ts';
import { isNegated } from './question-forms.ts';

/** A passage cut up for checking. */
export interface ReadPassage {
  passage: Passage;
  sentences: readonly ReadSentence[];
  /** Stems of everything the passage can be found by: text, title, headings and other wordings. */
  stems: ReadonlySet<string>;
  /** Stems of the text, title and headings: what a person who reads the passage sees. */
  shown: ReadonlySet<string>;
  /** Stems of the title and headings. */
  headings: ReadonlySet<string>;
  /** Its innermost heading, or its title where it has none. */
  heading: ReadWording;
  /** Other wordings of what it answers. */
  asked: readonly ReadWording[];
  /** Stems of the first words of matter: a section that says what something is opens with it. */
  opening: ReadonlySet<string>;
}

/** A heading or another wording of a question. */
export interface ReadWording {
  stems: ReadonlySet<string>;
  /** The stems of its words of matter, in order. */
  matter: readonly string[];
}

/** One sentence of a passage. */
export interface ReadSentence {
  text: string;
  stems: ReadonlySet<string>;
}

function stemSet(text: string, language: Passage['language']): Set<string> {
  return new Set(tokenize(text).map((token) => stem(token, language)));
}

function readWording(text: string, language: Passage['language']): ReadWording {
  const tokens = tokenize(text);
  const matter = tokens.filter((token) => !isStopWord(token, language)).map((token) => stem(token, language));
  return { stems: new Set(tokens.map((token) => stem(token, language))), matter };
}

/** The words of matter a passage opens with, and where to look for them. */
const OPENING_WORDS = 5;
const OPENING_CHARACTERS = 200;

const readPassages = new WeakMap<Passage, ReadPassage>();

/** Cuts a passage up; the result is kept as long as the passage is. */
export function readPassage(passage: Passage): ReadPassage {
  const known = readPassages.get(passage);
  if (known) return known;
  const { language } = passage;
  const shown = stemSet([passage.text, passage.title, ...passage.headingPath].join('\n'), language);
  const read: ReadPassage = {
    passage,
    sentences: splitSentences(passage.text, language).map((text) => ({ text, stems: stemSet(text, language) })),
    stems: new Set([...shown, ...stemSet(passage.asked.join('\n'), language)]),
    shown,
    headings: stemSet([passage.title, ...passage.headingPath].join('\n'), language),
    heading: readWording(passage.headingPath.at(-1) ?? passage.title, language),
    asked: passage.asked.map((wording) => readWording(wording, language)),
    opening: new Set(readWording(passage.text.slice(0, OPENING_CHARACTERS), language).matter.slice(0, OPENING_WORDS)),
  };
  readPassages.set(passage, read);
  return read;
}

/** How surely a term stands in a set of stems, 0 to 1: the best of its alternatives, each by the share of it found. */
export function termFound(term: AskedTerm, stems: ReadonlySet<string>): number {
  let best = 0;
  for (const { stems: wanted, credit } of term.alternatives) {
    const found = wanted.filter((one) => stems.has(one)).length;
    // A phrase half found is worth less than half: "victim" alone is not "presumed victim".
    const share = (found / wanted.length) ** 2;
    best = Math.max(best, credit * share);
  }
  return best;
}

/** Share of the question's weight that a set of stems covers, 0 to 1; 0 for a question without matter. */
export function coverage(terms: readonly AskedTerm[], stems: ReadonlySet<string>): number {
  let covered = 0;
  let total = 0;
  for (const term of terms) {
    covered += term.weight * termFound(term, stems);
    total += term.weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** What was looked at, each from 0 to 1. */
export interface EvidenceSigns {
  /** Share of the question found in all the passage can be found by. */
  passageCoverage: number;
  /** Share of the question found in its best sentence with the heading. */
  sentenceCoverage: number;
  /** How alike the question and the nearest heading or other wording are, both ways. */
  wordingMatch: number;
  /** The weightiest word that the best sentence and heading do not hold, 1 for the rarest; 0 for a story, most of which goes unmatched. */
  worstMissing: number;
  /** 1 when the question names a year, edition or phase the passage does not. */
  editionMissing: number;
  /** Share of the names and figures that do not stand in the best sentence or heading; 0 for a story. */
  namesApart: number;
  /** 1 when the question names something that stands nowhere in the library. */
  nameUnknown: number;
  /** 1 when a count, a duration, a sum or a date is asked for: documents lack those more often than what to do. */
  figureAsked: number;
  /** 1 when a kind of thing is asked for and does not stand in the passage. */
  kindMissing: number;
  /** How much of what the passage covers of the question stands apart from the kind of thing asked for. */
  kindApart: number;
  /** Share of the words that name the thing asked for that stand apart from it. */
  focusApart: number;
  /** 1 when the question names a country: then a passage about that country is found whatever is asked. */
  countryNamed: number;
  /** 1 when the question says "not" and the best sentence does not. */
  negationMissing: number;
  /** 1 when the question asks how things are this week or were last year: documents are older than that. */
  momentary: number;
  /** Share of the question's weight that the passage's four-letter grams hold, by the index (BM25 over the sum of idf). */
  gramsHeld: number;
  /** How near question and passage are by the vectors. */
  meaning: number;
  /** How little the passage holds by words and grams, where it is so little that the library hardly has the matter. */
  barelyHeld: number;
  /** Share of the question's weight in words that stand nowhere in the library. */
  unknownShare: number;
  /** Length of the question: 1 for twelve matters or more. A long one tells a story, and much of it may go unmatched. */
  length: number;
}

/** A term is found when at least this much of it is. */
const FOUND = 0.3;
/** A question of this many matters counts as long. */
const LONG_QUESTION = 12;

/** How alike a question and a wording are: the harmonic mean of what each covers of the other. */
export function likeness(terms: readonly AskedTerm[], { stems, matter }: ReadWording): number {
  if (matter.length === 0) return 0;
  const covered = coverage(terms, stems);
  const asked = new Set(terms.flatMap(({ alternatives }) => alternatives.flatMap((alternative) => alternative.stems)));
  const covering = matter.filter((one) => asked.has(one)).length / matter.length;
  return covered + covering === 0 ? 0 : (2 * covered * covering) / (covered + covering);
}

/** A sentence that covers at least this share of what the best one does is about what is asked. */
const NEAR_SENTENCE_SHARE = 0.5;

/** The sentences of a passage that are about what is asked: a date beside another matter answers nothing. */
function nearSentences(terms: readonly AskedTerm[], read: ReadPassage): ReadSentence[] {
  const covered = read.sentences.map((sentence) => ({ sentence, share: coverage(terms, sentence.stems) }));
  const best = Math.max(0, ...covered.map(({ share }) => share));
  return covered.filter(({ share }) => share >= best * NEAR_SENTENCE_SHARE).map(({ sentence }) => sentence);
}

/** Share of the weight of words nobody used in the documents, each counted as a rare word. */
function unknownShare(terms: readonly AskedTerm[]): number {
  const own = terms.filter(({ carried, told }) => !carried && !told);
  const total = own.reduce((sum, { weight }) => sum + weight, 0);
  const unknown = own.reduce((sum, { known, weight }) => sum + (known ? 0 : weight), 0);
  return total === 0 ? 0 : unknown / total;
}

/** The signs a passage shows by itself; the others come from the search. */
export type PassageSigns = Omit<EvidenceSigns, 'gramsHeld' | 'meaning' | 'barelyHeld'>;

/** Looks at one passage in the light of one question. */
export function evidenceSigns(question: Question, read: ReadPassage): PassageSigns {
  const { terms } = question;
  const { headings } = read;
  let sentenceCoverage = 0;
  let best = { text: '', stems: headings };
  for (const sentence of read.sentences) {
    const stems = new Set([...sentence.stems, ...headings]);
    const covered = coverage(terms, stems);
    if (covered > sentenceCoverage || best.text === '') {
      sentenceCoverage = covered;
      best = { text: sentence.text, stems };
    }
  }
  const heaviest = Math.max(1, ...terms.map(({ weight }) => weight));
  const missing = terms.filter((term) => termFound(term, best.stems) < FOUND);
  const wordings = [read.heading, ...read.asked];
  const focus = terms.filter(({ kind }) => kind === 'focus');
  const names = terms.filter(({ kind }) => kind === 'name' || kind === 'number');
  const editions = terms.filter(({ kind }) => kind === 'edition');
  return {
    passageCoverage: coverage(terms, read.stems),
    sentenceCoverage,
    wordingMatch: Math.max(...wordings.map((wording) => likeness(terms, wording))),
    worstMissing: question.isStory ? 0 : Math.max(0, ...missing.map(({ weight }) => weight)) / heaviest,
    editionMissing: editions.some((edition) => termFound(edition, read.shown) === 0) ? 1 : 0,
    namesApart: question.isStory || names.length === 0 ? 0 : 1 - coverage(names, best.stems),
    nameUnknown: terms.some(({ kind, known, carried }) => kind === 'name' && !known && !carried) ? 1 : 0,
    ...kindSigns(question, read, focus),
    countryNamed: asksAboutCountry(question) ? 1 : 0,
    negationMissing: question.negated && !isNegated(best.text) ? 1 : 0,
    momentary: question.momentary ? 1 : 0,
    unknownShare: unknownShare(terms),
    length: Math.min(1, terms.length / LONG_QUESTION),
  };
}

const FIGURES: ReadonlySet<AskedKind> = new Set<AskedKind>(['number', 'duration', 'money', 'date']);

/** Whether the kind of thing asked for is there, and whether it is there with the rest of the question. */
function kindSigns(
  { terms, asksFor, text: asked }: Question,
  read: ReadPassage,
  focus: readonly AskedTerm[],
): Pick<PassageSigns, 'figureAsked' | 'kindMissing' | 'kindApart' | 'focusApart'> {
  if (asksFor === undefined) return { figureAsked: 0, kindMissing: 0, kindApart: 0, focusApart: 0 };
  const holding = read.sentences.filter(({ text }) => holdsKind(asksFor, text, asked));
  const beside = holding.map(({ stems }) => new Set([...stems, ...read.headings]));
  const most = (of: readonly AskedTerm[]) => Math.max(0, ...beside.map((stems) => coverage(of, stems)));
  const whole = coverage(terms, read.stems);
  return {
    figureAsked: FIGURES.has(asksFor) ? 1 : 0,
    kindMissing: nearSentences(terms, read).some((sentence) => holding.includes(sentence)) ? 0 : 1,
    kindApart: whole === 0 ? 1 : 1 - most(terms) / whole,
    focusApart: focus.length === 0 ? 0 : 1 - most(focus),
  };
}
