/** Joining a training with its code, and joining two channels of one person with a code that works once. */
import { createHmac } from 'node:crypto';
import type { Language } from '../contracts/language.ts';
import type { Block } from '../contracts/message.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import type { ItemBank } from './item-bank.ts';
import { inGroups, type RandomBytes, readableCode } from './readable-code.ts';
import type { Screens } from './screens.ts';

/** How long a code that joins two channels works, in milliseconds. */
const LINK_CODE_LASTS = 15 * 60 * 1000;
const LINK_CODE_LENGTH = 8;

export interface MembershipParts {
  store: Pick<TrainingStore, 'event' | 'joinEvent' | 'learnerOf' | 'linkLearner' | 'addOneTimeCode' | 'useOneTimeCode'>;
  bank: ItemBank;
  screens: Screens;
  sealer: Sealer;
  /** Codes are stored under a hash keyed with it. */
  secret: Uint8Array;
  now(): number;
  randomBytes: RandomBytes;
}

/** A code as it is compared: capitals, without blanks and dashes. */
function bare(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');
}

/** The keyed hash a one-time code is stored under. */
export function oneTimeKey(secret: Uint8Array, code: string): string {
  return createHmac('sha256', secret).update(`one-time code\u0000${code}`).digest('hex');
}

export function createMembership({ store, bank, screens, sealer, secret, now, randomBytes }: MembershipParts) {
  const { text, notice, offer } = screens;

  return {
    /** Joins an event; its modules are offered. */
    async join(who: { personKey: string; channel: string }, code: string, language: Language): Promise<Block[]> {
      const event = await store.event(code.toUpperCase());
      if (!event) return [notice(language, 'training.noEvent', { code: code.toUpperCase() })];
      const learnerKey = await store.learnerOf(who.personKey);
      const isNew = await store.joinEvent({
        ...{ event: event.code, learnerKey, channel: who.channel, language, joinedAt: now() },
      });
      const choices = event.modules.flatMap((key) => {
        const module = bank.moduleOf(key);
        return module
          ? [{ label: module.title[language], choice: { action: 'open-module' as const, module: key } }]
          : [];
      });
      return [
        text(language, isNew ? 'training.joined' : 'training.joinedBefore', { name: event.name, place: event.place }),
        { type: 'choices', prompt: screens.words(language, 'training.start'), choices },
      ];
    },

    /** A code to type on the other channel. */
    async offerLink(personKey: string, language: Language): Promise<Block[]> {
      const code = readableCode(LINK_CODE_LENGTH, randomBytes);
      const learner = await store.learnerOf(personKey);
      const kept = { codeKey: oneTimeKey(secret, code), purpose: 'link' as const, value: sealer.seal(learner) };
      await store.addOneTimeCode({ ...kept, expiresAt: now() + LINK_CODE_LASTS }, now());
      return [text(language, 'training.linkCode', { code: inGroups(code, LINK_CODE_LENGTH / 2) })];
    },

    /** Makes this person the learner a code stands for. */
    async link(personKey: string, code: string, language: Language): Promise<Block[]> {
      const sealed = await store.useOneTimeCode(oneTimeKey(secret, bare(code)), 'link', now());
      const learner = sealed === undefined ? undefined : sealer.open(sealed);
      if (learner === undefined) return [notice(language, 'training.linkUnknown')];
      await store.linkLearner(personKey, learner);
      const choice = offer(language, 'quiz.choice.menu', { action: 'open-training' });
      return [text(language, 'training.linked'), { type: 'choices', choices: [choice] }];
    },
  };
}

export type Membership = ReturnType<typeof createMembership>;
