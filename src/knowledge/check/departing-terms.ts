/** Finds sections that put a glossary term in words the glossary does not know, while their translations use the term. */
import type { Language } from '../../contracts/language.ts';
import type { GlossaryEntry } from '../glossary.ts';
import type { SourceDocument } from '../read/document.ts';
import { type Finding, LANGUAGE_NAMES } from './finding.ts';
import { type InLanguages, languagesOf, type PlacedSection, parallelSections, wordsOf } from './parallel.ts';
import type { TermForms } from './term-forms.ts';

/**
 * The rows a section of another language is expected to hold: those the first language uses word by word, and those
 * another uses word by word while the first holds them in some form of two words or more.
 */
function expectedIn(language: Language, texts: ReadonlyMap<Language, string>, terms: TermForms): Set<GlossaryEntry> {
  const [first, ...rest] = [...texts.keys()].filter((one) => one !== language);
  if (first === undefined) return new Set();
  const expected = terms.usedIn(texts.get(first) ?? '', first);
  for (const other of rest) {
    for (const entry of terms.usedIn(texts.get(other) ?? '', other)) {
      if (terms.isHeldIn(entry, texts.get(first) ?? '', first, 2)) expected.add(entry);
    }
  }
  return expected;
}

function compareTerms(sections: InLanguages<PlacedSection>, terms: TermForms): Finding[] {
  const languages = languagesOf(sections);
  const texts = new Map(
    languages.flatMap((language) => {
      const section = sections[language]?.section;
      return section ? [[language, wordsOf(section)] as const] : [];
    }),
  );
  // Documents are written in the first language and then translated: it chooses the terms, the others follow.
  return languages.slice(1).flatMap((language) => {
    const place = sections[language];
    const text = texts.get(language);
    if (!place || text === undefined) return [];
    return [...expectedIn(language, texts, terms)]
      .filter((entry) => !terms.isHeldIn(entry, text, language))
      .map((entry): Finding => {
        const first = languages[0] ?? 'en';
        return {
          file: place.document.file,
          line: place.section.line,
          code: 'departing-term',
          severity: 'warning',
          message: `Section "${place.section.id}" uses no glossary form of "${entry[first].term}", which the ${LANGUAGE_NAMES[first]} section speaks of.`,
          hint: `The ${LANGUAGE_NAMES[language]} term is "${entry[language].term}". Use it, or add the wording used here to its variants in glossary.yaml (${entry.id}).`,
        };
      });
  });
}

/** A warning for each term a translation departs from. */
export function findDepartingTerms(documents: readonly SourceDocument[], terms: TermForms): Finding[] {
  return parallelSections(documents).flatMap((sections) => compareTerms(sections, terms));
}
