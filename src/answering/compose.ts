/** Composes an answer of quoted sentences: the best passage first, never more than 120 words, each with its number. */
import type { Citation } from '../contracts/passage.ts';
import { countWords } from '../text/sentences.ts';
import { coverage, type ReadPassage, type ReadSentence } from './evidence.ts';
import { holdsKind } from './holds-kind.ts';
import type { Question } from './question.ts';

/** Most words in an answer, most passages, and the words the first passage may take. */
export const MAX_ANSWER_WORDS = 120;
export const MAX_PASSAGES = 3;
const FIRST_PASSAGE_WORDS = 90;
/** A further passage gives at most this many words. */
const FURTHER_PASSAGE_WORDS = 40;

/** What opens a section is written to answer its heading. */
const OPENING_BONUS = 0.15;
/** A sentence that holds the number or date asked for comes before one that does not. */
const KIND_BONUS = 0.3;

interface ScoredSentence {
  sentence: ReadSentence;
  at: number;
  score: number;
}

function scoreSentences(question: Question, read: ReadPassage): ScoredSentence[] {
  return read.sentences.map((sentence, at) => {
    const kind = question.asksFor && holdsKind(question.asksFor, sentence.text, question.text) ? KIND_BONUS : 0;
    return { sentence, at, score: coverage(question.terms, sentence.stems) + (at === 0 ? OPENING_BONUS : 0) + kind };
  });
}

/** Two sentences say the same when most words of the shorter stand in the longer. */
function repeats(sentence: ReadSentence, chosen: readonly ReadSentence[]): boolean {
  return chosen.some((other) => {
    const [small, large] = sentence.stems.size < other.stems.size ? [sentence, other] : [other, sentence];
    const shared = [...small.stems].filter((one) => large.stems.has(one)).length;
    return shared / Math.max(1, small.stems.size) > 0.8;
  });
}

/** The sentences of one passage that fit, best first, the rest in reading order. */
function chooseSentences(
  question: Question,
  read: ReadPassage,
  words: number,
  used: readonly ReadSentence[],
): ReadSentence[] {
  const ranked = scoreSentences(question, read).sort((a, b) => b.score - a.score || a.at - b.at);
  const chosen: ScoredSentence[] = [];
  let left = words;
  for (const candidate of ranked) {
    const length = countWords(candidate.sentence.text);
    if (length > left || repeats(candidate.sentence, [...used, ...chosen.map(({ sentence }) => sentence)])) continue;
    chosen.push(candidate);
    left -= length;
  }
  const [first, ...rest] = chosen;
  if (!first) return [];
  return [first, ...rest.sort((a, b) => a.at - b.at)].map(({ sentence }) => sentence);
}

/** A sentence too long for the whole answer is cut at a word rather than left out; a run without spaces is kept whole. */
function cutToWords(text: string, words: number): string {
  const pieces = text.split(/(?<=\s)/);
  let taken = '';
  for (const piece of pieces) {
    if (countWords(taken + piece) > words) break;
    taken += piece;
  }
  return taken.trim() || text;
}

/**
 * The quoted words as one run of the passage: all of them where they stand side by side, else the one that leads.
 */
function quoteOf(text: string, sentences: readonly string[]): string {
  const places = sentences.map((sentence) => ({
    start: text.indexOf(sentence),
    end: text.indexOf(sentence) + sentence.length,
  }));
  const start = Math.min(...places.map((place) => place.start));
  const end = Math.max(...places.map((place) => place.end));
  const run = text.slice(start, end);
  const others = sentences.reduce((left, sentence) => left.replace(sentence, ''), run);
  return others.trim() === '' ? run : (sentences[0] ?? run);
}

/** One run of quoted sentences from one passage. */
export interface QuotedPassage {
  citation: Citation;
  sentences: string[];
}

/**
 * Quotes from the passages, which come best first. Every quote is an exact run of characters of its passage.
 * `suits` tells which sentences may be quoted at all. A passage none of whose sentences suits gives nothing; a further one only what the ones before did not say.
 */
export function compose(
  question: Question,
  passages: readonly ReadPassage[],
  suits: (sentence: string) => boolean = () => true,
): QuotedPassage[] {
  const quoted: QuotedPassage[] = [];
  const used: ReadSentence[] = [];
  let left = MAX_ANSWER_WORDS;
  for (const whole of passages.slice(0, MAX_PASSAGES)) {
    const read = { ...whole, sentences: whole.sentences.filter(({ text }) => suits(text)) };
    const first = quoted.length === 0;
    const budget = Math.min(left, first ? FIRST_PASSAGE_WORDS : FURTHER_PASSAGE_WORDS);
    const chosen = chooseSentences(question, read, budget, used);
    const sentences = chosen.map(({ text }) => text);
    const opening = read.sentences[0];
    if (first && sentences.length === 0 && opening) sentences.push(cutToWords(opening.text, MAX_ANSWER_WORDS));
    if (sentences.length === 0) continue;
    used.push(...chosen);
    left -= sentences.reduce((sum, sentence) => sum + countWords(sentence), 0);
    quoted.push({
      citation: { n: quoted.length + 1, passage: read.passage, quote: quoteOf(read.passage.text, sentences) },
      sentences,
    });
  }
  return quoted;
}

/** True when every quoted sentence stands word for word in the passage it cites; what fails is not sent. */
export function quotesHold(quoted: readonly QuotedPassage[]): boolean {
  return quoted.every(({ citation, sentences }) =>
    sentences.every((sentence) => citation.passage.text.includes(sentence)),
  );
}
