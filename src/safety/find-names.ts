/** Finds names of people after the words that introduce them: "my name is", "elle s'appelle", "تدعى". */
import type { Word } from './fold-text.ts';
import { foldText } from './fold-text.ts';
import type { PhraseHit } from './match-phrases.ts';
import { joinsInCue } from './match-phrases.ts';
import type { Finding, PersonalDataRule, PersonalDataRules } from './personal-data-rules.ts';

type NameRule = Extract<PersonalDataRule, { find: 'name' }>;
type FindCues = (words: Word[], joins: (gap: string) => boolean) => PhraseHit<NameRule>[];

const GAP_BEFORE_NAME = /^[.]?[ :"'«“”-]{0,5}$/;
const GAP_IN_NAME = /^(?: {1,2}| ?['-])$/;
const MAX_WORDS = 4;
/** How far back a word may stand that says what the name belongs to: "a girl of sixteen called". */
const LOOK_BACK = 4;
/** How close a person must stand for a name in small letters: "a girl called amina", "she is called amina". */
const NEAR = 2;

/** @returns a function that gives the names in a list of words. */
export function findNames(rules: PersonalDataRules, findCues: FindCues): (words: Word[]) => Finding[] {
  const folded = (words: string[]): Set<string> => new Set(words.map((word) => foldText(word).text.toLowerCase()));
  const never = folded(rules.neverNames.flatMap((list) => list.words));
  const parts = folded(rules.lists.nameParts);
  const joiners = folded(rules.lists.nameJoiners);
  const withWaw = folded(rules.lists.namesWithWaw);
  const persons = folded(rules.lists.persons);
  const things = folded(rules.lists.things);

  const isNever = (word: Word): boolean =>
    never.has(word.lower) || (/^[وفبلك]\p{Script=Arabic}{2}/u.test(word.lower) && never.has(word.lower.slice(1)));

  const isName = (word: Word | undefined, mayBeSmall: boolean, shouting: boolean): boolean => {
    if (word === undefined || word.text.length < 2 || /\p{N}/u.test(word.text) || isNever(word)) return false;
    if (isArabic(word)) return true;
    if (word.text === word.text.toUpperCase() && !shouting) return mayBeSmall;
    return mayBeSmall || isCapital(word);
  };

  /** What the cue talks about: the nearest person or thing before it in the sentence. */
  const subjectOf = (words: Word[], from: number): 'near person' | 'person' | 'thing' | undefined => {
    for (let at = from - 1; at >= 0 && at >= from - LOOK_BACK; at--) {
      const word = words[at];
      if (word === undefined || /[.!?؟;\n]/.test(words[at + 1]?.gap ?? '')) return undefined;
      if (persons.has(word.lower)) return from - at <= NEAR ? 'near person' : 'person';
      if (things.has(word.lower)) return 'thing';
    }
    return undefined;
  };

  /** @returns index after the last word of the name that begins at `from`, or `from` when there is none. */
  const takeName = (words: Word[], from: number, small: boolean, smallAgain: boolean, shouting: boolean): number => {
    let end = from;
    let at = from;
    for (let taken = 0; taken < MAX_WORDS; at++) {
      const word = words[at];
      if (word === undefined || (at > from && !GAP_IN_NAME.test(word.gap))) break;
      const next = words[at + 1];
      const isPart = parts.has(word.lower) || (word.text.length === 1 && next?.gap === "'");
      if (
        isPart &&
        next !== undefined &&
        GAP_IN_NAME.test(next.gap) &&
        isName(next, small || isArabic(next), shouting)
      ) {
        taken++;
        end = at + 2;
        at++;
        continue;
      }
      const first = at === from;
      if (!isName(word, first ? small : smallAgain && isClosed(word, next), shouting)) break;
      if (!first && isArabic(word) && word.lower.startsWith('و') && !withWaw.has(word.lower)) break;
      if (!first && small && !isCapital(word) && !isArabic(word)) return at + 1;
      if (!first && isArabic(word) && taken >= MAX_WORDS - 1) break;
      taken++;
      end = at + 1;
    }
    return end;
  };

  /** A second word in small letters is taken only where the sentence stops after it: "amina trabelsi, 16". */
  const isClosed = (word: Word, next: Word | undefined): boolean =>
    next === undefined ||
    next.gap.trim() !== '' ||
    next.gap.includes('\n') ||
    isNever(next) ||
    /^\d/.test(next.text) ||
    isArabic(word);

  return (words) =>
    findCues(words, joinsInCue).flatMap(({ value: rule, from, to, sign }) => {
      const first = words[to];
      const cue = words.slice(from, to).map((word) => word.text);
      if (first === undefined || !GAP_BEFORE_NAME.test(first.gap)) return [];
      const bare = first.gap.trim();
      if (sign === undefined ? bare.startsWith('.') : !bare.startsWith(sign)) return [];
      if (rule.exactCase && !rule.cues.some((written) => written.replace(/\s*[.:]$/, '') === cue.join(' '))) return [];
      if (rule.notWithArticle && first.lower.startsWith('ال')) return [];
      const subject = subjectOf(words, from);
      if (rule.notForThings && subject === 'thing') return [];
      const small = rule.names === 'any' || (rule.notForThings && subject === 'near person');
      const shouting = cue.every((word) => word === word.toUpperCase());
      return names(words, to, small, rule.names === 'any', shouting);
    });

  function names(words: Word[], from: number, small: boolean, smallAgain: boolean, shouting: boolean): Finding[] {
    const end = takeName(words, from, small, smallAgain, shouting);
    if (end === from) return [];
    const found: Finding[] = [{ kind: 'name', start: words[from]?.start ?? 0, end: words[end - 1]?.end ?? 0 }];
    const joiner = words[end];
    const second = words[end + 1];
    if (joiner?.gap === ' ' && joiners.has(joiner.lower) && second?.gap === ' ' && isName(second, false, shouting)) {
      found.push(...names(words, end + 1, false, false, shouting));
    }
    return found;
  }
}

function isArabic(word: Word): boolean {
  return /^\p{Script=Arabic}/u.test(word.text);
}

function isCapital(word: Word): boolean {
  return /^\p{Lu}/u.test(word.text);
}
