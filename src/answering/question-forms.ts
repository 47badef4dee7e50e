/** The forms questions take in the three languages: which words name what is asked about, what is negated, what is of the moment. */
import type { Language } from '../contracts/language.ts';
import { normalize } from '../text/normalize.ts';
import { isStopWord } from '../text/stop-words.ts';

/** After these, the next words of matter name the thing that is asked about. */
const FOCUS_OPENERS: Record<Language, RegExp> = {
  en: /^(?:what|which|whose|how|maximum|minimum|number|amount|total)$/,
  fr: /^(?:quel|quelle|quels|quelles|combien|maximum|minimum|nombre)$/,
  ar: /^(?:ما|ماهي|ماهو|اي|ايه|كم|عدد)$/,
};
/** Words that end the name of the thing asked about. */
const FOCUS_CLOSERS =
  /^(?:of|for|in|on|at|by|to|from|with|do|does|did|is|are|was|were|can|has|have|under|per|de|des|du|pour|dans|en|sur|في|من|على|ل|عند)$/;
const MAX_FOCUS_WORDS = 3;
/** After these, the next word of matter says what somebody does or did, and only that answers. */
const DOER_OPENERS: Record<Language, RegExp> = {
  en: /^(?:who|whom)$/,
  fr: /^qui$/,
  ar: /^من$/,
};
/** What is counted when nothing particular is: the documents may say "stakeholders" or "participants". */
const ANY_UNIT = /^(?:people|ppl|folks|persons?|individuals?|personnes?|gens|اشخاص|شخص|افراد|الناس)$/;

/** A question of at most this many words without grammar is a list of keywords: each names what is asked about. */
const MAX_KEYWORDS = 6;

function isKeywordList(tokens: readonly string[], language: Language): boolean {
  const matter = tokens.filter((token) => !isStopWord(token, language)).length;
  return tokens.length > 1 && tokens.length <= MAX_KEYWORDS && matter / tokens.length >= 0.8;
}

const ORDINAL =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|\dth|premiere?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|الاول[يه]?|الثاني[ه]?|الثالث[ه]?|الرابع[ه]?|الخامس[ه]?|السادس[ه]?|السابع[ه]?)$/;
const ROMAN = /^(?:ii|iii|iv|vi|vii|viii|ix|xi|xii)$/;
/** A round thousand is mostly a sum of money. */
const YEAR = /^(?:19\d\d|20(?!00)\d\d)$/;

/** What ordinals count when they tell one of a series from another. */
const SERIES =
  /^(?:edition|phase|cohort|round|version|report|volume|cycle|call|cohorte|rapport|session|cycle|الطبعه|المرحله|الدفعه|التقرير)$/;

/**
 * True for what tells one edition, phase or year from another: a year, a Roman numeral, or an ordinal before a word
 * such as "edition". `next` is the token after it.
 */
export function isEditionMark(token: string, next: string | undefined, writtenLikeName: boolean): boolean {
  if (YEAR.test(token) || ROMAN.test(token)) return true;
  if (ORDINAL.test(token)) return next !== undefined && SERIES.test(next);
  return writtenLikeName && /^[vx]$/.test(token);
}

/** Positions of the tokens that name the thing a "how many …", "which …" or "what is the …" asks about. */
export function focusPositions(tokens: readonly string[], language: Language): Set<number> {
  if (isKeywordList(tokens, language)) return new Set(tokens.keys());
  const focus = new Set<number>();
  tokens.forEach((token, opener) => {
    // Arabic "من" asks for somebody only where it begins the question; elsewhere it means "from".
    const asksDoer = DOER_OPENERS[language].test(token) && (language !== 'ar' || opener === 0);
    if (!asksDoer && !FOCUS_OPENERS[language].test(token)) return;
    const most = asksDoer ? 1 : MAX_FOCUS_WORDS;
    let taken = 0;
    for (let at = opener + 1; at < tokens.length && taken < most; at += 1) {
      const next = tokens[at] ?? '';
      if (ANY_UNIT.test(next)) continue;
      if (isStopWord(next, language)) {
        if (taken > 0 && FOCUS_CLOSERS.test(next)) break;
        continue;
      }
      focus.add(at);
      taken += 1;
    }
  });
  return focus;
}

