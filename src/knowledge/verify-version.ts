/** Checks that a freshly built version finds what was put into it, before anybody is served from it. */
import type { Passage } from '../contracts/passage.ts';
import { DalilError } from '../errors.ts';
import { addText, emptyAnalysis } from '../search/analysis.ts';
import { type KnowledgeIndex, searchPassages } from '../search/knowledge-index.ts';

/** Passages tried, spread evenly over the version. */
const SAMPLE = 25;
/** A passage must be among this many results for its own words. */
const DEPTH = 10;

/** Throws `index-version-failed-check` when the version lost a passage or cannot find some by their own words. */
export async function verifyVersion(index: KnowledgeIndex, passages: readonly Passage[]): Promise<void> {
  const missing = passages.find(({ id }) => !index.passagesById.has(id));
  if (missing) throw failed(`passage ${missing.id} is missing`);
  if (index.passagesById.size !== passages.length) throw failed('two passages share an id');
  const step = Math.max(1, Math.floor(passages.length / SAMPLE));
  for (let at = 0; at < passages.length; at += step) {
    const passage = passages[at];
    if (!passage) continue;
    const terms = emptyAnalysis();
    addText(terms, passage.text, passage.language);
    const found = await searchPassages(index, passage.language, { terms, text: passage.text }, DEPTH);
    // Copies of one text may fill the list; finding the same words is finding the passage.
    if (!found.some((hit) => hit.passage.text === passage.text))
      throw failed(`passage ${passage.id} is not found by its own words`);
  }
}

function failed(what: string): DalilError {
  return new DalilError({
    code: 'index-version-failed-check',
    message: `The new index was not made live: ${what}.`,
    hint: 'The previous version stays in use; run `dalil knowledge refresh` again and report this if it happens twice.',
  });
}
