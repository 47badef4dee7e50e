/** Answers one kept message: a turn of the bot, the notes about its contact, and what is to be sent for it. */
import type { Activity } from 'botbuilder';
import { LANGUAGES } from '../../contracts/language.ts';
import type { Reply, Role } from '../../contracts/message.ts';
import type { Contact } from '../../contracts/queue.ts';
import { ActivityBot } from '../activity-bot.ts';
import type { ChannelDependencies, ChannelQueue, ContactChange, OutgoingItem, WaitingItem } from '../channel.ts';
import type { WhatsAppAdapter } from './adapter.ts';
import { letteredChoices } from './choices.ts';
import type { CloudApi } from './cloud-api.ts';
import { outgoingItems, writeAddress } from './outgoing.ts';
import { receiveMessage, subscriptionOf } from './receive.ts';
import { renderWhatsApp } from './render.ts';
import { shortReplyId } from './tap-id.ts';
import { type ReceivedMessage, receivedMessageSchema } from './types.ts';

/** What answering needs. */
export interface AnswerParts {
  dependencies: ChannelDependencies;
  adapter: WhatsAppAdapter;
  queue: ChannelQueue;
  api: Pick<CloudApi, 'download'>;
  /** Numbers (digits alone) and user ids of admins. */
  admins: readonly string[];
  /** Called when something that was held may be sent now. */
  onReleased(): void;
}

/** What is known of a person for the time of their turn. */
interface Turn {
  contact: Contact | undefined;
  reply?: Reply;
}

/** Makes the functions the inbox works with. */
export function createMessageAnswerer({ dependencies, adapter, queue, api, admins, onReleased }: AnswerParts) {
  const { log, texts, now, newId } = dependencies;
  /** One turn a person at a time, by the person's key. */
  const turns = new Map<string, Turn>();
  const received = (activity: Activity): ReceivedMessage => activity.channelData;
  const said = (reply: Reply) => renderWhatsApp(reply, texts).map((body) => ({ replyId: reply.id, body }));

  const bot = new ActivityBot(
    {
      name: 'whatsapp',
      retries: true,
      // A verdict is noted without a word: each message is billed.
      repliesInPlace: (_activity, incoming) => incoming.kind === 'feedback',
      roles: async (activity) => rolesOf(received(activity), admins),
      address: ({ channelData, from }) => JSON.stringify({ to: channelData.sender, personKey: from.id }),
      sender: ({ from }) => ({
        personKey: from.id,
        personName: undefined,
        isFirstContact: turns.get(from.id)?.contact === undefined,
      }),
      parse: (activity, envelope) => {
        const latestReplyShort = turns.get(envelope.personId)?.contact?.lastReplyId;
        return receiveMessage(received(activity), envelope, { api, latestReplyShort, log });
      },
      render: (reply) => said(reply).map((channelData) => ({ type: 'message', channelData })),
    },
    {
      ...dependencies,
      async handleTurn(incoming) {
        const reply = await dependencies.handleTurn(incoming);
        const turn = turns.get(incoming.personId);
        if (turn) turn.reply = reply;
        return reply;
      },
    },
  );

  return {
    /** Handles a message; resolves with what is to be sent for it. */
    async handle(item: WaitingItem & { payload: string }): Promise<OutgoingItem[]> {
      const message = receivedMessageSchema.parse(JSON.parse(item.payload));
      const { personKey } = item;
      const turn: Turn = { contact: await queue.contact(personKey) };
      turns.set(personKey, turn);
      try {
        // A new id for each attempt: the inbox sees to it that a message is handled once.
        const turnId = `${message.message.id}:${newId()}`;
        const messages = await adapter.process({ received: message, personKey, turnId }, (context) => bot.run(context));
        const isForgotten = turn.contact !== undefined && (await queue.contact(personKey)) === undefined;
        if (!isForgotten) await queue.noteContact(personKey, contactChange(item, message, turn.reply));
        const address = writeAddress(message.sender, turn.reply?.language ?? 'en');
        if ((await queue.release(personKey, address)) > 0) onReleased();
        return outgoingItems({ causeId: item.id, personKey, address, createdAt: now() }, messages);
      } finally {
        turns.delete(personKey);
      }
    },

    /** What is sent for a message that could not be handled: an apology in every language, since none is known. */
    apology(item: WaitingItem): OutgoingItem[] {
      const message = receivedMessageSchema.safeParse(parsePayload(item.payload));
      if (!message.success) return [];
      const blocks = LANGUAGES.map((language) => ({
        type: 'notice' as const,
        text: texts.say(language, 'channel.apology'),
      }));
      const reply: Reply = { id: newId(), language: 'en', outcome: 'failed', blocks };
      const address = writeAddress(message.data.sender, reply.language);
      return outgoingItems({ causeId: item.id, personKey: item.personKey, address, createdAt: now() }, said(reply));
    },

    /** A reply outside a turn as messages. */
    said,
    idle: () => bot.idle(),
  };
}

function rolesOf({ sender: { phone, userId } }: ReceivedMessage, admins: readonly string[]): Role[] {
  return admins.some((admin) => admin === phone || admin === userId) ? ['admin'] : [];
}

/** What a handled message says about its contact. */
function contactChange(item: WaitingItem, message: ReceivedMessage, reply: Reply | undefined): ContactChange {
  const subscription = subscriptionOf(message);
  const offers = reply === undefined ? [] : letteredChoices(reply);
  return {
    lastInboundAt: item.receivedAt,
    // Whoever asks a person wants the answer: that is the consent to be written to for it.
    ...(offers.some(({ choice }) => choice.action === 'take-back') ? { optedInAt: item.receivedAt } : {}),
    ...(offers.length > 0 && reply !== undefined ? { lastReplyId: shortReplyId(reply.id) } : {}),
    ...(subscription === undefined ? {} : { stoppedAt: subscription === 'stop' ? item.receivedAt : undefined }),
  };
}

/** A payload that cannot be read is parked without an apology: nobody knows whose it is. */
function parsePayload(payload: string | undefined): unknown {
  try {
    return payload === undefined ? undefined : JSON.parse(payload);
  } catch {
    return undefined;
  }
}
