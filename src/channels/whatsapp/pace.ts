/**
 * How fast messages may go: in all, and to one person. Each limit is a bucket of tokens that fills steadily, kept as the
 * time at which it is full again. https://developers.facebook.com/docs/whatsapp/cloud-api/overview#rate-limits
 */

/** The share of a second's messages that may go at once. */
const BURST_SECONDS = 0.25;
/** With each message this many remembered people are looked at; more than one, so that fewer and fewer are kept. */
const CHECKED_AT_ONCE = 2;

/** The limits, and the clock in milliseconds. */
export interface PaceOptions {
  /** Messages per second to all people together; the number's limit counts what comes in too. */
  perSecond: number;
  /** Messages that may go to one person at once. */
  pairBurst?: number;
  /** Seconds after which one more may go to the same person. */
  pairSeconds?: number;
  now: () => number;
}

/** When the next message may go. Times are in milliseconds from now; a person is known by any key. */
export interface Pace {
  /** How long a message to this person has to wait; 0 when it may go now. */
  delayFor(personKey: string): number;
  /** Notes that a message goes to this person now. */
  spend(personKey: string): void;
  /** Lets nothing go to this person for a while. */
  holdPerson(personKey: string, milliseconds: number): void;
  /** Lets nothing go to anybody for a while. */
  holdAll(milliseconds: number): void;
  /** How many people are remembered: those whose bucket is not full again, and a few more. */
  size(): number;
}

/** A bucket of tokens that may be held shut. */
interface Bucket {
  /** When it is full again. */
  fullAt: number;
  heldUntil: number;
  /** How long the hold was meant to be. */
  heldFor: number;
}

interface Limit {
  /** Most tokens. */
  burst: number;
  /** Milliseconds until one more token is there. */
  refill: number;
}

/** Makes a pace; it starts with every bucket full. */
export function createPace({ perSecond, pairBurst = 45, pairSeconds = 6, now }: PaceOptions): Pace {
  const allLimit: Limit = { burst: Math.max(1, Math.floor(perSecond * BURST_SECONDS)), refill: 1_000 / perSecond };
  const pairLimit: Limit = { burst: pairBurst, refill: pairSeconds * 1_000 };
  const all = newBucket();
  const people = new Map<string, Bucket>();

  /** The bucket of a person, moved behind those that were touched before; forgets people who have a full one. */
  function touch(personKey: string): Bucket {
    const bucket = people.get(personKey) ?? newBucket();
    people.delete(personKey);
    people.set(personKey, bucket);
    for (const [key, each] of [...people.entries().take(CHECKED_AT_ONCE)]) {
      people.delete(key);
      if (key === personKey || !isIdle(each, pairLimit, now())) people.set(key, each);
    }
    return bucket;
  }

  return {
    delayFor: (personKey) =>
      Math.max(waitOf(all, allLimit, now()), waitOf(people.get(personKey) ?? newBucket(), pairLimit, now())),
    spend(personKey) {
      spendOf(all, allLimit, now());
      spendOf(touch(personKey), pairLimit, now());
    },
    holdPerson: (personKey, milliseconds) => hold(touch(personKey), milliseconds, now()),
    holdAll: (milliseconds) => hold(all, milliseconds, now()),
    size: () => people.size,
  };
}

function newBucket(): Bucket {
  return { fullAt: 0, heldUntil: 0, heldFor: 0 };
}

/** Milliseconds until the bucket is full: never more than an empty one takes, even after the clock was set back. */
function missing({ fullAt }: Bucket, { burst, refill }: Limit, now: number): number {
  return Math.min(Math.max(0, fullAt - now), burst * refill);
}

function heldFor({ heldUntil, heldFor }: Bucket, now: number): number {
  return Math.min(Math.max(0, heldUntil - now), heldFor);
}

function waitOf(bucket: Bucket, limit: Limit, now: number): number {
  const forToken = missing(bucket, limit, now) - (limit.burst - 1) * limit.refill;
  return Math.ceil(Math.max(0, forToken, heldFor(bucket, now)));
}

function spendOf(bucket: Bucket, limit: Limit, now: number): void {
  bucket.fullAt = now + missing(bucket, limit, now) + limit.refill;
}

/** A shorter hold does not end a longer one. */
function hold(bucket: Bucket, milliseconds: number, now: number): void {
  bucket.heldFor = Math.max(heldFor(bucket, now), milliseconds);
  bucket.heldUntil = now + bucket.heldFor;
}

function isIdle(bucket: Bucket, limit: Limit, now: number): boolean {
  return missing(bucket, limit, now) === 0 && heldFor(bucket, now) === 0;
}
