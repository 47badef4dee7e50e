/** Where items stand, and who says that one is wrong. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import type { Store } from '../../../../contracts/store.ts';
import {
  CHALLENGE_REASONS,
  type Challenge,
  type ItemState,
  SUSPENSION_CAUSES,
} from '../../../../contracts/training.ts';
import { orEmpty, readEach } from '../json-text.ts';
import { orNull, type QueryParts, whole, wholeOrNull } from './parts.ts';

type ItemQueries = Pick<Store, 'itemStates' | 'saveItemState' | 'challenge' | 'openChallenges' | 'settleChallenges'>;

const stateRow = z
  .object({
    module: z.string(),
    item_id: z.string(),
    status: z.enum(['asked', 'suspended', 'withdrawn']),
    cause: orEmpty(z.enum(SUSPENSION_CAUSES)),
    since: z.number(),
    source_digest: orEmpty(z.string()),
  })
  .transform(
    ({ item_id: itemId, source_digest: sourceDigest, ...same }): ItemState => ({ ...same, itemId, sourceDigest }),
  );

/** A challenge as its row holds it. */
export const challengeRow = z
  .object({
    module: z.string(),
    item_id: z.string(),
    learner_key: z.string(),
    language: z.enum(LANGUAGES),
    reason: orEmpty(z.enum(CHALLENGE_REASONS)),
    at: z.number(),
    settled_at: orEmpty(z.number()),
  })
  .transform(
    ({ item_id: itemId, learner_key: learnerKey, settled_at: settledAt, ...same }): Challenge => ({
      ...same,
      itemId,
      learnerKey,
      settledAt,
    }),
  );

export function trainingItemQueries({ db, attempt }: QueryParts): ItemQueries {
  return {
    itemStates: () =>
      attempt('list where items stand', async () =>
        readEach(
          stateRow,
          await db.selectFrom('training_items').selectAll().orderBy('module').orderBy('item_id').execute(),
        ),
      ),

    saveItemState: (state) =>
      attempt('note where an item stands', async () => {
        const kept = {
          status: state.status,
          cause: orNull(state.cause),
          since: whole(state.since),
          source_digest: orNull(state.sourceDigest),
        };
        await db
          .insertInto('training_items')
          .values({ module: state.module, item_id: state.itemId, ...kept })
          .onConflict((conflict) => conflict.columns(['module', 'item_id']).doUpdateSet(kept))
          .execute();
      }),

    challenge: (challenge) =>
      attempt('note that somebody says an item is wrong', async () => {
        const { reason } = challenge;
        await db
          .insertInto('training_challenges')
          .values({
            module: challenge.module,
            item_id: challenge.itemId,
            learner_key: challenge.learnerKey,
            language: challenge.language,
            reason: orNull(reason),
            at: whole(challenge.at),
            settled_at: wholeOrNull(challenge.settledAt),
          })
          .onConflict((conflict) => {
            const known = conflict.columns(['module', 'item_id', 'learner_key']);
            return reason === undefined ? known.doNothing() : known.doUpdateSet({ reason });
          })
          .execute();
      }),

    openChallenges: () =>
      attempt('list the items that are said to be wrong', async () =>
        readEach(
          challengeRow,
          await db
            .selectFrom('training_challenges')
            .selectAll()
            .where('settled_at', 'is', null)
            .orderBy('at')
            .orderBy('module')
            .orderBy('item_id')
            .orderBy('learner_key')
            .execute(),
        ),
      ),

    settleChallenges: (module, itemId, at) =>
      attempt('settle what was said against an item', async () => {
        await db
          .updateTable('training_challenges')
          .set({ settled_at: whole(at) })
          .where('module', '=', module)
          .where('item_id', '=', itemId)
          .where('settled_at', 'is', null)
          .execute();
      }),
  };
}
