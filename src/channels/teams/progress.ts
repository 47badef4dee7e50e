/**
 * What a person sees in a one-to-one chat while an answer takes long: informative streaming updates, then the answer as
 * the end of the stream. https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
 */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Progress } from '../activity-bot.ts';
import { statusOf } from './sending.ts';

/** Quicker answers show no progress: without a chat model they never do. In milliseconds. */
const SHOWN_AFTER = 2_000;
/** Between two updates, in milliseconds; the channel takes one a second. */
const UPDATE_EVERY = 8_000;
/** A stream lasts two minutes at most; an answer that takes longer is sent as a message of its own. In milliseconds. */
export const STREAM_LIMIT = 110_000;

/** What showing progress needs. */
export interface ProgressParts {
  /** Sends one activity; resolves with its id, which some clients do not give. */
  send(activity: Partial<Activity>): Promise<string | undefined>;
  /** The words of the n-th update, counted from 0. */
  words(n: number): string;
  after(milliseconds: number, job: () => void): () => void;
  now(): number;
  onProblem(error: unknown): void;
}

type State = 'waiting' | 'streaming' | 'stopped' | 'over';

/** Starts to wait; the first update is sent when the answer is not there in time. */
export function showProgress({ send, words, after, now, onProblem }: ProgressParts): Progress {
  const startedAt = now();
  let state: State = 'waiting';
  let streamId: string | undefined;
  let updates = 0;
  let running: Promise<void> = Promise.resolve();
  let cancel = after(SHOWN_AFTER, update);

  function update(): void {
    running = running.then(sendUpdate);
  }

  async function sendUpdate(): Promise<void> {
    if (state !== 'waiting' && state !== 'streaming') return;
    if (now() - startedAt > STREAM_LIMIT) {
      state = 'over';
      return;
    }
    updates += 1;
    const stream = {
      streamType: 'informative',
      streamSequence: updates,
      ...(streamId === undefined ? {} : { streamId }),
    };
    try {
      const id = await send({
        type: ActivityTypes.Typing,
        text: words(updates - 1),
        channelData: stream,
        entities: [{ type: 'streaminfo', ...stream }],
      });
      streamId ??= id === '' ? undefined : id;
      // Without an id no later update and no end can name the stream.
      state = streamId === undefined ? 'over' : 'streaming';
    } catch (error) {
      state = isStoppedByPerson(error) ? 'stopped' : 'over';
      if (state === 'over') onProblem(error);
    }
    if (state === 'streaming') cancel = after(UPDATE_EVERY, update);
  }

  return {
    async end(activities) {
      cancel();
      await running;
      cancel();
      // Whoever pressed Stop does not want the answer any more.
      if (state === 'stopped') return [];
      const [first, ...rest] = activities;
      const inTime = now() - startedAt <= STREAM_LIMIT;
      const ended = state === 'streaming';
      state = 'over';
      if (!ended || !inTime || first === undefined) return activities;
      const stream = { streamType: 'final', streamId };
      return [
        {
          ...first,
          channelData: { ...first.channelData, ...stream },
          entities: [...(first.entities ?? []), { type: 'streaminfo', ...stream }],
        },
        ...rest,
      ];
    },
  };
}

/** True for the answer Teams gives when the person pressed Stop; time and size have other words with the same status. */
export function isStoppedByPerson(error: unknown): boolean {
  if (statusOf(error) !== 403 || !(error instanceof Error)) return false;
  const details = 'details' in error ? JSON.stringify(error.details ?? '') : '';
  return /cancel/iu.test(`${error.message} ${details}`);
}
