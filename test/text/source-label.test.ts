/** The words that say what a source is, in three languages. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { AUTHORITIES } from '../../src/contracts/passage.ts';
import { asOfLabel, countryNames, safeUrl, sourceLabel, sourceLabelLine } from '../../src/text/source-label.ts';
import { PASSAGE, texts } from '../channels/helpers.ts';

describe('sourceLabel', () => {
  it.each([
    ['en', '2024-09', 'as of September 2024'],
    ['en', '2024-09-30', 'as of 30 September 2024'],
    ['en', '2024', 'as of 2024'],
    ['fr', '2024-09', 'situation en septembre 2024'],
    ['fr', '2024-09-30', 'situation au 30 septembre 2024'],
    ['ar', '2024-09', 'كما في سبتمبر 2024'],
    ['ar', '2024-09-30', 'كما في 30 سبتمبر 2024'],
    ['ar', '2024', 'كما في عام 2024'],
    ['en', 'spring 2024', 'as of spring 2024'],
    ['en', '2024-13', 'as of 2024-13'],
  ] as const)('says %s %s as "%s"', (language, asOf, expected) => {
    expect(asOfLabel(texts, language, asOf)).toBe(expected);
  });

  it('names countries, and says international where there is none', () => {
    expect(countryNames(texts, 'en', ['TN', 'MA'])).toBe('Tunisia and Morocco');
    expect(countryNames(texts, 'fr', ['TD'])).toBe('Tchad');
    expect(countryNames(texts, 'ar', ['TN', 'MA'])).toBe('تونس والمغرب');
    expect(countryNames(texts, 'fr', [])).toBe('international');
  });

  it('has words for every authority in every language', () => {
    for (const language of LANGUAGES) {
      const words = AUTHORITIES.map((authority) => sourceLabel(texts, language, { ...PASSAGE, authority }).authority);
      expect(new Set(words).size).toBe(AUTHORITIES.length);
    }
  });

  it('says what is a benchmark and what is not confirmed, in one line', () => {
    expect(sourceLabelLine(sourceLabel(texts, 'en', PASSAGE))).toBe(
      'Guidance · Tunisia and Morocco · as of September 2024 · not yet confirmed by a specialist · benchmark, not binding in the programme countries',
    );
    expect(sourceLabel(texts, 'en', { ...PASSAGE, benchmark: false }).benchmark).toBeUndefined();
  });

  it('opens web addresses only', () => {
    expect(safeUrl('https://example.org/a')).toBe('https://example.org/a');
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'nonsense', undefined]) {
      expect(safeUrl(url)).toBeUndefined();
    }
  });
});
