/** Steps of a training over HTTP: the card that was pressed changes, at once and for good, and is never lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsChannel, type TeamsSettings } from '../../../src/channels/teams/index.ts';
import type { Language } from '../../../src/contracts/language.ts';
import type { Incoming, Reply } from '../../../src/contracts/message.ts';
import { wireActivity } from '../../fixtures/teams/activities.ts';
import { type FakeConnector, startConnector } from '../../fixtures/teams/connector.ts';
import { fakeDependencies, serve, textReply, texts } from '../helpers.ts';
import { wordsOf } from './card-checks.ts';
import * as r from './replies.ts';
import * as t from './training-replies.ts';

const SETTINGS: TeamsSettings = { host: '127.0.0.1', roles: { admin: [], trainer: [], 'focal-point': [] } };
/** The message whose card is pressed in the recorded activities. */
const CARD = '1763765000000';
const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message';

let connector: FakeConnector;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  connector = await startConnector();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await connector.close();
});

async function start(answer: (incoming: Incoming) => Reply | Promise<Reply> = () => t.step('single', 'en')) {
  const fake = fakeDependencies(answer);
  const channel = createTeamsChannel(fake.dependencies, SETTINGS);
  const server = await serve([channel], fake.log);
  closing.push(server.close);
  /** Sends a recorded activity; gives the parsed answer. */
  async function send(name: string, changes: object = {}) {
    const response = await fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...wireActivity(name), serviceUrl: connector.url, ...changes }),
    });
    const text = await response.text();
    await channel.close();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
  const codes = () => fake.log.entries.map(({ level, message }) => `${level}: ${message}`);
  return { ...fake, send, channel, codes, memory: fake.memory('teams') };
}

const calls = () => connector.calls.map(({ method, activityId, body }) => [method, activityId, body.type]);
const cardIn = (call: { body: { attachments?: { content?: unknown }[] } } | undefined) =>
  call?.body.attachments?.[0]?.content;
const limited = (language: Language): Reply => ({
  ...textReply(r.WORDS[language], { language, outcome: 'rate-limited' }),
});

