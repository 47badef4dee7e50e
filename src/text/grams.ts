/** Cuts words into overlapping runs of four letters: they match across endings, compounds and small typing errors. */

/** Letters in one gram; four was best on the public sets in English, French and Arabic. */
export const GRAM_LENGTH = 4;

/**
 * The grams of a normalised word. A boundary mark at both ends keeps beginnings and endings apart; a word shorter than
 * a gram is one gram.
 */
export function gramsOfWord(word: string): string[] {
  const marked = Array.from(`_${word}_`);
  if (marked.length <= GRAM_LENGTH) return [marked.join('')];
  const grams: string[] = [];
  for (let start = 0; start + GRAM_LENGTH <= marked.length; start += 1) {
    grams.push(marked.slice(start, start + GRAM_LENGTH).join(''));
  }
  return grams;
}
