/** Whether a request to the webhook is Meta's. https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/iu;
/** Meta sends a number; anything short that can be printed is given back as it came. */
const CHALLENGE = /^[\x20-\x7e]{1,256}$/u;

/**
 * True when `header` (X-Hub-Signature-256) signs these very bytes. They must be the bytes of the wire: Meta signs its
 * own spelling (every character above U+007F as `\uXXXX`), which JSON written again would not have.
 */
export function verifySignature(rawBody: Buffer, header: string | undefined, appSecret: string): boolean {
  const signature = SIGNATURE.exec(header ?? '')?.[1];
  // Without a secret anybody could sign.
  if (signature === undefined || appSecret === '') return false;
  return timingSafeEqual(createHmac('sha256', appSecret).update(rawBody).digest(), Buffer.from(signature, 'hex'));
}

/** What to answer when the address of the webhook is entered or changed; undefined when it is to be refused (403). */
export function answerHandshake(query: Record<string, unknown>, verifyToken: string): string | undefined {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string') return undefined;
  const isOurs = verifyToken !== '' && timingSafeEqual(digestOf(token), digestOf(verifyToken));
  return isOurs && CHALLENGE.test(challenge) ? challenge : undefined;
}

/** Of one length whatever the text, so that comparing two tells nothing of either. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