describe('a tap on a row', () => {
  it('is answered with the next card, which is kept in the message, too', async () => {
    const { send, heard, codes } = await start();
    const { status, body } = await send('quiz-tap');
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, type: CARD_TYPE, value: { type: 'AdaptiveCard', version: '1.5' } });
    expect(heard).toMatchObject([{ kind: 'choice', choice: { action: 'answer-item', given: ['b'] } }]);
    expect(calls()).toEqual([['PUT', CARD, 'message']]);
    expect(cardIn(connector.calls[0])).toEqual(body.value);
    expect(codes().filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  it('is answered also where the message cannot be changed', async () => {
    const { send, codes } = await start();
    connector.refuse = () => ({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    expect((await send('quiz-tap')).body).toMatchObject({ type: CARD_TYPE });
    expect(codes()).toContain('warn: A card could not be replaced in its message');
  });

  it('that comes a second time takes nothing away', async () => {
    const { send } = await start(() => r.reply([], { language: 'fr' }));
    const { body } = await send('quiz-tap');
    expect(body).toEqual({ statusCode: 200, type: MESSAGE_TYPE, value: texts.say('fr', 'card.quiz.received') });
    expect(calls()).toEqual([]);
  });

  it.each(['en', 'ar'] as const)('that comes too fast leaves the question where it is: %s', async (language) => {
    const { send } = await start(() => limited(language));
    const { body } = await send('quiz-tap');
    expect(body).toEqual({ statusCode: 200, type: MESSAGE_TYPE, value: r.WORDS[language] });
    expect(calls()).toEqual([]);
  });

  it('whose turn fails leaves the question where it is, and shows nothing of why', async () => {
    const { send } = await start(() => Promise.reject(new Error('secret')));
    const { body } = await send('quiz-tap');
    expect(body).toMatchObject({ statusCode: 500, type: 'application/vnd.microsoft.error' });
    expect(JSON.stringify([body, connector.calls])).not.toContain('secret');
    expect(calls()).toEqual([['POST', expect.anything(), 'message']]);
  });

  it('that cannot be read is told so, and counts as no answer', async () => {
    const { send, heard } = await start();
    const { status, body } = await send('quiz-unreadable');
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 400, value: { message: texts.say('fr', 'channel.unreadable') } });
    expect([heard, connector.calls]).toEqual([[], []]);
  });

  it('on what has a message of its own gets one, and an answer that is not empty', async () => {
    const { send } = await start(() => textReply('the passage'));
    const action = { type: 'Action.Execute', data: { action: 'open-passage', passageId: 'en/nrm#1' } };
    const { body } = await send('quiz-tap', { value: { action, trigger: 'manual' } });
    // https://github.com/vercel/chat/issues/731
    expect(body).toEqual({ statusCode: 200, type: MESSAGE_TYPE, value: texts.say('en', 'card.quiz.below') });
    expect(connector.messages().map(({ method, body: said }) => [method, said.text])).toEqual([
      ['POST', 'the passage'],
    ]);
  });
});

describe('a form', () => {
  it('changes its card in place, without typing dots', async () => {
    const { send, heard, memory } = await start();
    expect(await send('quiz-form')).toEqual({ status: 200, body: undefined });
    expect(heard).toMatchObject([{ kind: 'choice', choice: { action: 'answer-item', given: ['c', 'a', 'b'] } }]);
    expect(calls()).toEqual([['PUT', CARD, 'message']]);
    expect(wordsOf(cardIn(connector.calls[0]))).toContain(`why ${r.WORDS.en}`);
    expect(memory.sent).toMatchObject([{ messageId: CARD }]);
  });

  it('comes as a new message where the card is not found any more', async () => {
    const { send, codes } = await start();
    connector.refuse = ({ method }) => (method === 'PUT' ? { status: 404 } : undefined);
    expect((await send('quiz-form')).status).toBe(200);
    expect(calls().map(([method]) => method)).toEqual(['PUT', 'POST']);
    expect(cardIn(connector.calls[1])).toEqual(cardIn(connector.calls[0]));
    expect(codes()).toContain('warn: A card could not be replaced in its message');
  });

  it('of an old card shows there where the run stands now', async () => {
    const now = () => r.reply([{ type: 'notice', text: 'Counted before.' }, ...t.first('order', 'en').blocks]);
    const { send } = await start(now);
    await send('quiz-form-of-many', { replyToId: 'an-old-card' });
    expect(calls()).toEqual([['PUT', 'an-old-card', 'message']]);
    expect(wordsOf(cardIn(connector.calls[0]))[0]).toBe('Counted before.');
  });

  it.each(['en', 'ar'] as const)('that comes too fast keeps its card: %s', async (language) => {
    const { send } = await start(() => limited(language));
    await send('quiz-form');
    expect(calls().map(([method]) => method)).toEqual(['POST']);
  });

  it('whose turn fails keeps its card', async () => {
    const { send } = await start(() => Promise.reject(new Error('secret')));
    // The apology in Arabic is a card, too.
    await send('quiz-form', { locale: 'ar-TN' });
    expect(calls().map(([method]) => method)).toEqual(['POST']);
    expect(wordsOf(cardIn(connector.calls[0])).join()).toContain(texts.say('ar', 'channel.apology').slice(0, 30));
  });

  it('without the id of its card is answered below', async () => {
    const { send } = await start();
    await send('quiz-form', { replyToId: undefined });
    expect(calls()).toEqual([
      ['POST', expect.anything(), 'typing'],
      ['POST', expect.anything(), 'message'],
    ]);
  });
});

describe('a button below an answer', () => {
  it('leaves the answer where it is', async () => {
    const { send } = await start();
    await send('quiz-go-on-below');
    expect(calls()).toEqual([
      ['POST', expect.anything(), 'typing'],
      ['POST', expect.anything(), 'message'],
    ]);
  });
});

describe('in a group', () => {
  it('nothing changes in place', async () => {
    const { send } = await start(() => textReply('Only in a private chat.', { outcome: 'command' }));
    await send('quiz-in-group');
    expect(connector.messages().map(({ method, body }) => [method, body.text])).toEqual([
      ['POST', 'Only in a private chat.'],
    ]);
  });
});

describe('linkTo', () => {
  it('opens a chat with the app, with a text typed already', () => {
    const { dependencies } = fakeDependencies();
    const locked = { ...SETTINGS, appId: 'app-1', appPassword: 'x', tenantId: 'y' };
    expect(createTeamsChannel(dependencies, locked).linkTo?.('join TUN-2026-05 & more')).toBe(
      'https://teams.microsoft.com/l/chat/0/0?users=28:app-1&message=join%20TUN-2026-05%20%26%20more',
    );
    expect(createTeamsChannel(dependencies, SETTINGS).linkTo?.('join')).toBeUndefined();
  });
});
