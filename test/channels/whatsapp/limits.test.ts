/** Sizes: whatever a reply holds, every message keeps to what Meta takes, no word is lost, and none is sent needlessly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letteredChoices } from '../../../src/channels/whatsapp/choices.ts';
import { MAX_LIST_BUTTON, MAX_SECTION_TITLE, MAX_TEXT } from '../../../src/channels/whatsapp/limits.ts';
import { splitMessage } from '../../../src/channels/whatsapp/split.ts';
import { readTapId } from '../../../src/channels/whatsapp/tap-id.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Block, OfferedChoice, Reply } from '../../../src/contracts/message.ts';
import { bodyProblems } from '../../fixtures/whatsapp/body-limits.ts';
import { PASSAGE, texts } from '../helpers.ts';
import * as r from '../teams/replies.ts';
import { formattedIn, kindsOf, render, saidIn, tapsOf, textOf, wordsOnly } from './drawn.ts';

const awkward = fc.string({
  unit: fc.constantFrom(
    'a',
    'é',
    'ع',
    'ّ',
    '𐐷',
    '👩‍🏫',
    ' ',
    '\n',
    '"',
    '*',
    '_',
    '`',
    '> ',
    '- ',
    '1. ',
    '[1]',
    '.',
    '\u0001',
    '\uD800',
  ),
  maxLength: 40,
});
/** Up to some thousand characters of them, most often few. */
const words = fc
  .tuple(awkward, fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 300 })))
  .map(([text, times]) => `w${text.repeat(times)}`);
const short = awkward.map((text) => `w${text}`);
const language = fc.constantFrom(...LANGUAGES);
const source = fc
  .record({ title: short, heading: short, quote: words, benchmark: fc.boolean(), origin: short, asOf: awkward })
  .map(({ origin, ...changes }) => ({
    ...changes,
    sources: [{ title: origin, url: `https://example.org/${encodeURIComponent(origin.toWellFormed())}` }],
  }));
const answer = fc
  .array(fc.record({ source, text: words, language }), { minLength: 1, maxLength: 12 })
  .map((cited): Block[] => [
    {
      type: 'answer',
      sentences: cited.map(({ text, language: quoted }, at) => ({ text, language: quoted, n: at + 1 })),
    },
    { type: 'sources', sources: cited.map((one, at) => r.source(at + 1, one.source)) },
  ]);
const offered = fc.oneof(
  words.map((label): OfferedChoice => r.topic(label)),
  short.map((label): OfferedChoice => r.topic(label)),
  fc.tuple(fc.constantFrom(r.PERSON, r.FRENCH, r.OPEN), short).map(([one, label]) => ({ ...one, label })),
  fc.constantFrom(r.PERSON, r.FRENCH, r.OPEN),
);
const block = fc.oneof(
  words.map((text): Block => ({ type: 'text', text })),
  short.map((text): Block => ({ type: 'notice', text })),
  fc
    .record({ text: words, language, title: short })
    .map((changes): Block => ({ type: 'passage', passage: { ...PASSAGE, ...changes } })),
  fc
    .tuple(fc.option(short, { nil: undefined }), fc.array(offered, { minLength: 1, maxLength: 12 }))
    .map(([prompt, choices]): Block => ({ type: 'choices', prompt, choices })),
  fc
    .record({ text: words, answer: words, by: short, language })
    .map((changes): Block => ({ type: 'person-question', question: r.question({ ...changes, status: 'answered' }) })),
  short.map((label): Block => ({ type: 'link', label, url: 'https://example.org' })),
);
const anyReply = fc
  .tuple(fc.oneof(answer, fc.constant([])), fc.array(block, { maxLength: 4 }), language)
  .map(([quoted, others, spoken]): Reply => r.reply([...quoted, ...others], { language: spoken }));

/** Every run of words a reader must find. */
function wordsOf(one: Block): string[] {
  switch (one.type) {
    case 'text':
    case 'notice':
      return [one.text];
    case 'answer':
      return one.sentences.map(({ text, n }) => `${text}[${n}]`);
    case 'sources':
      return one.sources.flatMap(({ title, heading, sources }) => [title, heading, sources[0]?.url ?? '']);
    case 'passage':
      return [one.passage.title, one.passage.text];
    case 'choices':
      return [one.prompt ?? '', ...one.choices.map(({ label }) => label)];
    case 'person-question':
      return [one.question.text ?? '', one.question.answer ?? ''];
    case 'link':
      return [one.label, one.url];
    case 'quiz-item':
    case 'quiz-feedback':
    case 'quiz-result':
      // quiz-limits.test.ts looks at these.
      return [];
    case 'form':
      return [one.prompt];
  }
}

