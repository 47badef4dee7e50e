/** A small world around the desk: the real rules, seals and sentences, a store in memory, and platforms that can fail. */
import path from 'node:path';
import { PROJECT_DIR } from '../../src/config.ts';
import type { Reply, ShownQuestion } from '../../src/contracts/message.ts';
import { DalilError } from '../../src/errors.ts';
import { createDesk, type Desk, type ToPassOn } from '../../src/focal-points/desk.ts';
import type { DeskParts } from '../../src/focal-points/desk-parts.ts';
import type { Place } from '../../src/focal-points/load-places.ts';
import { loadSafetyRules } from '../../src/safety/load-rules.ts';
import { createPersonalDataMasker } from '../../src/safety/personal-data.ts';
import { createSealer } from '../../src/safety/sealed-text.ts';
import { loadTexts } from '../../src/text/texts.ts';
import { type ListLog, listLog } from '../fixtures/log.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';

const dialogs = path.join(PROJECT_DIR, 'dialogs');
export const texts = await loadTexts(path.join(dialogs, 'texts'));
export const safety = await loadSafetyRules(path.join(dialogs, 'safety'));
export const masker = createPersonalDataMasker(safety.personalData);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What was said on a platform, in order. */
export interface Sent {
  channel: string;
  address: string;
  reply: Reply;
  replaces?: string;
}

export const gone = () => new DalilError({ code: 'not-deliverable', message: 'It is gone.', hint: 'Nothing to do.' });
export const unreachable = () => new Error('the platform is down');

export interface World {
  desk: Desk;
  store: MemoryStore;
  log: ListLog;
  parts: DeskParts;
  sent: Sent[];
  /** Throws what a platform answers with instead of sending; undefined: it works. */
  refuses: ((message: Sent) => Error | undefined) | undefined;
  now: number;
  /** Another Dalil over the same store, as after a crash. */
  restart(changes?: Partial<DeskParts>): Desk;
  /** Lets time pass and ticks. */
  later(milliseconds: number): Promise<void>;
  /** What was said to an address, without updates of earlier messages. */
  saidTo(address: string): Sent[];
  /** The posts of the place as its people see them now: the latest state of each. */
  posts(): ShownQuestion[];
}

export const place = (changes: Partial<Place> = {}): Place => ({
  name: 'region',
  channel: 'chat',
  conversation: 'room',
  language: 'fr',
  countries: [],
  languages: [],
  ...changes,
});

/** The asker's address and key are words that must not be found anywhere in clear. */
export const ADDRESS = 'address-of-amina';
export const ASKER = { channel: 'asking', personKey: 'key-of-a-person', address: ADDRESS };
export const toPassOn = (changes: Partial<ToPassOn> = {}): ToPassOn => ({
  ...ASKER,
  language: 'en',
  countries: [],
  text: 'Who pays for the shelter?',
  urgent: false,
  ...changes,
});

export function createWorld(changes: Partial<DeskParts> = {}): World {
  const store = memoryStore();
  const log = listLog();
  const sent: Sent[] = [];
  let ids = 0;
  const parts: DeskParts = {
    remindAfterHours: 4,
    draftExpiresAfterDays: 180,
    places: [place()],
    store,
    sealer: createSealer(new Uint8Array(32)),
    masker,
    texts,
    log,
    now: () => world.now,
    newId: () => {
      ids += 1;
      return `a${ids}`;
    },
    addressOf: async (channel, conversationId) => `${channel}/${conversationId}`,
    async deliver(channel, address, reply, replaces) {
      const message: Sent = { channel, address, reply, replaces };
      const error = world.refuses?.(message);
      if (error) throw error;
      sent.push(message);
      return replaces ?? `message-${sent.length}`;
    },
    ...changes,
  };
  const world: World = {
    desk: createDesk(parts),
    store,
    log,
    parts,
    sent,
    refuses: undefined,
    now: Date.UTC(2026, 10, 21),
    restart(others = {}) {
      world.desk = createDesk({ ...parts, ...others });
      return world.desk;
    },
    async later(milliseconds) {
      world.now += milliseconds;
      await world.desk.tick();
    },
    saidTo: (address) => sent.filter((message) => message.address === address && message.replaces === undefined),
    posts() {
      const posts = new Map<string, ShownQuestion>();
      sent.forEach(({ reply, replaces }, at) => {
        for (const block of reply.blocks)
          if (block.type === 'person-question') posts.set(replaces ?? `message-${at + 1}`, block.question);
      });
      return [...posts.values()];
    },
  };
  return world;
}

/** All the words of a reply. */
export const wordsOf = (value: unknown): string => JSON.stringify(value);
