/** Tells whether a word in Latin letters may be an Arabic word written by its sound ("dahaya" is ضحايا). */

/** How people write each letter of `normalize`d Arabic; the figures are letters too. */
const SPELLINGS: Record<string, string> = {
  ب: 'b|p',
  پ: 'p|b',
  ت: 't',
  ث: 'th|t|s',
  ج: 'dj|j|g',
  ح: '7|h',
  خ: 'kh|5|7|x|h',
  د: 'd',
  ذ: 'dh|d|z|th',
  ر: 'r',
  ز: 'z',
  س: 's|c',
  ش: 'ch|sh',
  ص: 's|c',
  ض: 'dh|d|th|z',
  ط: 't|6',
  ظ: 'dh|d|z|th',
  ع: '3|a|e|i|o|',
  غ: 'gh|8|g|3',
  ف: 'f|v',
  ڤ: 'v|f|g',
  ڨ: 'g',
  ق: '9|q|k|g|c',
  ك: 'k|c|q',
  ڭ: 'g',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w|ou|o|u',
  ي: 'y|i|e|ei|ee',
  ء: '2|',
};
const SPELLING_LISTS = new Map(Object.entries(SPELLINGS).map(([letter, spellings]) => [letter, spellings.split('|')]));
/** A final teh marbuta, which `normalize` folds to heh. */
const ENDINGS = ['', 'a', 'e', 'ah', 'eh', 'at', 'et', 'h'];
const ALEF = { first: /[aeiou2]{0,2}/y, inside: /[ae2]{1,3}/y } as const;
/** Short vowels are not written in Arabic; at most this many are heard between two letters. */
const SHORT_VOWELS = 2;
const VOWEL = /[aeiou]/;
/** What is written together with a word. Before some letters the l of the article is heard as theirs ("ettahrib"). */
const BEFORE = /^(?:wa|w|bi|b|fi|f|li|l|k)?(?:[aei]?l|[aei](?=(.)\1))/;
const PLAIN_ARTICLE = /^(?:[aei]?l|[aei](?=(.)\1))/;

/** Shorter words fit too many others. */
const MIN_LETTERS = 3;

/** The places of a typed word after one Arabic letter, from every place before it. */
function placesAfter(letter: string, typed: string, from: number, position: 'first' | 'inside' | 'last'): number[] {
  if (letter === 'ا') {
    const pattern = ALEF[position === 'first' ? 'first' : 'inside'];
    pattern.lastIndex = from;
    const length = pattern.exec(typed)?.[0].length;
    if (length === undefined) return [];
    return Array.from({ length: length + 1 }, (_, more) => from + more).slice(position === 'first' ? 0 : 1);
  }
  const spellings = letter === 'ه' && position === 'last' ? ENDINGS : (SPELLING_LISTS.get(letter) ?? []);
  const after = spellings.flatMap((spelling) => {
    if (!typed.startsWith(spelling, from)) return [];
    const once = from + spelling.length;
    return spelling !== '' && typed.startsWith(spelling, once) ? [once, once + spelling.length] : [once];
  });
  if (position === 'last') return after;
  return after.flatMap((at) => {
    let vowels = 0;
    while (vowels < SHORT_VOWELS && VOWEL.test(typed[at + vowels] ?? '')) vowels += 1;
    return Array.from({ length: vowels + 1 }, (_, more) => at + more);
  });
}

function fits(typed: string, start: number, letters: readonly string[]): boolean {
  let places = new Set([start]);
  for (const [at, letter] of letters.entries()) {
    const position = at === 0 ? 'first' : at === letters.length - 1 ? 'last' : 'inside';
    places = new Set([...places].flatMap((place) => placesAfter(letter, typed, place, position)));
    if (places.size === 0) return false;
  }
  return places.has(typed.length);
}

/** The letters of a normalised Arabic word that are heard, without its article; undefined when they are too few to tell. */
export function heardLetters(word: string): readonly string[] | undefined {
  const letters = [...word.replace(/^(?:[وفبك]?ال|لل)(?=...)/, '')];
  const known = letters.every((letter) => letter === 'ا' || SPELLING_LISTS.has(letter));
  return known && letters.length >= MIN_LETTERS ? letters : undefined;
}

/** Makes the check whether an Arabic word, by its `heardLetters`, may be what was typed in Latin letters. */
export function soundsLike(typed: string): (letters: readonly string[]) => boolean {
  const starts = new Set([0, ...[BEFORE, PLAIN_ARTICLE].map((before) => before.exec(typed)?.[0].length ?? 0)]);
  return (letters) => [...starts].some((start) => fits(typed, start, letters));
}