const NEGATION =
  /\b(?:not|never|no|none|nobody|without|neither|nor|cannot|unable|unlike|except|fail(?:s|ed|ing)?|refus(?:e|es|ed|al|ing))\b|n't\b|\b(?:ne|n') ?\p{L}+ (?:pas|jamais|plus)\b|\bsans\b(?!-papiers)|(?:^|\s)(?:لا|لم|لن|ليس|ليست|بدون|دون)(?:\s|$)/u;

/** True when a text negates something. */
export function isNegated(text: string): boolean {
  return NEGATION.test(normalize(text));
}

/** Who tells a story says what was not done, too: that "not" is no part of what is asked. */
const STORY_TELLER =
  /\b(?:i|i'm|me|my|we|our|us|you|your|she|her|he|his|him|je|j'ai|mon|ma|mes|nous|notre|nos|vous|votre|elle|il)\b|(?<!\p{L})[وف]?(?:انا|نحن|عندي|عندنا|لدينا|كنت|كنا|[يت]سالني|[يت]سالنا|زميلي|زميلتي|رييسي|مديري|فريقي|فريقنا|جمعيتنا|مركزنا|(?<!(?:ما|من|ماذا|اي) )(?:هي|هو))(?!\p{L})/u;

/** True when somebody tells of themselves or of a person: much of such a question is about their day, not the matter. */
export function tellsAStory(text: string): boolean {
  return STORY_TELLER.test(normalize(text));
}

/** "Is it in or not?" asks for yes or no. */
const OR_NOT = /\b(?:or|ou) (?:not|non|pas)\b|(?:ام|او|ولا) لا(?=\s|؟|$)/g;

/** True when the question itself is negated; a "not" in the story told around it says nothing about what is asked. */
export function asksNegated(text: string): boolean {
  if (tellsAStory(text)) return false;
  const asked = normalize(text).replace(OR_NOT, ' ');
  const sentences = text.split(/[.!?؟]+\s+|[,;:،؛]\s+/).filter((sentence) => sentence.trim() !== '');
  return sentences.length === 1 && isNegated(asked);
}

/** "This week", "last year", "the next round", in normalised text. */
const MOMENT =
  /\b(?:(?:this|last|next|coming) (?:year|month|season|round)|this week|right now|at the moment|(?:l'|la |le )?(?:annee|mois|saison) (?:derniere?|passee?|prochaine?)|cette (?:annee|semaine|saison)|ce mois|prochaine (?:edition|session))\b|(?<!\p{L})[وفبل]?(?:ال)?(?:سنه|عام|شهر|موسم|دوره) ال(?:ماضيه?|قادمه?|مقبله?)|هذ[اه] ال(?:سنه|عام|شهر|اسبوع|موسم)/u;

/** True when a question is about how things are or were just now, which no document can tell; a story's "last week" is not. */
export function asksOfTheMoment(text: string): boolean {
  const asking = askingPart(text);
  if (!/[?؟]/.test(asking) && tellsAStory(asking)) return false;
  return MOMENT.test(normalize(asking));
}

/** A text in two: the sentences that ask, and what is told around them. Where no sentence ends in a question mark, all of it asks. */
export function splitTold(text: string): { asking: string; told: string } {
  const sentences = text.split(/(?<=[.!?؟:])\s+/);
  const asks = (sentence: string) => /[?؟]\s*$/.test(sentence);
  if (!sentences.some(asks)) return { asking: text, told: '' };
  return { asking: sentences.filter(asks).join(' '), told: sentences.filter((one) => !asks(one)).join(' ') };
}

/** The sentences of a text that end in a question mark; all of it where none does. */
export function askingPart(text: string): string {
  return splitTold(text).asking;
}
