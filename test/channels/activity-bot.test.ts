/** The turn every channel runs: typing first, one at a time per conversation, an apology instead of silence. */
import type { Activity } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { ActivityBot } from '../../src/channels/activity-bot.ts';
import { DirectAdapter } from '../../src/channels/direct-adapter.ts';
import { parseWeb } from '../../src/channels/web/parse.ts';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import { DalilError } from '../../src/errors.ts';
import { fakeDependencies, gate, textReply } from './helpers.ts';

function setUp(answer: (incoming: Incoming) => Reply | Promise<Reply>, render = renderText) {
  const { dependencies, heard, log } = fakeDependencies(answer);
  const bot = new ActivityBot({ name: 'test', parse: parseWeb, render }, dependencies);
  const adapter = new DirectAdapter(dependencies.newId);
  const sent: Partial<Activity>[] = [];
  const send = (activity: Partial<Activity>, conversation = 'c1') => {
    const person = { id: 'p1', name: '' };
    const to = { id: conversation, name: '', isGroup: false, conversationType: '' };
    const whole = { type: 'message', id: 'm1', channelId: 'test', from: person, conversation: to, ...activity };
    return adapter.run(
      whole,
      (out) => sent.push(out),
      (context) => bot.run(context),
    );
  };
  return { bot, send, sent, heard, log };
}

function renderText(reply: Reply): Partial<Activity>[] {
  return reply.blocks.map((block) => ({ type: 'message', text: 'text' in block ? block.text : '' }));
}

describe('ActivityBot', () => {
  it('types before the answer is there, then answers', async () => {
    const { promise, resolve } = gate();
    const asked = gate();
    const { send, sent, heard } = setUp(async () => {
      asked.resolve();
      await promise;
      return textReply('here');
    });
    const turn = send({ text: 'hello', locale: 'fr-TN' });
    await asked.promise;
    expect(sent.map(({ type }) => type)).toEqual(['typing']);
    resolve();
    await turn;
    expect(sent.map(({ type, text }) => text ?? type)).toEqual(['typing', 'here']);
    expect(heard[0]).toMatchObject({
      kind: 'text',
      text: 'hello',
      clientLanguage: 'fr',
      personId: 'p1',
      channel: 'test',
    });
  });

  it('apologises in the language of the conversation, and logs the code without showing it', async () => {
    const cause = new DalilError({ code: 'index-broken', message: 'secret path /srv', hint: '' });
    const { send, sent, log } = setUp((incoming) => {
      if (incoming.kind === 'text' && incoming.text === 'break') throw cause;
      return textReply('bonjour', { language: 'fr' });
    });
    await send({ text: 'salut' });
    await send({ text: 'break' });
    expect(sent.at(-1)?.text).toContain('Je suis désolé');
    expect(JSON.stringify(sent)).not.toContain('secret');
    const error = log.entries.find(({ level }) => level === 'error');
    expect(error?.fields).toMatchObject({ code: 'index-broken', err: cause });
  });

  it('apologises in Arabic to somebody who wrote Arabic', async () => {
    const { send, sent } = setUp(() => Promise.reject(new Error('no')));
    await send({ text: 'ما هي الإحالة؟' });
    expect(sent.at(-1)?.text).toContain('أعتذر');
  });

  it('answers two quick messages of one conversation in order, and other conversations meanwhile', async () => {
    const { promise, resolve } = gate();
    const { send, sent } = setUp(async (incoming) => {
      const text = incoming.kind === 'text' ? incoming.text : '';
      if (text === 'first') await promise;
      return textReply(text);
    });
    const first = send({ id: 'm1', text: 'first' });
    const second = send({ id: 'm2', text: 'second' });
    await send({ id: 'm3', text: 'elsewhere' }, 'c2');
    const said = () => sent.filter(({ type }) => type === 'message').map(({ text }) => text);
    expect(said()).toEqual(['elsewhere']);
    resolve();
    await Promise.all([first, second]);
    expect(said()).toEqual(['elsewhere', 'first', 'second']);
  });

  it('rejects with a clear error when not even the apology can be sent', async () => {
    const { send } = setUp(
      () => textReply('x'),
      () => {
        throw new Error('cannot render');
      },
    );
    await expect(send({ text: 'hello' })).rejects.toMatchObject({ code: 'reply-not-sent' });
  });

  it('waits for running turns when it is asked to', async () => {
    const { promise, resolve } = gate();
    const { bot, send, sent } = setUp(async () => {
      await promise;
      return textReply('done');
    });
    const turn = send({ text: 'x' });
    const idle = bot.idle().then(() => sent.map(({ text }) => text));
    resolve();
    expect(await idle).toContain('done');
    await turn;
  });
});
