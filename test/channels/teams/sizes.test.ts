/** Sizes: whatever a reply holds, every message keeps to what Teams takes, and no word of it is lost. */
import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import { cut, splitText } from '../../../src/channels/words.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Block, Reply } from '../../../src/contracts/message.ts';
import { PASSAGE, texts } from '../helpers.ts';
import { cardsOf, problemsOf, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';

const utf16 = (value: unknown) => Buffer.byteLength(JSON.stringify(value), 'utf16le');
const utf8 = (value: unknown) => Buffer.byteLength(JSON.stringify(value), 'utf8');
const withoutSpace = (text: string) => text.replaceAll(/\s+/gu, '');
const saidIn = (messages: Partial<Activity>[]) =>
  withoutSpace(messages.map((message) => message.text ?? wordsOf(message.attachments).join('\n')).join('\n'));

/** Fails where a message is too large, mixes text and card, or holds a card that is not valid. */
function expectToFit(messages: Partial<Activity>[]): void {
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(utf16(message)).toBeLessThanOrEqual(80_000);
    expect([message.text === undefined, message.attachments === undefined].filter(Boolean)).toHaveLength(1);
  }
  for (const card of cardsOf(messages)) {
    expect(utf8(card)).toBeLessThanOrEqual(28_000);
    expect(problemsOf(card)).toEqual([]);
  }
}

const VIEWS = [r.VIEW, r.PLAIN_VIEW, { ...r.VIEW, scope: 'channel' as const, asked: 'Who takes part? '.repeat(300) }];

