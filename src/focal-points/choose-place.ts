/** Chooses which focal points a question goes to: those who know its country, then those who read its language. */
import type { Language } from '../contracts/language.ts';
import type { Country } from '../contracts/passage.ts';
import type { Place } from './load-places.ts';

/** How well one thing about a place fits; undefined: the place never gets the question. */
type Fit = number | undefined;

/** A place that names countries gets no question of other countries only; one without a country goes there last. */
function countryFit(place: Pick<Place, 'countries'>, countries: readonly Country[]): Fit {
  if (place.countries.length === 0) return 1;
  if (countries.length === 0) return 0;
  return place.countries.some((country) => countries.includes(country)) ? 2 : undefined;
}

/** A language is a preference: a question in a language nobody named is better asked there than nowhere. */
function languageFit(place: Pick<Place, 'languages'>, language: Language): number {
  if (place.languages.length === 0) return 1;
  return place.languages.includes(language) ? 2 : 0;
}

/** The most specific place, the first in the list among equals; undefined when none may get the question. */
export function choosePlace<P extends Pick<Place, 'countries' | 'languages'>>(
  places: readonly P[],
  { countries, language }: { countries: readonly Country[]; language: Language },
): P | undefined {
  let best: { place: P; fit: number } | undefined;
  for (const place of places) {
    const country = countryFit(place, countries);
    if (country === undefined) continue;
    // Three steps of language lie between two steps of country.
    const fit = country * 3 + languageFit(place, language);
    if (best === undefined || fit > best.fit) best = { place, fit };
  }
  return best?.place;
}
