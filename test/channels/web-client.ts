/** The chat page's side of its protocol, for tests: a server with the web channel, and what a page sends it. */
import { createWebChannel } from '../../src/channels/web/index.ts';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import { fakeDependencies, serve } from './helpers.ts';

/** Starts the channel on loopback. `clock.now` is the time it sees. */
export async function startWeb(answer: (incoming: Incoming) => Reply | Promise<Reply>) {
  const { dependencies, heard, log } = fakeDependencies(answer);
  const clock = { now: dependencies.now() };
  const channel = await createWebChannel({ ...dependencies, now: () => clock.now }, { publicHosts: ['dalil.example'] });
  const { url, close } = await serve([channel], log);

  function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  return {
    ...{ url, close, heard, log, clock, channel, post },
    /** Opens a conversation; resolves with the page's secret. */
    async converse(): Promise<string> {
      const { conversationId } = await jsonOf(await post('/web/conversations', {}));
      return conversationId;
    },
    /** Sends a message. */
    said: (conversationId: string, message: object, id = 'm1', language = 'en') =>
      post('/web/messages', { conversationId, id, language, message }),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: what a test reads off the wire is checked by its expectations.
export function jsonOf(response: Response): Promise<any> {
  return response.json();
}

/** The lines of a whole response. */
export async function linesOf(response: Response) {
  return (await response.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
