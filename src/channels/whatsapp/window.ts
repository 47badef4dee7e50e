/**
 * What may be sent to a person now. Free messages go for 24 hours after the person last wrote, then only templates.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows
 */
import type { Contact } from '../../contracts/queue.ts';

/** The window less some minutes: a message must not arrive at its very end. In milliseconds. */
export const WINDOW = (24 * 60 - 5) * 60 * 1000;

/** `open`: anything may be sent. `closed`: the window is over. `unwanted`: the person asked for replies only. */
export type WindowState = 'open' | 'closed' | 'unwanted';

/** Whether a message may go to a contact at `now` (milliseconds since 1970); a reply is what the person just asked for. */
export function windowState(contact: Contact | undefined, isReply: boolean, now: number): WindowState {
  // Without a contact the person just asked to be forgotten: they still get the answer to that.
  if (contact === undefined) return isReply ? 'open' : 'closed';
  if (!isReply && contact.stoppedAt !== undefined) return 'unwanted';
  return now - contact.lastInboundAt < WINDOW ? 'open' : 'closed';
}