describe('any reply', () => {
  const awkward = fc.string({
    unit: fc.constantFrom(
      'a',
      'é',
      'ع',
      'ّ',
      '𐐷',
      ' ',
      '\n',
      '"',
      '\\',
      '&',
      '<',
      '*',
      '[',
      '1',
      ']',
      '{',
      '\u0001',
      '\uD800',
    ),
    maxLength: 40,
  });
  /** Up to 20,000 characters of them. */
  const words = fc.tuple(awkward, fc.nat({ max: 500 })).map(([text, times]) => `w${text.repeat(times)}`);
  const language = fc.constantFrom(...LANGUAGES);
  const source = fc
    .record({ title: words, heading: words, quote: words, benchmark: fc.boolean(), origin: words, asOf: awkward })
    .map(({ origin, ...changes }) => ({
      ...changes,
      sources: [{ title: origin, url: `https://example.org/${encodeURIComponent(origin.toWellFormed())}` }],
    }));
  const answer = fc
    .array(fc.record({ source, text: words, language }), { minLength: 1, maxLength: 25 })
    .map((cited): Block[] => [
      {
        type: 'answer',
        sentences: cited.map(({ text, language: quoted }, at) => ({ text, language: quoted, n: at + 1 })),
      },
      { type: 'sources', sources: cited.map((one, at) => r.source(at + 1, one.source)) },
    ]);
  const block = fc.oneof(
    words.map((text): Block => ({ type: 'text', text })),
    fc
      .record({ text: words, language, title: words })
      .map((changes): Block => ({ type: 'passage', passage: { ...PASSAGE, ...changes } })),
    fc
      .array(words, { minLength: 1, maxLength: 12 })
      .map((labels): Block => ({ type: 'choices', prompt: labels[0], choices: labels.map(r.topic) })),
    fc
      .record({ text: words, answer: words, by: awkward, language })
      .map((changes): Block => ({ type: 'person-question', question: r.question({ ...changes, status: 'answered' }) })),
    fc
      .record({ text: words, language })
      .map((changes): Block => ({ type: 'person-question', question: r.question(changes) })),
    words.map((label): Block => ({ type: 'link', label, url: 'https://example.org' })),
  );

  it('fits, in every view', () => {
    fc.assert(
      fc.property(
        fc.tuple(answer, fc.array(block, { maxLength: 4 }), language, fc.boolean()),
        ([quoted, others, spoken, hasAnswer]) => {
          const blocks = hasAnswer || others.length === 0 ? [...quoted, ...others] : others;
          for (const view of VIEWS) expectToFit(renderTeams(r.reply(blocks, { language: spoken }), view, texts));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a huge reply', () => {
  const sentences = (language: 'en' | 'ar', count: number) =>
    Array.from({ length: count }, (_, at) => `${at} ${r.WORDS[language]}`).join('\n');

  it.each([
    ['English', 'en', 'en'],
    ['Arabic', 'ar', 'ar'],
    ['Arabic for an English reader', 'en', 'ar'],
  ] as const)('shows a passage of 200 KB whole and says that it continues: %s', (_name, language, written) => {
    const text = sentences(written, 5000);
    expect(utf8(text)).toBeGreaterThan(200_000);
    const passage = { ...PASSAGE, language: written, text, benchmark: false };
    const messages = renderTeams(r.reply([{ type: 'passage', passage }], { language }), r.VIEW, texts);
    expectToFit(messages);
    expect(messages.length).toBeGreaterThan(1);
    const continued = withoutSpace(texts.say(language, 'card.continued'));
    expect(saidIn(messages).replaceAll(continued, '')).toContain(withoutSpace(text));
    expect(saidIn(messages).split(continued)).toHaveLength(messages.length);
    expect(saidIn(messages)).toContain('ODIHR');
  });

  it.each(LANGUAGES)('names every one of 100 sources: %s', (language) => {
    const quote = `${r.WORDS[language]} `.repeat(60);
    const reply = r.answer(100, language, { quote });
    const messages = renderTeams(reply, r.VIEW, texts);
    expectToFit(messages);
    expect(messages.length).toBeGreaterThan(1);
    const said = wordsOf(messages.map(({ attachments }) => attachments));
    for (let n = 1; n <= 100; n += 1) {
      expect(said).toContain(`\u00A0[${n}]`);
      expect(said.join('\n')).toContain(`Part ${n}\n`);
    }
  });

  it('shortens the quotes behind citations before it breaks the answer in two', () => {
    const messages = renderTeams(r.answer(20, 'en', { quote: `${r.WORDS.en} `.repeat(60) }), r.VIEW, texts);
    expectToFit(messages);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.entities?.[0]?.citation).toHaveLength(20);
  });

  it('cites in each message the numbers that stand in it', () => {
    const long = r
      .answer(20)
      .blocks.map(
        (block): Block =>
          block.type === 'answer'
            ? { ...block, sentences: block.sentences.map((one) => ({ ...one, text: `${one.text} `.repeat(80) })) }
            : block,
      );
    const messages = renderTeams(r.reply(long, { outcome: 'answered' }), r.VIEW, texts);
    expectToFit(messages);
    expect(messages.length).toBeGreaterThan(1);
    for (const { text = '', entities } of messages) {
      const numbers = new Set([...text.matchAll(/\[(\d+)\]/gu)].map(([, n]) => Number(n)));
      const cited: { position: number }[] = entities?.[0]?.citation;
      expect(cited.map(({ position }) => position)).toEqual([...numbers]);
    }
    expect(messages.map(({ channelData }) => channelData !== undefined)).toEqual(
      messages.map((_, at) => at === messages.length - 1),
    );
  });

  it('keeps the buttons of a question on the last card', () => {
    const reply: Reply = r.questionReply({ text: sentences('ar', 2000), language: 'ar' });
    const cards = cardsOf(renderTeams(reply, r.VIEW, texts));
    expect(cards.length).toBeGreaterThan(1);
    expect(cards.map(({ actions }) => actions?.length ?? 0)).toEqual([...cards.slice(1).map(() => 0), 2]);
  });
});

describe('cut and splitText', () => {
  it.each([
    ['short', 10, 'short'],
    ['one two three', 8, 'one two…'],
    ['one two three', 9, 'one two…'],
    ['abcdefghij', 5, 'abcd…'],
    ['ab𐐷cd', 4, 'ab…'],
    ['كتابٌّ كبير', 8, 'كتابٌّ…'],
  ])('cuts %j to %i', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  it('keeps to the length, breaks no character and loses nothing but space', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ع', 'ّ', '𐐷', ' ', '\n', '👩‍🏫'), maxLength: 300 });
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 60 }), (whole, most) => {
        const parts = splitText(whole, most);
        expect(withoutSpace(parts.join(''))).toBe(withoutSpace(whole));
        for (const part of [...parts, cut(whole, most)]) {
          expect(part.length).toBeLessThanOrEqual(most);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
