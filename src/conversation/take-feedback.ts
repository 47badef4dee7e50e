/** Stores a verdict on an answer with what the answer was, and none of its words. */
import type { Incoming } from '../contracts/message.ts';
import type { Session, Store } from '../contracts/store.ts';
import type { Identity } from './identity.ts';

/** What taking feedback needs. */
export interface FeedbackParts {
  store: Store;
  identity: Identity;
  newId(): string;
}

/**
 * Stores a verdict. It names the reply, or the platform's message the reply was sent as, or nothing: then the last
 * answer of the conversation is meant.
 */
export async function takeFeedback(
  { store, identity, newId }: FeedbackParts,
  incoming: Incoming & { kind: 'feedback' },
  session: Session,
): Promise<void> {
  const { channel, conversationId, replyToId, helpful, reason, receivedAt } = incoming;
  const named = replyToId === undefined ? undefined : identity.message(channel, conversationId, replyToId);
  const replyId = (named && (await store.replyOf(named))) ?? replyToId ?? session.lastReplyId ?? '';
  const answered = await store.outcomeOf(replyId);
  await store.recordFeedback({
    id: newId(),
    replyId,
    helpful,
    reason: helpful ? undefined : reason,
    outcome: answered?.outcome,
    passageIds: answered?.passageIds ?? [],
    at: receivedAt,
  });
}
