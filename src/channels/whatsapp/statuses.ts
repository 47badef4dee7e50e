/** Notes what Meta says about messages of ours: sent, delivered, read, or failed and why. */
import type { Logger } from '../../contracts/logger.ts';
import type { ChannelQueue } from '../channel.ts';
import { meaningOf, statusDecision } from './cloud-api-errors.ts';
import type { Outbox } from './outbox.ts';
import type { MessageStatus, WebhookContent } from './types.ts';

/** What noting needs. */
export interface StatusParts {
  queue: ChannelQueue;
  outbox: Pick<Outbox, 'stop'>;
  log: Logger;
  now(): number;
}

/** Notes every status of a webhook; a message that was cut off while it was sent is known to be sent by it. */
export async function noteStatuses({ statuses, errors }: WebhookContent, parts: StatusParts): Promise<void> {
  for (const status of statuses) await noteStatus(status, parts);
  for (const code of errors) {
    parts.log.error(
      { channel: 'whatsapp', code: 'platform-error', reason: code, meaning: meaningOf(code) },
      'Meta reports an error',
    );
  }
}

async function noteStatus(
  { id, status, data, errors }: MessageStatus,
  { queue, outbox, log, now }: StatusParts,
): Promise<void> {
  const item = (data === undefined ? undefined : await queue.item(data)) ?? (await queue.bySentId(id));
  if (item === undefined) return;
  if (status !== 'failed') {
    // Also "delivered" and "read": the earlier ones may not have come.
    await queue.change(item.id, ['waiting', 'sending'], {
      status: 'sent',
      sentAt: now(),
      sentId: id,
      retryAt: undefined,
    });
    return;
  }
  const [code] = errors;
  // The body is gone once Meta took the message, so that it is not sent again; what stops the channel does.
  const decision = statusDecision(code, item.attempts, () => 0.5);
  log.error(
    { channel: 'whatsapp', code: 'not-delivered', reason: code, meaning: meaningOf(code), decision: decision.do },
    'Meta could not deliver a message',
  );
  await queue.change(item.id, ['waiting', 'sending', 'sent'], {
    status: 'failed',
    errorCode: String(code ?? 'unknown'),
  });
  if (decision.do === 'stop') await outbox.stop(String(code));
}
