/** Tells a country whose law or practice is asked for from one that only says where somebody comes from or goes to. */
import type { Language } from '../contracts/language.ts';
import { tokenize } from '../text/tokens.ts';
import type { NamedCountry } from './lexicon.ts';

/** Words before a country that somebody comes from, passes or goes to, in normalised text. */
const BEFORE: Record<Language, ReadonlySet<string>> = {
  en: new Set(tokenize('from to into towards via left leaving fled toward')),
  fr: new Set(tokenize('vers depuis quitte quitter fui via originaire venant')),
  ar: new Set(tokenize('من الى نحو عبر غادر غادرت باتجاه')),
};
/** People a nationality is said of. */
const PEOPLE: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    tokenize(
      'woman women man men girl girls boy boys child children migrant migrants worker workers victim victims person people ' +
        'national nationals student students refugee refugees family families minor minors teenager teenagers survivor survivors',
    ),
  ),
  fr: new Set(
    tokenize(
      'femme femmes homme hommes fille filles garcon garcons enfant enfants migrant migrante migrants migrantes travailleur ' +
        'travailleuse travailleurs victime victimes personne personnes ressortissant ressortissante ressortissants etudiant ' +
        'etudiante refugie refugiee famille mineur mineure mineurs survivante survivant jeune jeunes vdt',
    ),
  ),
  ar: new Set(
    tokenize(
      'امرأة نساء رجل رجال فتاة فتيات ولد أولاد طفل طفلة أطفال مهاجر مهاجرة مهاجرين عامل عاملة عمال ضحية ضحايا شخص أشخاص ' +
        'مواطن مواطنة مواطنين طالب طالبة لاجئ لاجئة عائلة أسرة قاصر قاصرة شاب شابة ناجية',
    ),
  ),
};

/** Between "return" and the country: "avant un retour en Guinée", "عودة إلى". */
const RETURN = /^(?:retour|retourner|rentrer|renvoyer|renvoi|rapatrier|rapatriement)$/;

/** True when the country at its place among the tokens is somebody's origin, nationality, way or destination. */
export function isOriginOrDestination(
  tokens: readonly string[],
  { start, length }: NamedCountry,
  language: Language,
): boolean {
  const first = language === 'fr' && /^l[ae]$/.test(tokens[start - 1] ?? '') ? start - 1 : start;
  const before = tokens[first - 1] ?? '';
  const after = tokens[start + length] ?? '';
  if (BEFORE[language].has(before)) return true;
  if (language === 'fr' && /^(?:en|au|aux)$/.test(before) && RETURN.test(tokens[first - 2] ?? '')) return true;
  return PEOPLE[language].has(language === 'en' ? after : before);
}
