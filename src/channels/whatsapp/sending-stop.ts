/** Whether the channel sends at all: a token or quality error stops it for everybody, and a trial each minute starts it again. */
import type { Logger } from '../../contracts/logger.ts';
import type { ChannelQueue } from '../channel.ts';

/** While the channel is stopped one message is tried so often, in milliseconds. */
const PROBE_EVERY = 60_000;

/** The state of sending; it outlives the process. */
export interface SendingStop {
  isStopped(): boolean;
  /** When the next trial may be made, in milliseconds since 1970; 0 while nothing is stopped. */
  probeAt(): number;
  /** Notes that a message is tried now. */
  noteProbe(): void;
  /** Stops sending; the platform's error says why. */
  begin(code: string): Promise<void>;
  /** A message went: sending goes on. */
  end(): Promise<void>;
  /** Reads how it stood when the process ended. */
  recall(): Promise<void>;
}

/** Makes the state; nothing is stopped before `recall` or `begin` says so. */
export function createSendingStop({
  queue,
  log,
  now,
}: {
  queue: Pick<ChannelQueue, 'stopped' | 'noteStop'>;
  log: Logger;
  now(): number;
}): SendingStop {
  let stopped: string | undefined;
  let probeAt = 0;
  return {
    isStopped: () => stopped !== undefined,
    probeAt: () => (stopped === undefined ? 0 : probeAt),
    noteProbe() {
      if (stopped !== undefined) probeAt = now() + PROBE_EVERY;
    },
    async begin(code) {
      probeAt = now() + PROBE_EVERY;
      if (stopped === code) return;
      stopped = code;
      log.error(
        { channel: 'whatsapp', code: 'sending-stopped', reason: code },
        'WhatsApp takes no messages until this is mended',
      );
      await queue.noteStop({ code, since: now() });
    },
    async end() {
      if (stopped === undefined) return;
      stopped = undefined;
      await queue.noteStop(undefined);
      log.info({ channel: 'whatsapp', code: 'sending-resumed' }, 'WhatsApp takes messages again');
    },
    async recall() {
      stopped = (await queue.stopped())?.code;
    },
  };
}
