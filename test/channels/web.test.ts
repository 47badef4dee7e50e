/** The chat page's protocol, over real HTTP. */
import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import { answeredReply, gate, PASSAGE, textReply } from './helpers.ts';
import { jsonOf, linesOf, startWeb } from './web-client.ts';

let answer: (incoming: Incoming) => Reply | Promise<Reply>;
let world: Awaited<ReturnType<typeof startWeb>>;
let { post, converse, said } = {} as typeof world;

beforeEach(async () => {
  answer = () => answeredReply();
  world = await startWeb((incoming) => answer(incoming));
  ({ post, converse, said } = world);
});
afterEach(() => world.close());

/** A request with any Host header, which `fetch` would not send. */
function requestAs(host: string, path = '/'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.get(world.url + path, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
}

describe('the page', () => {
  it('is served with everything it needs, under a strict policy', async () => {
    const response = await fetch(`${world.url}/`);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*src=)|style="|\son\w+=/u);
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]*)"/gu)) {
      expect((await fetch(world.url + path)).status, path).toBe(200);
    }
    const scripts = new Set(['main.js']);
    // A set gives what is added to it on the way, too.
    for (const name of scripts) {
      const script = await fetch(`${world.url}/web/${name}`);
      expect(script.status, name).toBe(200);
      for (const [, imported = ''] of (await script.text()).matchAll(/from '\.\/([\w-]+\.js)'/gu))
        scripts.add(imported);
    }
    expect(scripts.size).toBeGreaterThan(5);
  });

  it('has every sentence it names', async () => {
    const words = await jsonOf(await fetch(`${world.url}/web/words.json`));
    expect(Object.keys(words.ar)).toEqual(Object.keys(words.en));
    const html = await (await fetch(`${world.url}/`)).text();
    const keys = [...html.matchAll(/data-(?:word|label|placeholder)="([^"]+)"/gu)].map(([, key = '']) => key);
    expect(keys).toContain('person.waiting');
    for (const key of keys) {
      const sentence = key.split('.').reduce((node, step) => node?.[step], words.en);
      expect(sentence, key).toEqual(expect.any(String));
    }
  });

  it('is sent once to a browser that has it', async () => {
    const tag = (await fetch(`${world.url}/web/main.js`)).headers.get('etag') ?? '';
    expect((await fetch(`${world.url}/web/main.js`, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('has no file beside the listed ones', async () => {
    expect(await requestAs('localhost', '/web/../index.ts')).toBe(404);
    expect(await requestAs('localhost', '/web/render.ts')).toBe(404);
  });
});

describe('a message', () => {
  it('is answered by typing at once, then the reply, then the end', async () => {
    const { promise, resolve } = gate();
    answer = async () => {
      await promise;
      return textReply('here');
    };
    const response = await said(await converse(), { kind: 'text', text: 'Hello' });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('{"type":"typing"}\n');
    resolve();
    let rest = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) rest += part.value;
    const [message, end] = rest
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(message).toMatchObject({ type: 'message', value: { id: 'reply to here', outcome: 'answered' } });
    expect(end).toEqual({ type: 'event', name: 'turn-ended' });
  });

  it('becomes an Incoming that does not know the secret of the page', async () => {
    const secret = await converse();
    await linesOf(await said(secret, { kind: 'text', text: ' <b>Hi</b> ' }, 'm1', 'ar'));
    expect(world.heard[0]).toMatchObject({ kind: 'text', text: '<b>Hi</b>', channel: 'web', clientLanguage: 'ar' });
    expect(JSON.stringify(world.heard)).not.toContain(secret);
    expect(JSON.stringify(world.log.entries)).not.toContain(secret);
  });

  it('can be a greeting, a choice or a verdict; anything else is told to be unsupported', async () => {
    const id = await converse();
    await linesOf(await said(id, { kind: 'joined' }, 'a'));
    await linesOf(await said(id, { kind: 'choice', choice: { action: 'open-passage', passageId: PASSAGE.id } }, 'b'));
    await linesOf(await said(id, { kind: 'choice', choice: { action: 'delete-everything' } }, 'c'));
    await linesOf(await said(id, { kind: 'feedback', replyToId: 'r', helpful: false, reason: 'unclear' }, 'd'));
    await linesOf(await said(id, { kind: 'choice', choice: { action: 'pass-on-last' } }, 'e'));
    await linesOf(await said(id, { kind: 'choice', choice: { action: 'take-back', questionId: 'q-7f3a9c' } }, 'f'));
    expect(world.heard.map((incoming) => ({ ...incoming, kind: incoming.kind }))).toMatchObject([
      { kind: 'joined' },
      { kind: 'choice', choice: { action: 'open-passage', passageId: PASSAGE.id } },
      { kind: 'unsupported', reason: 'unknown' },
      { kind: 'feedback', replyToId: 'r', helpful: false, reason: 'unclear' },
      { kind: 'choice', choice: { action: 'pass-on-last' } },
      { kind: 'choice', choice: { action: 'take-back', questionId: 'q-7f3a9c' } },
    ]);
  });

  it('gets sources with words for their labels and safe addresses only', async () => {
    const lines = await linesOf(await said(await converse(), { kind: 'text', text: 'x' }));
    const [, sources] = lines[1].value.blocks;
    expect(sources.sources[0].label.asOf).toBe('as of September 2024');
    expect(sources.sources[0].origins).toEqual([
      { title: 'ODIHR', url: 'https://www.osce.org/odihr' },
      { title: 'bad' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('javascript:');
  });

  it('sent again gets the same answer without a second turn; after an apology it is tried anew', async () => {
    const id = await converse();
    const first = await linesOf(await said(id, { kind: 'text', text: 'x' }, 'same'));
    expect(await linesOf(await said(id, { kind: 'text', text: 'x' }, 'same'))).toEqual(first);
    expect(world.heard).toHaveLength(1);
    answer = () => Promise.reject(new Error('secret'));
    const failed = await linesOf(await said(id, { kind: 'text', text: 'y' }, 'other'));
    expect(failed[1].value.outcome).toBe('failed');
    expect(JSON.stringify(failed)).not.toContain('secret');
    answer = () => textReply('now');
    const again = await linesOf(await said(id, { kind: 'text', text: 'y' }, 'other'));
    expect(again[1].value.id).toBe('reply to now');
  });

  it('is not lost when the connection is: asking again gets the running turn', async () => {
    const { promise, resolve } = gate();
    answer = async () => {
      await promise;
      return textReply('kept');
    };
    const id = await converse();
    const cut = await said(id, { kind: 'text', text: 'x' });
    await cut.body?.cancel();
    const again = await said(id, { kind: 'text', text: 'x' });
    resolve();
    expect((await linesOf(again))[1].value.id).toBe('reply to kept');
    expect(world.heard).toHaveLength(1);
  });

  it('waits for the one before it in the same conversation', async () => {
    const { promise, resolve } = gate();
    const order: string[] = [];
    answer = async (incoming) => {
      const text = incoming.kind === 'text' ? incoming.text : '';
      if (text === 'one') await promise;
      order.push(text);
      return textReply(text);
    };
    const id = await converse();
    const one = await said(id, { kind: 'text', text: 'one' }, 'm1');
    const two = await said(id, { kind: 'text', text: 'two' }, 'm2');
    resolve();
    expect((await linesOf(two))[1].value.id).toBe('reply to two');
    expect((await linesOf(one))[1].value.id).toBe('reply to one');
    expect(order).toEqual(['one', 'two']);
  });
});

describe('what is refused', () => {
  it('is told clearly, in the language asked for, without internals', async () => {
    const refused = await post('/web/messages', '{"conversationId": oops', { 'accept-language': 'fr' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: 'body-not-json',
      message: 'Je n’ai pas pu lire ce message. Veuillez le renvoyer.',
    });
    expect((await post('/web/messages', { kind: 'text' })).status).toBe(400);
    expect((await post('/web/messages', '[]', { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it.each([70_000, 1_200_000])('too long a body (%i bytes)', async (size) => {
    const id = await converse();
    const response = await said(id, { kind: 'text', text: 'x'.repeat(size) });
    expect(response.status).toBe(413);
    expect((await jsonOf(response)).message).toContain('too long');
    expect(world.heard).toHaveLength(0);
  });

  it('a compressed body', async () => {
    expect((await post('/web/conversations', 'xx', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('a conversation nobody started', async () => {
    const response = await said('guessed', { kind: 'text', text: 'x' });
    expect(response.status).toBe(404);
    expect((await jsonOf(response)).error).toBe('unknown-conversation');
  });

  it('a page of another site', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      expect((await post('/web/conversations', {}, headers)).status).toBe(403);
    }
    expect((await post('/web/conversations', {}, { origin: world.url })).status).toBe(201);
  });

  it('a name that is not ours (DNS rebinding)', async () => {
    expect(await requestAs('evil.example')).toBe(403);
    expect(await requestAs('127.0.0.1.evil.example')).toBe(403);
    expect(await requestAs('localhost@evil.example')).toBe(403);
    expect(await requestAs('localhost:1234')).toBe(200);
    expect(await requestAs('dalil.example')).toBe(200);
  });

  it('more waiting messages than a person sends', async () => {
    const { promise, resolve } = gate();
    answer = async () => {
      await promise;
      return textReply('x');
    };
    const id = await converse();
    const waiting = [];
    for (let n = 0; n < 8; n++) waiting.push(await said(id, { kind: 'text', text: 'x' }, `m${n}`));
    expect((await said(id, { kind: 'text', text: 'x' }, 'm8')).status).toBe(429);
    resolve();
    await Promise.all(waiting.map(linesOf));
  });
});
