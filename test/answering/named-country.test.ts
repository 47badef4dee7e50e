/** A country whose law is asked for, and one somebody only comes from or goes to. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { isOriginOrDestination } from '../../src/answering/named-country.ts';
import type { Language } from '../../src/contracts/language.ts';
import { tokenize } from '../../src/text/tokens.ts';

const lexicon = await loadLexicon(path.resolve(import.meta.dirname, '../../knowledge'));

function areContext(text: string, language: Language): boolean[] {
  const tokens = tokenize(text);
  return lexicon.findCountries(tokens, language).map((country) => isOriginOrDestination(tokens, country, language));
}

describe('isOriginOrDestination', () => {
  it.each<[Language, string, boolean[]]>([
    ['en', 'A victim from Niger asks for help', [true]],
    ['en', 'before sending a victim back to Guinea', [true]],
    ['en', 'a Nigerien woman was sold', [true]],
    ['en', 'Which law applies in Libya?', [false]],
    ['en', 'the Libyan hotline', [false]],
    ['en', 'a boy from Chad detained in Egypt', [true, false]],
    ['fr', 'une femme nigérienne vendue', [true]],
    ['fr', 'avant un retour en Guinée', [true]],
    ['fr', 'il est parti vers la Libye', [true]],
    ['fr', 'les autorités de la Libye', [false]],
    ['fr', 'la loi tunisienne', [false]],
    ['fr', 'en Mauritanie', [false]],
    ['ar', 'امرأة من النيجر', [true]],
    ['ar', 'العودة إلى غينيا', [true]],
    ['ar', 'القانون في المغرب', [false]],
    ['ar', 'فتاة مصرية', [true]],
  ])('%s: %s', (language, text, expected) => {
    expect(areContext(text, language)).toEqual(expected);
  });
});
