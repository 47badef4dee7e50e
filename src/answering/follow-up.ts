/** Tells a question that only makes sense after the one before ("and for children?") from one that stands alone. */
import type { Language } from '../contracts/language.ts';
import { normalize } from '../text/normalize.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

/** Openings that continue a conversation, in normalised text. */
const OPENERS: Record<Language, RegExp> = {
  en: /^\s*(?:and\b|also\b|or (?:for|if|what)\b|but (?:what|if|for|when)\b|what about|how about|what if (?:it|they|she|he)\b|same for|so (?:who|what|when|how)\b|for (?:children|adults|men|women)\b|in that case|why\s*\?*$|who\s*\?*$|how\s*\?*$|since when\s*\?*$|until when\s*\?*$)/,
  fr: /^\s*(?:et\b|et pour|aussi\b|mais (?:si|pour|quand)\b|qu'en est-il|et si\b|pareil pour|dans ce cas|pourquoi\s*\?*$|qui\s*\?*$|comment\s*\?*$|depuis quand\s*\?*$)/,
  ar: /^\s*(?:وماذا|وما\s|وهل\s|وكيف\s|وفي\s|وبالنسبه|واذا\s|ومتي\s|ومن\s|ولل|ماذا عن|طيب|لماذا\s*؟*$|كيف\s*؟*$|متي\s*؟*$)/,
};
/** Words that point back to something said before. */
const POINTERS: Record<Language, RegExp> = {
  en: /\b(?:the (?:first|second|third|last|other|former|latter) one|it|its|they|them|their|that one|this one)\b/,
  fr: /(?<![\p{L}\p{N}])(?:(?:le|la) (?:premiere?|second|seconde|deuxieme|derniere?)\s*\?*$|(?<!y )(?:est|sont|a-t|ont|doit|doivent|peut|peuvent)-(?:il|elle)s?|ils|elles|celui|celle|ceux|celles|leurs?)(?![\p{L}\p{N}])/u,
  ar: /(?:^|\s)(?:ذلك|تلك|عنها|عنه|منها|منه|فيها|فيه|لهم|لها|له)(?:\s|؟|$)/,
};
/** A question with more matter than this stands alone even when it opens with "and". */
const MAX_OWN_WORDS = 6;
/** With a pointer but no opening, a question with more matter than this stands alone. */
const MAX_OWN_WORDS_WITH_POINTER = 4;

/** True when a question needs the one before it to be understood. */
export function isFollowUp(text: string, language: Language): boolean {
  const comparable = normalize(text);
  const own = tokenize(text).filter((token) => !isStopWord(token, language)).length;
  if (OPENERS[language].test(comparable)) return own <= MAX_OWN_WORDS;
  return POINTERS[language].test(comparable) && own <= MAX_OWN_WORDS_WITH_POINTER;
}
