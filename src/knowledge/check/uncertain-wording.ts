/** Finds translated sections marked as checked that use a term whose wording no source settles yet. */
import type { GlossaryEntry } from '../glossary.ts';
import type { SourceDocument } from '../read/document.ts';
import type { Finding } from './finding.ts';
import { wordsOf } from './parallel.ts';
import { phraseFinder, phrasesOf } from './term-forms.ts';

/** An error for each such section in French or Arabic: the glossary's doubts are about those, never about English. */
export function findUncertainWording(
  documents: readonly SourceDocument[],
  glossary: readonly GlossaryEntry[],
): Finding[] {
  const uncertain = glossary.filter(({ status }) => status === 'uncertain');
  return documents.flatMap(({ file, meta, sections }) => {
    const { language } = meta;
    if (language === 'en') return [];
    return sections.flatMap((section): Finding[] => {
      if ((section.overrides.review ?? meta.review) !== 'checked') return [];
      const holds = phraseFinder(wordsOf(section), language);
      const found = uncertain.find((entry) => phrasesOf(entry, language).some(holds));
      if (!found) return [];
      return [
        {
          file,
          line: section.line,
          code: 'uncertain-wording',
          severity: 'error',
          message: `Section "${section.id}" is marked as checked but uses "${found[language].term}", a term the glossary is not sure of.`,
          hint: `Set \`review: unchecked\` in its comment, or have the term confirmed and change its status in glossary.yaml (${found.id}).`,
        },
      ];
    });
  });
}
