/** How a reply looks in Teams: markdown with citations where that can be read, a card where it cannot. */
import type { Activity } from 'botbuilder';
import type { Block, Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { isRightToLeft, looksArabic } from '../words.ts';
import { cardMessages, hasOwnCard } from './card-message.ts';
import { canBeTyped, offeredBy } from './choices.ts';
import { citable } from './citations.ts';
import { textMessages } from './text-message.ts';
import { isTrainingStep, trainingMessages } from './training-card.ts';
import type { TeamsView } from './view.ts';

export type { TeamsView } from './view.ts';

/**
 * The activities that say a reply, in order; none when it has no blocks. Each is either text or one card, and small
 * enough for Teams. Only the last carries suggestions and the buttons for a verdict.
 */
export function renderTeams(reply: Reply, view: TeamsView, texts: Texts): Partial<Activity>[] {
  if (reply.blocks.length === 0) return [];
  const messages = messagesOf(reply, view, texts);
  const last = messages.at(-1);
  if (last !== undefined && canBeJudged(reply)) last.channelData = { feedbackLoop: { type: 'custom' } };
  return messages;
}

function messagesOf(reply: Reply, view: TeamsView, texts: Texts): Partial<Activity>[] {
  if (isTrainingStep(reply, view)) return trainingMessages(reply, texts);
  return needsCard(reply, view) ? cardMessages(reply, view, texts) : textMessages(reply, view, texts);
}

/** True where a verdict says something about the documents. */
function canBeJudged({ outcome, blocks }: Reply): boolean {
  if (outcome === 'command') return false;
  return outcome === 'answered' || blocks.some(({ type }) => type === 'answer');
}

function needsCard(reply: Reply, view: TeamsView): boolean {
  const hasSources = reply.blocks.some(({ type }) => type === 'answer' || type === 'sources');
  return (
    isRightToLeft(reply.language) ||
    reply.blocks.some((block) => hasOwnCard(block) || runsFromTheRight(block, reply)) ||
    offeredBy(reply).some((choice) => !canBeTyped(choice)) ||
    (hasSources && (!view.citations || citable(reply) === undefined))
  );
}

/** Teams draws every paragraph of a text message from the left. */
function runsFromTheRight(block: Block, { language }: Reply): boolean {
  switch (block.type) {
    case 'answer':
      return block.sentences.some((sentence) => isRightToLeft(sentence.language));
    case 'passage':
      return isRightToLeft(block.passage.language);
    case 'text':
    case 'notice':
      return looksArabic(block.text, language);
    default:
      return false;
  }
}
