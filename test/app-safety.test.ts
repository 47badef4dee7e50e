/** The whole of Dalil under floods, odd messages, personal data and live cases: clear outcomes, and nothing left behind. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../src/config.ts';
import type { Language } from '../src/contracts/language.ts';
import { OUTCOMES } from '../src/contracts/outcome.ts';
import { loadTexts } from '../src/text/texts.ts';
import { block, type RunningApp, runApp, words } from './fixtures/running-app.ts';

const texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));
/** Outcomes that tell a person something; `failed` is the one that does not. */
const CLEAR = OUTCOMES.filter((outcome) => outcome !== 'failed');

let world: RunningApp;
beforeAll(async () => {
  world = await runApp();
});
afterAll(() => world.close());

/** Bytes as they stand in a file, for comparison with `databaseBytes`. */
const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('a flood', () => {
  it('is answered up to the limit of a minute, then told to wait; others are not held up', async () => {
    const person = await world.person();
    const outcomes: string[] = [];
    for (let n = 1; n <= 25; n += 1)
      outcomes.push((await person.ask(`What is a place of safety? ${'!'.repeat(n)}`)).outcome);
    expect(outcomes.slice(0, 20)).toEqual(Array(20).fill('answered'));
    expect(outcomes.slice(20)).toEqual(Array(5).fill('rate-limited'));
    const told = await person.ask('What is a place of safety?', { id: 'once-more' });
    expect(block(told, 'notice')?.text).toMatch(/wait \d+ seconds? and send your message again/u);
    expect((await (await world.person()).ask('What is a place of safety?')).outcome).toBe('answered');
  });
});

describe('an odd message', () => {
  it.each([
    ['5,000 characters', 'help '.repeat(1_000), ['unclear']],
    ['5,000 characters without a space', 'x'.repeat(5_000), ['unclear']],
    ['5,000 Arabic characters', 'س'.repeat(5_000), ['unclear']],
    ['emoji only', '😀👍🏽👩‍👩‍👧', ['unclear']],
    ['punctuation only', '?!… — «»', ['unclear']],
    ['a number nobody offered', '99', ['command', 'unclear']],
    ['HTML', '<script>alert("x")</script><img src=x onerror=alert(1)>', CLEAR],
    ['a question in HTML', '<b>What is a place of safety?</b>', CLEAR],
    [
      'Spanish',
      '¿Cuáles son los derechos de las víctimas de la trata de personas en España?',
      ['unsupported-language'],
    ],
    ['German', 'Welche Rechte haben die Opfer von Menschenhandel in Deutschland?', ['unsupported-language']],
    ['mixed scripts', 'What is مكان آمن place of safety بعد الإنقاذ en mer ?', CLEAR],
    ['Cyrillic among Latin letters', 'Whаt is a plаce of sаfety?', CLEAR],
    ['marks of writing direction', '\u202eWhat is a place of safety?\u202c\u200b\u200f', CLEAR],
    ['control characters', 'What is\u0000 a place\u0007 of safety?\u001b[31m', CLEAR],
    ['half a surrogate pair', 'What is a place of safety? \ud83d', CLEAR],
    ['a heap of accents', `place${'\u0301'.repeat(500)} of safety?`, CLEAR],
    ['words of SQL', "'; drop table sessions; -- what is a place of safety?", CLEAR],
    ['a template', '{{count}} $t(privacy) <%= process.env %> %s', CLEAR],
    ['names of JavaScript', '__proto__ constructor toString', CLEAR],
  ])('ends clearly: %s', async (_name, text, outcomes) => {
    const reply = await (await world.person()).ask(text);
    expect(outcomes).toContain(reply.outcome);
    expect(reply.blocks.length).toBeGreaterThan(0);
    expect(words(reply)).not.toMatch(/<script|onerror/u);
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
  });

  it('that is too long is told so, in the language of the page', async () => {
    const reply = await (await world.person()).ask('x'.repeat(5_000), { language: 'fr' });
    expect(reply.blocks).toEqual([{ type: 'text', text: texts.say('fr', 'tooLong') }]);
  });

  it('in a language that is not spoken is told so in all that are', async () => {
    const reply = await (await world.person()).ask('¿Qué es la trata de personas y quién ayuda a las víctimas?');
    for (const language of ['en', 'fr', 'ar'] as const) {
      expect(reply.blocks).toContainEqual({ type: 'text', text: texts.say(language, 'unsupportedLanguage') });
    }
  });

  it.each(['', '   ', '\n\t'])('without words (%j) is refused on the page and unclear elsewhere', async (text) => {
    const response = await (await world.person()).post({ message: { kind: 'text', text } });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'body-not-json', message: texts.say('en', 'channel.unreadable') },
    ]);
    const envelope = {
      messageId: `empty ${text}`,
      channel: 'teams',
      conversationId: 'c',
      personId: 'p',
      scope: 'personal' as const,
      roles: [],
      receivedAt: 0,
    };
    const { reply } = await world.app.conversations.handleTurn({ ...envelope, kind: 'text', text });
    expect(reply.outcome).toBe('unclear');
  });
});

