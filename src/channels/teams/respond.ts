/** What the requests of Teams that wait for an answer (invokes) are answered with. */
import { type Activity, ActivityTypes, type InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Language } from '../../contracts/language.ts';
import type { Incoming, Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { PLAIN, replyText } from '../reply-text.ts';
import { feedbackDialog } from './feedback-form.ts';
import { isStepInPlace } from './in-place.ts';
import { isForFocalPoints, scopeOf } from './parse.ts';
import { isInPlaceData, worksInPlace } from './training-choices.ts';

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
  if (incoming.kind !== 'choice') return incoming.kind === 'feedback';
  return isForFocalPoints(incoming.choice) || (scopeOf(activity) === 'personal' && worksInPlace(incoming.choice));
}

/** What an invoke came to. */
export interface InvokeTurn {
  activity: Activity;
  language: Language;
  /** What was understood; undefined when nobody said anything. */
  incoming?: Incoming;
  /** Undefined when there was none. */
  reply?: Reply;
  /** The reply as activities. */
  rendered: readonly Partial<Activity>[];
  texts: Texts;
}

/** The response; undefined when the invoke is none of ours. */
export function respondToInvoke({
  activity,
  language,
  incoming,
  reply,
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
  if (activity.name !== 'adaptiveCard/action') return undefined;
  if (incoming === undefined) return isTrainingAction(activity) ? failure(400, 'channel.unreadable') : undefined;
  if (reply === undefined) return failure(500, 'channel.apology');
  if (!isInPlace(activity, incoming)) return message('card.quiz.below');
  const isTraining = incoming.kind === 'choice' && worksInPlace(incoming.choice);
  // The card that was pressed stays where a step did not follow: nobody is to lose a question by pressing too fast.
  if (isTraining && !isStepInPlace(reply, activity, incoming)) return said(replyText(reply, texts, PLAIN));
  const card: unknown = rendered[0]?.attachments?.[0]?.content;
  if (card !== undefined) return { status: 200, body: { statusCode: 200, type: CARD, value: card } };
  const text = rendered[0]?.text;
  // A request that came twice has nothing to say the second time.
  return text === undefined || text === '' ? message('card.quiz.received') : said(text);

  function failure(statusCode: number, key: string): InvokeResponse {
    const value = { code: statusCode === 400 ? 'BadRequest' : 'failed', message: texts.say(language, key) };
    return { status: 200, body: { statusCode, type: ERROR, value } };
  }
  /** Never empty: Teams takes that for a failure, and sends the request again. https://github.com/vercel/chat/issues/731 */
  function message(key: string): InvokeResponse {
    return said(texts.say(language, key));
  }
  function said(value: string): InvokeResponse {
    return { status: 200, body: { statusCode: 200, type: MESSAGE, value } };
  }
}

const actionShape = z.looseObject({ action: z.looseObject({ data: z.unknown() }) });

/** True for a button of a training whose data could not be read: of another version, or changed on the way. */
function isTrainingAction({ value }: Activity): boolean {
  const pressed = actionShape.safeParse(value);
  return pressed.success && isInPlaceData(pressed.data.action.data);
}
