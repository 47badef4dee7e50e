/** What Teams needs to write to a conversation outside a turn, as one text; nobody else reads it. */
import type { Activity, ConversationReference } from 'botbuilder';
import { z } from 'zod';
import { DalilError } from '../../errors.ts';

const account = z.object({ id: z.string().min(1) });
const addressSchema = z.object({
  serviceUrl: z.url(),
  channelId: z.string().min(1),
  bot: account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
    tenantId: z.string().optional(),
  }),
  /** The team a channel belongs to, for its list of members. */
  teamId: z.string().optional(),
});

/** An address in its parts. It names no person: a personal conversation is known by its own id. */
export type TeamsAddress = z.infer<typeof addressSchema>;

/** What of `channelData` says where a message was written. */
const placeShape = z.looseObject({
  tenant: z.looseObject({ id: z.string() }).optional(),
  team: z.looseObject({ id: z.string(), aadGroupId: z.string().optional() }).optional(),
});

/** Tenant and team of an activity, from the two places Teams writes them to. */
export function placeOf(activity: Partial<Activity>): { tenantId?: string; teamId?: string; groupId?: string } {
  const data = placeShape.safeParse(activity.channelData);
  const { tenant, team } = data.success ? data.data : {};
  return {
    tenantId: activity.conversation?.tenantId ?? tenant?.id,
    teamId: team?.id,
    groupId: team?.aadGroupId,
  };
}

/** The address of the conversation an activity was written in; `thread: false` gives the channel, not the thread. */
export function writeAddress(activity: Activity, { thread = true } = {}): string {
  const { id, conversationType, isGroup } = activity.conversation;
  const { tenantId, teamId } = placeOf(activity);
  const address: TeamsAddress = {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    bot: { id: activity.recipient.id },
    conversation: { id: thread ? id : withoutThread(id), conversationType, isGroup, tenantId },
    teamId,
  };
  return JSON.stringify(address);
}

/** The id of a channel without the message whose thread was written in. */
export function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=\d+$/u, '');
}

/** Reads an address. Throws `address-broken`. */
export function readAddress(text: string): TeamsAddress {
  try {
    return addressSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DalilError({
      code: 'address-broken',
      message: 'A stored Teams address cannot be read.',
      hint: 'Have the app removed from that conversation and added again.',
      cause,
    });
  }
}

/** The reference the Bot Framework continues a conversation by. */
export function toReference({
  serviceUrl,
  channelId,
  bot,
  conversation,
}: TeamsAddress): Partial<ConversationReference> {
  const { id, conversationType = 'personal', isGroup = conversationType !== 'personal', tenantId } = conversation;
  return {
    serviceUrl,
    channelId,
    bot: { id: bot.id, name: '' },
    conversation: { id, conversationType, isGroup, name: '', ...(tenantId === undefined ? {} : { tenantId }) },
  };
}
