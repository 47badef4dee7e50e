/** POST /api/messages over HTTP, with a stand-in for the connector service that records what is posted back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsChannel, type TeamsSettings } from '../../../src/channels/teams/index.ts';
import type { Incoming, Reply, ShownQuestion } from '../../../src/contracts/message.ts';
import { wireActivity } from '../../fixtures/teams/activities.ts';
import { type FakeConnector, startConnector } from '../../fixtures/teams/connector.ts';
import { answeredReply, fakeDependencies, gate, serve, textReply, texts } from '../helpers.ts';

const ROLES = { admin: ['bbbbbbbb-0000-4000-8000-000000000002'], trainer: ['group:team-group'], 'focal-point': [] };
const OPEN: TeamsSettings = { host: '127.0.0.1', roles: ROLES };
const LOCKED: TeamsSettings = { ...OPEN, host: '0.0.0.0', appId: 'app', appPassword: 'secret', tenantId: 'tenant' };

let connector: FakeConnector;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  connector = await startConnector();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await connector.close();
});

/** Timers that run when a test says so. */
function handTimers() {
  const waiting = new Set<{ milliseconds: number; job: () => void }>();
  return {
    after(milliseconds: number, job: () => void) {
      const timer = { milliseconds, job };
      waiting.add(timer);
      return () => void waiting.delete(timer);
    },
    /** Runs every timer of a length. */
    run(milliseconds: number) {
      for (const timer of [...waiting]) {
        if (timer.milliseconds !== milliseconds) continue;
        waiting.delete(timer);
        timer.job();
      }
    },
    lengths: () => [...waiting].map(({ milliseconds }) => milliseconds),
  };
}

async function start(settings: TeamsSettings = OPEN, answer?: (incoming: Incoming) => Reply | Promise<Reply>) {
  const fake = fakeDependencies(answer);
  const timers = handTimers();
  const dependencies = { ...fake.dependencies, after: timers.after, random: () => 0.5 };
  const channel = createTeamsChannel(dependencies, settings);
  const server = await serve([channel], fake.log);
  closing.push(server.close);
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  /** One of the recorded activities, as this connector would send it. */
  const send = (name: string, changes: object = {}) =>
    post({ ...wireActivity(name), serviceUrl: connector.url, ...changes });
  const codes = () => fake.log.entries.map(({ fields }) => ('code' in fields ? fields.code : undefined));
  return { ...fake, post, send, timers, channel, codes, memory: dependencies.memory('teams') };
}

const TEAM = 'dddddddd-0000-4000-8000-000000000004';
const TALK = { id: 'conversation-1', conversationType: 'personal' };

describe('a message', () => {
  it('is answered: typing first, then one message, noted for feedback', async () => {
    const { send, heard, memory } = await start();
    const response = await send('personal-text');
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(heard[0]).toMatchObject({
      kind: 'text',
      messageId: '1763766000123',
      personId: 'bbbbbbbb-0000-4000-8000-000000000002',
      clientLanguage: 'fr',
      scope: 'personal',
      roles: ['admin'],
    });
    expect(connector.calls.map(({ body }) => body.type)).toEqual(['typing', 'message']);
    expect(connector.calls[1]).toMatchObject({ conversationId: 'a:1personal' });
    expect(await memory.addressOf('a:1personal')).toContain('a:1personal');
    expect('sent' in memory && memory.sent).toMatchObject([{ messageId: 'sent-2', replyId: 'reply-1' }]);
  });

  it.each([
    ['group-mention', 'group'],
    ['channel-mention', 'channel'],
  ])('that mentions Dalil (%s) is answered in its thread', async (name, scope) => {
    const { send, heard } = await start();
    await send(name);
    expect(heard).toMatchObject([{ kind: 'text', scope }]);
    const asked = wireActivity(name).conversation;
    expect(connector.messages()).toMatchObject([{ conversationId: (asked as { id: string }).id }]);
  });

  it('among others is not even heard', async () => {
    const { send, heard } = await start();
    for (const name of ['group-talk', 'group-other-mention']) expect((await send(name)).status).toBe(200);
    expect(heard).toEqual([]);
    expect(connector.calls).toEqual([]);
  });

  it('whose turn fails is apologised for, in the language of the client', async () => {
    const { send } = await start(OPEN, () => Promise.reject(new Error('secret')));
    expect((await send('personal-text')).status).toBe(200);
    expect(connector.messages()[0]?.body.text).toContain('Je suis désolé');
  });

  it('is answered privately where the answer shows that a person was spoken of', async () => {
    const { send } = await start(OPEN, () => textReply('first steps', { private: true, outcome: 'live-case' }));
    await send('channel-mention');
    const created = connector.calls.find(({ conversationId }) => conversationId === undefined);
    expect(created?.body).toMatchObject({ members: [{ id: '29:1abcDEF' }], isGroup: false });
    const said = connector.messages().map(({ conversationId, body }) => [conversationId, body.text]);
    expect(said).toEqual([
      [expect.stringMatching(/^a:private/u), expect.stringContaining('first steps')],
      [expect.stringContaining('19:channel'), texts.say('en', 'channel.answeredPrivately')],
    ]);
  });

  it('that cannot be answered privately shows nothing to the others', async () => {
    const { send } = await start(OPEN, () => textReply('first steps', { private: true, outcome: 'live-case' }));
    connector.refuse = ({ conversationId }) => (conversationId === undefined ? { status: 403 } : undefined);
    await send('channel-mention');
    expect(connector.messages().map(({ body }) => body.text)).toEqual([texts.say('en', 'channel.askPrivately')]);
  });
});

