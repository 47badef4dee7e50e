/** Whether a sentence holds the kind of thing a question asks for. */
import { normalize } from '../text/normalize.ts';
import type { AskedKind } from './question.ts';

const YEAR = /\b(?:1[89]|20)\d\d\b/;
const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundred|thousand|million|half|quarter|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?|mille|million|moitie|tiers|quart)\b|(?<!\p{L})[وبلف]?(?:ال)?(?:اثنان|اثنين|اثنتا|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثمانيه?|تسعه?|عشره?|عشرون|عشرين|ثلاث[وي]ن|اربع[وي]ن|خمس[وي]ن|ست[وي]ن|سبع[وي]ن|ثمان[وي]ن|تسع[وي]ن|مايه|مييه|الف|الاف|مليون|ملايين|نصف|ثلث|ربع)(?!\p{L})/iu;
const MONTH =
  /\b(?:january|february|march|april|june|july|august|september|october|november|december|janvier|fevrier|avril|juin|juillet|aout|septembre|octobre|novembre|decembre)\b|\b(?:\d{1,2}|in|of|since|until|early|late) may\b|\b(?:\d{1,2}|en|depuis|debut|fin) (?:mars|mai)\b|(?<!\p{L})[وبلف]?(?:يناير|جانفي|فبراير|فيفري|مارس|ابريل|افريل|مايو|يونيو|جوان|يوليو|جويليه|اغسطس|اوت|سبتمبر|اكتوبر|نوفمبر|ديسمبر)(?!\p{L})/iu;
const DURATION_UNIT =
  /\b(?:hours?|days?|weeks?|months?|years?|heures?|jours?|semaines?|mois|ans?|annees?)\b|(?<!\p{L})[وبلف]?(?:ساع(?:ه|ات|تين|تان)|يوم(?:ا|ين|ان)?|ايام|اسبوع(?:ا|ين|ان)?|اسابيع|شهر(?:ا|ين|ان)?|اشهر|شهور|سن(?:ه|وات|تين|تان|ين)|عام(?:ا|ين|ان)?|اعوام)(?!\p{L})/iu;
/** Figures that name an article, a law or an edition count nothing. */
const NAMING_FIGURE =
  /\b(?:articles?|art|arts|laws?|lois?|decrets?|decrees?|ordonnances?|ordinances?|acts?|principles?|principes?|directives?|regulations?|reglements?|sections?|annexe?s?|phases?|resolutions?|observations?|comments?|protocols?|protocoles?|no|n°|nos|numero)\.? ?(?:generale?s? |no?[.°]? ?)*\(?\d[\d\-/().]*(?:(?:,| and| et| to| a) \d[\d\-/().]*)*|(?<!\p{L})[وبلف]?(?:ال)?(?:ماده|مادتان|مادتين|مواد|قانون|مرسوم|ظهير|رقم|مبدا|مبادي|مرحله|توجيه|لايحه|تعليق العام|بروتوكول)(?: رقم)? \(?\d[\d\-/().]*\)?(?: و\(?\d[\d\-/().]*\)?)*|\b\d+[-/]\d+(?:[-/]\d+)*\b/gu;
/** "As of September 2024" dates the source, not what it tells of. */
const STATE_DATE =
  /\b(?:as of|up to|jusqu'(?:en|a|au)(?: fin)?|a la date de) (?:\d{1,2} )?(?:\p{L}+ )?(?:19|20)\d\d\b|حتي (?:نهايه )?(?:شهر )?(?:\p{L}+ )?(?:19|20)\d\d/gu;
const PHONE = /\d[\d ()-]{5,}\d|\b(?:number|line|hotline|numero|ligne)\b|(?<!\p{L})[وبل]?(?:ال)?(?:رقم|خط)(?!\p{L})/iu;

/** An amount, or the word that there is none to pay. */
const MONEY =
  /[€$£]|\b(?:eur|euros?|dollars?|dinars?|dirhams?|usd|free of charge|for free|gratuit\w*|fees?)\b|يورو|دولار|دينار|درهم|مجان|رسوم/i;
const PENALTY = /\b(?:prison|imprison\w*|jail|fined?|penalt\w+|years|emprisonnement|amende|peine)\b|السجن|غرامه|عقوبه/i;
const CONTACT = /@|https?:|\bwww\./i;
const OPENING_HOURS = /\b\d{1,2}(?::\d\d)? ?(?:am|pm|h)\b/i;
const OFFICE =
  /\b(?:president|head|headed|director|chair\w*|chief|minister|commissioner|coordinator|manager|secretary|directeur|directrice|chef|ministre)\b|رييس|مدير|وزير/i;
const MEDICINE = /\b(?:mg|milligrams?|doses?|dosages?|tablets?|posologie|comprimes?)\b|جرع|ملغ/i;
const FORM =
  /\b(?:templates?|forms?|questionnaires?|annex\w*|download\w*|models?|software|tools?|formulaires?|modeles?|imprimes?|fiches?|logiciels?|outils?)\b|استمار|نموذج|نماذج|ادوات|اداه|برنامج حاسوبي/i;
const SPOKEN =
  /\b(?:languages?|arabic|french|english|spanish|portuguese|russian|chinese|translat\w*|interpret\w*|langues?|arabe|francais|anglais|traduit\w*|traduction|interpret\w*)\b|(?<!\p{L})[وبل]?(?:ال)?(?:لغه|لغات|عربيه|فرنسيه|انجليزيه|ترجم|مترجم)/iu;
const REASON =
  /\b(?:because|due to|owing to|reasons?|so that|therefore|since|caused?|explain\w*|citing|pending|parce que|en raison|afin)\b|لان|بسبب|نظرا/i;

/** Whether a text holds a kind of thing, for the kinds that need no look at what the question said. */
const KIND_PATTERNS: Partial<Record<AskedKind, RegExp>> = {
  phone: PHONE,
  money: MONEY,
  penalty: PENALTY,
  contact: CONTACT,
  'opening-hours': OPENING_HOURS,
  'office-holder': OFFICE,
  medicine: MEDICINE,
  form: FORM,
  'spoken-language': SPOKEN,
  reason: REASON,
};

/** True when a sentence holds the kind of thing asked for, apart from what the question itself already said. */
export function holdsKind(kind: AskedKind, sentence: string, question: string): boolean {
  const pattern = KIND_PATTERNS[kind];
  if (pattern) return pattern.test(normalize(sentence));
  const said = new Set(normalize(question).match(/\d+/g) ?? []);
  const fresh = normalize(sentence).replace(/\d+(?:[.,]\d+)*/g, (digits) => (said.has(digits) ? ' ' : digits));
  const counting = fresh.replace(NAMING_FIGURE, ' ');
  if (kind === 'date') {
    const dated = counting.replace(STATE_DATE, ' ');
    return YEAR.test(dated) || MONTH.test(dated);
  }
  const number = /\d/.test(counting) || NUMBER_WORD.test(counting);
  if (kind === 'duration') return number && DURATION_UNIT.test(counting);
  // A year alone is not a count.
  return /\d/.test(counting.replace(new RegExp(YEAR, 'g'), ' ')) || NUMBER_WORD.test(counting);
}
