/** Tells the language of a message, and when it is one Dalil does not answer in. */
import { eld } from 'eld/extrasmall';
import { isLanguage, LANGUAGES, type Language } from '../contracts/language.ts';
import { readMixedScripts } from './mixed-scripts.ts';
import { isStopWord } from './stop-words.ts';
import { tokenize } from './tokens.ts';

/** What a message seems to be written in. */
export type DetectedLanguage = { language: Language } | { unsupported: true };

/** How much nearer another of our languages must be before it wins over the person's own (scores run from 0 to 1). */
const PRIOR_MARGIN = 0.08;
/** A language of ours is given up only for a long enough text that is clearly another's. */
const UNSUPPORTED = { words: 4, score: 0.74, margin: 0.1 } as const;

const SCRIPTS_OF_OTHERS =
  /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Ethiopic}\p{Script=Thai}\p{Script=Tifinagh}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Tamil}]/gu;
const LETTERS = /\p{L}/gu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * The language of a message. `prior` is the person's own language: a short text is taken to be in it unless another is
 * clearly nearer. A text in Arabic and Latin letters is in the language whose grammar carries it. A text in a script or
 * language Dalil does not know is `unsupported`.
 */
export function detectLanguage(text: string, prior: Language = 'en'): DetectedLanguage {
  const letters = count(text, LETTERS);
  if (letters === 0) return { language: prior };
  if (count(text, SCRIPTS_OF_OTHERS) > letters / 2) return { unsupported: true };
  return detectOneScript(readMixedScripts(text, prior)?.words ?? text, prior);
}

/** True where several words hold grammar of one language and none of the other ("comment aider" is not English). */
function hasGrammarOf(language: Language, other: Language, text: string): boolean {
  const words = tokenize(text);
  const holds = (one: Language) => words.some((word) => isStopWord(word, one));
  return words.length > 1 && holds(language) && !holds(other);
}

function detectOneScript(text: string, prior: Language): DetectedLanguage {
  // Numbers of articles ("4(e) 10(2)") are written alike in every language.
  if (!/\p{L}{2}/u.test(text)) return { language: prior };
  const letters = count(text, LETTERS);
  const scores = eld.detect(text).getScores();
  const [top] = Object.entries(scores).sort(([, a], [, b]) => b - a);
  if (!top) return { language: prior };
  const arabicLetters = count(text, /\p{Script=Arabic}/gu);
  const ours = LANGUAGES.filter((language) => (language === 'ar') === arabicLetters > letters / 2);
  const scored = ours.map((language) => ({ language, score: scores[language] ?? 0 })).sort((a, b) => b.score - a.score);
  const best = scored[0] ?? { language: prior, score: 0 };
  const [topLanguage, topScore] = top;
  const words = count(text, /\p{L}{2,}/gu);
  if (
    !isLanguage(topLanguage) &&
    words >= UNSUPPORTED.words &&
    topScore >= UNSUPPORTED.score &&
    topScore - best.score >= UNSUPPORTED.margin
  ) {
    return { unsupported: true };
  }
  const own = scored.find(({ language }) => language === prior);
  const near = own !== undefined && best.score - own.score < PRIOR_MARGIN;
  return { language: near && !hasGrammarOf(best.language, prior, text) ? prior : best.language };
}
