/** Folds a message to one plain spelling for matching, and remembers where each character came from. */

export interface FoldedText {
  text: string;
  /** Index in the original of the first unit behind each folded unit. */
  starts: number[];
  /** Index in the original just after the last unit behind each folded unit. */
  ends: number[];
}

export interface Word {
  /** Folded spelling with its capitals. */
  text: string;
  lower: string;
  start: number;
  end: number;
  /** What stands between the previous word (or the start of the text) and this one, folded. */
  gap: string;
}

/** People hide numbers, by accident or copy and paste, behind characters that show nothing: control characters and blank letters. */
const INVISIBLE = /^[\p{Cf}\u115F\u1160\u3164\uFFA0\u0640]$/u;
const MARK = /^\p{M}$/u;
const SAME = new Map<string, string>([
  ...['’', '‘', 'ʼ', 'ʻ', '`', '´', '′', '＇'].map((sign): [string, string] => [sign, "'"]),
  ...['‐', '‑', '‒', '–', '—', '―', '−', '－'].map((sign): [string, string] => [sign, '-']),
  ...['،', '٫', '٬'].map((sign): [string, string] => [sign, ',']),
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ک', 'ك'],
  ['ی', 'ي'],
  ['\u2800', ' '],
  // Signs whose compatibility form would turn into letters and break "n° 12" apart.
  ['º', '°'],
  ['ª', '°'],
]);

/**
 * Folds accents, Arabic diacritics and letter forms, digits of every script, dashes, apostrophes and invisible
 * characters. Capitals stay.
 * @returns the folded text with, for every unit of it, its place in the original.
 */
export function foldText(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const character of original) {
    const next = at + character.length;
    const folded = character >= ' ' && character <= '~' && character !== '`' ? character : foldCharacter(character);
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(at);
      ends.push(next);
    }
    // A mark belongs to the letter before it, so that hiding the letter hides the mark.
    if (folded === '' && ends.length > 0 && MARK.test(character)) ends[ends.length - 1] = next;
    text += folded;
    at = next;
  }
  return { text, starts, ends };
}

function foldCharacter(character: string): string {
  const same = SAME.get(character);
  if (same !== undefined) return same;
  if (character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029') return '\n';
  if (/^\s$/u.test(character)) return ' ';
  if (INVISIBLE.test(character)) return '';
  if (/^\p{Nd}$/u.test(character)) return String(digitValue(character));
  let folded = '';
  for (const part of character.normalize('NFKD')) {
    if (!MARK.test(part) && !INVISIBLE.test(part)) folded += SAME.get(part) ?? part;
  }
  return folded;
}

/** Unicode keeps the ten digits of a script side by side, so the zero of the script is the first digit going down. */
function digitValue(character: string): number {
  const compatible = character.normalize('NFKD');
  if (compatible >= '0' && compatible <= '9') return Number(compatible);
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

/** Splits folded text into words of letters and digits, each with the gap before it. */
export function splitWords(folded: string): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    const end = match.index + match[0].length;
    words.push({
      text: match[0],
      lower: match[0].toLowerCase(),
      start: match.index,
      end,
      gap: folded.slice(last, match.index),
    });
    last = end;
  }
  return words;
}
