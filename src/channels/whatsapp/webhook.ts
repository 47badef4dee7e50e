/**
 * Reads what one POST of the webhook holds; nothing odd in it loses the rest.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
import { z } from 'zod';
import { aliasesOf } from './identity.ts';
import {
  type Addressee,
  type IdentityChange,
  type MessageStatus,
  type RawMessage,
  rawMessageSchema,
  type WebhookContent,
} from './types.ts';

/** An id or a number; Meta leaves it out, or sends it empty, when it may not be shared. */
const key = z.string().min(1).optional().catch(undefined);
const list = z.array(z.unknown()).catch([]);
/** The parts of a list that are of a shape; the others do not matter. */
const listOf = <T>(shape: z.ZodType<T>) =>
  list.transform((parts) => parts.flatMap((part) => shape.safeParse(part).data ?? []));
/** The codes of errors; their words are not needed. */
const codes = listOf(z.object({ code: z.number() })).transform((errors) => errors.map(({ code }) => code));

const bodyShape = z.object({ entry: z.array(z.unknown()) });
const entryShape = z.object({ changes: z.array(z.unknown()) });
const changeShape = z.object({ field: z.string(), value: z.unknown() });
const valueShape = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  contacts: listOf(z.object({ wa_id: key, user_id: key })),
  messages: list,
  statuses: list,
  /** `wa_id` is the number after the change. */
  user_id_update: listOf(z.object({ wa_id: key, user_id: z.object({ previous: key, current: key }) })),
  errors: codes,
});
type Value = z.infer<typeof valueShape>;

const senderShape = z.object({ from: key, from_user_id: key });
const statusShape = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  biz_opaque_callback_data: key,
  errors: codes,
});
/**
 * `from` is the number before the change, the rest as named. The sentence in `body` is not read: it holds the name the
 * person gave themselves. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system
 */
const systemShape = z.object({
  from: key,
  system: z.object({
    type: z.enum(['user_changed_number', 'user_changed_user_id']),
    wa_id: key,
    user_id: key,
    previous_user_id: key,
  }),
});

/** Meta described `user_id_update` until August 2026; since then a system message tells of a new id. */
const FIELDS: ReadonlySet<string> = new Set(['messages', 'user_id_update']);

/** Reads a parsed body. What was sent to another number than ours, or said in a group, is left out. Never throws. */
export function readWebhook(body: unknown, phoneNumberId: string): WebhookContent {
  const content: WebhookContent = { messages: [], statuses: [], identityChanges: [], errors: [], skipped: 0 };
  /** The parts that can be read; the others are counted. */
  const readable = <T>(shape: z.ZodType<T>, parts: readonly unknown[]): T[] =>
    parts.flatMap((part) => {
      const read = shape.safeParse(part);
      if (!read.success) content.skipped += 1;
      return read.success ? [read.data] : [];
    });

  const entries = readable(bodyShape, [body]).flatMap(({ entry }) => entry);
  const changes = readable(entryShape, entries).flatMap((entry) => entry.changes);
  const ours = readable(changeShape, changes).filter(({ field }) => FIELDS.has(field));
  const values = readable(
    valueShape,
    ours.map(({ value }) => value),
  );
  for (const value of values.filter(({ metadata }) => metadata.phone_number_id === phoneNumberId)) {
    const messages = readable(rawMessageSchema, value.messages);
    for (const message of messages.filter(isFromPerson)) {
      const sender = senderOf(message, value.contacts);
      if (aliasesOf(sender).length === 0) content.skipped += 1;
      else content.messages.push({ message, sender, phoneNumberId });
    }
    for (const status of readable(statusShape, value.statuses)) content.statuses.push(statusOf(status));
    for (const told of identityChangesIn(value, messages)) content.identityChanges.push(told);
    for (const code of value.errors) content.errors.push(code);
  }
  return content;
}

/** Dalil speaks with one person at a time, and a system message is Meta's own. */
function isFromPerson({ type, group_id: group }: RawMessage): boolean {
  return type !== 'system' && (group === undefined || group === null || group === '');
}

/** A contact may have the key that the message leaves out. The contacts of a POST need not be in the messages' order. */
function senderOf(message: RawMessage, contacts: Value['contacts']): Addressee {
  const { from, from_user_id: userId } = senderShape.parse(message);
  const contact =
    contacts.find(({ user_id }) => user_id !== undefined && user_id === userId) ??
    contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === from);
  return addressee(userId ?? contact?.user_id, from ?? contact?.wa_id);
}

function statusOf({ id, status, biz_opaque_callback_data: data, errors }: z.infer<typeof statusShape>): MessageStatus {
  return { id, status, errors, ...(data === undefined ? {} : { data }) };
}

function identityChangesIn(value: Value, messages: readonly RawMessage[]): IdentityChange[] {
  const told = messages.flatMap((message) => {
    const read = message.type === 'system' ? systemShape.safeParse(message).data : undefined;
    if (read === undefined) return [];
    const { from, system } = read;
    return [{ before: addressee(system.previous_user_id, from), after: addressee(system.user_id, system.wa_id) }];
  });
  const updated = value.user_id_update.map(({ wa_id, user_id }) => ({
    before: addressee(user_id.previous),
    after: addressee(user_id.current, wa_id),
  }));
  return [...told, ...updated].filter(isChange);
}

/** With nothing to know the person by, before or after, there is nothing to learn; nor when nothing is new. */
function isChange({ before, after }: IdentityChange): boolean {
  const known = aliasesOf(before);
  return known.length > 0 && aliasesOf(after).some((alias) => !known.includes(alias));
}

function addressee(userId: string | undefined, phone?: string): Addressee {
  return { ...(userId === undefined ? {} : { userId }), ...(phone === undefined ? {} : { phone }) };
}
