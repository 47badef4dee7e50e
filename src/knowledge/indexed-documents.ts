/** Lists the documents an index answers from, and tells how those of two indexes differ. */
import type { Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';

/** A document as an index holds it. */
export interface IndexedDocument {
  title: string;
  language: Language;
  expires?: string;
  passages: Passage[];
}

function gather(passages: Iterable<Passage>): Map<string, IndexedDocument> {
  const documents = new Map<string, IndexedDocument>();
  for (const passage of passages) {
    const { title, language, expires, documentKey } = passage;
    const name = `${language}/${documentKey}`;
    const known = documents.get(name);
    if (known) known.passages.push(passage);
    else documents.set(name, { title, language, expires, passages: [passage] });
  }
  return documents;
}

/** The documents that are used, by language and key. */
export function indexedDocuments(index: KnowledgeIndex): Map<string, IndexedDocument> {
  return gather(index.passagesById.values());
}

/** The documents an index was built with that have expired since. */
export function expiredDocuments(index: KnowledgeIndex): IndexedDocument[] {
  const built = [...index.parts.values()].flatMap(({ passages }) => passages);
  return [...gather(built.filter(({ id }) => !index.passagesById.has(id))).values()];
}

/** Titles of the documents that one index holds and the other does not, or not so. */
export interface DocumentChanges {
  added: string[];
  changed: string[];
  gone: string[];
}

/** How the documents of an index differ from those of the one before it. */
export function documentChanges(before: KnowledgeIndex | undefined, after: KnowledgeIndex): DocumentChanges {
  const old = before ? indexedDocuments(before) : new Map<string, IndexedDocument>();
  const now = indexedDocuments(after);
  const content = (document: IndexedDocument | undefined) => JSON.stringify(document?.passages);
  const titles = (documents: [string, IndexedDocument][]) => documents.map(([, { title }]) => title);
  return {
    added: titles([...now].filter(([name]) => !old.has(name))),
    changed: titles(
      [...now].filter(([name, document]) => old.has(name) && content(old.get(name)) !== content(document)),
    ),
    gone: titles([...old].filter(([name]) => !now.has(name))),
  };
}
