/** What channels keep across restarts, over the store: no id of the platform and no readable address gets there. */
import { z } from 'zod';
import type { ChannelMemory } from '../channels/channel.ts';
import type { StoredAddress } from '../contracts/address.ts';
import { isLanguage } from '../contracts/language.ts';
import type { Store } from '../contracts/store.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import type { Identity } from './identity.ts';

/** What the memory of every channel is made of. */
export interface ChannelMemoryParts {
  store: Store;
  identity: Identity;
  sealer: Sealer;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new unique id. */
  newId(): string;
}

/** What is sealed: an address says how to write, the id beside it which conversation that is. */
const sealedShape = z.object({ conversationId: z.string(), address: z.string() });

/** What was sealed; undefined when it cannot be opened. */
function readSealed(text: string | undefined): z.infer<typeof sealedShape> | undefined {
  return text === undefined ? undefined : sealedShape.parse(JSON.parse(text));
}

/**
 * The memory of a channel, by the channel's name. What was sealed with another secret counts as absent. Its methods
 * reject with the store's `DalilError`.
 */
export function createChannelMemory(parts: ChannelMemoryParts): (channel: string) => ChannelMemory {
  const { store, identity, sealer, now, newId } = parts;
  const open = (found: StoredAddress | undefined) => readSealed(found && sealer.open(found.address));

  return (channel) => ({
    async saveAddress({ conversationId, personId, group, scope, address }) {
      await store.saveAddress({
        conversationKey: identity.conversation(channel, conversationId),
        personKey: personId === undefined ? undefined : identity.person(channel, personId),
        groupKey: group === undefined ? undefined : identity.group(channel, group),
        channel,
        scope,
        address: sealer.seal(JSON.stringify({ conversationId, address })),
        savedAt: now(),
      });
    },

    forgetAddress: (conversationId) => store.forgetAddress(identity.conversation(channel, conversationId)),

    async addressOf(conversationId) {
      return open(await store.addressOf(identity.conversation(channel, conversationId)))?.address;
    },

    async addressOfGroup(group) {
      return open(await store.addressOfGroup(identity.group(channel, group)))?.address;
    },

    async sharedConversations() {
      const shared = (await store.listAddresses(channel)).filter(({ scope }) => scope !== 'personal');
      return shared.flatMap((found) => {
        const conversationId = open(found)?.conversationId;
        return conversationId === undefined ? [] : [{ conversationId, scope: found.scope }];
      });
    },

    noteSent: (conversationId, messageId, replyId) =>
      store.noteSent(identity.message(channel, conversationId, messageId), replyId, now()),

    async noteUnfinished(address, language) {
      const id = newId();
      await store.noteUnfinished({ id, channel, address: sealer.seal(address), language, startedAt: now() });
      return id;
    },

    finish: (turnId) => store.finish(turnId),

    async unfinished() {
      const turns = await store.unfinishedTurns(channel);
      return turns.flatMap(({ id, address: sealed, language }) => {
        const address = sealer.open(sealed);
        return address !== undefined && isLanguage(language) ? [{ id, address, language }] : [];
      });
    },
  });
}
