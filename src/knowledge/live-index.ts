/** Holds the index a server answers from and takes over a new version as soon as one is made live. */
import type { Logger } from '../contracts/logger.ts';
import { errorCode } from '../errors.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { KnowledgeBackends } from './backends.ts';
import { DAY, withoutExpired } from './expiry.ts';
import { openBestVersion } from './open-version.ts';
import { readPointer } from './versions.ts';

/** How often the pointer to the live version is looked at, in milliseconds; one small file, once a second. */
const LOOK_EVERY = 1_000;

export interface LiveIndex {
  /** The index of this moment, without what has expired; a question keeps the one it started with. */
  current(): KnowledgeIndex | undefined;
  /** Opens the live version if it is not the one held. A version that cannot be read changes nothing. */
  look(): Promise<void>;
  /** Looks again and again until `close`; does not keep the process alive. */
  watch(): void;
  close(): void;
}

/** Makes a holder; it holds nothing before the first `look`. */
export function createLiveIndex(
  dataDir: string,
  backends: KnowledgeBackends,
  log: Logger,
  now: () => number = Date.now,
): LiveIndex {
  let held: KnowledgeIndex | undefined;
  /** What is left of the held index on a day (UTC); passages expire when a day ends. */
  let left: { of: KnowledgeIndex; day: number; index: KnowledgeIndex } | undefined;
  /** The pointer that was last acted on, so that a damaged version is not opened once a second. */
  let seen: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const pointer = await readPointer(dataDir);
    const mark = pointer && `${pointer.version} ${pointer.switchedAt}`;
    if (held && mark === seen) return;
    const { index, unreadable } = await openBestVersion(dataDir, backends);
    for (const { version, error } of unreadable) {
      log.error({ version, code: errorCode(error), error }, 'An index version cannot be read; an earlier one is used');
    }
    seen = mark;
    if (!index || index.version === held?.version) return;
    // Never step back from a good version in memory to an older one because the newer one on disk is damaged.
    if (held && unreadable.length > 0 && index.version < held.version) return;
    held = index;
    log.info({ version: index.version, passages: index.passagesById.size }, 'Answering from this index version');
  }

  function current(): KnowledgeIndex | undefined {
    if (!held) return undefined;
    const day = Math.floor(now() / DAY);
    if (left?.of !== held || left.day !== day) left = { of: held, day, index: withoutExpired(held, day * DAY) };
    return left.index;
  }

  const once = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    current,
    look: once,
    watch() {
      timer ??= setInterval(() => {
        once().catch((error: unknown) => {
          log.error({ code: errorCode(error), error }, 'The live index version could not be looked up');
        });
      }, LOOK_EVERY);
      timer.unref();
    },
    close() {
      clearInterval(timer);
    },
  };
}
