/** A received message as an `Incoming`: stop words and documents of admins first, then everything else. */

import { z } from 'zod';
import type { Logger } from '../../contracts/logger.ts';
import type { Envelope, Incoming } from '../../contracts/message.ts';
import { stopOrStart } from '../../conversation/stop-words.ts';
import { errorCode } from '../../errors.ts';
import type { CloudApi } from './cloud-api.ts';
import { parseWhatsApp } from './parse.ts';
import type { ReceivedMessage } from './types.ts';

/** A larger file is a mistake, not a programme document; the same limit as for adding one. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

const documentShape = z.looseObject({
  document: z.looseObject({ id: z.string().min(1), filename: z.string().min(1).max(255).catch('document') }),
});
const textShape = z.looseObject({ text: z.looseObject({ body: z.string() }) });

/** The stop or start word a message is, if it is one. */
export function subscriptionOf({ message }: ReceivedMessage): 'stop' | 'start' | undefined {
  const text = message.type === 'text' ? textShape.safeParse(message) : undefined;
  return text?.success === true ? stopOrStart(text.data.text.body) : undefined;
}

/** Reads a message; fetches the document of an admin, and nobody else's. */
export async function receiveMessage(
  received: ReceivedMessage,
  envelope: Envelope,
  { api, latestReplyShort, log }: { api: Pick<CloudApi, 'download'>; latestReplyShort?: string; log: Logger },
): Promise<Incoming | undefined> {
  const subscription = subscriptionOf(received);
  if (subscription !== undefined) return { ...envelope, kind: 'subscription', wanted: subscription === 'start' };
  const sent = received.message.type === 'document' ? documentShape.safeParse(received.message) : undefined;
  if (sent?.success !== true || !envelope.roles.includes('admin')) {
    return parseWhatsApp(received, envelope, latestReplyShort);
  }
  const { id, filename } = sent.data.document;
  try {
    const { bytes, mimeType } = await api.download(id, MAX_FILE_BYTES);
    return { ...envelope, kind: 'file', name: filename, contentType: mimeType, bytes };
  } catch (error) {
    const code = errorCode(error);
    log.warn({ channel: 'whatsapp', code, err: error }, 'A file that was sent could not be fetched');
    return {
      ...envelope,
      kind: 'unsupported',
      reason: code === 'file-too-large' ? 'file-too-large' : 'file-not-fetched',
    };
  }
}
