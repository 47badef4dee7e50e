/** What Meta's Cloud API sends and takes, as far as Dalil uses it. https://developers.facebook.com/docs/whatsapp/cloud-api */
import { z } from 'zod';

/**
 * How a person is written to: by their business-scoped user id, or by their number. Either may be missing; the number
 * wins where both are given. https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export const addresseeSchema = z.object({ userId: z.string().min(1).optional(), phone: z.string().min(1).optional() });
export type Addressee = z.infer<typeof addresseeSchema>;

/** A message as Meta sent it; unknown fields and types are kept as they came. */
export const rawMessageSchema = z.looseObject({ id: z.string().min(1), type: z.string().min(1) });
export type RawMessage = z.infer<typeof rawMessageSchema>;

/** A message with who sent it; what the inbox keeps, sealed. */
export const receivedMessageSchema = z.object({
  message: rawMessageSchema,
  sender: addresseeSchema,
  /** The number of ours it was sent to. */
  phoneNumberId: z.string(),
});
export type ReceivedMessage = z.infer<typeof receivedMessageSchema>;

/** What became of a message of ours. */
export interface MessageStatus {
  /** Meta's id of the message. */
  id: string;
  status: string;
  /** What we gave along when sending: the id of the outbox item. */
  data?: string;
  /** Codes of what went wrong. */
  errors: number[];
}

/** One key of a person stands for another person's key from now on (a changed number or id). */
export interface IdentityChange {
  before: Addressee;
  after: Addressee;
}

/** Everything one POST of the webhook holds. */
export interface WebhookContent {
  messages: ReceivedMessage[];
  statuses: MessageStatus[];
  identityChanges: IdentityChange[];
  /** Error codes that came without a message. */
  errors: number[];
  /** How many parts could not be read. */
  skipped: number;
}

/** One reply button, or one row of a list. */
export interface TapChoice {
  id: string;
  title: string;
  description?: string;
}

/** A message as Dalil sends it, without whom it goes to. */
export type OutgoingBody =
  | { type: 'text'; text: { body: string; preview_url: boolean } }
  | {
      type: 'interactive';
      interactive: {
        type: 'button';
        body: { text: string };
        action: { buttons: { type: 'reply'; reply: { id: string; title: string } }[] };
      };
    }
  | {
      type: 'interactive';
      interactive: {
        type: 'list';
        body: { text: string };
        action: { button: string; sections: { title: string; rows: TapChoice[] }[] };
      };
    }
  | { type: 'template'; template: { name: string; language: { code: string } } };
