/**
 * Writes a name in the sounds both scripts share, so that "Ouagadougou" and "واغادوغو" meet: the consonants of a word,
 * letters that sound alike folded into one, vowels left out (they are written differently or not at all).
 */

/** Sounds of two Latin letters, before those of one. Both "gh" and "kh" stand for single Arabic letters. */
const LATIN_PAIRS: readonly [RegExp, string][] = [
  [/sch|tch|sh|ch/g, 'S'],
  [/th/g, 't'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/ph/g, 'f'],
  [/dh/g, 'd'],
  [/ck|qu/g, 'k'],
];
const LATIN: Record<string, string> = {
  b: 'b',
  p: 'b',
  v: 'f',
  f: 'f',
  t: 't',
  d: 'd',
  g: 'g',
  j: 'g',
  k: 'k',
  q: 'k',
  c: 'k',
  s: 's',
  z: 's',
  x: 'ks',
  r: 'r',
  l: 'l',
  m: 'm',
  n: 'n',
  h: 'h',
  S: 'S',
};
/** Letters of `normalize`d Arabic, with the letters Maghreb spelling adds for g, v and p. */
const ARABIC: Record<string, string> = {
  ب: 'b',
  پ: 'b',
  ت: 't',
  ط: 't',
  ث: 't',
  ج: 'g',
  غ: 'g',
  ڨ: 'g',
  گ: 'g',
  ڭ: 'g',
  ح: 'h',
  خ: 'h',
  ه: 'h',
  د: 'd',
  ذ: 'd',
  ض: 'd',
  ر: 'r',
  ز: 's',
  س: 's',
  ص: 's',
  ظ: 'd',
  ش: 'S',
  ف: 'f',
  ڤ: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
};
const IS_ARABIC = /[\u0600-\u06FF]/;

/** Fewer consonants than this fit too many words. */
const MIN_CONSONANTS = 3;

/** The consonants of a normalised word, doubled ones once; undefined when there are too few to tell words apart. */
export function consonantSkeleton(word: string): string | undefined {
  const arabic = IS_ARABIC.test(word);
  const letters = arabic ? word : LATIN_PAIRS.reduce((text, [pair, sound]) => text.replace(pair, sound), word);
  let skeleton = '';
  for (const letter of letters) {
    const sound = (arabic ? ARABIC : LATIN)[letter] ?? '';
    for (const one of sound) if (!skeleton.endsWith(one)) skeleton += one;
  }
  // A final Arabic teh marbuta, folded to heh, is a vowel to the ear.
  const heard = arabic && word.endsWith('ه') ? skeleton.replace(/h$/, '') : skeleton;
  return heard.length >= MIN_CONSONANTS ? heard : undefined;
}
