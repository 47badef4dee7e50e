/** Names topics near a question that the documents do answer, as questions to tap. */
import type { Passage } from '../contracts/passage.ts';
import type { KnowledgeIndex, ScoredPassage } from '../search/knowledge-index.ts';
import type { JudgedPassage } from './decide.ts';

/** Suggestions shown at most. */
export const MAX_SUGGESTIONS = 3;

/** A topic as a question: the heading of a section, which that section answers. */
export interface RelatedTopic {
  question: string;
  passageId: string;
}

function asTopic(passage: Passage): RelatedTopic | undefined {
  const heading = passage.headingPath.at(-1);
  return heading === undefined ? undefined : { question: heading, passageId: passage.id };
}

function distinct(topics: readonly (RelatedTopic | undefined)[], limit: number): RelatedTopic[] {
  const byQuestion = new Map<string, RelatedTopic>();
  for (const topic of topics) {
    if (topic && !byQuestion.has(topic.question)) byQuestion.set(topic.question, topic);
  }
  return [...byQuestion.values()].slice(0, limit);
}

/** A passage that holds less than this share of the question is no topic near it, only the nearest there is. */
const NEAR_COVERAGE = 0.15;

/** The topics closest to a question that was not answered: one a document, nearest first; none when nothing is near. */
export function closestTopics(nearest: readonly JudgedPassage[]): RelatedTopic[] {
  const documents = new Set<string>();
  const near = nearest.filter(({ read, signs }) => {
    if (signs.passageCoverage < NEAR_COVERAGE || documents.has(read.passage.documentKey)) return false;
    documents.add(read.passage.documentKey);
    return true;
  });
  return distinct(
    near.map(({ read }) => asTopic(read.passage)),
    MAX_SUGGESTIONS,
  );
}

/** What a person may want to know next: the other sections of the document that answered, then near ones of others. */
export function nextTopics(
  lead: Passage,
  quoted: readonly Passage[],
  found: readonly ScoredPassage[],
  index: KnowledgeIndex,
): RelatedTopic[] {
  const seen = new Set(quoted.map(({ key }) => key));
  const siblings =
    index.parts
      .get(lead.language)
      ?.passages.filter(({ documentKey, key }) => documentKey === lead.documentKey && !seen.has(key)) ?? [];
  const near = found.map(({ passage }) => passage).filter(({ key }) => !seen.has(key));
  const scored = new Set(near.map(({ id }) => id));
  const first = siblings.filter(({ id }) => scored.has(id));
  return distinct([...first, ...near, ...siblings].map(asTopic), MAX_SUGGESTIONS);
}
