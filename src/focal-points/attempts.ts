/** Attempts at what may fail: one of a kind at a time, what was said is not said again, and each failure waits longer. */
import type { PersonQuestion } from '../contracts/person-question.ts';
import { errorCode } from '../errors.ts';
import type { DeskParts } from './desk-parts.ts';

const MINUTE = 60_000;
const LONGEST_WAIT = 60 * MINUTE;
/** What could not be delivered for so long, in milliseconds, is given up. */
export const GIVE_UP_AFTER = 3 * 24 * 60 * MINUTE;

/** What a question remembers of attempts that went well. */
export const WENT_WELL = { failures: 0, retryAt: undefined } as const;

/** When to try again after so many failures in a row: a minute after the first, twice as long each time, at most an hour. */
export function retryTime(failures: number, now: number): number {
  return now + Math.min(LONGEST_WAIT, MINUTE * 2 ** (failures - 1));
}

/** True when an attempt may be made now. */
export function isDue({ retryAt }: Pick<PersonQuestion, 'retryAt'>, now: number): boolean {
  return retryAt === undefined || retryAt <= now;
}

/** True for the error of a conversation that is gone for good. */
export function isGone(error: unknown): boolean {
  return errorCode(error) === 'not-deliverable';
}

export interface Attempts {
  /**
   * Does a kind of work for a question, unless the same is being done. Never rejects: a failure is logged, and the
   * question put off. Undefined when nothing came of it.
   */
  once<T>(kind: string, id: string, work: () => Promise<T>): Promise<T | undefined>;
  /**
   * Says something and notes what came of it. When only the noting fails, the next attempt of the same key notes it
   * without saying it again.
   */
  sayAndNote<T extends string | undefined>(
    key: string,
    say: () => Promise<T>,
    note: (said: T) => Promise<unknown>,
  ): Promise<T>;
}

export function createAttempts({ store, log, now }: Pick<DeskParts, 'store' | 'log' | 'now'>): Attempts {
  const running = new Set<string>();
  /** What came of saying what is not noted yet. */
  const said = new Map<string, string | undefined>();

  async function putOff(id: string): Promise<void> {
    try {
      const question = await store.personQuestion(id);
      if (!question) return;
      const failures = question.failures + 1;
      await store.changePersonQuestion(id, [question.status], { failures, retryAt: retryTime(failures, now()) });
    } catch (error) {
      log.error({ code: errorCode(error), error, questionId: id }, 'A question for a person could not be put off');
    }
  }

  return {
    async once(kind, id, work) {
      const key = `${kind} ${id}`;
      if (running.has(key)) return undefined;
      running.add(key);
      try {
        return await work();
      } catch (error) {
        log.error({ code: errorCode(error), error, questionId: id, kind }, 'A question for a person has to wait');
        await putOff(id);
        return undefined;
      } finally {
        running.delete(key);
      }
    },
    async sayAndNote<T extends string | undefined>(
      key: string,
      say: () => Promise<T>,
      note: (outcome: T) => Promise<unknown>,
    ) {
      // A key names one kind of thing said, so what is kept under it is what `say` gives.
      const outcome = said.has(key) ? (said.get(key) as T) : await say();
      said.set(key, outcome);
      await note(outcome);
      said.delete(key);
      return outcome;
    },
  };
}
