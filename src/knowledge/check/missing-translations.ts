/** Finds documents that do not stand in every language of Dalil. */
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import type { SourceDocument } from '../read/document.ts';
import { type Finding, LANGUAGE_NAMES } from './finding.ts';
import { languagesOf, parallelDocuments } from './parallel.ts';

function join(languages: readonly Language[], word: string): string {
  return languages.map((language) => LANGUAGE_NAMES[language]).join(` ${word} `);
}

/**
 * An error for each language a shipped document lacks; one note for a document that was added at run time and stands
 * in some languages only.
 */
export function findMissingTranslations(
  documents: readonly SourceDocument[],
  isShipped: (document: SourceDocument) => boolean,
): Finding[] {
  return parallelDocuments(documents).flatMap((translations): Finding[] => {
    const present = languagesOf(translations);
    const missing = LANGUAGES.filter((language) => !present.includes(language));
    const all = present.flatMap((language) => translations[language] ?? []);
    const first = all.find(isShipped) ?? all[0];
    if (missing.length === 0 || !first) return [];
    const { file, meta } = first;
    if (!isShipped(first)) {
      return [
        {
          file,
          line: 1,
          code: 'one-language',
          severity: 'note',
          message: `The document "${meta.key}" stands in ${join(present, 'and')} only.`,
          hint: `People who ask in ${join(missing, 'or')} get it quoted in ${join(present, 'or')}; nothing has to be done.`,
        },
      ];
    }
    return missing.map((language) => ({
      file,
      line: 1,
      code: 'missing-translation',
      severity: 'error',
      message: `The document "${meta.key}" is missing in ${LANGUAGE_NAMES[language]}.`,
      hint: `Add documents/${language}/${meta.key}.md with the same key, section ids, facts and figures.`,
    }));
  });
}
