/** A reply as WhatsApp messages: which form it takes, and what stands where. */
import { describe, expect, it } from 'vitest';
import { letteredChoices } from '../../../src/channels/whatsapp/choices.ts';
import { readTapId, shortReplyId } from '../../../src/channels/whatsapp/tap-id.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Block, OfferedChoice } from '../../../src/contracts/message.ts';
import { bodyProblems } from '../../fixtures/whatsapp/body-limits.ts';
import { answeredReply, PASSAGE, texts } from '../helpers.ts';
import * as r from '../teams/replies.ts';
import { formattedIn, kindsOf, render, saidIn, tapsOf, textOf, wordsOnly } from './drawn.ts';

const choices = (offered: OfferedChoice[], prompt?: string): Block => ({ type: 'choices', prompt, choices: offered });
const text = (words: string): Block => ({ type: 'text', text: words });
const LONG = 'What is the difference between trafficking and smuggling?';
const LONGER = `${LONG} And who decides which of the two it is?`;

describe('the form of a reply', () => {
  const topics = (count: number, label = (at: number) => `Topic ${at}`) =>
    Array.from({ length: count }, (_, at) => r.topic(label(at)));

  it.each<[string, Block[], string]>([
    ['words alone', [text('Hello')], 'text'],
    ['three short choices', [text('Hello'), choices([...topics(1), r.FRENCH, r.PERSON])], 'button'],
    ['choices of 20 characters', [choices(topics(2, (at) => `${at}`.padEnd(20, 'x')))], 'button'],
    ['a choice of 21 characters', [choices([r.PERSON, r.topic('x'.repeat(21))])], 'list'],
    ['four choices', [choices(topics(4))], 'list'],
    ['ten choices in two blocks', [choices(topics(7)), choices(topics(3, (at) => `Other ${at}`))], 'list'],
    ['eleven choices', [choices(topics(11))], 'text'],
    ['the same label twice', [choices([r.topic('Same'), { ...r.PERSON, label: 'Same' }])], 'list'],
    ['the longest text beside buttons', [text('x'.repeat(1024)), choices(topics(1))], 'button'],
    ['a text too long for buttons', [text('x'.repeat(1025)), choices(topics(1))], 'text'],
    ['a choice that cannot be tapped', [choices([r.topic('x'.repeat(250))])], 'text'],
  ])('%s: one message', (_name, blocks, kind) => {
    const messages = render(r.reply(blocks));
    expect(kindsOf(messages)).toEqual([kind]);
    expect(messages.flatMap(bodyProblems)).toEqual([]);
  });

  it.each(LANGUAGES)('says answer, sources and choices in one message: %s', (language) => {
    const { blocks } = r.answer(2, language);
    const messages = render(r.reply([...blocks, choices([r.PERSON], 'Or:')], { language }));
    expect(kindsOf(messages)).toEqual(['button']);
    expect(messages.flatMap(bodyProblems)).toEqual([]);
    const said = textOf(messages[0]);
    const places = [r.WORDS[language], '[1]', 'Or:', 'Part 1', 'Part 2'].map((words) => said.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(said).toMatch(/\nhttps:\/\/www\.osce\.org\/odihr$/u);
  });

  it.each(LANGUAGES)('has words above a list without a prompt: %s', (language) => {
    const [message] = render(r.reply([choices(topics(4))], { language }));
    expect(bodyProblems(message)).toEqual([]);
    expect(textOf(message)).toContain(texts.say(language, 'whatsapp.choose'));
  });

  it.each([[[]], [[text('')]], [[text(' \n ')]]])('is none where nothing is said: %j', (blocks) => {
    expect(render(r.reply(blocks))).toEqual([]);
  });

  it('asks for no preview of an address', () => {
    expect(render(r.reply([text('https://example.org')]))).toEqual([
      { type: 'text', text: { body: 'https://example.org', preview_url: false } },
    ]);
  });
});

describe('choices', () => {
  const offered = [r.PERSON, r.topic(LONG), r.FRENCH, r.OPEN];

  it('are told by their ids, with the reply where it matters', () => {
    const [message] = render(r.reply([choices(offered)]));
    expect(tapsOf(message).map(({ id }) => readTapId(id))).toEqual([
      { choice: r.PERSON.choice, replyId: shortReplyId('reply-1') },
      ...[r.topic(LONG), r.FRENCH, r.OPEN].map(({ choice }) => ({ choice })),
    ]);
  });

  it('have their label as title, or a letter with the label below', () => {
    const [message] = render(r.reply([text('Hello'), choices(offered)]));
    expect(tapsOf(message).map(({ title, description }) => [title, description])).toEqual([
      ['Ask a person', undefined],
      ['b', LONG],
      ['Français', undefined],
      ['First steps', undefined],
    ]);
    expect(textOf(message)).toBe('Hello');
  });

  it('stand in the text where a row has no room for one', () => {
    const [message] = render(r.reply([choices([r.PERSON, r.topic(LONGER)], 'Choose:')]));
    expect(kindsOf([message].flatMap((one) => one ?? []))).toEqual(['list']);
    expect(textOf(message)).toBe(`Choose:\na) Ask a person\nb) ${LONGER}`);
    const [, row] = tapsOf(message);
    expect(row?.title).toBe('b');
    expect(LONGER.startsWith(row?.description?.replace('…', '') ?? '-')).toBe(true);
  });

  it('that cannot be tapped are a line beside a list of the others', () => {
    const question = `${LONG} `.repeat(5).trim();
    const [message] = render(r.reply([choices([r.PERSON, { label: 'Long', choice: { action: 'ask', question } }])]));
    expect(tapsOf(message).map(({ title }) => title)).toEqual(['Ask a person']);
    expect(textOf(message)).toContain('b) Long');
  });

  it('that are letters themselves do not stand for another', () => {
    const [message] = render(r.reply([choices([r.topic('b'), r.topic(LONG), r.topic(LONGER), r.PERSON])]));
    expect(tapsOf(message).map(({ title }) => title)).toEqual(['a', 'b', 'c', 'Ask a person']);
  });

  it('have letters that run on over blocks, in the order of letteredChoices', () => {
    const many = Array.from({ length: 9 }, (_, at) => r.topic(`Topic ${at}`));
    const reply = r.reply([choices(many, 'One'), text('Between'), choices([r.FRENCH, r.PERSON], 'Two')]);
    const said = textOf(render(reply)[0]);
    const lines = [...said.matchAll(/^([a-z])\) (.*)$/gmu)].map(([, letter, label]) => [letter, label]);
    expect(lines).toEqual(letteredChoices(reply).map(({ label }, at) => ['abcdefghijk'[at], label]));
    expect(said).toContain(texts.say('en', 'whatsapp.typeLetter'));
    expect(said.indexOf('Between')).toBeGreaterThan(said.indexOf('i) Topic 8'));
  });

  it('after z are still named', () => {
    const reply = r.reply([choices(Array.from({ length: 28 }, (_, at) => r.topic(`Topic ${at}`)))]);
    expect(textOf(render(reply)[0])).toContain('z) Topic 25\n• Topic 26\n• Topic 27');
  });
});

