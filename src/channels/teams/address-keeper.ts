/** Remembers where Dalil was added, and forgets it when it is removed. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { ChannelMemory } from '../channel.ts';
import { placeOf, withoutThread, writeAddress } from './address.ts';
import { isRemoval, scopeOf } from './parse.ts';

/** Conversations known to be saved, so that not every message writes; more are simply saved again. */
const MAX_KNOWN = 10_000;

/** Makes the keeper. `keep` is called with every trusted activity, before it is answered. */
export function createAddressKeeper(memory: ChannelMemory) {
  const known = new Set<string>();
  return {
    async keep(activity: Activity): Promise<void> {
      const scope = scopeOf(activity);
      const conversationId = withoutThread(activity.conversation.id);
      if (isRemoval(activity)) {
        known.delete(conversationId);
        await memory.forgetAddress(conversationId);
        return;
      }
      if (!isAddition(activity) && (known.has(conversationId) || activity.type !== ActivityTypes.Message)) return;
      await memory.saveAddress({
        conversationId,
        personId: scope === 'personal' ? (activity.from.aadObjectId ?? activity.from.id) : undefined,
        group: placeOf(activity).groupId?.toLowerCase(),
        scope,
        // In a channel it is the channel that is reached, not the thread somebody happened to write in.
        address: writeAddress(activity, { thread: false }),
      });
      if (known.size >= MAX_KNOWN) known.clear();
      known.add(conversationId);
    },
  };
}

function isAddition(activity: Activity): boolean {
  if (activity.type === ActivityTypes.InstallationUpdate) return activity.action?.startsWith('add') === true;
  return (
    activity.type === ActivityTypes.ConversationUpdate &&
    (activity.membersAdded ?? []).some((member) => member.id === activity.recipient?.id)
  );
}