describe('a slow answer', () => {
  it('shows progress in a one-to-one chat and ends the stream', async () => {
    const { promise, resolve } = gate();
    const { send, timers } = await start(OPEN, () => promise.then(() => answeredReply()));
    const response = send('personal-text');
    await connector.until(({ body }) => body.type === 'typing');
    timers.run(2_000);
    const update = await connector.until(({ body }) => body.entities?.[0]?.type === 'streaminfo');
    expect(update.body).toMatchObject({ type: 'typing', text: texts.say('fr', 'channel.looking') });
    resolve();
    expect((await response).status).toBe(200);
    expect(connector.messages()[0]?.body.entities).toContainEqual({
      type: 'streaminfo',
      streamType: 'final',
      streamId: 'sent-2',
    });
  });

  it('ends quietly for whoever pressed Stop', async () => {
    const { promise, resolve } = gate();
    const { send, timers } = await start(OPEN, () => promise.then(() => answeredReply()));
    const message = 'Content stream was canceled by user.';
    connector.refuse = ({ body }) =>
      body.entities?.some(({ type }) => type === 'streaminfo')
        ? { status: 403, body: { error: { code: 'ContentStreamNotAllowed', message } } }
        : undefined;
    const response = send('personal-text');
    await connector.until(({ body }) => body.type === 'typing');
    timers.run(2_000);
    await connector.until(({ body }) => body.entities?.[0]?.type === 'streaminfo');
    resolve();
    expect((await response).status).toBe(200);
    expect(connector.messages()).toEqual([]);
  });

  it.each(['group-mention', 'channel-mention'])('streams nothing to %s', async (name) => {
    const { promise, resolve } = gate();
    const { send, timers } = await start(OPEN, () => promise.then(() => answeredReply()));
    const response = send(name);
    await connector.until(({ body }) => body.type === 'typing');
    expect(timers.lengths()).toEqual([8_000]);
    resolve();
    await response;
    expect(JSON.stringify(connector.calls)).not.toContain('streaminfo');
  });

  it('is acknowledged in time and follows by itself', async () => {
    const { promise, resolve } = gate();
    const { send, timers, memory } = await start(OPEN, () => promise.then(() => textReply('late')));
    const response = send('group-mention');
    await connector.until(({ body }) => body.type === 'typing');
    timers.run(8_000);
    expect((await response).status).toBe(200);
    expect(connector.messages()).toEqual([]);
    expect(await memory.unfinished()).toHaveLength(1);
    resolve();
    await connector.until(({ body }) => body.type === 'message');
    await expect.poll(async () => (await memory.unfinished()).length).toBe(0);
  });

  it('that a crash cut off is apologised for after the start', async () => {
    const { channel, memory, send } = await start();
    await send('personal-text');
    const address = (await memory.addressOf('a:1personal')) ?? '';
    await memory.noteUnfinished(address, 'fr');
    await channel.resume?.();
    expect(connector.messages().at(-1)).toMatchObject({ conversationId: 'a:1personal' });
    expect(connector.messages().at(-1)?.body.text).toContain(texts.say('fr', 'channel.interrupted').slice(0, 30));
    expect(await memory.unfinished()).toEqual([]);
  });
});

