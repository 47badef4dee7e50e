/** The forms questions take in the three languages: what kind of thing they ask for, and which words name it. */
import type { Language } from '../contracts/language.ts';
import { normalize } from '../text/normalize.ts';
import { isStopWord } from '../text/stop-words.ts';
import type { AskedKind } from './question.ts';

/** Patterns over normalised text (lower case, no accents, alef and yeh folded), most specific first. */
const ASKED_KINDS: readonly { kind: AskedKind; pattern: RegExp }[] = [
  {
    kind: 'contact',
    pattern:
      /\b(?:e-?mail|emial|postal address|(?:street|exact|office) address|address of|web ?site|url|fax|adresse (?:e-?mail|postale|exacte|du|de la)|courriel|site web|where (?:exactly )?(?:is|are) .*\b(?:located|exactly|office|based)|located exactly|ou (?:se trouve|est situee?|exactement))\b|البريد الالكتروني|عنوان (?:مكتب|مقر|دار|مركز)|الموقع الالكتروني|اين (?:يقع|تقع|يوجد (?:مكتب|مقر))/,
  },
  {
    kind: 'opening-hours',
    pattern:
      /\b(?:opening (?:hours|times)|office hours|what time (?:does|do|is)|heures d'ouverture|horaires)\b|ساعات الدوام|اوقات (?:العمل|الدوام)/,
  },
  {
    kind: 'office-holder',
    pattern:
      /\b(?:who is (?:the )?(?:current |new |present )?|name of the |who heads |who leads )(?:\w+ )?(?:president|head|director|chair(?:person|man|woman)?|chief|minister|commissioner|coordinator|manager|secretary)\b|\bqui est (?:le |la |l')?(?:\w+ )?(?:president|directeur|directrice|chef|ministre|responsable)\b|من هو (?:رييس|مدير|وزير)|اسم (?:رييس|مدير)/,
  },
  {
    kind: 'penalty',
    pattern:
      /\b(?:penalt(?:y|ies)|(?:prison|jail) (?:sentence|term|time)|sentence for|how many years (?:in|of) (?:prison|jail)|punishment for|fines? of|fines for|fined|maximum (?:fine|sentence|penalty)|minimum (?:fine|sentence|penalty)|quelle peine|peines? (?:de|prevue|encourue)|amende|sanction penale)\b|عقوبه|عقوبات|غرامه|مده السجن/,
  },
  {
    kind: 'money',
    pattern:
      /\b(?:how much (?:money|cash|funding|does it cost|is (?:paid|spent)|will it cost)|(?:annual|total|yearly|overall) (?:budget|cost|funding)|budget (?:of|for)|what (?:is|was) the (?:\w+ )?budget|salary|(?:daily|hourly|monthly|going) (?:pay|wage|rate|fee)|rate per|(?:cash )?grant (?:does|do|is)|how big is the (?:cash )?grant|what do (?:smugglers|traffickers) charge|wage of|price of|cost of|total euros|how many (?:euros|dollars|dinars)|(?:do|does|did|will|would|copy|copies|ticket|test) (?:\w+ )*cost|what price|daily (?:allowance|fee)|quel (?:est le )?(?:budget|salaire|cout|montant|tarif|prix)|combien (?:coute|d'argent|d'euros|paie|payer))\b|ميزانيه|راتب|كم (?:يكلف|المبلغ|ثمن|سعر)|تكلفه|ما (?:ثمن|سعر|تعريفه|اقصي مبلغ)/,
  },
  {
    kind: 'phone',
    pattern:
      /\b(?:hotline|helpline|phone number|telephone number|(?:toll[- ]?)?free(?:phone)? (?:number|line)|number (?:to|do i|can i|should i) (?:call|ring|dial)|which number (?:do|to|can|should)|numero vert|numero de telephone|ligne d'(?:assistance|ecoute))\b|الخط الساخن|الرقم الاخضر|رقم الهاتف/,
  },
  {
    kind: 'duration',
    pattern:
      /\bhow (?:long|many (?:days|weeks|months|years|hours))\b|\b(?:number of|minimum|maximum) (?:days|weeks|months|years)\b|\bdeadline\b|\bcombien de (?:temps|jours|semaines|mois)\b|\bquelle? (?:duree|delai)\b|كم (?:يوم|شهر|سنه|مده)|ما (?:هي )?(?:مده|المده|مهله)/,
  },
  {
    kind: 'number',
    pattern:
      /\bhow (?:many|much)\b|\b(?:number|percentage|share|proportion|total|amount|budget) of\b|\bwhat (?:share|percentage|proportion|percent|number|budget)\b|\bmax(?:imum)? (?:number|caseload|length|amount|age|size)\b|\bnb (?:max|maximum|de|d')|\bau maximum\b|\bcombien\b|\bnombre de\b|\bquelle? (?:part|proportion|pourcentage|nombre|budget)\b|(?:^|\s)كم(?:\s|$)|الحد (?:الاقصي|الادني)|(?:^|\s)(?:ال)?(?:عدد|نسبه)(?=\s|؟|$)/,
  },
  {
    kind: 'date',
    pattern:
      /\bwhen (?:did|was|were|will)\b|\bwhen do(?:es)? .*\b(?:start|begin|open)\b|\b(?:start|end|launch|closing|starting|ending)(?: and (?:start|end))? dates?\b|\bsince when\b|\b(?:what|which) (?:date|day|year|month)\b|\bdepuis quand\b|^\s*(?:et |mais )?quand\b|\bquelle (?:date|annee)\b|(?:^|\s)متي(?:\s|$)|في اي (?:سنه|عام|تاريخ)/,
  },
];

/** "Why did …" asks for a reason; "why do we …" mostly asks what something is for. Last, because a figure may be asked for too. */
const REASON =
  /\bwhy (?:did|has|have|was|were|is it that)\b|\bwhat (?:made|put off|led|caused)\b|\bpourquoi\b.*\b(?:a-t-|ont-|a |ont |s'est )|لماذا (?:لم|صادق|انسحب|رفض|قرر|تم)/;

/** What kind of thing a question asks for, when its form says so. */
export function askedKind(text: string): AskedKind | undefined {
  const comparable = normalize(text);
  return (
    ASKED_KINDS.find(({ pattern }) => pattern.test(comparable))?.kind ??
    (REASON.test(comparable) ? 'reason' : undefined)
  );
}

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
const ANY_UNIT = /^(?:people|persons?|individuals?|personnes?|gens|اشخاص|شخص|افراد|الناس)$/;

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
  /\b(?:i|i'm|me|my|we|our|us|you|your|she|her|he|his|him|je|j'ai|mon|ma|mes|nous|notre|nos|vous|votre|elle|il)\b|(?:^|\s)(?:انا|نحن|عندي|لدي|هي|هو)(?:\s|$)/;

/** True when somebody tells of themselves or of a person: much of such a question is about their day, not the matter. */
export function tellsAStory(text: string): boolean {
  return STORY_TELLER.test(normalize(text));
}

/** True when the question itself is negated; a "not" in the story told around it says nothing about what is asked. */
export function asksNegated(text: string): boolean {
  if (tellsAStory(text)) return false;
  const sentences = text.split(/[.!?؟]+\s+|[,;:،؛]\s+/).filter((sentence) => sentence.trim() !== '');
  return sentences.length === 1 && isNegated(text);
}

const PREMISE =
  /^\s*(?:since|given that|now that|as (?!an? |the )|seeing that|after|because|puisque|etant donne que|maintenant que|comme|بما ان|منذ ان|بعد ان|حيث ان)\s+([^,،?]{12,})[,،]/;

/** What a question takes for granted before it asks ("Since …, who …?"); undefined when it takes nothing for granted. */
export function premiseOf(text: string): string | undefined {
  return PREMISE.exec(normalize(text))?.[1];
}
