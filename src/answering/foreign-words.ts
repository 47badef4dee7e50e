/** Words of another script inside a question: people mix languages, and both parts count. */
import type { Language } from '../contracts/language.ts';
import type { LanguageIndex } from '../search/passage-index.ts';
import type { Translation } from '../search/translation/translation-table.ts';
import { stem } from '../text/stem.ts';

const LETTER = /\p{L}/u;
const ARABIC_LETTER = /\p{Script=Arabic}/u;

/** True for a word in the other script than the index's that its passages do not hold; names and abbreviations they do. */
export function isForeign(token: string, index: LanguageIndex): boolean {
  const otherScript = LETTER.test(token) && ARABIC_LETTER.test(token) !== (index.language === 'ar');
  return otherScript && !index.words.has(stem(token, index.language));
}

/** The language a word of a question is taken to be in: among Arabic, a Latin word is mostly French in North Africa. */
export function languageOf(token: string, asked: Language): Language {
  if (ARABIC_LETTER.test(token)) return 'ar';
  return asked === 'ar' ? 'fr' : asked;
}

/** What a word of another script stands for in the index; nothing for a word of its own script. */
export function foreignTranslations(token: string, asked: Language, index: LanguageIndex): Translation[] {
  return isForeign(token, index) ? index.translate(token, languageOf(token, asked)) : [];
}