describe('blocks', () => {
  it('lists a source with its label and where it can be read', () => {
    const [message] = render(r.answer(1));
    const [, source = ''] = textOf(message).split('\n\n');
    const [name, label, address, ...more] = source.split('\n');
    expect(name).toBe('[1] *Referral handbook › Part 1*');
    expect(label).toContain(texts.say('en', 'sources.review.checked'));
    expect(address).toBe('https://www.osce.org/odihr');
    expect(more).toEqual([]);
  });

  it('writes out only addresses that can be opened', () => {
    const origins = [
      { title: 'Bad', url: 'javascript:alert(1)' },
      { title: 'Paper' },
      { title: 'Good', url: 'https://example.org/a_b_c/~x/*y*?q=_z_' },
    ];
    const said = textOf(render(r.answer(1, 'en', { sources: origins }))[0]);
    expect(said).not.toContain('javascript');
    expect(said).toContain('\nBad\nPaper\nhttps://example.org/a_b_c/~x/*y*?q=_z_');
  });

  it('says every kind of block', () => {
    const blocks: Block[] = [
      { type: 'notice', text: 'A notice.' },
      { type: 'passage', passage: PASSAGE },
      { type: 'link', label: 'Guide', url: 'https://example.org/guide' },
      { type: 'person-question', question: r.question() },
      r.FORM,
    ];
    const messages = render(r.reply(blocks));
    expect(messages).toHaveLength(1);
    const said = saidIn(messages);
    for (const words of [
      'A notice.',
      PASSAGE.text,
      'Guide',
      'q-7f3a9c',
      'Who grants the reflection period?',
      'note:',
    ]) {
      expect(said).toContain(wordsOnly(words));
    }
    expect(textOf(messages[0])).toContain('\nhttps://example.org/guide\n');
    expect(formattedIn(textOf(messages[0]))).toEqual([
      'Referral handbook › First 24 hours',
      texts.say('en', 'card.question.title'),
      texts.say('en', 'card.question.asked'),
    ]);
  });

  it('says when a chat model wrote the answer', () => {
    const said = texts.say('en', 'card.byModel');
    expect(textOf(render({ ...r.answer(1), writtenByModel: true })[0])).toContain(said);
    expect(textOf(render(r.answer(1))[0])).not.toContain(said);
  });
});

describe('a whole answer', () => {
  it('has nothing left out', () => {
    const reply = answeredReply();
    const said = saidIn(render(reply));
    for (const words of [
      'The focal point <b>explains</b> the *services*.',
      'Who takes part?',
      'And after that?',
      'Ask a person',
    ]) {
      expect(said).toContain(wordsOnly(words));
    }
  });
});
