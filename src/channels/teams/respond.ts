/** What the requests of Teams that wait for an answer (invokes) are answered with. */
import { type Activity, ActivityTypes, type InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Language } from '../../contracts/language.ts';
import type { Incoming } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { feedbackDialog } from './feedback-form.ts';
import { isForFocalPoints } from './parse.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
const MESSAGE = 'application/vnd.microsoft.activity.message';
const ERROR = 'application/vnd.microsoft.error';

const verdictShape = z.looseObject({ actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']) }) });
/** Microsoft's pages show the verdict with and without `data` around it. */
const fetchShape = z.union([z.looseObject({ data: verdictShape }).transform(({ data }) => data), verdictShape]);

/** True when the reply is the response to the request, and not a message in the conversation. */
export function isInPlace(activity: Activity, incoming: Incoming): boolean {
  if (activity.type !== ActivityTypes.Invoke && activity.type !== ActivityTypes.MessageReaction)
    return incoming.kind === 'retracted';
  return incoming.kind === 'feedback' || (incoming.kind === 'choice' && isForFocalPoints(incoming.choice));
}

/** What an invoke came to. */
export interface InvokeTurn {
  activity: Activity;
  language: Language;
  /** What was understood; undefined when nobody said anything. */
  incoming?: Incoming;
  /** The reply as activities; undefined when there was none. */
  rendered?: Partial<Activity>[];
  texts: Texts;
}

/** The response; undefined when the invoke is none of ours. */
export function respondToInvoke({
  activity,
  language,
  incoming,
  rendered,
  texts,
}: InvokeTurn): InvokeResponse | undefined {
  if (activity.name === 'message/fetchTask') {
    const asked = fetchShape.safeParse(activity.value);
    const helpful = asked.success && asked.data.actionValue.reaction === 'like';
    return { status: 200, body: feedbackDialog(helpful, language, texts) };
  }
  // A body in the answer to a verdict is an error to Teams.
  if (incoming?.kind === 'feedback') return { status: 200 };
  if (activity.name !== 'adaptiveCard/action' || incoming === undefined) return undefined;
  if (rendered === undefined) {
    const error = { code: 'failed', message: texts.say(language, 'channel.apology') };
    return { status: 200, body: { statusCode: 500, type: ERROR, value: error } };
  }
  if (!isInPlace(activity, incoming)) return { status: 200, body: { statusCode: 200, type: MESSAGE, value: '' } };
  const card: unknown = rendered[0]?.attachments?.[0]?.content;
  const body =
    card === undefined
      ? { statusCode: 200, type: MESSAGE, value: rendered[0]?.text ?? '' }
      : { statusCode: 200, type: CARD, value: card };
  return { status: 200, body };
}
