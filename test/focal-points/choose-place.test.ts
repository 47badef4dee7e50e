/** Who gets a question: the country first, then the language, then the order of the file. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/contracts/language.ts';
import type { Country } from '../../src/contracts/passage.ts';
import { choosePlace } from '../../src/focal-points/choose-place.ts';

type Listed = { name: string; countries: Country[]; languages: Language[] };
const listed = (name: string, countries: Country[] = [], languages: Language[] = []): Listed => ({
  name,
  countries,
  languages,
});

const general = listed('general');
const french = listed('french', [], ['fr']);
const arabic = listed('arabic', [], ['ar']);
const tunisia = listed('tunisia', ['TN']);
const tunisiaArabic = listed('tunisia in arabic', ['TN'], ['ar']);
const maghreb = listed('maghreb', ['MA', 'DZ', 'TN']);
const libya = listed('libya', ['LY'], ['fr']);

describe('choosePlace', () => {
  it.each<[string, Listed[], Country[], Language, string | undefined]>([
    ['nothing without places', [], ['TN'], 'en', undefined],
    ['the only place', [general], [], 'en', 'general'],
    ['the country before everybody', [general, tunisia], ['TN'], 'en', 'tunisia'],
    ['the country before the language', [french, tunisiaArabic], ['TN'], 'fr', 'tunisia in arabic'],
    ['the language among places of the country', [tunisia, tunisiaArabic], ['TN'], 'ar', 'tunisia in arabic'],
    ['a place of every language before one of another', [tunisiaArabic, tunisia], ['TN'], 'fr', 'tunisia'],
    ['the language among general places', [general, french], [], 'fr', 'french'],
    ['a general place before one of another language', [french, general], [], 'ar', 'general'],
    ['a language nobody named', [french, arabic], [], 'en', 'french'],
    ['never another country', [tunisia], ['LY'], 'en', undefined],
    ['never another country, whatever the language', [libya], ['TN'], 'fr', undefined],
    ['a general place for the rest', [tunisia, general], ['LY'], 'en', 'general'],
    ['any of several countries', [general, maghreb], ['LY', 'DZ'], 'en', 'maghreb'],
    ['the first among equals', [maghreb, tunisia], ['TN'], 'en', 'maghreb'],
    ['a general place for no country', [tunisia, general], [], 'en', 'general'],
    ['a place of a country for no country, rather than nobody', [tunisia, libya], [], 'fr', 'libya'],
  ])('finds %s', (_name, places, countries, language, expected) => {
    expect(choosePlace(places, { countries, language })?.name).toBe(expected);
  });
});
