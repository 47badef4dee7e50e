/** Finds sentences that say smuggling where another language says trafficking, and the reverse. */
import type { Language } from '../../contracts/language.ts';
import type { SourceDocument } from '../read/document.ts';
import { type Finding, LANGUAGE_NAMES } from './finding.ts';
import { type Notion, notionsIn, saysBareTrafic, saysTraficOfPeople } from './notions.ts';
import {
  type InLanguages,
  languagesOf,
  type PlacedSection,
  parallelSections,
  parallelSentences,
  wordsOf,
} from './parallel.ts';

/** The right words, per language. */
const WORDS: Record<Language, Record<Notion, string>> = {
  en: { trafficking: 'trafficking', smuggling: 'smuggling' },
  fr: { trafficking: '« traite »', smuggling: '« trafic illicite de migrants »' },
  ar: { trafficking: '«الاتجار»', smuggling: '«تهريب المهاجرين»' },
};
const PAIRS: readonly [Notion, Notion][] = [
  ['trafficking', 'smuggling'],
  ['smuggling', 'trafficking'],
];
/** Characters of a sentence that are shown. */
const SHOWN = 90;

const shorten = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

function confused({ document, section }: PlacedSection, message: string, hint: string): Finding {
  return { file: document.file, line: section.line, code: 'confused-notions', severity: 'error', message, hint };
}

type Held = ReadonlyMap<Language, Set<Notion>>;

/**
 * Which notion a language should hold, as those it is compared with do: it holds the other one only, or adds the other
 * one, which no language does.
 */
function confusionWith(
  held: Held,
  language: Language,
  compared: readonly Language[],
): { says: Notion; meant: Notion } | undefined {
  const holds = (one: Language, notion: Notion) => held.get(one)?.has(notion) ?? false;
  const pair = PAIRS.find(([meant, says]) => {
    if (!holds(language, says) || !compared.every((one) => holds(one, meant))) return false;
    return !holds(language, meant) || [...held.keys()].every((one) => one === language || !holds(one, says));
  });
  return pair && { meant: pair[0], says: pair[1] };
}

/**
 * The languages that take one notion for the other. Each is compared with the first, which is taken to be right unless
 * two others agree against it.
 */
function confusedLanguages(held: Held): { language: Language; comparedWith: Language; says: Notion; meant: Notion }[] {
  const [first, ...rest] = [...held.keys()];
  const second = rest[0];
  if (first === undefined || second === undefined) return [];
  const inFirst = rest.length > 1 ? confusionWith(held, first, rest) : undefined;
  if (inFirst) return [{ language: first, comparedWith: second, ...inFirst }];
  return rest.flatMap((language) => {
    const found = confusionWith(held, language, [first]);
    return found ? [{ language, comparedWith: first, ...found }] : [];
  });
}

function compareSentences(sections: InLanguages<PlacedSection>): Finding[] {
  return parallelSentences(sections).flatMap((sentences) => {
    const held = new Map(languagesOf(sentences).map((one) => [one, notionsIn(sentences[one] ?? '', one)]));
    return confusedLanguages(held).flatMap(({ language, comparedWith, says, meant }): Finding[] => {
      const place = sections[language];
      if (!place) return [];
      const text = shorten(sentences[language] ?? '');
      const words = WORDS[language];
      const bare = language === 'fr' && says === 'smuggling' && saysBareTrafic(sentences.fr ?? '');
      return [
        confused(
          place,
          `${bare ? 'A bare « trafic » stands' : `The words for ${says} stand`} where the ${LANGUAGE_NAMES[comparedWith]} text speaks of ${meant}: "${text}"`,
          `Trafficking is ${words.trafficking}, smuggling is ${words.smuggling}: write which of the two is meant.`,
        ),
      ];
    });
  });
}

/** An error for each sentence that takes one for the other, beside the parallel sentence or, in French, by itself. */
export function findConfusedNotions(documents: readonly SourceDocument[]): Finding[] {
  const people = documents
    .filter(({ meta }) => meta.language === 'fr')
    .flatMap((document) =>
      document.sections
        .filter((section) => saysTraficOfPeople(wordsOf(section)))
        .map((section) =>
          confused(
            { document, section },
            `Section "${section.id}" calls trafficking in persons « trafic ».`,
            'Write « traite des personnes »; « trafic illicite de migrants » is smuggling.',
          ),
        ),
    );
  return [...parallelSections(documents).flatMap(compareSentences), ...people];
}
