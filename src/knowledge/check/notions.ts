/** Tells trafficking in persons from smuggling of migrants in a text, in three languages. */
import type { Language } from '../../contracts/language.ts';
import { normalize } from '../../text/normalize.ts';

/** Trafficking exploits a person; smuggling brings a person over a border. */
export type Notion = 'trafficking' | 'smuggling';

/** Goods that are trafficked or smuggled too; they say nothing about people. Normalised spelling. */
const GOODS = {
  en: /\b(?:drugs?|arms|weapons|narcotics|goods|wildlife|cigarettes?|fuel) (?:traffick|smuggl)\w*|(?:traffick|smuggl)\w* (?:of|in) (?:drugs|arms|weapons|narcotics|goods|wildlife|cigarettes|fuel)\b/g,
  fr: /\b(?:trafic|trafiquants?)(?: illicite)? (?:de |d'|des |du )(?:drogues?|stupefiants|armes|marchandises|produits|organes|animaux|cigarettes|carburant)\b/g,
  ar: /(?:اتجار|تهريب|متاجر\S*|مهرب\S*) (?:غير المشروع )?(?:ب|في )?(?:ال)?(?:مخدرات|اسلحه|سلاح|بضايع|سجاير|وقود)/g,
} as const;

/** In French, « traite » is also a form of the verb « traiter »: the noun is known by the words around it. */
const WORDS: Record<Language, Record<Notion, RegExp>> = {
  en: { trafficking: /traffick/, smuggling: /smuggl/ },
  fr: {
    trafficking:
      /\b(?:la|une|de|cette|toute|contre|anti)[ -]traite\b|\btraite (?:des |de |d')(?:la )?(?:personne|etre|enfant|femme|mineur|migrant)|\btrafiquante?s?\b(?! (?:de|des) migrants)/,
    smuggling: /\btrafics?\b|\bpasseu(?:r|se)s?\b|\btrafiquante?s? (?:de|des) migrants/,
  },
  ar: { trafficking: /اتجار|متاجر|متجر به/, smuggling: /تهريب|مهرب/ },
};

/** « trafic » of people, which French calls « traite »; of migrants it is smuggling. */
const TRAFIC_OF_PEOPLE =
  /\btrafic (?:humain|(?:de |des |d')(?:personnes|etres humains|femmes|enfants|filles|mineurs|victimes)\b)/;
/** « trafic » that says neither of what nor that it is illicit. */
const BARE_TRAFIC = /\btrafic\b(?! illicite| (?:de|des) migrants)/;

function withoutGoods(text: string, language: Language): string {
  return normalize(text).replace(GOODS[language], ' ');
}

/** Which of the two notions a text holds. */
export function notionsIn(text: string, language: Language): Set<Notion> {
  const plain = withoutGoods(text, language);
  const words = WORDS[language];
  return new Set((['trafficking', 'smuggling'] as const).filter((notion) => words[notion].test(plain)));
}

/** True when a French text calls trafficking in persons « trafic ». */
export function saysTraficOfPeople(text: string): boolean {
  return TRAFIC_OF_PEOPLE.test(withoutGoods(text, 'fr'));
}

/** True when a French text says « trafic » without saying whose. */
export function saysBareTrafic(text: string): boolean {
  return BARE_TRAFIC.test(withoutGoods(text, 'fr'));
}
