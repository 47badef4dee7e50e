/** Cuts documents into passages: one section is one passage unless it is too long to be read at once. */
import type { Passage } from '../contracts/passage.ts';
import { countWords, splitSentences } from '../text/sentences.ts';
import type { Section, SourceDocument } from './read/document.ts';

/** Most words in a passage. A section may run over by SLACK rather than leave a crumb behind. */
const MAX_WORDS = 180;
const SLACK = 40;

/** Parts of a text of at most MAX_WORDS words: cut between paragraphs where possible, else between sentences. */
function cutText(section: Section, language: Passage['language']): string[] {
  if (countWords(section.text) <= MAX_WORDS + SLACK) return [section.text];
  const parts: string[] = [];
  let open = '';
  const flush = () => {
    if (open) parts.push(open);
    open = '';
  };
  for (const paragraph of section.text.split('\n\n')) {
    if (countWords(paragraph) <= MAX_WORDS) {
      if (open && countWords(open) + countWords(paragraph) > MAX_WORDS) flush();
      open = open ? `${open}\n\n${paragraph}` : paragraph;
      continue;
    }
    flush();
    for (const sentence of splitSentences(paragraph, language)) {
      if (open && countWords(open) + countWords(sentence) > MAX_WORDS) flush();
      open = open ? `${open} ${sentence}` : sentence;
    }
    flush();
  }
  flush();
  return parts;
}

/** The passages of a document, in reading order. */
export function splitDocument(document: SourceDocument): Passage[] {
  const { meta } = document;
  return document.sections.flatMap((section) => {
    const key = `${meta.key}#${section.id}`;
    const names = section.sourceNames.length > 0 ? section.sourceNames : Object.keys(meta.sources);
    const sources = names.flatMap((name) => meta.sources[name] ?? []);
    return cutText(section, meta.language).map((text, part) => ({
      id: `${meta.language}/${key}${part === 0 ? '' : `~${part + 1}`}`,
      documentKey: meta.key,
      key,
      language: meta.language,
      title: meta.title,
      headingPath: section.headingPath,
      ...(section.page === undefined ? {} : { page: section.page }),
      text,
      authority: meta.authority,
      benchmark: meta.benchmark,
      countries: meta.countries,
      asOf: meta.asOf,
      ...(meta.expires === undefined ? {} : { expires: meta.expires }),
      review: meta.review,
      ...section.overrides,
      sources,
      asked: section.asked,
    }));
  });
}
