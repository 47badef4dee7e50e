/** No document can format what it says, and every line runs in its own direction. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Block, OfferedChoice } from '../../../src/contracts/message.ts';
import { PASSAGE, texts } from '../helpers.ts';
import * as r from '../teams/replies.ts';
import { formattedIn, render, textOf } from './drawn.ts';

const RLM = '\u200F';
const LRM = '\u200E';
const JOINER = '\u2060';
const choices = (offered: OfferedChoice[], prompt?: string): Block => ({ type: 'choices', prompt, choices: offered });
const text = (words: string): Block => ({ type: 'text', text: words });

describe('words of a document', () => {
  const HOSTILE = [
    'a *b* _c_ ~d~ `e` ```f```',
    '*b* (*c*) **d** __e__ *_f_* ~*_`g`_*~ "*h*"',
    '> i',
    '- j',
    '* k',
    '1. l',
    '12. m',
    ' > n',
    'o\r- p\u2028* q\u0085> r\u000B1. s',
    '*t',
    'u* v_ _w x_',
    'كلمة *ح* _ط_',
    'https://example.org/*y* *z*',
    '```aa',
    'bb```',
    r.HOSTILE,
    '-',
  ].join('\n');

  it.each(LANGUAGES)('are drawn as they are written: %s', (language) => {
    const sources = [{ title: HOSTILE }];
    const passage = { ...PASSAGE, title: HOSTILE, text: HOSTILE, sources };
    const blocks: Block[] = [
      { type: 'answer', sentences: [r.sentence(1, { text: HOSTILE })] },
      { type: 'sources', sources: [r.source(1, { title: HOSTILE, heading: HOSTILE, sources })] },
      { type: 'passage', passage },
      text(HOSTILE),
      { type: 'link', label: HOSTILE, url: 'https://example.org' },
      choices([r.topic(HOSTILE), r.PERSON], HOSTILE),
      { type: 'person-question', question: r.question({ text: HOSTILE, by: HOSTILE, status: 'taken' }) },
    ];
    const said = render(r.reply(blocks, { language })).map(textOf).join('\n\n');
    const ours = ['card.question.title', 'card.question.asked'].map((key) => texts.say(language, key));
    expect(formattedIn(said).map((words) => words.replaceAll(/[\u200E\u200F]/gu, ''))).toEqual(ours);
    expect(said).toContain('https://example.org/');
  });

  it('would be formatted without care', () => {
    expect(formattedIn(HOSTILE).length).toBeGreaterThan(15);
  });

  it('are left alone where nothing could be formatted', () => {
    const harmless = 'snake_case 5*3 e-mail a-b 1.5 2.3. https://example.org/_a_/~b x > y - z: it`s l’été';
    expect(textOf(render(r.reply([text(harmless)]))[0])).toBe(harmless);
  });

  it('stay bold in a heading unless they hold a star', () => {
    const drawn = (title: string) => textOf(render(r.answer(1, 'en', { title, heading: '' }))[0]).split('\n')[2];
    expect(drawn('Law _no_ 1')).toBe(`[1] *Law ${JOINER}_no_ 1*`);
    expect(drawn('Law *1')).toBe(`[1] Law ${JOINER}*1`);
  });
});

describe('writing direction', () => {
  const linesOf = (blocks: Block[], language: 'en' | 'ar') =>
    textOf(render(r.reply(blocks, { language }))[0])
      .split('\n')
      .filter((line) => line !== '');
  const quote = (language: 'en' | 'ar') => r.answer(1, language).blocks;

  it('marks every Arabic line, and leaves addresses alone', () => {
    const lines = linesOf(
      [...quote('ar'), { type: 'passage', passage: { ...PASSAGE, title: 'دليل', headingPath: [], text: r.WORDS.ar } }],
      'ar',
    );
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      if (/\p{Script=Arabic}/u.test(line)) expect(line).toMatch(/^\*?\u200F/u);
      if (line.includes('http')) expect(line).toMatch(/^http/u);
    }
    expect(lines).toContain(`*${RLM}دليل*`);
  });

  it.each([
    ['a French quote in an Arabic answer', 'ar', r.sentence(1, { text: r.WORDS.fr, language: 'fr' }), LRM],
    ['a quote of digits in an Arabic answer', 'ar', r.sentence(1, { text: '1951', language: 'en' }), LRM],
    ['an Arabic quote in an English answer', 'en', r.sentence(1, { text: r.WORDS.ar, language: 'ar' }), RLM],
    ['an English quote that opens in Arabic', 'en', r.sentence(1, { text: 'كفالة is a form of care.' }), LRM],
    ['an English quote in an English answer', 'en', r.sentence(1), ''],
  ] as const)('%s', (_name, language, sentence, mark) => {
    const [line] = linesOf([{ type: 'answer', sentences: [sentence] }], language);
    expect(line).toBe(`${mark}${sentence.text} [1]`);
  });

  it('lets options and sources of any language begin where the reply does', () => {
    const offered = [r.FRENCH, r.topic('x'.repeat(250))];
    const lines = linesOf([choices(offered), ...quote('en').slice(1)], 'ar');
    expect(lines).toContain(`${RLM}a) Français`);
    expect(lines).toContain(`${RLM}[1] *Referral handbook › Part 1*`);
  });

  it('reads a person’s words in the direction of their letters', () => {
    expect(linesOf([text(`سؤالكم:\n${r.WORDS.fr}`)], 'ar')).toEqual([`${RLM}سؤالكم:`, `${LRM}${r.WORDS.fr}`]);
  });
});
