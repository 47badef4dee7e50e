/** The Bot Framework endpoint, with a fake connector service on loopback that receives the replies. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsChannel, type TeamsSettings } from '../../src/channels/teams/index.ts';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import { fakeDependencies, serve, textReply } from './helpers.ts';

const OPEN: TeamsSettings = { host: '127.0.0.1' };
const LOCKED: TeamsSettings = { host: '0.0.0.0', appId: 'app', appPassword: 'secret', tenantId: 'tenant' };

const received: Partial<Activity>[] = [];
let connector: http.Server;
let serviceUrl: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  received.length = 0;
  connector = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()));
      const blocked = request.url?.includes('/blocked/') === true;
      response.writeHead(blocked ? 403 : 201, { 'content-type': 'application/json' });
      response.end(blocked ? '{}' : '{"id":"sent"}');
    });
  });
  await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = connector.address();
  serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  connector.closeAllConnections();
  await new Promise((resolve) => connector.close(resolve));
});

async function start(settings: TeamsSettings, answer?: (incoming: Incoming) => Reply | Promise<Reply>) {
  const { dependencies, heard, log } = fakeDependencies(answer);
  const server = await serve([createTeamsChannel(dependencies, settings)], log);
  closing.push(server.close);
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { post, heard, log };
}

function activity(changes: object = {}) {
  return {
    type: 'message',
    id: 'a1',
    text: 'What is an NRM?',
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2026-11-21T10:00:00Z',
    locale: 'fr-FR',
    from: { id: '29:person', aadObjectId: 'object-id' },
    recipient: { id: '28:bot', name: 'Dalil' },
    conversation: { id: 'conversation-1' },
    ...changes,
  };
}

describe('POST /api/messages', () => {
  it('answers a message: typing first, then one text with sources and at most three buttons', async () => {
    const { post, heard } = await start(OPEN);
    const response = await post(activity());
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(heard[0]).toMatchObject({ kind: 'text', messageId: 'a1', personId: 'object-id', clientLanguage: 'fr' });
    expect(received.map(({ type }) => type)).toEqual(['typing', 'message']);
    const message = received[1];
    expect(message?.text).toContain('The focal point &lt;b>explains&lt;/b> the \\*services\\*. [1]');
    expect(message?.text).toContain('[1] **Referral handbook › First 24 hours**');
    expect(message?.text).toContain('[ODIHR](https://www.osce.org/odihr)');
    expect(message?.text).not.toContain('javascript');
    expect(message?.text).toContain('- And after that?');
    expect(message?.suggestedActions?.actions.map(({ value }) => value)).toEqual([
      'Who takes part?',
      '/language fr',
      '/person',
    ]);
  });

  it('reads buttons, mentions, commands, people who join and files', async () => {
    const { post, heard } = await start(OPEN, () => textReply('ok'));
    const mention = { type: 'mention', text: '<at>Dalil</at>', mentioned: { id: '28:bot', name: 'Dalil' } };
    await post(activity({ text: undefined, value: { action: 'ask-a-person' } }));
    await post(activity({ text: '<at>Dalil</at> hello', entities: [mention] }));
    await post(activity({ text: '/language ar' }));
    await post(activity({ type: 'installationUpdate', action: 'add', text: undefined }));
    await post(activity({ text: '', attachments: [{ contentType: 'image/png', contentUrl: 'x' }] }));
    await post(activity({ type: 'messageReaction', text: undefined }));
    expect(heard).toMatchObject([
      { kind: 'choice', choice: { action: 'ask-a-person' } },
      { kind: 'text', text: 'hello' },
      { kind: 'choice', choice: { action: 'set-language', language: 'ar' } },
      { kind: 'joined' },
      { kind: 'unsupported', reason: 'image' },
    ]);
  });

  it('apologises when the turn fails', async () => {
    const { post } = await start(OPEN, () => Promise.reject(new Error('secret')));
    expect((await post(activity())).status).toBe(200);
    expect(received.at(-1)?.text).toContain('Je suis désolé');
  });

  it('tells an unknown invoke that it is not ours', async () => {
    const { post } = await start(OPEN);
    expect((await post(activity({ type: 'invoke', name: 'task/fetch', text: undefined }))).status).toBe(501);
  });

  it('shows nothing of what went wrong', async () => {
    const { post, log } = await start(OPEN);
    const unwilling = activity({ conversation: { id: 'blocked' } });
    const cases: [unknown, number][] = [
      ['{"type": oops', 400],
      ['[]', 400],
      [{ type: 'message' }, 400],
      [activity({ text: 'x'.repeat(1_200_000) }), 413],
      [unwilling, 500],
    ];
    for (const [body, status] of cases) {
      const response = await post(body);
      expect([response.status, await response.text()]).toEqual([status, '']);
    }
    expect(log.entries.some(({ fields }) => 'code' in fields && fields.code === 'reply-not-sent')).toBe(true);
  });

  it('refuses whoever has no token, once there is an app id', async () => {
    const { post, heard } = await start(LOCKED);
    const attempts: Record<string, string>[] = [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: 'Basic eDp5' },
    ];
    for (const headers of attempts) {
      const response = await post(activity(), headers);
      expect([response.status, await response.text()]).toEqual([401, '']);
    }
    expect(heard).toEqual([]);
    expect(received).toEqual([]);
  });
});

describe('createTeamsChannel', () => {
  it('refuses to be open to the network, or half registered', () => {
    const { dependencies } = fakeDependencies();
    expect(() => createTeamsChannel(dependencies, { host: '0.0.0.0' })).toThrow(/not this machine alone/u);
    expect(() => createTeamsChannel(dependencies, { host: '127.0.0.1', appId: 'app' })).toThrow(/incomplete/u);
  });
});
