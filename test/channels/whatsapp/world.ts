/** The queues of the channel over a store in memory, with a clock and timers that a test moves by hand. */
import type { ChannelQueue, OutgoingItem } from '../../../src/channels/channel.ts';
import { CloudApiError } from '../../../src/channels/whatsapp/cloud-api.ts';
import { createOutbox, type Outbox } from '../../../src/channels/whatsapp/outbox.ts';
import { writeAddress } from '../../../src/channels/whatsapp/outgoing.ts';
import { createPace } from '../../../src/channels/whatsapp/pace.ts';
import type { Addressee, OutgoingBody } from '../../../src/channels/whatsapp/types.ts';
import { createChannelQueue } from '../../../src/conversation/channel-queue.ts';
import { createIdentity } from '../../../src/conversation/identity.ts';
import { createSealer } from '../../../src/safety/sealed-text.ts';
import { type MemoryStore, memoryStore } from '../../fixtures/memory-store.ts';
import { fakeChannelMemory, memoryLog } from '../helpers.ts';

/** A message as Meta got it. */
export interface Got {
  to: Addressee;
  body: OutgoingBody;
  data: string;
}

const SECRET = new Uint8Array(32).fill(3);

/** Everything an outbox stands on; `restart` gives a new one over the same store, as after a crash. */
export function createWorld() {
  const store: MemoryStore = memoryStore();
  const log = memoryLog();
  const memory = fakeChannelMemory();
  let clock = 1_763_766_000_000;
  let timers: { at: number; job: () => void }[] = [];
  const got: Got[] = [];
  const now = () => clock;
  const queue: ChannelQueue = createChannelQueue({
    store,
    identity: createIdentity(SECRET),
    sealer: createSealer(SECRET),
    now,
  })('whatsapp');
  const world = {
    store,
    log,
    memory,
    queue,
    got,
    now,
    /** What Meta answers; undefined: it takes the message. */
    refuse: (_message: Got): CloudApiError | undefined => undefined,
    templateName: undefined as string | undefined,
    outbox: undefined as unknown as Outbox,
    restart,
    settled,
    /** Lets time pass; timers run in their order. */
    async pass(milliseconds: number): Promise<void> {
      const end = clock + milliseconds;
      for (;;) {
        await settled();
        const due = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        clock = Math.max(clock, due.at);
        due.job();
      }
      clock = end;
    },
    /** Keeps a reply to a person who wrote just now. */
    async decide(id: string, changes: Partial<OutgoingItem> = {}): Promise<void> {
      await queue.add([item(id, changes)]);
    },
    wrote: (personKey: string) => queue.noteContact(personKey, { lastInboundAt: clock }),
  };
  function item(id: string, changes: Partial<OutgoingItem> = {}): OutgoingItem {
    const body: OutgoingBody = { type: 'text', text: { body: id, preview_url: false } };
    return {
      ...{ id, personKey: 'p1', causeId: `in-${id}`, replyId: `reply-${id}`, createdAt: clock, attempts: 0 },
      ...{ address: writeAddress({ phone: '1' }, 'fr'), body: JSON.stringify(body), status: 'waiting' as const },
      ...changes,
    };
  }
  /** Runs everything that waits for nothing but its turn. */
  async function settled(): Promise<void> {
    for (let step = 0; step < 300; step += 1) await Promise.resolve();
  }
  function after(milliseconds: number, job: () => void) {
    const timer = { at: clock + milliseconds, job };
    timers.push(timer);
    return () => {
      timers = timers.filter((each) => each !== timer);
    };
  }
  function restart(): Outbox {
    timers = [];
    world.outbox = createOutbox({
      api: {
        async send(to, body, data) {
          const message = { to, body, data };
          const refusal = world.refuse(message);
          if (refusal?.arrived === 'unknown') got.push(message);
          if (refusal) throw refusal;
          got.push(message);
          return { id: `wamid-${data}` };
        },
      },
      ...{ queue, memory, log, now, after },
      pace: createPace({ perSecond: 1000, now }),
      templateName: world.templateName,
      random: () => 0.5,
      breathe: async () => undefined,
    });
    return world.outbox;
  }
  restart();
  return world;
}

export type World = ReturnType<typeof createWorld>;

/** A refusal of Meta. */
export const refusal = (problem: Partial<ConstructorParameters<typeof CloudApiError>[0]>) =>
  new CloudApiError({ arrived: 'no', ...problem });

/** The words of what Meta got, in order. */
export const wordsOf = (got: readonly Got[]) =>
  got.map(({ body }) => (body.type === 'text' ? body.text.body : body.type));