describe('any reply', () => {
  it('keeps to every limit, and loses no word', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const messages = render(reply);
        expect(messages.flatMap(bodyProblems)).toEqual([]);
        const said = saidIn(messages);
        for (const run of reply.blocks.flatMap(wordsOf)) expect(said).toContain(wordsOnly(run));
      }),
      { numRuns: 60 },
    );
  });

  it('is one message where it fits, and never two that would have been one', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const messages = render(reply);
        if (messages.length < 2) return;
        expect(kindsOf(messages)).toEqual(messages.map(() => 'text'));
        const lengths = messages.map((message) => textOf(message).length);
        for (const [at, length] of lengths.slice(1).entries()) {
          expect((lengths[at] ?? 0) + length + 2).toBeGreaterThan(MAX_TEXT - 4);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('draws nothing a document holds as formatting, wherever it is broken', () => {
    const unformatted = anyReply.map((reply) => ({
      ...reply,
      blocks: reply.blocks.filter(({ type }) => ['text', 'notice', 'answer', 'link', 'choices'].includes(type)),
    }));
    fc.assert(
      fc.property(unformatted, (reply) => {
        expect(render(reply).map(textOf).flatMap(formattedIn)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('offers by taps only what it offers, each once, with titles that differ', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const taps = render(reply).flatMap(tapsOf);
        const chosen = taps.map(({ id }) => readTapId(id)?.choice);
        const choices = letteredChoices(reply).map(({ choice }) => choice);
        for (const choice of chosen) expect(choices).toContainEqual(choice);
        expect(new Set(taps.map(({ title }) => title)).size).toBe(taps.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a reply too long for one message', () => {
  const sentences = (count: number, of: string) => Array.from({ length: count }, (_, at) => `${at} ${of}`);
  const long = (count: number, choices: OfferedChoice[] = [r.PERSON, r.FRENCH]): Block[] => [
    { type: 'answer', sentences: sentences(count, r.WORDS.en).map((text) => r.sentence(1, { text })) },
    { type: 'choices', prompt: 'Or:', choices },
    { type: 'sources', sources: [r.source(1), r.source(2)] },
  ];

  it('is broken between paragraphs, with choices and sources in the last message', () => {
    const messages = render(r.reply(long(150)));
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.flatMap(bodyProblems)).toEqual([]);
    const all = messages.map(textOf);
    for (const text of all.slice(0, -1)) expect(text).toMatch(/^\d+ .*shared\. \[1\]$/su);
    const last = all.at(-1) ?? '';
    const places = ['a) Ask a person\nb) Français', '[1] *', '[2] *'].map((part) => last.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(all.slice(0, -1).join('\n')).not.toContain('a) Ask');
  });

  it('keeps the choices together in the last message when there are too many sources', () => {
    const sources = Array.from({ length: 60 }, (_, at) => r.source(at + 1));
    const messages = render(r.reply([...long(3), { type: 'sources', sources }]));
    expect(messages.length).toBeGreaterThan(1);
    expect(textOf(messages.at(-1))).toContain('Or:\na) Ask a person\nb) Français');
    expect(messages.map(textOf).join('\n')).toContain('[60] *');
  });

  it.each(LANGUAGES)('shows a passage of 50,000 characters whole: %s', (language) => {
    const text = sentences(1_200, r.WORDS[language]).join(' ');
    expect(text.length).toBeGreaterThan(50_000);
    const messages = render(r.reply([{ type: 'passage', passage: { ...PASSAGE, language, text } }], { language }));
    expect(messages.flatMap(bodyProblems)).toEqual([]);
    expect(saidIn(messages)).toContain(wordsOnly(text));
    expect(messages.length).toBeLessThanOrEqual(Math.ceil(text.length / 3_500));
    // Every part but the first begins with a sentence, in its own direction.
    const mark = language === 'ar' ? '\u200F' : '';
    for (const part of messages.map(textOf).slice(1)) expect(part).toMatch(new RegExp(`^${mark}\\d+ `, 'u'));
  });

  it('keeps words plain where a line is broken', () => {
    const runs = ['- item ', '> quote ', '1. one ', '*star* '].map((run) => run.repeat(2_000));
    const messages = render(r.reply(runs.map((text): Block => ({ type: 'text', text }))));
    expect(messages.length).toBeGreaterThan(4);
    expect(messages.map(textOf).flatMap(formattedIn)).toEqual([]);
  });
});

describe('splitMessage', () => {
  it.each<[string, string, number, string[]]>([
    ['fits', 'one two', 7, ['one two']],
    ['at a paragraph', 'aaaa aaaa\n\nbb\nbb. bb', 14, ['aaaa aaaa', 'bb\nbb. bb']],
    ['at a line', 'aaaa aaaa\nbb. bb', 14, ['aaaa aaaa', 'bb. bb']],
    ['at a sentence', 'aaaa aaaa. bb bb', 14, ['aaaa aaaa.', 'bb bb']],
    ['not between a sentence and its number', 'aaaa aaaa. [1] bb', 15, ['aaaa aaaa. [1]', 'bb']],
    ['at a word', 'aaaa aaaa bbbbbb', 14, ['aaaa aaaa', 'bbbbbb']],
    ['between characters', 'aaaaaaaaaaa𐐷b', 12, ['aaaaaaaaaaa', '𐐷b']],
    ['not before a mark', `${'ع'.repeat(12)}ّع`, 12, ['ع'.repeat(11), 'عّع']],
    ['with the direction of the line', '\u200Fعععع عععع عععع', 12, ['\u200Fعععع عععع', '\u200Fعععع']],
    ['without making a list', 'aaaa aaaa - bbbb', 10, ['aaaa aaaa', '\u2060- bbbb']],
  ])('%s', (_name, text, most, expected) => {
    expect(splitMessage(text, most)).toEqual(expected);
  });

  it('comes to an end whatever the words are made of', () => {
    for (const text of ['\u0651', '\u200D', ' ', '\n', '\u200F', '\uD83D\uDE00\u200D', '*', '- ', '\u200F*']) {
      const parts = splitMessage(text.repeat(20_000), MAX_TEXT);
      expect(parts.length).toBeLessThan(40);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(MAX_TEXT);
    }
  });
});

describe('the texts', () => {
  it.each(LANGUAGES)('fit the button and the title of a list: %s', (spoken) => {
    expect(texts.say(spoken, 'whatsapp.listButton').length).toBeLessThanOrEqual(MAX_LIST_BUTTON);
    expect(texts.say(spoken, 'whatsapp.listSection').length).toBeLessThanOrEqual(MAX_SECTION_TITLE);
  });
});