describe('a busy channel', () => {
  it.each([412, 429, 502, 504])('that answers %i is asked again, with longer waits', async (status) => {
    const { send, timers } = await start(OPEN, () => textReply('ok'));
    let refusals = 2;
    connector.refuse = ({ body }) => {
      if (body.type !== 'message' || refusals === 0) return undefined;
      refusals -= 1;
      return { status };
    };
    const response = send('group-mention');
    for (const wait of [500, 1000]) {
      await expect.poll(() => timers.lengths()).toContain(wait);
      timers.run(wait);
    }
    expect((await response).status).toBe(200);
    // Three attempts and no more: the SDK does not repeat on its own.
    expect(connector.messages().length).toBe(3);
  });

  it('gets the messages of a conversation in their order, while others go on', async () => {
    const { send, timers } = await start(OPEN, (incoming) => textReply(incoming.messageId));
    let refused = false;
    connector.refuse = ({ body }) => {
      if (body.type !== 'message' || refused) return undefined;
      refused = true;
      return { status: 429 };
    };
    const first = send('group-mention', { id: 'first' });
    await expect.poll(() => timers.lengths()).toContain(500);
    const second = send('group-mention', { id: 'second' });
    await send('personal-text', { id: 'other' });
    timers.run(500);
    await Promise.all([first, second]);
    const ids = connector.messages().map(({ body }) => body.text);
    expect(ids.map((text) => text?.trim())).toEqual(['first', 'other', 'first', 'second']);
  });
});

describe('the app', () => {
  it('remembers where it was added and forgets where it was removed', async () => {
    const { send, memory } = await start();
    await send('installed-personal');
    await send('installed-team');
    expect(await memory.addressOf('a:1personal')).toBeDefined();
    expect(await memory.addressOfGroup(TEAM)).toContain('19:team@thread.tacv2');
    await send('removed-personal');
    await send('removed-team');
    expect(await memory.addressOf('a:1personal')).toBeUndefined();
    expect(await memory.addressOf('19:team@thread.tacv2')).toBeUndefined();
  });

  it('remembers a channel it is mentioned in, not the thread', async () => {
    const { send, memory } = await start();
    await send('channel-mention');
    const address = await memory.addressOf('19:channel@thread.tacv2');
    expect(address).toContain('"id":"19:channel@thread.tacv2"');
  });

  it('welcomes whoever installs it', async () => {
    const { send, heard } = await start();
    for (const name of ['installed-personal', 'installed-group', 'members-added']) await send(name);
    expect(heard).toMatchObject([
      { kind: 'joined', scope: 'personal', clientLanguage: 'fr' },
      { kind: 'joined', scope: 'group' },
    ]);
  });

  it('knows the members of a team it is in, by id', async () => {
    const settings = { ...OPEN, roles: { ...ROLES, admin: [], trainer: [`group:${TEAM}`] } };
    const { send, heard } = await start(settings);
    connector.members.set('19:team@thread.tacv2', [
      { id: '29:1abcDEF', aadObjectId: 'BBBBBBBB-0000-4000-8000-000000000002', name: 'Amal' },
    ]);
    await send('installed-team');
    await send('personal-text', { id: 'later' });
    expect(heard.at(-1)?.roles).toEqual(['trainer']);
    await send('personal-text', { id: 'stranger', from: { id: '29:x', aadObjectId: 'somebody' } });
    expect(heard.at(-1)?.roles).toEqual([]);
  });

  it('writes outside a turn, replaces what it wrote, and knows when a conversation is gone', async () => {
    const { send, memory, channel } = await start();
    await send('installed-group');
    const address = (await memory.addressOf('19:group@thread.v2')) ?? '';
    expect(await channel.deliver?.(address, textReply('hello'))).toMatch(/^sent-/u);
    expect(await channel.deliver?.(address, textReply('changed'), 'message-7')).toBe('message-7');
    expect(connector.calls.at(-1)).toMatchObject({ method: 'PUT', activityId: 'message-7' });
    connector.refuse = () => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await expect(channel.deliver?.(address, textReply('x'))).rejects.toMatchObject({ code: 'not-deliverable' });
    connector.refuse = () => ({ status: 500 });
    await expect(channel.deliver?.(address, textReply('x'))).rejects.not.toMatchObject({ code: 'not-deliverable' });
    await expect(channel.deliver?.('{}', textReply('x'))).rejects.toMatchObject({ code: 'address-broken' });
  });
});

