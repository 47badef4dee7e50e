/** Puts the translations of one document, section or sentence side by side, so that they can be compared. */
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import { splitSentences } from '../../text/sentences.ts';
import type { Section, SourceDocument } from '../read/document.ts';

/** What stands in one language or more, by language. */
export type InLanguages<T> = Partial<Record<Language, T>>;

/** A section with the document it stands in. */
export interface PlacedSection {
  document: SourceDocument;
  section: Section;
}

/** The languages something stands in, in the order of LANGUAGES: the first is the one the others are compared with. */
export function languagesOf(parallel: InLanguages<unknown>): Language[] {
  return LANGUAGES.filter((language) => parallel[language] !== undefined);
}

/** The documents by key, each with its translations. */
export function parallelDocuments(documents: readonly SourceDocument[]): InLanguages<SourceDocument>[] {
  const found = new Map<string, InLanguages<SourceDocument>>();
  for (const document of documents) {
    found.set(document.meta.key, { ...found.get(document.meta.key), [document.meta.language]: document });
  }
  return [...found.values()];
}

/** The sections that stand in two languages or more under the same id, in the order of the first language. */
export function parallelSections(documents: readonly SourceDocument[]): InLanguages<PlacedSection>[] {
  return parallelDocuments(documents).flatMap((translations) => {
    const found = new Map<string, InLanguages<PlacedSection>>();
    for (const language of languagesOf(translations)) {
      const document = translations[language];
      for (const section of document?.sections ?? []) {
        if (document) found.set(section.id, { ...found.get(section.id), [language]: { document, section } });
      }
    }
    return [...found.values()].filter((section) => languagesOf(section).length > 1);
  });
}

/** The heading and the text of a section. */
export function wordsOf({ headingPath, text }: Section): string {
  return `${headingPath.at(-1) ?? ''}\n${text}`;
}

/** The headings, then the sentences of a section side by side; its text as one where their numbers differ. */
export function parallelSentences(sections: InLanguages<PlacedSection>): InLanguages<string>[] {
  const cut = languagesOf(sections).flatMap((language) => {
    const section = sections[language]?.section;
    if (!section) return [];
    const heading = section.headingPath.at(-1) ?? '';
    return [{ language, heading, text: section.text, sentences: splitSentences(section.text, language) }];
  });
  const sideBySide = (read: (one: (typeof cut)[number]) => string): InLanguages<string> =>
    Object.fromEntries(cut.map((one) => [one.language, read(one)]));
  const headings = sideBySide(({ heading }) => heading);
  if (new Set(cut.map(({ sentences }) => sentences.length)).size > 1) return [headings, sideBySide(({ text }) => text)];
  const count = cut[0]?.sentences.length ?? 0;
  return [headings, ...Array.from({ length: count }, (_, at) => sideBySide(({ sentences }) => sentences[at] ?? ''))];
}
