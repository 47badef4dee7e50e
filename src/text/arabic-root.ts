/** The consonants Arabic words of one family share: long vowels and endings change between a verb, its noun and its plural. */

/** Letters that come and go between the forms of a word, in normalised text. */
const WEAK = /[اويءئؤ]/g;
/** Endings of verbs in the plural, which `stemArabic` leaves in place. */
const VERB_ENDING = /(?:وا|تم|نا)$/;
/** Fewer consonants than this are shared by words that have nothing to do with each other. */
const MIN_CONSONANTS = 3;
/** Words of a large family that are given at most. */
const MAX_RELATIVES = 8;

/** The strong consonants of a normalised Arabic stem; undefined when there are too few to tell families apart. */
export function strongConsonants(stem: string): string | undefined {
  const bare = stem.replace(VERB_ENDING, '').replace(WEAK, '');
  return bare.length >= MIN_CONSONANTS ? bare : undefined;
}

/** Stems by their strong consonants. */
export class ArabicFamilies {
  private readonly families = new Map<string, string[]>();

  constructor(stems: Iterable<string>) {
    for (const stem of stems) {
      if (!/[\u0600-\u06FF]/.test(stem)) continue;
      const consonants = strongConsonants(stem);
      if (consonants === undefined) continue;
      const family = this.families.get(consonants);
      if (family) family.push(stem);
      else this.families.set(consonants, [stem]);
    }
  }

  /** Other stems of the word's family, the first known of a large one; empty when none is known. */
  relatives(stem: string): readonly string[] {
    const consonants = strongConsonants(stem);
    const family = consonants === undefined ? [] : (this.families.get(consonants) ?? []);
    return family.filter((one) => one !== stem).slice(0, MAX_RELATIVES);
  }
}