describe('a request that waits', () => {
  it('with a verdict gets an empty answer, and nothing is said in the chat', async () => {
    const { send, heard } = await start(OPEN, () => textReply('thanks'));
    const response = await send('feedback-custom');
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(heard).toMatchObject([{ kind: 'feedback', helpful: false, reason: 'wrong-source' }]);
    expect(connector.calls).toEqual([]);
  });

  it('for the feedback form gets a form with the reasons, in the language spoken', async () => {
    const { send, heard } = await start();
    const response = await send('feedback-form');
    const form = await response.text();
    for (const reason of ['wrong', 'incomplete', 'wrong-source', 'unclear', 'out-of-date']) {
      expect(form).toContain(`"${reason}"`);
    }
    expect(JSON.parse(form)).toMatchObject({ task: { type: 'continue', value: { card: { content: {} } } } });
    expect(heard).toEqual([]);
  });

  it('from the card of a question gets the card as it is now', async () => {
    const question: ShownQuestion = {
      ...{ id: 'q-1a2b3c', urgent: false, countries: [], askedAt: 1 },
      ...{ language: 'fr', status: 'taken', text: 'Qui paie ?' },
    };
    const { send } = await start(OPEN, () => textReply('', { blocks: [{ type: 'person-question', question }] }));
    const body = await (await send('card-take')).json();
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
    expect(connector.calls).toEqual([]);
  });

  it('that fails shows nothing of why', async () => {
    const { send } = await start(OPEN, () => Promise.reject(new Error('secret')));
    const response = await send('card-take');
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('application/vnd.microsoft.error');
    expect(text).not.toContain('secret');
  });

  it('and is not ours is told so', async () => {
    const { send } = await start();
    expect((await send('unknown-invoke')).status).toBe(501);
    expect((await send('card-unknown')).status).toBe(501);
  });
});

describe('what cannot be served', () => {
  it('shows nothing of what went wrong', async () => {
    const { post, send, codes } = await start();
    connector.refuse = ({ conversationId }) => (conversationId === 'blocked' ? { status: 403 } : undefined);
    const activity = { ...wireActivity('personal-text'), serviceUrl: connector.url };
    const cases: [unknown, number][] = [
      ['{"type": oops', 400],
      ['[]', 400],
      ['null', 400],
      [{ type: 'message' }, 400],
      [{ ...activity, serviceUrl: 'not a url' }, 400],
      [{ ...activity, text: 'x'.repeat(1_200_000) }, 413],
    ];
    for (const [body, status] of cases) {
      const response = await post(body);
      expect([response.status, await response.text()]).toEqual([status, '']);
    }
    const response = await send('personal-text', { conversation: { ...TALK, id: 'blocked' } });
    expect([response.status, await response.text()]).toEqual([500, '']);
    expect(codes()).toContain('reply-not-sent');
  });

  it('refuses whoever has no token, once there is an app id, and keeps nothing', async () => {
    const { post, heard, memory, timers } = await start(LOCKED);
    const attempts: Record<string, string>[] = [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: 'Basic eDp5' },
    ];
    for (const headers of attempts) {
      const response = await post({ ...wireActivity('installed-personal'), serviceUrl: connector.url }, headers);
      expect([response.status, await response.text()]).toEqual([401, '']);
    }
    timers.run(8_000);
    expect([heard, connector.calls, await memory.unfinished()]).toEqual([[], [], []]);
    expect(await memory.addressOf('a:1personal')).toBeUndefined();
  });
});

describe('createTeamsChannel', () => {
  it('refuses to be open to the network, or half registered', () => {
    const { dependencies } = fakeDependencies();
    expect(() => createTeamsChannel(dependencies, { ...OPEN, host: '0.0.0.0' })).toThrow(/not this machine alone/u);
    expect(() => createTeamsChannel(dependencies, { ...OPEN, appId: 'app' })).toThrow(/incomplete/u);
  });
});
