/** What the files of a report are written with: words come from whoever asks for the file. */
import type { Language } from '../../contracts/language.ts';
import type { Country } from '../../contracts/passage.ts';

export interface ExportWords {
  language: Language;
  /** The words of a key of `dialogs/texts`, such as `report.columns.event`. */
  words(key: string): string;
  moduleTitle(module: string): string;
  countryName(country: Country): string;
}

/** A text somebody typed as the text of one cell, in one line: without control characters and halves of characters. */
export function cellText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
}
