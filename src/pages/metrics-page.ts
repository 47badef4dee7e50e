/** Figures for whoever watches over Dalil, in the text form Prometheus reads: GET /metrics, from this machine only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from '../contracts/store.ts';
import { isLoopback } from '../loopback.ts';
import type { Mountable } from '../server.ts';

/** What the figures are made of. */
export interface MetricsParts {
  store: Pick<Store, 'countOutcomes' | 'countFeedback' | 'countQueues' | 'channelStop'>;
  /** Channels with durable queues. */
  queued: readonly string[];
}

/** One figure: a name, labels, a value. */
function figure(name: string, labels: Record<string, string>, value: number): string {
  const inner = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
  return `dalil_${name}${inner.length > 0 ? `{${inner.join(',')}}` : ''} ${value}`;
}

/** All figures as text; they hold counts and names of kinds, and nothing of people. */
async function figures({ store, queued }: MetricsParts): Promise<string> {
  const [outcomes, feedback] = await Promise.all([store.countOutcomes(0), store.countFeedback(0)]);
  const lines = Object.entries(outcomes).map(([outcome, count]) => figure('turns', { outcome }, count));
  lines.push(figure('verdicts', { helpful: 'yes' }, feedback.helpful));
  lines.push(figure('verdicts', { helpful: 'no' }, feedback.unhelpful));
  for (const channel of queued) {
    const counts = await store.countQueues(channel);
    const stopped = (await store.channelStop(channel)) === undefined ? 0 : 1;
    lines.push(figure('sending_stopped', { channel }, stopped));
    lines.push(figure('inbox', { channel, state: 'waiting' }, counts.inboxWaiting));
    lines.push(figure('inbox', { channel, state: 'parked' }, counts.inboxParked));
    lines.push(figure('outbox', { channel, state: 'waiting' }, counts.outboxWaiting));
    lines.push(figure('outbox', { channel, state: 'held' }, counts.outboxHeld));
    lines.push(figure('outbox', { channel, state: 'failed' }, counts.outboxFailed));
  }
  return `${lines.join('\n')}\n`;
}

/** True for a request made on this machine, and not passed on by a proxy that runs on it. */
function isLocal(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress?.replace(/^::ffff:/u, '') ?? '';
  return (
    isLoopback(address) && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
  );
}

/** Makes the page. */
export function createMetricsPage(parts: MetricsParts): Mountable {
  return {
    name: 'metrics',
    mount(server) {
      server.get('/metrics', async (request: IncomingMessage, response: ServerResponse) => {
        if (!isLocal(request)) {
          response.writeHead(404);
          response.end();
          return;
        }
        const text = await figures(parts);
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
        response.end(text);
      });
    },
    close: async () => undefined,
  };
}
