/** Which countries of the programme a question is about, so that it reaches the focal points who know them. */
import type { Lexicon } from '../answering/lexicon.ts';
import { isOriginOrDestination } from '../answering/named-country.ts';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Country } from '../contracts/passage.ts';
import { tokenize } from '../text/tokens.ts';

/** Makes the function. A country somebody comes from or goes to counts only where no other one is named. */
export function createCountriesOf(lexicon: Pick<Lexicon, 'findCountries'>) {
  function namedIn(tokens: readonly string[], language: Language): Country[] {
    const named = lexicon.findCountries(tokens, language).filter(({ covered }) => covered !== undefined);
    const meant = named.filter((country) => !isOriginOrDestination(tokens, country, language));
    return [...new Set((meant.length > 0 ? meant : named).flatMap(({ covered }) => covered ?? []))];
  }
  return (text: string, language: Language): Country[] => {
    const tokens = tokenize(text);
    // Somebody who is answered in French may have written in English.
    for (const spoken of [language, ...LANGUAGES]) {
      const found = namedIn(tokens, spoken);
      if (found.length > 0) return found;
    }
    return [];
  };
}
