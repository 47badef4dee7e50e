/** A Bot Framework adapter over WhatsApp: a received message becomes a turn, and what the bot says becomes messages. */
import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { DalilError } from '../../errors.ts';
import type { OutgoingBody, ReceivedMessage } from './types.ts';

const SAID = Symbol('said');

/** One message the bot decided to send, and the reply it belongs to. */
export interface SaidMessage {
  replyId: string;
  body: OutgoingBody;
}

/** What `channelData` of an activity of the bot holds on this channel. */
const saidShape = z.object({ replyId: z.string(), body: z.custom<OutgoingBody>((value) => typeof value === 'object') });

/** A message that is being handled. */
export interface TurnMessage {
  received: ReceivedMessage;
  personKey: string;
  /** Unique for each attempt at handling the message. */
  turnId: string;
}

/** How the adapter shows that it works on a message. Never rejects. */
export type ShowTyping = (messageId: string) => Promise<void>;

/**
 * Runs turns. What is said in a turn is given back when it has ended, to be kept together with the note that the message
 * is handled; so a crash in between loses neither. Sent messages cannot be changed or deleted on WhatsApp.
 */
export class WhatsAppAdapter extends BotAdapter {
  readonly #showTyping: ShowTyping;

  constructor(showTyping: ShowTyping) {
    super();
    this.#showTyping = showTyping;
  }

  /** Runs the bot on a message; resolves with what it said. */
  async process(
    { received, personKey, turnId }: TurnMessage,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<SaidMessage[]> {
    const said: SaidMessage[] = [];
    const activity: Partial<Activity> = {
      type: ActivityTypes.Message,
      id: turnId,
      channelId: 'whatsapp',
      from: { id: personKey, name: '' },
      recipient: { id: received.phoneNumberId, name: 'Dalil' },
      conversation: { id: personKey, name: '', isGroup: false, conversationType: 'personal' },
      channelData: received,
    };
    const context = new TurnContext(this, activity);
    context.turnState.set(SAID, said);
    await this.runMiddleware(context, logic);
    return said;
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const said: SaidMessage[] | undefined = context.turnState.get(SAID);
    if (said === undefined) throw refused('sending outside a turn');
    for (const activity of activities) {
      if (activity.type === ActivityTypes.Typing) await this.#showTyping(context.activity.channelData.message.id);
      else if (activity.type === ActivityTypes.Message) said.push(saidShape.parse(activity.channelData));
    }
    // Meta's ids are known once the messages are sent.
    return activities.map(() => ({ id: '' }));
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(refused('changing a sent message'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(refused('deleting a sent message'));
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(refused('continuing a conversation by its reference'));
  }
}

function refused(what: string): DalilError {
  return new DalilError({
    code: 'not-supported',
    message: `WhatsApp does not know ${what}.`,
    hint: 'Use the deliver method of the channel to write outside a turn.',
  });
}
