/** A reply as one plain Teams message: markdown text, numbered sources, up to three suggested actions. */
import { ActionTypes, type Activity, ActivityTypes, type CardAction } from 'botbuilder';
import type { OfferedChoice, Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { commandFor } from '../choice.ts';
import { MARKDOWN, replyText } from '../reply-text.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/prompt-suggestions */
const MAX_SUGGESTED_ACTIONS = 3;

/** Renders a reply; nothing when it has no blocks. What does not fit into a button is listed in the text. */
export function renderTeams(reply: Reply, texts: Texts): Partial<Activity>[] {
  if (reply.blocks.length === 0) return [];
  const offered = reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const actions: CardAction[] = [];
  const listed: OfferedChoice[] = [];
  for (const choice of offered) {
    const command = commandFor(choice.choice);
    if (command === undefined || actions.length === MAX_SUGGESTED_ACTIONS) listed.push(choice);
    else actions.push({ type: ActionTypes.ImBack, title: choice.label, value: command });
  }
  const parts = [replyText(reply, texts, MARKDOWN), listed.map(({ label }) => `- ${MARKDOWN.plain(label)}`).join('\n')];
  if (reply.blocks.some((block) => block.type === 'sources' && block.sources.length > 0)) {
    parts.push(texts.say(reply.language, 'channel.readNumber'));
  }
  return [
    {
      type: ActivityTypes.Message,
      textFormat: 'markdown',
      locale: reply.language,
      text: parts.filter((part) => part !== '').join('\n\n'),
      suggestedActions: actions.length > 0 ? { to: [], actions } : undefined,
    },
  ];
}
