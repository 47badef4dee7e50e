/** Sends one message of the outbox, if it may go now, and notes what came of it. */
import type { Logger } from '../../contracts/logger.ts';
import { errorCode } from '../../errors.ts';
import type { ChannelMemory, ChannelQueue, OutgoingItem } from '../channel.ts';
import { type CloudApi, CloudApiError } from './cloud-api.ts';
import { type Decision, meaningOf, whatToDo } from './cloud-api-errors.ts';
import { isSentUnasked, isTemplate, outgoingAddress, readBody, TEMPLATE_CAUSE } from './outgoing.ts';
import type { Pace } from './pace.ts';
import type { SendingStop } from './sending-stop.ts';
import type { OutgoingBody } from './types.ts';
import { windowState } from './window.ts';

/** What sending needs. */
export interface SenderParts {
  queue: ChannelQueue;
  api: Pick<CloudApi, 'send'>;
  memory: Pick<ChannelMemory, 'noteSent'>;
  pace: Pace;
  stop: SendingStop;
  /** Name of the template that says that something waits. */
  templateName?: string;
  log: Logger;
  now(): number;
  random(): number;
}

/** Makes the function that sends one message. It never rejects: what failed is noted, or found again. */
export function createSender(parts: SenderParts): (item: OutgoingItem) => Promise<void> {
  const { queue, api, pace, stop, log, now } = parts;

  async function attend({ id, personKey }: OutgoingItem): Promise<void> {
    try {
      const item = await queue.item(id);
      if (item === undefined) return;
      if (item.body === undefined || item.address === undefined) {
        log.error({ code: 'outbox-unreadable' }, 'A message was sealed with another secret and cannot be sent');
        await queue.change(item.id, ['waiting', 'sending'], { status: 'failed', errorCode: 'outbox-unreadable' });
        return;
      }
      if (await isHeld(item)) return;
      if (
        !(await queue.change(item.id, ['waiting', 'sending'], {
          status: 'sending',
          sendingAt: now(),
          retryAt: undefined,
        }))
      )
        return;
      await send(item, item.address, item.body);
    } catch (error) {
      // Nothing of it is noted: the message still waits, and a later look finds it.
      log.error({ code: errorCode(error), err: error }, 'A message could not be worked on');
      pace.holdPerson(personKey, 5_000);
    }
  }

  /** Nothing free-form is sent when the person's window is over, or against their wish: it waits until they write again. */
  async function isHeld(item: OutgoingItem): Promise<boolean> {
    const contact = await queue.contact(item.personKey);
    // What waited until the person wrote is a reply then.
    const isReply = !isSentUnasked(item) || (contact !== undefined && contact.lastInboundAt > item.createdAt);
    const state = windowState(contact, isReply, now());
    if (state === 'open' || (state === 'closed' && isTemplate(item))) return false;
    await queue.change(item.id, ['waiting', 'sending'], { status: 'held', sendingAt: undefined, retryAt: undefined });
    log.info({ channel: 'whatsapp', code: state }, 'A message waits until the person writes again');
    if (state === 'closed' && contact?.optedInAt !== undefined) await announce(item);
    return true;
  }

  /** Says by an approved template that something waits; once for each window. */
  async function announce({ personKey, address, replyId }: OutgoingItem): Promise<void> {
    if (parts.templateName === undefined || address === undefined) return;
    const contact = await queue.contact(personKey);
    const body: OutgoingBody = {
      type: 'template',
      template: { name: parts.templateName, language: { code: outgoingAddress(address).language } },
    };
    const id = `template-${personKey}-${contact?.lastInboundAt ?? 0}`;
    await queue.add([
      {
        ...{ id, personKey, causeId: `${TEMPLATE_CAUSE}${replyId}`, replyId, address, body: JSON.stringify(body) },
        ...{ status: 'waiting', createdAt: now(), attempts: 0 },
      },
    ]);
  }

  async function send(item: OutgoingItem, address: string, body: string): Promise<void> {
    try {
      const { language: _language, ...to } = outgoingAddress(address);
      const { id: sentId } = await api.send(to, readBody(body), item.id);
      await queue.change(item.id, ['sending'], { status: 'sent', sentAt: now(), sentId });
      await parts.memory.noteSent(item.personKey, sentId, item.replyId);
      await stop.end();
    } catch (error) {
      if (!(error instanceof CloudApiError)) throw error;
      await act(item, whatToDo(error, item.attempts + 1, parts.random), error);
    }
  }

  async function act(item: OutgoingItem, decision: Decision, error: CloudApiError): Promise<void> {
    const attempts = item.attempts + 1;
    const code = String(error.code ?? error.status ?? 'no-answer');
    log.warn(
      {
        channel: 'whatsapp',
        code,
        meaning: meaningOf(error.code),
        attempts,
        decision: decision.do,
        trace: error.trace,
      },
      'A message was refused',
    );
    const back = (retryAt: number | undefined) =>
      queue.change(item.id, ['sending'], { status: 'waiting', attempts, retryAt, sendingAt: undefined });
    switch (decision.do) {
      case 'wait-person':
        pace.holdPerson(item.personKey, decision.milliseconds);
        await back(now() + decision.milliseconds);
        return;
      case 'wait-all':
        pace.holdAll(decision.milliseconds);
        await back(now() + decision.milliseconds);
        return;
      case 'retry':
        await back(now() + decision.milliseconds);
        return;
      case 'await-status':
        // Stays as it is being sent: the callback settles it, or it is sent again when none came.
        await queue.change(item.id, ['sending'], { attempts, retryAt: now() + decision.milliseconds });
        return;
      case 'hold':
        await queue.change(item.id, ['sending'], { status: 'held', attempts, sendingAt: undefined });
        return;
      case 'stop':
        await back(undefined);
        await stop.begin(code);
        return;
      case 'give-up':
        if (decision.isOurs)
          log.error({ channel: 'whatsapp', code, trace: error.trace }, 'Meta does not take this message');
        await queue.change(item.id, ['sending'], { status: 'failed', attempts, errorCode: code });
    }
  }

  return attend;
}
