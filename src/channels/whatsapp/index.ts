/** The WhatsApp channel: Meta's webhook at /whatsapp/webhook, a durable inbox and outbox, and the Cloud API. */
import { z } from 'zod';
import { DalilError, errorCode } from '../../errors.ts';
import type { Channel, ChannelDependencies } from '../channel.ts';
import { WhatsAppAdapter } from './adapter.ts';
import { createMessageAnswerer } from './answer-message.ts';
import { chatLink } from './chat-link.ts';
import { createCloudApi } from './cloud-api.ts';
import { mountWebhook } from './endpoint.ts';
import { createInbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import { outgoingItems, UNASKED_CAUSE, writeAddress } from './outgoing.ts';
import { createPace } from './pace.ts';
import { addresseeSchema } from './types.ts';

/** Typing is shown for so many messages at once; under more load the answer is the better sign. */
const MAX_TYPING = 16;

/** So many turns of the event loop without a request let an answer be worked on. */
const QUIET_TURNS = 5;
/** After so many it is worked on all the same. */
const MAX_TURNS = 400;

/** What the channel is told. */
export interface WhatsAppSettings {
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  phoneNumberId: string;
  /** The number itself, digits alone; without it nothing links to a chat. */
  number?: string;
  graphUrl: string;
  graphVersion: string;
  /** Numbers (digits alone) and user ids of admins. */
  admins: readonly string[];
  /** Name of an approved template that says that something waits. */
  templateName?: string;
  messagesPerSecond: number;
}

/** Where a person is reached outside a turn; the key finds their contact. */
const addressShape = z.object({ to: addresseeSchema, personKey: z.string() });

/** Makes the channel. Throws `cloud-api-setting` for settings no request can be made with. */
export function createWhatsAppChannel(dependencies: ChannelDependencies, settings: WhatsAppSettings): Channel {
  const { log, now, after, random } = dependencies;
  const queue = dependencies.queue('whatsapp');
  const memory = dependencies.memory('whatsapp');
  const { graphUrl: url, graphVersion: version, phoneNumberId, accessToken } = settings;
  const api = createCloudApi({ url, version, phoneNumberId, accessToken });
  const pace = createPace({ perSecond: settings.messagesPerSecond, now });
  let typing = 0;
  let receiving = () => 0;

  /**
   * Lets what Meta posts be acknowledged first: an answer may take a moment, an acknowledgement may not. A request is
   * seen only after some turns of the event loop (accepted, read, parsed), so a few quiet ones are waited for.
   */
  async function breathe(): Promise<void> {
    for (let turns = 0, quiet = 0; quiet < QUIET_TURNS && turns < MAX_TURNS; turns += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      quiet = receiving() > 0 ? 0 : quiet + 1;
    }
  }

  /** Not waited for: the answer matters more than the dots. */
  async function showTyping(messageId: string): Promise<void> {
    if (typing >= MAX_TYPING) return;
    typing += 1;
    api
      .markRead(messageId, true)
      .catch((error: unknown) => log.warn({ channel: 'whatsapp', code: errorCode(error) }, 'Typing could not be shown'))
      .finally(() => {
        typing -= 1;
      });
  }

  const outbox = createOutbox({
    ...{ queue, api, memory, pace, log, now, random, after, breathe },
    templateName: settings.templateName,
  });
  const answerer = createMessageAnswerer({
    ...{ dependencies, queue, api },
    adapter: new WhatsAppAdapter(showTyping),
    admins: settings.admins,
    onReleased: outbox.wake,
  });
  const { handle, apology } = answerer;
  const inbox = createInbox({ queue, handle, apology, onOutgoing: outbox.wake, log, now, after, breathe });

  return {
    name: 'whatsapp',
    reachesLater: true,
    mount(server) {
      receiving = mountWebhook(server, {
        ...{ queue, log, phoneNumberId },
        statuses: { queue, outbox, log, now },
        appSecret: settings.appSecret,
        verifyToken: settings.verifyToken,
        onKept: inbox.wake,
      });
    },
    /** Keeps a reply to be sent; the outbox sees to it. A sent message cannot be replaced: a new one follows. */
    async deliver(address, reply) {
      const { to, personKey } = addressShape.parse(JSON.parse(address));
      if ((await queue.contact(personKey)) === undefined) throw gone();
      const causeId = `${UNASKED_CAUSE}${reply.id}`;
      const cause = { causeId, personKey, address: writeAddress(to, reply.language), createdAt: now() };
      await queue.add(outgoingItems(cause, answerer.said(reply)));
      outbox.wake();
      return causeId;
    },
    linkTo(text) {
      return settings.number === undefined ? undefined : chatLink(settings.number, text);
    },
    async resume() {
      await outbox.resume();
      inbox.wake();
    },
    async close() {
      await inbox.close();
      await outbox.close();
      await answerer.idle();
    },
  };
}

function gone(): DalilError {
  return new DalilError({
    code: 'not-deliverable',
    message: 'The person on WhatsApp is not known any more.',
    hint: 'They asked to be forgotten, or never wrote: wait until they write.',
  });
}
