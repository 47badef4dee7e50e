/** Finds the texts that say the same in two languages: sections that share a key, sentence by sentence, and phrases. */
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import type { Passage } from '../../contracts/passage.ts';
import { splitSentences } from '../../text/sentences.ts';

/** One text in several languages; a language may be missing. */
export type ParallelText = { readonly [language in Language]?: string | undefined };

/** The languages a section stands in, in the order of LANGUAGES. */
function byKey(passages: readonly Passage[]): Partial<Record<Language, Passage>>[] {
  const found = new Map<string, Partial<Record<Language, Passage>>>();
  for (const passage of passages) {
    // Parts of a long section share its key, and need not be cut at the same sentence.
    const part = passage.id.split('#').at(-1) ?? '';
    const name = `${passage.documentKey}#${part}`;
    found.set(name, { ...found.get(name), [passage.language]: passage });
  }
  return [...found.values()].filter((section) => Object.keys(section).length > 1);
}

function inEach(section: Partial<Record<Language, Passage>>, read: (passage: Passage) => string): ParallelText {
  const entries = LANGUAGES.flatMap((language) => {
    const passage = section[language];
    return passage ? [[language, read(passage)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The sentences of a section side by side; the section as one text where their numbers differ. */
function sentencesOf(section: Partial<Record<Language, Passage>>): ParallelText[] {
  const cut = LANGUAGES.flatMap((language) => {
    const passage = section[language];
    return passage ? [{ language, sentences: splitSentences(passage.text, language) }] : [];
  });
  const counts = new Set(cut.map(({ sentences }) => sentences.length));
  if (counts.size > 1) return [inEach(section, ({ text }) => text)];
  return (cut[0]?.sentences ?? []).map((_, at) =>
    Object.fromEntries(cut.map(({ language, sentences }) => [language, sentences[at] ?? ''])),
  );
}

/** Every text that stands in two languages or more: sentences, headings and titles of sections with the same key. */
export function parallelTexts(passages: readonly Passage[]): ParallelText[] {
  const sections = byKey(passages);
  const titles = new Map(sections.map((section) => [Object.values(section)[0]?.documentKey, section]));
  return [
    ...sections.flatMap(sentencesOf),
    ...sections.map((section) => inEach(section, ({ headingPath }) => headingPath.at(-1) ?? '')),
    ...[...titles.values()].map((section) => inEach(section, ({ title }) => title)),
  ];
}
