/** Sends what was decided, once wherever Meta lets us know, in order for each person, and no faster than Meta allows. */
import { errorCode } from '../../errors.ts';
import type { OutgoingItem } from '../channel.ts';
import { createSender, type SenderParts } from './send-message.ts';
import { createSendingStop } from './sending-stop.ts';

/** How many people are written to at once. */
const SIDE_BY_SIDE = 8;
/** How many waiting messages are looked at together; more when none of them may go yet. */
const LOOKED_AT = 64;
const MOST_LOOKED_AT = 4096;
/** How long what was looked up is worked with while some of it waits, in milliseconds. */
const LOOK_UP_EVERY = 200;
/**
 * How long a message whose sending was cut off waits for word from Meta before it is sent again, in milliseconds: Meta
 * has no way to ask, and its status callbacks come within seconds.
 */
export const AWAIT_STATUS = 20_000;
/** The longest wait before looking again, in milliseconds. */
const LONGEST_WAIT = 60_000;

/** What working through the outbox needs. */
export interface OutboxParts extends Omit<SenderParts, 'stop'> {
  after(milliseconds: number, job: () => void): () => void;
  breathe(): Promise<void>;
}

/** The worker of one channel's outbox. */
export interface Outbox {
  wake(): void;
  /** Takes up what a crash cut off; called once at the start. */
  resume(): Promise<void>;
  /** Stops the channel: every attempt would fail for the same reason. */
  stop(code: string): Promise<void>;
  close(): Promise<void>;
}

/** Makes the worker; nothing is sent before the first `wake`. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { queue, pace, log, now } = parts;
  const stop = createSendingStop(parts);
  const attend = createSender({ ...parts, stop });
  const busyPeople = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let lookedAt = LOOKED_AT;
  let ready: OutgoingItem[] = [];
  let lookedUpAt = 0;
  let cancelTimer: () => void = () => undefined;

  /** When a message may be tried, in milliseconds since 1970. */
  function dueAt(item: OutgoingItem): number {
    const awaited = item.status === 'sending' ? (item.sendingAt ?? 0) + AWAIT_STATUS : 0;
    return Math.max(item.retryAt ?? 0, awaited, stop.probeAt(), now() + pace.delayFor(item.personKey));
  }

  /** Messages that wait, as they were looked up last; a stale one is found out before it is sent. */
  async function waitingItems(): Promise<OutgoingItem[]> {
    if (ready.length > 0 && now() - lookedUpAt < LOOK_UP_EVERY) return ready;
    lookedUpAt = now();
    ready = await queue.pending(lookedAt);
    // All of them wait, or belong to few people: others may stand behind them.
    const isFull = ready.length === lookedAt && new Set(ready.map(({ personKey }) => personKey)).size < SIDE_BY_SIDE;
    lookedAt = isFull ? Math.min(lookedAt * 4, MOST_LOOKED_AT) : LOOKED_AT;
    again ||= isFull && ready.length < MOST_LOOKED_AT;
    return ready;
  }

  async function look(): Promise<void> {
    do {
      again = false;
      const seen = new Set(busyPeople);
      const left: OutgoingItem[] = [];
      let next = now() + LONGEST_WAIT;
      for (const item of await waitingItems()) {
        const isFree = !closed && running.size < SIDE_BY_SIDE && !(stop.isStopped() && running.size > 0);
        if (running.has(item.id)) continue;
        const isFirst = !seen.has(item.personKey);
        seen.add(item.personKey);
        const due = isFirst && isFree ? dueAt(item) : Number.POSITIVE_INFINITY;
        if (due <= now()) start(item);
        else {
          left.push(item);
          next = Math.min(next, due);
        }
      }
      ready = left;
      if (again) lookedUpAt = 0;
      if (left.length > 0) next = Math.min(next, lookedUpAt + LOOK_UP_EVERY);
      cancelTimer();
      cancelTimer = parts.after(Math.max(20, next - now()), wake);
    } while (again && !closed);
  }

  function start(item: OutgoingItem): void {
    busyPeople.add(item.personKey);
    stop.noteProbe();
    pace.spend(item.personKey);
    const attempt = parts.breathe().then(() => attend(item));
    const work = attempt.finally(() => {
      running.delete(item.id);
      busyPeople.delete(item.personKey);
      wake();
    });
    running.set(item.id, work);
  }

  function wake(): void {
    if (closed) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => {
        log.error({ code: errorCode(error), err: error }, 'Messages to send could not be looked up');
        cancelTimer();
        cancelTimer = parts.after(5_000, wake);
      })
      .finally(() => {
        looking = undefined;
        if (again) wake();
      });
  }

  return {
    wake,
    stop: stop.begin,
    async resume() {
      await stop.recall();
      wake();
    },
    async close() {
      closed = true;
      cancelTimer();
      await looking;
      await Promise.allSettled([...running.values()]);
    },
  };
}
