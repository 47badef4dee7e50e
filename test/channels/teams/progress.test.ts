/** Informative updates while an answer takes long, and how they end. */
import type { Activity } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { STREAM_LIMIT, showProgress } from '../../../src/channels/teams/progress.ts';

const ANSWER: Partial<Activity>[] = [
  {
    type: 'message',
    text: 'answer',
    entities: [{ type: 'https://schema.org/Message' }],
    channelData: { feedbackLoop: {} },
  },
  { type: 'message', text: 'more' },
];

function refusal(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 403 });
}

/** A person who waits: `pass` lets time go by, and the timers of that time run. */
function waiting(replies: (string | undefined | Error)[]) {
  const sent: Partial<Activity>[] = [];
  const problems: unknown[] = [];
  let clock = 0;
  let timers: { at: number; job: () => void }[] = [];
  const progress = showProgress({
    async send(activity) {
      sent.push(activity);
      const reply = replies[sent.length - 1] ?? 'stream-1';
      if (reply instanceof Error) throw reply;
      return reply === 'none' ? undefined : reply;
    },
    words: (n) => `update ${n}`,
    after(milliseconds, job) {
      const timer = { at: clock + milliseconds, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    now: () => clock,
    onProblem: (error) => problems.push(error),
  });
  async function pass(milliseconds: number): Promise<void> {
    const end = clock + milliseconds;
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers = timers.filter((timer) => timer !== due);
      clock = due.at;
      due.job();
      // The update is sent, answered and followed by the next timer.
      for (let step = 0; step < 8; step += 1) await Promise.resolve();
    }
    clock = end;
  }
  return { progress, sent, problems, pass, timers: () => timers.length };
}

describe('showProgress', () => {
  it('shows nothing where the answer is quick', async () => {
    const { progress, sent, pass, timers } = waiting([]);
    await pass(1000);
    expect(await progress.end(ANSWER)).toBe(ANSWER);
    expect([sent.length, timers()]).toEqual([0, 0]);
  });

  it('shows updates in order, and ends the stream with the answer', async () => {
    const { progress, sent, pass, timers } = waiting([]);
    await pass(20_000);
    expect(sent.map(({ type, text, entities }) => [type, text, entities?.[0]])).toEqual([
      ['typing', 'update 0', { type: 'streaminfo', streamType: 'informative', streamSequence: 1 }],
      [
        'typing',
        'update 1',
        { type: 'streaminfo', streamType: 'informative', streamSequence: 2, streamId: 'stream-1' },
      ],
      [
        'typing',
        'update 2',
        { type: 'streaminfo', streamType: 'informative', streamSequence: 3, streamId: 'stream-1' },
      ],
    ]);
    const [first, second] = await progress.end(ANSWER);
    expect(first?.entities).toEqual([
      { type: 'https://schema.org/Message' },
      { type: 'streaminfo', streamType: 'final', streamId: 'stream-1' },
    ]);
    expect(first?.channelData).toEqual({ feedbackLoop: {}, streamType: 'final', streamId: 'stream-1' });
    expect(second).toEqual(ANSWER[1]);
    expect(timers()).toBe(0);
  });

  it('goes on without a stream where the client gives no id', async () => {
    const { progress, sent, pass } = waiting(['none']);
    await pass(30_000);
    expect(sent.length).toBe(1);
    expect(await progress.end(ANSWER)).toBe(ANSWER);
  });

  it('says nothing more to whoever pressed Stop', async () => {
    const { progress, sent, pass, problems } = waiting(['stream-1', refusal('Content stream was canceled by user.')]);
    await pass(60_000);
    expect(sent.length).toBe(2);
    expect(await progress.end(ANSWER)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each(['Content stream finished due to exceeded streaming time.', 'Content stream is not allowed'])(
    'sends the answer as a message of its own after "%s"',
    async (words) => {
      const { progress, pass, problems } = waiting(['stream-1', refusal(words)]);
      await pass(60_000);
      expect(await progress.end(ANSWER)).toBe(ANSWER);
      expect(problems.length).toBe(1);
    },
  );

  it('sends the answer as a message of its own after the time of a stream', async () => {
    const { progress, sent, pass, timers } = waiting([]);
    await pass(STREAM_LIMIT * 2);
    expect(sent.length).toBeLessThan(16);
    expect(timers()).toBe(0);
    expect(await progress.end(ANSWER)).toBe(ANSWER);
  });
});