describe('personal data', () => {
  it('is taken out before anything else, said to be, and kept nowhere', async () => {
    const person = await world.person();
    const reply = await person.ask('her phone is +216 98 123 456, what do I do for a presumed victim?');
    expect(reply.outcome).toBe('personal-data');
    expect(reply.blocks[0]).toEqual({ type: 'notice', text: texts.say('en', 'personalData') });
    const other = await person.ask('I wrote to amal.bensalem@example.org: when does a referral begin?');
    expect(other.outcome).toBe('personal-data');
    const left = `${await world.databaseBytes()}\n${world.logged()}\n${words(reply)}\n${words(other)}`;
    expect(left).not.toMatch(/98\D{0,3}123\D{0,3}456|bensalem/u);
  });

  it('is not carried into the next question either', async () => {
    const person = await world.person();
    await person.ask('Her passport number is X1234567 and her phone is 0612345678: what is a place of safety?');
    await person.ask('and what happens after that?');
    expect(`${await world.databaseBytes()}\n${world.logged()}`).not.toMatch(/X1234567|0612345678/u);
  });

  it('the database does hold what it is meant to, so that looking for bytes means something', async () => {
    const person = await world.person();
    await person.ask('Which law of Tunisia covers trafficking in persons?');
    const bytes = await world.databaseBytes();
    expect(bytes).toContain('en/tunisia#which-law');
    expect(bytes).toContain('Which law of Tunisia covers trafficking');
    expect(world.logged()).toContain('Turn answered');
    expect(world.logged()).not.toContain('Which law of Tunisia');
  });
});

describe('a live case', () => {
  const cases: [Language, string, string[]][] = [
    [
      'en',
      'I have a girl with me who says her boss locked her in a warehouse and took her passport',
      ['warehouse', 'girl with me'],
    ],
    [
      'fr',
      "J'ai une jeune fille avec moi, son patron lui a pris son passeport à la boulangerie",
      ['boulangerie', 'jeune fille avec'],
    ],
    ['ar', 'عندي فتاة هنا تقول إن صاحب العمل أخذ جوازها في المخبزة', ['المخبزة', 'عندي فتاة']],
  ];

  it.each(cases)('gets first steps in %s, and nothing of it is kept', async (language, text, traces) => {
    const person = await world.person();
    const reply = await person.ask(text, { language: language === 'en' ? 'fr' : 'en' });
    expect(reply).toMatchObject({ outcome: 'live-case', language });
    expect(reply.blocks[0]).toEqual({ type: 'notice', text: texts.say(language, 'liveCase.opening') });
    expect(reply.blocks).toContainEqual({ type: 'text', text: texts.say(language, 'liveCase.steps') });
    // A question after it does not bring it back.
    await person.ask('and then?');
    const left = `${await world.databaseBytes()}\n${asBytes(world.logged())}`;
    for (const trace of traces) expect(left.includes(asBytes(trace)), trace).toBe(false);
    expect(await world.app.conversations.store.countOutcomes(0)).toHaveProperty('live-case');
  });
});

describe('POST /api/messages', () => {
  const activity = {
    type: 'message',
    serviceUrl: 'http://127.0.0.1:1/',
    channelId: 'msteams',
    from: { id: 'u' },
    conversation: { id: 'c' },
  };

  it.each([
    ['not JSON', 'hello {', 'application/json'],
    ['nothing', '', 'application/json'],
    ['null', 'null', 'application/json'],
    ['a list', '[1,2]', 'application/json'],
    ['an empty object', '{}', 'application/json'],
    ['half an activity', '{"type":"message","text":"hi"}', 'application/json'],
    ['wrong kinds of fields', JSON.stringify({ ...activity, from: 'me', conversation: 7 }), 'application/json'],
    ['a prototype', '{"__proto__":{"type":"message"},"constructor":1}', 'application/json'],
    ['a form', 'type=message&text=hi', 'application/x-www-form-urlencoded'],
    ['XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'text/xml'],
    ['bytes', '\u0000\u0001\ufffd', 'application/octet-stream'],
    ['deep brackets', '['.repeat(50_000), 'application/json'],
  ])('refuses %s without a stack trace', async (_name, body, type) => {
    const response = await fetch(`${world.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('');
    expect((await (await world.person()).ask('hello')).outcome).toBe('greeting');
  });
});
