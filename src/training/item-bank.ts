/** The items that may be asked: those of the files, less what is suspended or was withdrawn. */
import { createHash } from 'node:crypto';
import { LANGUAGES } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Challenge, ItemState, SuspensionCause } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { Item, Module } from './quiz.ts';

/**
 * So many learners must call an item wrong before it is suspended: one may have misread it, and whoever is asked
 * meanwhile is not harmed by a question that is still explained with its source.
 */
const CHALLENGES_TO_SUSPEND = 3;

/** An item a trainer is to decide on. */
export interface QueuedItem {
  module: Module;
  item: Item;
  /** Undefined for an item that is still asked. */
  cause?: SuspensionCause;
  challenges: Challenge[];
}

export interface ItemBankParts {
  store: Pick<TrainingStore, 'itemStates' | 'saveItemState' | 'openChallenges' | 'settleChallenges' | 'challenge'>;
  modules: readonly Module[];
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
}

/** A digest of the passages behind an item in every language; undefined where one of them is not in the index. */
function digestOf(item: Item, index: KnowledgeIndex): string | undefined {
  const hash = createHash('sha256');
  for (const language of LANGUAGES) {
    for (const source of item.source) {
      const first = index.passagesById.get(`${language}/${source}`);
      if (!first) return undefined;
      hash.update(`${first.text}\u0000`);
      // Later parts of a long section.
      for (let part = 2; ; part += 1) {
        const more = index.passagesById.get(`${language}/${source}~${part}`);
        if (!more) break;
        hash.update(`${more.text}\u0000`);
      }
    }
  }
  return hash.digest('hex');
}

/** Makes the bank. States are read from the store each time: another process (the command line) may have changed them. */
export function createItemBank({ store, modules, log, now }: ItemBankParts) {
  const keyOf = (module: string, itemId: string) => `${module} ${itemId}`;

  async function states(): Promise<Map<string, ItemState>> {
    return new Map((await store.itemStates()).map((state) => [keyOf(state.module, state.itemId), state]));
  }

  const save = (to: Omit<ItemState, 'since'>) => store.saveItemState({ ...to, since: now() });

  async function suspend(
    { module, itemId, before }: { module: string; itemId: string; before: ItemState | undefined },
    cause: SuspensionCause,
    sourceDigest = before?.sourceDigest,
  ): Promise<void> {
    await save({ module, itemId, status: 'suspended', cause, sourceDigest });
    const fields = { code: 'item-suspended', module, item: itemId, cause };
    log.warn(fields, 'A question is suspended until a trainer decides');
  }

  return {
    modules,
    moduleOf: (key: string): Module | undefined => modules.find((module) => module.key === key),

    /** A module with the items that may be asked now; undefined for a key that is none. */
    async asked(key: string): Promise<Module | undefined> {
      const module = modules.find((one) => one.key === key);
      if (!module) return undefined;
      const known = await states();
      const isAsked = ({ id }: Item) => (known.get(keyOf(key, id))?.status ?? 'asked') === 'asked';
      return { ...module, items: module.items.filter(isAsked) };
    },

    /** Suspends an item unless a trainer has decided on it: what was looked at is not taken away again. */
    async suspendOnce(module: string, itemId: string, cause: SuspensionCause): Promise<void> {
      const before = (await states()).get(keyOf(module, itemId));
      if (before === undefined || (before.status === 'asked' && before.cause !== cause)) {
        await suspend({ module, itemId, before }, cause);
      }
    },

    /** Notes that a learner calls an item wrong; suspends it once several have. */
    async challenge(challenge: Challenge): Promise<void> {
      const { module, itemId } = challenge;
      await store.challenge(challenge);
      const open = (await store.openChallenges()).filter((one) => one.module === module && one.itemId === itemId);
      if (open.length < CHALLENGES_TO_SUSPEND) return;
      const before = (await states()).get(keyOf(module, itemId));
      if ((before?.status ?? 'asked') === 'asked') await suspend({ module, itemId, before }, 'challenged');
    },

    /** Suspended and challenged items, the suspended first. */
    async queue(): Promise<QueuedItem[]> {
      const [known, challenges] = await Promise.all([states(), store.openChallenges()]);
      const queued = modules.flatMap((module) =>
        module.items.flatMap((item): QueuedItem[] => {
          const state = known.get(keyOf(module.key, item.id));
          const own = challenges.filter((one) => one.module === module.key && one.itemId === item.id);
          if (state?.status === 'suspended') return [{ module, item, cause: state.cause, challenges: own }];
          return own.length > 0 && state?.status !== 'withdrawn' ? [{ module, item, challenges: own }] : [];
        }),
      );
      return queued.sort((one, other) => Number(one.cause === undefined) - Number(other.cause === undefined));
    },

    /** A trainer's decision: asked again, or never more. Its challenges are settled. */
    async decide(module: string, itemId: string, keep: boolean): Promise<void> {
      const before = (await states()).get(keyOf(module, itemId));
      const status = keep ? 'asked' : 'withdrawn';
      await save({ module, itemId, status, cause: before?.cause, sourceDigest: before?.sourceDigest });
      await store.settleChallenges(module, itemId, now());
    },

    /**
     * Compares the passages behind every item with those of last time, and suspends items whose proof changed or is
     * gone. Resolves with how many were suspended.
     */
    async checkSources(index: KnowledgeIndex): Promise<number> {
      const known = await states();
      let suspended = 0;
      for (const { key: module, items } of modules) {
        for (const item of items) {
          const before = known.get(keyOf(module, item.id));
          const digest = digestOf(item, index);
          const isKnown = digest !== undefined && digest === before?.sourceDigest;
          const isGone = before?.status === 'suspended' && before.cause === 'source-gone' && digest === undefined;
          if (before?.status === 'withdrawn' || isKnown || isGone) continue;
          const isFirstLook = digest !== undefined && before?.sourceDigest === undefined;
          if (isFirstLook) {
            await save({ status: 'asked', ...before, module, itemId: item.id, sourceDigest: digest });
          } else {
            const cause = digest === undefined ? 'source-gone' : 'source-changed';
            await suspend({ module, itemId: item.id, before }, cause, digest);
            suspended += 1;
          }
        }
      }
      return suspended;
    },
  };
}

export type ItemBank = ReturnType<typeof createItemBank>;
