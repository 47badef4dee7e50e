/** Tells a message about an actual person at risk now from a general question or a training text. */
import { foldText, splitWords } from './fold-text.ts';
import type { LiveCaseRules } from './live-case-rules.ts';
import { compilePhrase, createPhraseFinder } from './match-phrases.ts';

export type { LiveCaseRules } from './live-case-rules.ts';

export interface LiveCaseFinding {
  live: boolean;
  /** The decisions that hold, then the signals they rest on. Ids only: no words of the message. */
  ruleIds: string[];
}

export interface LiveCaseDetector {
  detect(text: string): LiveCaseFinding;
}

type Decision = LiveCaseRules['decisions'][number];
interface Sign {
  id: string;
  signal: string;
  sentence: number;
}

const SENTENCE_END = /[.!?؟;؛\n…]/;
const staysInSentence = (gap: string): boolean => !SENTENCE_END.test(gap);

/**
 * Builds the detector.
 * @param rules the parsed `live-case.yaml`.
 */
export function createLiveCaseDetector(rules: LiveCaseRules): LiveCaseDetector {
  const find = createPhraseFinder(
    rules.signals.flatMap((rule) =>
      rule.phrases.map((phrase) => ({ phrase: compilePhrase(phrase, rules.lists), value: rule })),
    ),
  );
  return {
    detect: (text) => {
      const words = splitWords(foldText(text).text);
      let sentence = 0;
      const sentences = words.map((word) => (staysInSentence(word.gap) ? sentence : ++sentence));
      const signs = find(words, staysInSentence).map(
        ({ value, from }): Sign => ({ id: value.id, signal: value.signal, sentence: sentences[from] ?? 0 }),
      );
      const ids = rules.decisions.flatMap((decision) => {
        const grounds = groundsFor(decision, signs);
        return grounds.length === 0 ? [] : [decision.id, ...grounds];
      });
      return { live: ids.length > 0, ruleIds: [...new Set(ids)] };
    },
  };
}

/** @returns ids of the signals that carry the decision; none when it does not hold. */
function groundsFor(decision: Decision, signs: Sign[]): string[] {
  if (signs.some((sign) => decision.notInMessageWith.includes(sign.signal))) return [];
  const cancelled = new Set(
    signs.filter((sign) => decision.notInSentenceWith.includes(sign.signal)).map((sign) => sign.sentence),
  );
  const groups = decision.needs.map((names, at) =>
    signs.filter((sign) => names.includes(sign.signal) && (at > 0 || !cancelled.has(sign.sentence))),
  );
  return groups.every((group) => group.length > 0) ? groups.flat().map((sign) => sign.id) : [];
}
