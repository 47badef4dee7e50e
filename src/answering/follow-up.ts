/** Tells a question that only makes sense after the one before ("and for children?") from one that stands alone. */
import type { Language } from '../contracts/language.ts';
import { normalize } from '../text/normalize.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

/** Openings that continue a conversation, in normalised text. */
const OPENERS: Record<Language, RegExp> = {
  en: /^\s*(?:and\b|also\b|or (?:for|if|what)\b|but (?:what|if|for|when)\b|what about|how about|what if (?:it|they|she|he)\b|same for|so (?:who|what|when|how)\b|for (?:children|adults|men|women)\b|in that case|why\s*\?*$|who\s*\?*$|how\s*\?*$|since when\s*\?*$|until when\s*\?*$)/,
  fr: /^\s*(?:et\b|et pour|aussi\b|mais (?:si|pour|quand)\b|qu'en est-il|et si\b|pareil pour|dans ce cas|pourquoi\s*\?*$|qui\s*\?*$|comment\s*\?*$|depuis quand\s*\?*$)/,
  // "And" is written together with the word after it; "والد" (father) and the like begin with the same letters.
  ar: /^\s*(?:و(?:ماذا|ما|هل|كيف|كم|متي|من|اين|اي|لماذا|في|عن|علي|الي|مع|بعد|قبل|بعدها|قبلها|بالنسبه|اذا|لو|ان|لكن|ايضا|كذلك|هي|هو|هم|ماهي|ماهو)(?=\s|؟|$)|ولل|وال(?!د|دي|ده|دته|دين|ده)\p{L}{2}|ماذا عن|طيب|لماذا\s*؟*$|كيف\s*؟*$|متي\s*؟*$)/u,
};
/** Words that point back to something said before. */
const POINTERS: Record<Language, RegExp> = {
  en: /\b(?:the (?:first|second|third|last|other|former|latter) one|it|its|they|them|their|that one|this one)\b|\b(?:than|like|about|after|before|without) (?:that|this|those|these)(?=\s*(?:[?.,;]|$))/,
  fr: /(?<![\p{L}\p{N}])(?:(?:le|la) (?:premiere?|second|seconde|deuxieme|derniere?)\s*\?*$|(?<!y )(?:est|sont|a-t|ont|doit|doivent|peut|peuvent)-(?:il|elle)s?|ils|elles|celui|celle|ceux|celles|leurs?|(?:que|de|comme|apres|avant|sans) (?:cela|ca)(?=\s*(?:[?.,;]|$)))(?![\p{L}\p{N}])/u,
  ar: /(?:^|\s)(?:ذلك|تلك|(?:من|عن|في|ل|عند|لدي|بعد|قبل|بين|مع|ب)(?:ها|ه|هم|هن|هما))(?:\s|؟|،|$)/,
};
/** What joins a question to the one before; with a word that points back, however long the question is. */
const JOINED: Record<Language, RegExp> = {
  en: /^\s*(?:and|but|so|or)\b/,
  fr: /^\s*(?:et|mais|donc|ou)\b/,
  ar: /^\s*و\p{L}{2}/u,
};
/** "When did Tunisia launch its mechanism?" names what "its" points to. */
const NAMED_BEFORE = /\s\p{Lu}[\p{L}-]+(?:\s[^?]*)?\s(?:its|their|leurs?)\s/u;
/** A question with more matter than this stands alone even when it opens with "and". */
const MAX_OWN_WORDS = 6;
/** With a pointer but no opening, a question with more matter than this stands alone. */
const MAX_OWN_WORDS_WITH_POINTER = 4;
const MAX_OWN_WORDS_JOINED = 10;

/** True when a question needs the one before it to be understood. */
export function isFollowUp(text: string, language: Language): boolean {
  const comparable = normalize(text);
  const own = tokenize(text).filter((token) => !isStopWord(token, language)).length;
  if (OPENERS[language].test(comparable) && own <= MAX_OWN_WORDS) return true;
  if (!POINTERS[language].test(comparable) || NAMED_BEFORE.test(text)) return false;
  return own <= (JOINED[language].test(comparable) ? MAX_OWN_WORDS_JOINED : MAX_OWN_WORDS_WITH_POINTER);
}
