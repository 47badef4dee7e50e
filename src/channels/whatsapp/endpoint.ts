/** Meta's webhook: everything in it is kept before it is acknowledged, and worked on after that. */
import type { Request, Response, Server } from 'restify';
import type { Logger } from '../../contracts/logger.ts';
import { errorCode } from '../../errors.ts';
import { readBody, refusalStatus, sendEmpty } from '../../http.ts';
import type { ChannelQueue } from '../channel.ts';
import { aliasesOf } from './identity.ts';
import { noteStatuses, type StatusParts } from './statuses.ts';
import { answerHandshake, verifySignature } from './verify.ts';
import { readWebhook } from './webhook.ts';

/** A notification has up to 3 MB: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks */
const MAX_BODY_BYTES = 3 * 1024 * 1024 + 64 * 1024;
/** The address given to Meta. */
export const WEBHOOK_PATH = '/whatsapp/webhook';

/** What the endpoint needs. */
export interface EndpointParts {
  queue: ChannelQueue;
  statuses: StatusParts;
  appSecret: string;
  verifyToken: string;
  phoneNumberId: string;
  /** Called when something was kept. */
  onKept(): void;
  log: Logger;
}

/** Adds the two routes of the webhook. Gives a function that tells how many requests are being received. */
export function mountWebhook(server: Server, parts: EndpointParts): () => number {
  const { queue, phoneNumberId, log } = parts;
  let receiving = 0;

  /** Keeps everything a webhook holds. Rejects when it could not; Meta then sends it again. */
  async function keep(body: unknown): Promise<void> {
    const content = readWebhook(body, phoneNumberId);
    if (content.skipped > 0) {
      log.warn(
        { channel: 'whatsapp', code: 'webhook-part-unread', count: content.skipped },
        'A part could not be read',
      );
    }
    for (const { before, after } of content.identityChanges) await queue.relink(aliasesOf(before), aliasesOf(after));
    const items = [];
    for (const message of content.messages) {
      const personKey = await queue.personOf(aliasesOf(message.sender));
      items.push({ messageId: message.message.id, personKey, payload: JSON.stringify(message) });
    }
    if (items.length > 0) await queue.accept(items);
    await noteStatuses(content, parts.statuses);
  }

  async function receive(request: Request, response: Response): Promise<void> {
    receiving += 1;
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      const signature = request.headers['x-hub-signature-256'];
      if (!verifySignature(body, typeof signature === 'string' ? signature : undefined, parts.appSecret)) {
        log.warn({ channel: 'whatsapp', code: 'bad-signature' }, 'A request without a valid signature was refused');
        sendEmpty(response, 401);
        return;
      }
      await keep(parseJson(body.toString('utf8')));
      sendEmpty(response, 200);
      parts.onKept();
    } catch (error) {
      const status = refusalStatus(errorCode(error)) ?? 500;
      log.error({ channel: 'whatsapp', code: errorCode(error), status, err: error }, 'A webhook could not be kept');
      sendEmpty(response, status);
    } finally {
      receiving -= 1;
    }
  }

  server.get(WEBHOOK_PATH, async (request: Request, response: Response) => {
    const query = Object.fromEntries(new URL(request.url ?? '', 'http://localhost').searchParams);
    const challenge = answerHandshake(query, parts.verifyToken);
    if (challenge === undefined) sendEmpty(response, 403);
    else response.sendRaw(200, challenge, { 'content-type': 'text/plain; charset=utf-8' });
  });
  server.post(WEBHOOK_PATH, receive);
  return () => receiving;
}

/** Signed by Meta and no JSON: nothing in it can be read, and a repetition would be the same. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
