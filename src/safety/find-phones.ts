/** Finds phone numbers by their form, and leaves years, laws, dates, amounts and public numbers alone. */
import { foldText } from './fold-text.ts';
import type { Finding, PersonalDataRule, PersonalDataRules } from './personal-data-rules.ts';

type PhoneForm = Extract<PersonalDataRule, { find: 'phone-form' }>;
interface Group {
  text: string;
  start: number;
  end: number;
}

const BETWEEN_GROUPS = /^[ ()./·_-]{1,3}$/;
/** No phone number is written in more groups than digits of the longest number. */
const MAX_GROUPS = 15;
const MIN_WITH_COUNTRY_CODE = 11;

/** @returns a function that gives the phone numbers outside the stretches already taken. */
export function createPhoneFinder(
  rules: PersonalDataRules,
  publicNumbers: Set<string>,
): (text: string, taken: Finding[]) => Finding[] {
  const forms = rules.rules.filter((rule): rule is PhoneForm => rule.find === 'phone-form');
  const lower = (words: string[]): Set<string> => new Set(words.map((word) => foldText(word).text.toLowerCase()));
  const references = lower(rules.lists.referencesBefore);
  const amounts = lower(rules.lists.amountsAfter);
  const links = lower(rules.lists.links);

  return (text, taken) => {
    const found: Finding[] = [];
    const isTaken = new Uint8Array(text.length);
    for (const other of taken) isTaken.fill(1, other.start, other.end);
    const groups = groupsOf(text).filter((group) => isTaken[group.start] === 0);
    for (let at = 0; at < groups.length; ) {
      const phone = phoneAt(text, groups, at);
      if (phone?.isPerson) found.push({ kind: 'phone', start: phone.start, end: phone.end });
      at = phone?.next ?? at + 1;
    }
    return found;
  };

  function phoneAt(
    text: string,
    groups: Group[],
    from: number,
  ): { start: number; end: number; next: number; isPerson: boolean } | undefined {
    const run = runFrom(text, groups, from);
    const first = run[0];
    if (first === undefined) return undefined;
    const plus = /\+ ?\(?$/.exec(text.slice(Math.max(0, first.start - 3), first.start));
    const opening = plus === null ? (text[first.start - 1] === '(' ? 1 : 0) : plus[0].length;
    let sum = '';
    const digitsOfFirst = run.map((group) => (sum += group.text));
    for (const form of forms) {
      for (let length = run.length; length >= 1; length--) {
        const digits = digitsOfFirst[length - 1] ?? '';
        if (
          !form.digits.includes(digits.length) ||
          !form.starts.some((start) => ((plus === null ? '' : '+') + digits).startsWith(start))
        )
          continue;
        const part = run.slice(0, length);
        const end = part.at(-1)?.end ?? first.end;
        const next = from + length;
        const value = text.slice(first.start, end);
        const isPerson =
          !publicNumbers.has(digits) && (plus !== null || !isReferenceOrAmount(text, first.start, end, value, part));
        return { start: first.start - opening, end, next, isPerson };
      }
    }
    return undefined;
  }

  function isReferenceOrAmount(text: string, start: number, end: number, value: string, groups: Group[]): boolean {
    // "2024/3015" and "2022-0637": a year and the number of a law.
    if (isDateOrYears(value) || /^(?:19|20)\d\d[/-]\d+$|^\d+[/-](?:19|20)\d\d$/.test(value)) return true;
    const before = text.slice(Math.max(0, start - 40), start);
    const after = text.slice(end, end + 30);
    if (/^,\d|^ ?[%€$£]/.test(after) || /\d,$|[€$£] ?$/.test(before)) return true;
    // A national number that begins with 0 cannot be an amount or the number of an article.
    if (value.startsWith('0')) return false;
    // After a letter it is a code; after a slash it is a part of an address, unless it has a country code, as in wa.me/216....
    if (/[\p{L}_]$/u.test(before) || (before.endsWith('/') && digitsOf(value).length < MIN_WITH_COUNTRY_CODE))
      return true;
    const isThousands = groups.length > 1 && groups.slice(1).every((group) => group.text.length === 3);
    if (isThousands && value.endsWith('000')) return true;
    const wordAfter = /^ ?(?:de |d')?([\p{L}]{1,20})/u.exec(after)?.[1]?.toLowerCase();
    if (wordAfter !== undefined && amounts.has(wordAfter)) return true;
    const wordsBefore =
      before
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.reverse() ?? [];
    const wordBefore = wordsBefore.slice(0, 3).find((word) => !links.has(word));
    return wordBefore !== undefined && references.has(wordBefore);
  }
}

function groupsOf(text: string): Group[] {
  return [...text.matchAll(/\d+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Groups of digits that follow each other closely enough to be one number. */
function runFrom(text: string, groups: Group[], from: number): Group[] {
  const run: Group[] = [];
  let digits = 0;
  for (let at = from; at < groups.length && run.length < MAX_GROUPS; at++) {
    const group = groups[at];
    const last = run.at(-1);
    if (group === undefined || (last !== undefined && !BETWEEN_GROUPS.test(text.slice(last.end, group.start)))) break;
    digits += group.text.length;
    if (digits > MAX_GROUPS + 2) break;
    run.push(group);
  }
  return run;
}

/** "2019-2022", "12/03/2024" and "2024-03-12" say when, not who. */
export function isDateOrYears(value: string): boolean {
  const groups = value.match(/\p{L}|\d+/gu) ?? [];
  const isYear = (group: string | undefined): boolean => /^(?:19|20)\d\d$/.test(group ?? '');
  const isDay = (group: string | undefined): boolean =>
    /^\d{1,2}$/.test(group ?? '') && Number(group) >= 1 && Number(group) <= 31;
  if (groups.every(isYear)) return true;
  if (groups.length !== 3) return false;
  return isDay(groups[1]) && ((isDay(groups[0]) && isYear(groups[2])) || (isYear(groups[0]) && isDay(groups[2])));
}

export function digitsOf(value: string): string {
  return value.replace(/\D/g, '');
}
