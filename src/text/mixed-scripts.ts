/** Tells which script carries a message that mixes Arabic with Latin words, as people in North Africa write every day. */
import type { Language } from '../contracts/language.ts';
import { normalize } from './normalize.ts';
import { BORROWED_WITH_NOUNS, isStopWord } from './stop-words.ts';
import { tokenize } from './tokens.ts';

/** A message in two scripts, taken apart; `carrying` is the one whose grammar holds the sentence together. */
export interface MixedScripts {
  carrying: 'arabic' | 'latin';
  /** The words of the script that carries the message, in order. */
  words: string;
}

/** A run of Arabic, or of Latin with the apostrophes inside it. */
const RUN = /[\p{Script=Arabic}\p{M}]+|[\p{Script=Latin}\p{M}\p{N}]+(?:['’][\p{Script=Latin}\p{M}]+)*/gu;
const ARABIC = /\p{Script=Arabic}/u;
/** Abbreviations (NRM, 4Mi, UNODC) are written in Latin letters in every language: they tell nothing. */
const LATIN_WORD = /\p{Ll}{2}/u;

/** The grammar of Maghrebi and Egyptian Arabic, which the stop words of written Arabic do not hold. */
const SPOKEN_GRAMMAR = new Set(
  tokenize(
    `واش شنو شنوه شنوا شنية اشنو اشنوه آش شن كيفاش كيفاه كيف علاش لاش فين وين منين وقتاش فوقاش امتى شكون قداش شحال اش
    ايش شو ليش ليه ازاي ايه مين انهي ديال ديالو ديالها ديالهم متاع متاعو متاعها نتاع تاع بتاع بتاعت اللي باش كاين كاينة
    ماشي مش مو عندو عندها عندهم عندنا عندك ليها ليهم لازم خاص خاصني نقدر نجم ولا يعني معناها معناه بالعربية بالعربي`,
  ),
);

function isGrammar(word: string, arabic: boolean): boolean {
  const tokens = tokenize(word);
  if (arabic) return tokens.some((token) => SPOKEN_GRAMMAR.has(token) || isStopWord(token, 'ar'));
  return tokens.some(
    (token) => !BORROWED_WITH_NOUNS.has(token) && (isStopWord(token, 'en') || isStopWord(token, 'fr')),
  );
}

/**
 * Takes a message in Arabic and Latin letters apart; undefined when it holds words of one script only. The grammar
 * decides, not the letters: whatever is borrowed, "what does … mean" and "شنو هو …" say in which language to answer.
 * `prior` decides where nothing else does.
 */
export function readMixedScripts(text: string, prior: Language): MixedScripts | undefined {
  const runs = text.match(RUN) ?? [];
  const words = runs
    .map((run) => ({ run, arabic: ARABIC.test(run) }))
    .filter(({ run, arabic }) => arabic || LATIN_WORD.test(run))
    .map((word) => ({ ...word, grammar: isGrammar(normalize(word.run), word.arabic) }));
  const arabicWords = words.filter(({ arabic }) => arabic);
  const latinWords = words.filter(({ arabic }) => !arabic);
  if (arabicWords.length === 0 || runs.length === arabicWords.length) return undefined;
  const lead =
    arabicWords.filter(({ grammar }) => grammar).length - latinWords.filter(({ grammar }) => grammar).length ||
    sideOf(words.find(({ grammar }) => grammar)) ||
    arabicWords.length - latinWords.length ||
    (prior === 'ar' ? 1 : -1);
  const carrying = lead > 0 ? arabicWords : latinWords;
  return { carrying: lead > 0 ? 'arabic' : 'latin', words: carrying.map(({ run }) => run).join(' ') };
}

function sideOf(word: { arabic: boolean } | undefined): number {
  if (word === undefined) return 0;
  return word.arabic ? 1 : -1;
}
