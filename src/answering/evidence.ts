/** Checks whether a passage really answers a question: not whether it is near, but whether what is asked for is in it. */
import type { Passage } from '../contracts/passage.ts';
import { normalize } from '../text/normalize.ts';
import { splitSentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
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
}

/** One sentence of a passage. */
export interface ReadSentence {
  text: string;
  stems: ReadonlySet<string>;
}

function stemSet(text: string, language: Passage['language']): Set<string> {
  return new Set(tokenize(text).map((token) => stem(token, language)));
}

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

const YEAR = /\b(?:1[89]|20)\d\d\b/;
const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundred|thousand|million|half|quarter|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?|mille|million|moitie|tiers|quart)\b|(?:^|\s)(?:اثنان|اثنين|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثمانيه?|تسعه?|عشره?|عشرون|مايه|الف|الاف|مليون|نصف|ثلث|ربع)(?=\s|[،.؟]|$)/i;
const MONTH =
  /\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\b(?:\d{1,2}|in|of|since|until|early|late) may\b/i;
const DURATION_UNIT =
  /\b(?:hours?|days?|weeks?|months?|years?|heures?|jours?|semaines?|mois|ans?|annees?)\b|(?:ساعه|يوم|ايام|اسبوع|شهر|اشهر|سنه|سنوات|عام)/i;
const PHONE = /\d[\d ()-]{5,}\d|\b(?:number|line|hotline|numero|ligne)\b|الرقم|الخط/i;

const MONEY = /[€$£]|\b(?:eur|euros?|dollars?|dinars?|dirhams?|usd)\b|يورو|دولار|دينار|درهم/i;
const PENALTY = /\b(?:prison|imprison\w*|jail|fined?|penalt\w+|years|emprisonnement|amende|peine)\b|السجن|غرامه|عقوبه/i;
const CONTACT = /@|https?:|\bwww\./i;
const OPENING_HOURS = /\b\d{1,2}(?::\d\d)? ?(?:am|pm|h)\b/i;
const OFFICE =
  /\b(?:president|head|headed|director|chair\w*|chief|minister|commissioner|coordinator|manager|secretary|directeur|directrice|chef|ministre)\b|رييس|مدير|وزير/i;
const REASON =
  /\b(?:because|due to|owing to|reasons?|so that|therefore|since|caused?|explain\w*|citing|pending|parce que|en raison|afin)\b|لان|بسبب|نظرا/i;

/** Whether a text holds a kind of thing, for the kinds that need no look at what the question said. */
const KIND_PATTERNS: Partial<Record<AskedKind, RegExp>> = {
  phone: PHONE,
  money: MONEY,
  penalty: PENALTY,
  contact: CONTACT,
  'opening-hours': OPENING_HOURS,
  'office-holder': OFFICE,
  reason: REASON,
};

