/** Messages on their way out, as the outbox keeps them. */
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../contracts/language.ts';
import type { OutgoingItem } from '../channel.ts';
import { type Addressee, addresseeSchema, type OutgoingBody } from './types.ts';

/** Begins the cause of a message nobody had just asked for. */
export const UNASKED_CAUSE = 'unasked-';
/** Begins the cause of a template. */
export const TEMPLATE_CAUSE = 'template-';

const addressShape = addresseeSchema.extend({ language: z.enum(LANGUAGES) });
/** Bodies are written by `renderWhatsApp` alone; only that there is one is checked. */
const bodyShape = z.custom<OutgoingBody>((value) => typeof value === 'object' && value !== null && 'type' in value);

/** The address of a message, as text: whom it goes to, and the language to speak. */
export function writeAddress(to: Addressee, language: Language): string {
  return JSON.stringify({ ...to, language });
}

/** Reads an address again. */
export function outgoingAddress(text: string): z.infer<typeof addressShape> {
  return addressShape.parse(JSON.parse(text));
}

/** Reads a body again. */
export function readBody(text: string): OutgoingBody {
  return bodyShape.parse(JSON.parse(text));
}

/** True for a message that answers nothing the person just wrote. */
export function isSentUnasked({ causeId }: Pick<OutgoingItem, 'causeId'>): boolean {
  return causeId.startsWith(UNASKED_CAUSE) || causeId.startsWith(TEMPLATE_CAUSE);
}

/** True for a template: the one kind of message that may go when the window is over. */
export function isTemplate({ causeId }: Pick<OutgoingItem, 'causeId'>): boolean {
  return causeId.startsWith(TEMPLATE_CAUSE);
}

/** Messages to keep for one cause; their ids follow from it, so that keeping them twice changes nothing. */
export function outgoingItems(
  { causeId, personKey, address, createdAt }: Pick<OutgoingItem, 'causeId' | 'personKey' | 'address' | 'createdAt'>,
  said: readonly { replyId: string; body: OutgoingBody }[],
): OutgoingItem[] {
  return said.map(({ replyId, body }, at) => ({
    id: `${causeId}-${at + 1}`,
    personKey,
    causeId,
    replyId,
    address,
    body: JSON.stringify(body),
    status: 'waiting',
    createdAt,
    attempts: 0,
  }));
}
