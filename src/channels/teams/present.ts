/** A reply as it suits the client and the place it goes to. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Block, Incoming, Reply } from '../../contracts/message.ts';
import { isLoopback } from '../../loopback.ts';
import type { Texts } from '../../text/texts.ts';
import { isStepInPlace } from './in-place.ts';
import { isForFocalPoints, scopeOf } from './parse.ts';
import { renderTeams } from './render.ts';

/** The activities that say a reply. `activity` is what is answered, or how the conversation is known outside a turn. */
export function presentReply(
  reply: Reply,
  activity: Partial<Activity>,
  incoming: Incoming | undefined,
  texts: Texts,
): Partial<Activity>[] {
  const isTeams = activity.channelId === 'msteams';
  const choice = incoming?.kind === 'choice' ? incoming.choice : undefined;
  const isPosted = choice !== undefined && isForFocalPoints(choice) && activity.type === ActivityTypes.Message;
  const shown = isPosted ? { ...reply, blocks: withoutPosted(reply.blocks) } : reply;
  const view = {
    // The Playground calls itself Teams, and draws no citations.
    citations: isTeams && !isLoopback(hostOf(activity.serviceUrl)),
    scope: reply.private === true ? ('personal' as const) : scopeOf(activity),
    asked: choice?.action === 'ask' ? choice.question : undefined,
    oneCard: isStepInPlace(reply, activity, incoming),
  };
  const activities = renderTeams(shown, view, texts);
  // Only Teams knows what stands there; Web Chat stumbles over it.
  return isTeams ? activities : activities.map(({ channelData: _channelData, ...rest }) => rest);
}

/**
 * The card of a question stands in the conversation already, and shows there what became of it: beside a notice it is
 * not said again. One that gives back words that were not sent is.
 */
function withoutPosted(blocks: readonly Block[]): Block[] {
  const isNeeded = (block: Block) =>
    block.type !== 'person-question' || (block.question.status !== 'answered' && block.question.answer !== undefined);
  const needed = blocks.filter(isNeeded);
  return needed.length > 0 ? needed : [...blocks];
}

function hostOf(serviceUrl: string | undefined): string {
  return serviceUrl !== undefined && URL.canParse(serviceUrl) ? new URL(serviceUrl).hostname : '';
}
