/** Quizzes as text: what stands where, bars that read without being seen, and what is offered beside an item. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besideItem, itemOf, textBar, wordsToSend } from '../../src/channels/quiz-text.ts';
import { MARKDOWN, PLAIN, replyText } from '../../src/channels/reply-text.ts';
import { LANGUAGES } from '../../src/contracts/language.ts';
import type { Block } from '../../src/contracts/message.ts';
import { ITEM_KINDS } from '../../src/contracts/training.ts';
import { texts } from './helpers.ts';
import * as q from './quiz-replies.ts';

const plain = (blocks: Block[], language: 'en' | 'fr' | 'ar' = 'en') =>
  replyText(q.quizReply(blocks, language), texts, PLAIN);

describe('an item', () => {
  it('has its place, its question, its options with their letters, and how to answer', () => {
    expect(plain([{ type: 'quiz-item', item: q.shownItem('single', 'en') }])).toBe(
      [
        'question 3 of 8\nWho decides whether somebody is a victim?',
        'A) The police alone\nB) The competent body\nC) Whoever refers',
        'Choose one answer, or send its letter.',
      ].join('\n\n'),
    );
  });

  it('numbers what something is to be put beside', () => {
    const item = q.shownItem('match', 'fr', { left: ['Un acte', 'Un\nmoyen'] });
    const parts = plain([{ type: 'quiz-item', item }], 'fr').split('\n\n');
    expect(parts[1]).toBe('1. Un acte\n2. Un moyen');
    expect(parts[2]).toMatch(/^A\) La police seule\nB\) /u);
  });

  it.each(LANGUAGES.flatMap((language) => ITEM_KINDS.map((kind) => [language, kind] as const)))(
    'says everything: %s, %s',
    (language, kind) => {
      const item = q.shownItem(kind, language);
      const said = plain([{ type: 'quiz-item', item }], language);
      for (const { letter, text } of item.options) expect(said).toContain(`${letter}) ${text}`);
      for (const words of [item.place, item.prompt, item.how, ...item.left]) expect(said).toContain(words);
    },
  );

  it('keeps one option on one line, whatever it holds', () => {
    const item = q.shownItem('single', 'en', { options: ['one\n\nB) two', 'three'] });
    expect(plain([{ type: 'quiz-item', item }])).toContain('A) one B) two\nB) three\n');
  });
});

describe('feedback', () => {
  it('says the verdict, the answer that was given, the right one, why, and what proves it', () => {
    expect(plain([{ type: 'quiz-feedback', feedback: q.shownFeedback('wrong', 'en') }])).toBe(
      [
        '✗ Not quite',
        'Your answer: The police alone\nThe right answer: The competent body',
        `${q.SENTENCE.en}\nSource: Referral handbook › First 24 hours`,
      ].join('\n\n'),
    );
  });

  it.each(LANGUAGES)('has its verdict in words, and leaves out what is not there: %s', (language) => {
    const said = (verdict: 'right' | 'unknown') =>
      plain([{ type: 'quiz-feedback', feedback: q.shownFeedback(verdict, language, { source: undefined }) }], language);
    expect(said('right')).toBe(`✓ ${texts.say(language, 'quiz.verdict.right')}\n\n${q.SENTENCE[language]}`);
    expect(said('unknown')).not.toContain(texts.say(language, 'quizText.given'));
    expect(said('unknown')).toContain(texts.say(language, 'quizText.expected'));
  });

  it('repeats the question where it was not the last thing shown, and puts lists below their label', () => {
    const feedback = q.shownFeedback('wrong', 'en', { prompt: 'In which order?', expected: '1. Safety\n2. Consent' });
    const said = plain([{ type: 'quiz-feedback', feedback }]);
    expect(said).toContain('✗ Not quite\n\nIn which order?\n\n');
    expect(said).toContain('The right answer:\n1. Safety\n2. Consent\n');
  });
});

describe('a result', () => {
  it('says the score first, then a bar and words for each topic', () => {
    expect(plain([{ type: 'quiz-result', result: q.shownResult('en') }])).toBe(
      [
        'Final test: The competent body\n9 of 12 right (75 %)',
        'Passed. The pass mark is 70 %.',
        'The police alone 1\n●●○ 2 of 3',
        'The competent body 2\n●●●●●●●○○ 7 of 9',
        'You: 9 of 12. The group: 7,1 on average.',
      ].join('\n\n'),
    );
  });

  it.each(LANGUAGES)('says nothing by a bar alone: %s', (language) => {
    const result = q.shownResult(language);
    const said = plain([{ type: 'quiz-result', result }], language).replaceAll(/[●○]/gu, '');
    for (const { label, score } of result.topics) expect(said).toMatch(new RegExp(`${label}\\n ${score}`, 'u'));
  });

  it('may have neither verdict nor comparison nor topics', () => {
    const result = q.shownResult('en', { verdict: undefined, passMark: undefined, comparison: undefined, topics: [] });
    expect(plain([{ type: 'quiz-result', result }])).toBe('Final test: The competent body\n9 of 12 right (75 %)');
  });

  it('is coloured by whether it was passed, where there are colours', () => {
    const style = { ...PLAIN, tone: (text: string, tone: string) => `<${tone}>${text}</>` };
    const said = (right: number) =>
      replyText(q.quizReply([{ type: 'quiz-result', result: q.shownResult('en', { right }) }]), texts, style);
    expect(said(9)).toContain('<good>Passed');
    expect(said(8)).toContain('<bad>Passed');
  });
});

describe('a bar', () => {
  it.each<[number, number, string]>([
    [0, 0, ''],
    [0, 1, '○'],
    [1, 1, '●'],
    [2, 3, '●●○'],
    [1, 30, '●○○○○○○○○○'],
    [29, 30, '●●●●●●●●●○'],
    [15, 30, '●●●●●○○○○○'],
  ])('%i of %i: %s', (right, items, expected) => {
    expect(textBar(right, items)).toBe(expected);
  });

  it('is full only when all is right, empty only when nothing is, and grows with the score', () => {
    const score = fc.nat({ max: 60 }).chain((items) => fc.tuple(fc.nat({ max: items }), fc.constant(items)));
    fc.assert(
      fc.property(score, ([right, items]) => {
        const bar = textBar(right, items);
        const filled = bar.replaceAll('○', '').length;
        expect([...bar]).toHaveLength(Math.min(items, 10));
        expect(bar.includes('○')).toBe(right < items);
        expect(bar.includes('●')).toBe(right > 0);
        if (right < items) expect(textBar(right + 1, items).replaceAll('○', '').length).toBeGreaterThanOrEqual(filled);
      }),
    );
  });
});

describe('from right to left', () => {
  const reply = q.asking(q.shownItem('match', 'ar'), 'ar', [], q.shownFeedback('wrong', 'ar'));

  it('has a mark on every line where the platform guesses, and no arrow that would point the wrong way', () => {
    const all = q.quizReply([...reply.blocks, { type: 'quiz-result', result: q.shownResult('ar') }], 'ar');
    const said = replyText(all, texts, MARKDOWN);
    for (const line of said.split('\n')) if (line !== '') expect(line.startsWith('\u200F')).toBe(true);
    expect(said).not.toMatch(/[←→]/u);
    expect(said).toContain('\u200Fأ) ');
  });

  it('has no word of another language', () => {
    const said = replyText(reply, texts, PLAIN).replace('Referral handbook › First 24 hours', '');
    expect(said).not.toMatch(/[a-z]/iu);
  });
});

describe('what is offered beside an item', () => {
  it('is told apart: about the item, and about the one answered before', () => {
    const offered = [q.unknown('en'), ...q.aboutAnswered('en')];
    const reply = q.asking(q.shownItem('single', 'en'), 'en', offered, q.shownFeedback('right', 'en'));
    expect(itemOf(reply)?.itemId).toBe('N07');
    expect(besideItem(reply)).toEqual({ now: [q.unknown('en')], before: q.aboutAnswered('en') });
    expect(wordsToSend(besideItem(reply), 'en', texts, PLAIN)).toBe(
      [
        'Or send one of these as it is written:',
        '• I do not know',
        'On the question before:',
        '• Read the source\n• Ask about this\n• This question is wrong',
      ].join('\n'),
    );
  });

  it('is about the item itself where none was answered before', () => {
    const reply = q.asking(q.shownItem('single', 'en'), 'en');
    expect(besideItem(reply)).toEqual({ now: [q.unknown('en'), q.challenge('en')], before: [] });
  });

  it('is nothing where nothing is offered', () => {
    expect(wordsToSend({ now: [], before: [] }, 'en', texts, PLAIN)).toBe('');
    expect(itemOf(q.quizReply([]))).toBeUndefined();
  });
});
