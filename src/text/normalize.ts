/** Brings text to one form before it is compared: Unicode, case, accents, Arabic letter variants, digits. */

/** Zero-width and direction marks: invisible to a reader, so they must never split or hide a word. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Combining marks of the Latin script, left over after NFD. */
const LATIN_MARKS = /[\u0300-\u036F]/g;
/** Arabic vowel signs, Koranic marks and the tatweel that only stretches a word. */
const ARABIC_MARKS = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/g;
const ARABIC_LETTER = /[\u0600-\u06FF]/;

/** One code point for the digits of Arabic-Indic (U+0660) and Persian (U+06F0) script. */
function westernDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (code >= 0x06f0 ? 0x06f0 : 0x0660));
}

/**
 * The comparable form of a text: NFKC, lower case, no accents, no invisible characters, Western digits; Arabic without
 * vowel signs, with one alef, final yeh and teh marbuta folded (the folding of the light10 stemmer, Larkey 2007).
 */
export function normalize(text: string): string {
  let out = text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase();
  out = out.normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC');
  out = out.replace(/[\u2018\u2019\u02BC\u0060\u00B4]/g, "'");
  if (ARABIC_LETTER.test(out)) {
    out = out
      .replace(ARABIC_MARKS, '')
      .replace(/[أإآٱ]/g, 'ا')
      .replace(/ى/g, 'ي')
      .replace(/ة/g, 'ه')
      .replace(/ؤ/g, 'و')
      .replace(/ئ/g, 'ي')
      .replace(/[٠-٩۰-۹]/g, westernDigit);
  }
  return out;
}
