/** A reply as the page draws it: the same blocks with the words of every label put in, and safe addresses only. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Language } from '../../contracts/language.ts';
import type { AnswerSentence, Block, OfferedChoice, Reply } from '../../contracts/message.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { Source } from '../../contracts/passage.ts';
import { type SourceLabel, safeUrl, sourceLabel } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';
import { passageName } from '../reply-text.ts';

/** A source under an answer. */
export interface WebSource {
  n: number;
  passageId: string;
  title: string;
  heading: string;
  label: SourceLabel;
  /** Set when the content is not yet confirmed; the page marks it. */
  unchecked: boolean;
  origins: Source[];
  quote: string;
}

/** A passage that was opened. */
export interface WebPassage {
  id: string;
  name: string;
  language: Language;
  text: string;
  page?: string;
  label: SourceLabel;
  unchecked: boolean;
  origins: Source[];
}

/** What the page draws; every text is plain text. */
export type WebBlock =
  | { type: 'text' | 'notice'; text: string }
  | { type: 'answer'; sentences: AnswerSentence[] }
  | { type: 'sources'; heading: string; sources: WebSource[] }
  | { type: 'passage'; passage: WebPassage }
  | { type: 'choices'; prompt?: string; choices: OfferedChoice[] }
  | { type: 'link'; label: string; url?: string }
  | Extract<Block, { type: 'quiz-item' | 'quiz-feedback' | 'quiz-result' }>;

/** The value of a message activity on this channel. */
export interface WebReply {
  id: string;
  language: Language;
  outcome: Outcome;
  blocks: WebBlock[];
}

/** Renders a reply as one activity; also an empty one, so that the page knows it was heard. */
export function renderWeb(reply: Reply, texts: Texts): Partial<Activity>[] {
  const value = webReply(reply, texts);
  return [{ type: ActivityTypes.Message, valueType: 'dalil/reply', locale: reply.language, value }];
}

/** A reply as the page draws it. */
export function webReply({ id, language, outcome, blocks }: Reply, texts: Texts): WebReply {
  return { id, language, outcome, blocks: blocks.flatMap((block) => webBlock(block, language, texts) ?? []) };
}

/** Undefined for what is drawn on the platform of the focal points and admins only. */
function webBlock(block: Block, language: Language, texts: Texts): WebBlock | undefined {
  switch (block.type) {
    case 'sources':
      return {
        type: 'sources',
        heading: texts.say(language, 'sources.heading'),
        sources: block.sources.map((source) => ({
          n: source.n,
          passageId: source.passageId,
          title: source.title,
          heading: source.heading,
          label: sourceLabel(texts, language, source),
          unchecked: source.review === 'unchecked',
          origins: source.sources.map(safeSource),
          quote: source.quote,
        })),
      };
    case 'passage': {
      const { passage } = block;
      const page = passage.page === undefined ? undefined : texts.say(language, 'sources.page', { page: passage.page });
      const shown: WebPassage = {
        id: passage.id,
        name: passageName(passage),
        language: passage.language,
        text: passage.text,
        page,
        label: sourceLabel(texts, language, passage),
        unchecked: passage.review === 'unchecked',
        origins: passage.sources.map(safeSource),
      };
      return { type: 'passage', passage: shown };
    }
    case 'link':
      return { type: 'link', label: block.label, url: safeUrl(block.url) };
    case 'person-question':
    case 'form':
      return undefined;
    default:
      return block;
  }
}

function safeSource(source: Source): Source {
  return { title: source.title, url: safeUrl(source.url) };
}
