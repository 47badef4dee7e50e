/** Finds phone numbers, e-mail addresses, document and case numbers and dates of birth in folded text. */
import { createPhoneFinder, digitsOf, isDateOrYears } from './find-phones.ts';
import type { Word } from './fold-text.ts';
import { foldText } from './fold-text.ts';
import { compilePhrase, createPhraseFinder, joinsInCue } from './match-phrases.ts';
import type { Finding, PersonalDataRule, PersonalDataRules } from './personal-data-rules.ts';

type NumberRule = Extract<PersonalDataRule, { find: 'number-after' }>;
type DateRule = Extract<PersonalDataRule, { find: 'date-after' }>;

// Every repeat below has an upper bound, so hostile text cannot make the search slow.
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const NUMBER =
  /(?:\p{L}{1,4}[/.-]?|\p{Lu}{1,2} )?\d[\p{L}\d]{0,20}(?:[/.-]{1,2}[\p{L}\d]{1,20}){0,5}(?![\p{L}\p{N}])/uy;
const SPACED_NUMBER = /(?:\p{Lu}{1,4} ?)?\d{1,9}(?:[ ./-]\d{1,9}){1,6}(?![\p{L}\p{N}])/uy;
const GAP_BEFORE_VALUE = /^[ .:°#"'(),=-]{0,5}$/;
const MAX_LINKS = 3;

/** @returns a function that gives the numbers, addresses and birth dates in folded text. */
export function createNumberFinder(rules: PersonalDataRules): (text: string, words: Word[]) => Finding[] {
  const lower = (words: string[]): Set<string> => new Set(words.map((word) => foldText(word).text.toLowerCase()));
  const links = lower(rules.lists.links);
  const publicNumbers = new Set(rules.publicNumbers.map(({ number }) => digitsOf(foldText(number).text)));
  const publicEmails = new Set(rules.publicEmails.map(({ email }) => email.toLowerCase()));
  const findPhones = createPhoneFinder(rules, publicNumbers);
  const date = datePattern(rules.lists.months);
  const cued = rules.rules.flatMap((rule): { rule: NumberRule | DateRule; cues: string[] }[] =>
    rule.find === 'number-after' || rule.find === 'date-after' ? [{ rule, cues: rule.cues }] : [],
  );
  const findCues = createPhraseFinder(
    cued.flatMap(({ rule, cues }) => cues.map((cue) => ({ phrase: compilePhrase(cue), value: rule }))),
  );
  const notAfter = new Map(
    cued.map(({ rule }) => [rule, rule.find === 'number-after' ? lower(rule.notAfter) : new Set<string>()]),
  );
  const shapes = rules.rules.flatMap((rule) =>
    rule.find === 'shape' ? rule.shapes.map((shape) => ({ kind: rule.kind, pattern: shapePattern(shape) })) : [],
  );
  const hasEmails = rules.rules.some((rule) => rule.find === 'email');

  return (text, words) => {
    const found: Finding[] = [];
    if (hasEmails) {
      for (const match of text.matchAll(EMAIL)) {
        if (!publicEmails.has(match[0].toLowerCase()))
          found.push({ kind: 'email', start: match.index, end: match.index + match[0].length });
      }
    }
    for (const { kind, pattern } of shapes) {
      for (const match of text.matchAll(pattern))
        found.push({ kind, start: match.index, end: match.index + match[0].length });
    }
    for (const { value: rule, from, to, sign } of findCues(words, joinsInCue)) {
      const before = words[from - 1];
      if (before !== undefined && words[from]?.gap.trim() === '' && notAfter.get(rule)?.has(before.lower)) continue;
      if (sign !== undefined && !(words[to]?.gap ?? '').includes(sign)) continue;
      const start = skipLinks(words, to);
      if (start === undefined) continue;
      const end = rule.find === 'date-after' ? endOf(date, text, start) : endOfNumber(text, start, rule);
      if (end === undefined || publicNumbers.has(digitsOf(text.slice(start, end)))) continue;
      // The + of an international number stands in the gap before it.
      const plus = text[start - 1] === '+' ? 1 : 0;
      found.push({ kind: rule.find === 'date-after' ? 'date-of-birth' : rule.kind, start: start - plus, end });
    }
    return [...found, ...findPhones(text, found)];
  };

  function skipLinks(words: Word[], from: number): number | undefined {
    for (let at = from; at <= from + MAX_LINKS; at++) {
      const word = words[at];
      if (word === undefined || !GAP_BEFORE_VALUE.test(word.gap.replace('+', ''))) return undefined;
      if (!links.has(word.lower)) return word.start;
    }
    return undefined;
  }
}

function endOfNumber(text: string, start: number, rule: NumberRule): number | undefined {
  for (const pattern of rule.kind === 'phone' ? [SPACED_NUMBER, NUMBER] : [NUMBER, SPACED_NUMBER]) {
    const end = endOf(pattern, text, start);
    if (end === undefined) continue;
    const value = text.slice(start, end);
    const digits = digitsOf(value).length;
    if (digits >= rule.minDigits && digits <= rule.maxDigits && !isDateOrYears(value)) return end;
  }
  return undefined;
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  return match === null ? undefined : start + match[0].length;
}

function datePattern(months: string[]): RegExp {
  const names = months
    .map((month) => foldText(month).text.toLowerCase())
    .sort((a, b) => b.length - a.length)
    .join('|');
  const gap = '[ ,./-]{1,3}';
  const day = '\\d{1,2}(?:st|nd|rd|th|er)?';
  return new RegExp(
    `(?:\\d{1,2} ?[./-] ?\\d{1,2} ?[./-] ?(?:\\d{4}|\\d{2})|\\d{4} ?[./-] ?\\d{1,2} ?[./-] ?\\d{1,2}|\\d{1,2} \\d{1,2} \\d{4}|${day}${gap}(?:of )?(?:${names})\\.?${gap}\\d{4}|(?:${names})\\.?${gap}${day}${gap}\\d{4})(?!\\d)`,
    'iuy',
  );
}

function shapePattern(shape: string): RegExp {
  const body = shape.replace(/[.\-/]/g, '[./-]').replaceAll('#', '\\d');
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'giu');
}