/** True when a sentence holds the kind of thing asked for, apart from what the question itself already said. */
export function holdsKind(kind: AskedKind, sentence: string, question: string): boolean {
  const pattern = KIND_PATTERNS[kind];
  if (pattern) return pattern.test(normalize(sentence));
  const said = new Set(normalize(question).match(/\d+/g) ?? []);
  const fresh = normalize(sentence).replace(/\d+(?:[.,]\d+)*/g, (digits) => (said.has(digits) ? ' ' : digits));
  if (kind === 'date') return YEAR.test(fresh) || MONTH.test(fresh);
  const number = /\d/.test(fresh) || NUMBER_WORD.test(fresh);
  if (kind === 'duration') return number && DURATION_UNIT.test(fresh);
  // A year alone is not a count.
  return (number && /\d/.test(fresh.replace(new RegExp(YEAR, 'g'), ' '))) || NUMBER_WORD.test(fresh);
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
  /** Share of the words that name the thing asked for found in the passage; 1 when the form does not name one. */
  focusFound: number;
  /** 1 when the question names a year, edition or phase the passage does not. */
  editionMissing: number;
  /** Share of the names and figures that do not stand in the best sentence or heading; 0 for a story. */
  namesApart: number;
  /** 1 when a kind of thing is asked for and does not stand in the passage. */
  kindMissing: number;
  /** Share of what the question takes for granted that the passage does not hold; 0 when it takes nothing for granted. */
  premiseMissing: number;
  /** 1 when the question names a country: then a passage about that country is found whatever is asked. */
  countryNamed: number;
  /** 1 when the question says "not" and the best sentence does not. */
  negationMissing: number;
  /** How much more of the question another found passage covers: then the answer is there, or nowhere. */
  outcovered: number;
  /** Share of the question's weight that the passage's words hold, by the index (BM25 over the sum of idf). */
  wordsHeld: number;
  /** The same by four-letter grams, which see endings and compounds through. */
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
export function likeness(terms: readonly AskedTerm[], wording: string, language: Passage['language']): number {
  const tokens = tokenize(wording);
  const matter = tokens.filter((token) => !isStopWord(token, language)).map((token) => stem(token, language));
  if (matter.length === 0) return 0;
  const covered = coverage(terms, new Set(tokens.map((token) => stem(token, language))));
  const asked = new Set(terms.flatMap(({ alternatives }) => alternatives.flatMap(({ stems }) => stems)));
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
  const own = terms.filter(({ carried }) => !carried);
  return own.length === 0 ? 0 : own.filter(({ known }) => !known).length / own.length;
}

/** The signs a passage shows by itself; the others come from the search and from the passages found beside it. */
export type PassageSigns = Omit<EvidenceSigns, 'outcovered' | 'wordsHeld' | 'gramsHeld' | 'meaning' | 'barelyHeld'>;

/** Looks at one passage in the light of one question. */
export function evidenceSigns(question: Question, read: ReadPassage): PassageSigns {
  const { terms, asksFor } = question;
  const { language, headingPath, title, asked } = read.passage;
  const headingStems = stemSet([title, ...headingPath].join('\n'), language);
  let sentenceCoverage = 0;
  let best = { text: '', stems: headingStems as ReadonlySet<string> };
  for (const sentence of read.sentences) {
    const stems = new Set([...sentence.stems, ...headingStems]);
    const covered = coverage(terms, stems);
    if (covered > sentenceCoverage || best.text === '') {
      sentenceCoverage = covered;
      best = { text: sentence.text, stems };
    }
  }
  const heaviest = Math.max(1, ...terms.map(({ weight }) => weight));
  const missing = terms.filter((term) => termFound(term, best.stems) < FOUND);
  const wordings = [headingPath.at(-1) ?? title, ...asked];
  const focus = terms.filter(({ kind }) => kind === 'focus');
  const names = terms.filter(({ kind }) => kind === 'name' || kind === 'number');
  const editions = terms.filter(({ kind }) => kind === 'edition');
  const holds =
    asksFor === undefined || nearSentences(terms, read).some(({ text }) => holdsKind(asksFor, text, question.text));
  return {
    passageCoverage: coverage(terms, read.stems),
    sentenceCoverage,
    wordingMatch: Math.max(...wordings.map((wording) => likeness(terms, wording, language))),
    worstMissing: question.isStory ? 0 : Math.max(0, ...missing.map(({ weight }) => weight)) / heaviest,
    focusFound: focus.length === 0 ? 1 : coverage(focus, read.stems),
    editionMissing: editions.some((edition) => termFound(edition, read.shown) === 0) ? 1 : 0,
    namesApart: question.isStory || names.length === 0 ? 0 : 1 - coverage(names, best.stems),
    kindMissing: holds ? 0 : 1,
    premiseMissing: question.premise.length === 0 ? 0 : 1 - coverage(question.premise, read.stems),
    countryNamed: asksAboutCountry(question) ? 1 : 0,
    negationMissing: question.negated && !isNegated(best.text) ? 1 : 0,
    unknownShare: unknownShare(terms),
    length: Math.min(1, terms.length / LONG_QUESTION),
  };
}
