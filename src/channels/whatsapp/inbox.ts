/** Works through accepted messages: one person's in their order, people side by side, none lost and none handled twice. */
import type { Logger } from '../../contracts/logger.ts';
import { errorCode } from '../../errors.ts';
import type { ChannelQueue, OutgoingItem, WaitingItem } from '../channel.ts';

/** How many people are answered at once. */
const SIDE_BY_SIDE = 8;
/** How many waiting messages are looked at together; more when none of them may be handled yet. */
const LOOKED_AT = 64;
const MOST_LOOKED_AT = 4096;
/** Waits before the second and third attempt, in milliseconds; after the last the message is parked. */
const RETRY_AFTER = [2_000, 15_000] as const;

/** What working through the inbox needs. */
export interface InboxParts {
  queue: Pick<ChannelQueue, 'waiting' | 'settle' | 'retryLater' | 'park'>;
  /** Handles one message; resolves with what is to be sent for it. Rejects when it may be handled later. */
  handle(item: WaitingItem & { payload: string }): Promise<OutgoingItem[]>;
  /** What is sent for a message that could not be handled at all. */
  apology(item: WaitingItem): OutgoingItem[];
  /** Called when there is something to send. */
  onOutgoing(): void;
  log: Logger;
  now(): number;
  after(milliseconds: number, job: () => void): () => void;
  /** Lets requests that came in be answered first. */
  breathe(): Promise<void>;
}

/** The worker of one channel's inbox. */
export interface Inbox {
  /** Looks for waiting messages now; safe to call at any time. */
  wake(): void;
  /** Stops taking up messages; resolves when those being handled are done. */
  close(): Promise<void>;
}

/** Makes the worker; nothing is looked at before the first `wake`. */
export function createInbox(parts: InboxParts): Inbox {
  const { queue, log, now } = parts;
  const busyPeople = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let ready: WaitingItem[] = [];
  let looking: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let lookedAt = LOOKED_AT;
  let cancelTimer: () => void = () => undefined;

  /** What may be handled now: of each person the earliest message, unless that one has to wait. */
  function dueFirst(items: readonly WaitingItem[]): WaitingItem[] {
    const seen = new Set(busyPeople);
    return items.filter((item) => {
      if (running.has(item.id) || seen.has(item.personKey)) return false;
      seen.add(item.personKey);
      return item.retryAt === undefined || item.retryAt <= now();
    });
  }

  function wakeAt(items: readonly WaitingItem[]): void {
    const times = items.flatMap(({ retryAt }) => (retryAt !== undefined && retryAt > now() ? [retryAt] : []));
    cancelTimer();
    if (times.length > 0) cancelTimer = parts.after(Math.max(50, Math.min(...times) - now()), wake);
  }

  async function look(): Promise<void> {
    do {
      again = false;
      if (ready.length === 0) {
        const items = await queue.waiting(lookedAt);
        ready = dueFirst(items);
        wakeAt(items);
        // All of them wait, or belong to few people: others may stand behind them.
        const isFull = items.length === lookedAt && running.size + ready.length < SIDE_BY_SIDE;
        again ||= isFull && lookedAt < MOST_LOOKED_AT;
        lookedAt = isFull ? Math.min(lookedAt * 4, MOST_LOOKED_AT) : LOOKED_AT;
      }
      while (!closed && ready.length > 0 && running.size < SIDE_BY_SIDE) {
        const item = ready.shift();
        if (item && !busyPeople.has(item.personKey)) start(item);
      }
    } while (again && !closed && running.size < SIDE_BY_SIDE);
  }

  function start(item: WaitingItem): void {
    busyPeople.add(item.personKey);
    const work = attend(item).finally(() => {
      running.delete(item.id);
      busyPeople.delete(item.personKey);
      wake();
    });
    running.set(item.id, work);
  }

  /** Handles a message and notes that it is handled together with what is to be sent. Never rejects. */
  async function attend(item: WaitingItem): Promise<void> {
    await parts.breathe();
    try {
      const { payload } = item;
      if (payload === undefined) {
        log.error({ code: 'inbox-unreadable' }, 'A message was sealed with another secret and cannot be read');
        await queue.park(item.id, []);
        return;
      }
      const outgoing = await parts.handle({ ...item, payload });
      await queue.settle(item.id, outgoing);
      if (outgoing.length > 0) parts.onOutgoing();
    } catch (error) {
      await putOff(item, error);
    }
  }

  async function putOff(item: WaitingItem, error: unknown): Promise<void> {
    const attempts = item.attempts + 1;
    const wait = RETRY_AFTER[item.attempts];
    log.error({ code: errorCode(error), err: error, attempts }, 'A message could not be handled');
    try {
      if (wait !== undefined) await queue.retryLater(item.id, attempts, now() + wait);
      else {
        await queue.park(item.id, parts.apology(item));
        parts.onOutgoing();
      }
    } catch (failure) {
      // The message still waits: a later look finds it.
      log.error({ code: errorCode(failure), err: failure }, 'A message that failed could not be put off');
      cancelTimer = parts.after(RETRY_AFTER[0], wake);
    }
  }

  function wake(): void {
    if (closed) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => {
        log.error({ code: errorCode(error), err: error }, 'Waiting messages could not be looked up');
        cancelTimer = parts.after(RETRY_AFTER[0], wake);
      })
      .finally(() => {
        looking = undefined;
        if (again) wake();
      });
  }

  return {
    wake,
    async close() {
      closed = true;
      cancelTimer();
      await looking;
      await Promise.allSettled([...running.values()]);
    },
  };
}
