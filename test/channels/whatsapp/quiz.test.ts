/** Quizzes in WhatsApp: which form an item takes, what a tap on it means, and that only its options have letters. */
import { describe, expect, it } from 'vitest';
import { readTapId } from '../../../src/channels/whatsapp/tap-id.ts';
import type { OutgoingBody } from '../../../src/channels/whatsapp/types.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Block, OfferedChoice } from '../../../src/contracts/message.ts';
import { ITEM_KINDS } from '../../../src/contracts/training.ts';
import { bodyProblems } from '../../fixtures/whatsapp/body-limits.ts';
import { texts } from '../helpers.ts';
import * as q from '../quiz-replies.ts';
import * as r from '../teams/replies.ts';
import { formattedIn, kindsOf, render, saidIn, tapsOf, textOf, wordsOnly } from './drawn.ts';

/** The title of each section with the titles of its rows. */
function sectionsOf(body: OutgoingBody | undefined) {
  const isList = body?.type === 'interactive' && body.interactive.type === 'list';
  const sections = isList && body.interactive.type === 'list' ? body.interactive.action.sections : [];
  return sections.map(({ title, rows }) => [title, ...rows.map((row) => row.title)]);
}
const given = (option: string) => ({
  choice: { action: 'answer-item', attemptId: q.ATTEMPT, itemId: 'N07', given: [option] },
});
const long = { options: [q.SENTENCE.en, 'Nobody', `${q.SENTENCE.en} So says the law.`] };

describe('an item with one right answer', () => {
  it('is a list: its options first, then the rest', () => {
    const [message, ...more] = render(q.asking(q.shownItem('single', 'en'), 'en'));
    expect(more).toEqual([]);
    expect(sectionsOf(message)).toEqual([
      ['Answers', 'The police alone', 'The competent body', 'Whoever refers'],
      ['Something else', 'I do not know', 'This question is wrong'],
    ]);
    expect(tapsOf(message).map(({ id }) => readTapId(id))).toEqual([
      ...['a', 'b', 'c'].map(given),
      { choice: q.unknown('en').choice },
      { choice: q.challenge('en').choice },
    ]);
  });

  it('has letters as titles where an option is long, and the options in full above', () => {
    const [message] = render(q.asking(q.shownItem('scenario', 'en', long), 'en'));
    expect(sectionsOf(message)[0]).toEqual(['Answers', 'A', 'B', 'C']);
    const rows = tapsOf(message);
    expect(rows[1]?.description).toBe('Nobody');
    expect(rows[0]?.description).toMatch(/^The competent authority decides .*…$/u);
    expect(textOf(message)).toContain(`A) ${q.SENTENCE.en}\nB) Nobody\nC) ${q.SENTENCE.en} So says the law.`);
  });

  it.each(LANGUAGES)(
    'says feedback and the next item in one message, what is about the answered one apart: %s',
    (spoken) => {
      const feedback = q.shownFeedback('wrong', spoken);
      const offered = [q.unknown(spoken), ...q.aboutAnswered(spoken)];
      const messages = render(q.asking(q.shownItem('single', spoken), spoken, offered, feedback));
      expect(kindsOf(messages)).toEqual(['list']);
      const said = saidIn(messages);
      for (const words of [feedback.heading, feedback.given, feedback.expected, feedback.why, feedback.source]) {
        expect(said).toContain(wordsOnly(words ?? '-'));
      }
      const say = (key: string) => texts.say(spoken, `whatsapp.quiz.${key}`);
      expect(sectionsOf(messages[0])).toEqual([
        [say('answers'), ...q.shownItem('single', spoken).options.map(({ text }) => text)],
        [say('others'), q.unknown(spoken).label],
        [say('before'), ...q.aboutAnswered(spoken).map(({ label }) => label)],
      ]);
    },
  );

  it('leaves the options to the rows where feedback needs the room and the rows hold them all', () => {
    const options = ['x', 'y', 'z'].map((letter) => letter.repeat(72));
    const feedback = q.shownFeedback('wrong', 'en', { why: 'w'.repeat(500) });
    const item = q.shownItem('single', 'en', { options, prompt: 'p'.repeat(200) });
    const [message] = render(q.asking(item, 'en', [q.unknown('en')], feedback));
    expect(kindsOf([message].flatMap((one) => one ?? []))).toEqual(['list']);
    expect(textOf(message)).not.toContain('xxx');
    expect(tapsOf(message).map(({ description }) => description)).toEqual([...options, undefined]);
  });

  it('takes no more rows than there are; what has none is there as words', () => {
    const topics = Array.from({ length: 9 }, (_, at) => r.topic(`Topic ${at}`));
    const [message] = render(q.asking(q.shownItem('single', 'en'), 'en', topics));
    expect(tapsOf(message)).toHaveLength(10);
    expect(textOf(message)).toMatch(/written:\n• Topic 7\n• Topic 8$/u);
    expect(bodyProblems(message)).toEqual([]);
  });

  it.each<[string, OfferedChoice, string[]]>([
    ['of the length of a letter', r.topic('B'), []],
    ['with the words of an option', r.topic('Whoever refers'), []],
    ['of 25 characters', r.topic('x y'.padEnd(25, 'z')), [`x ${'y'.padEnd(21, 'z')}…`]],
    ['that cannot be tapped', { label: 'A form', choice: { action: 'describe-event' } }, []],
  ])('never titles a choice so that it could be taken for an option: %s', (_name, choice, titles) => {
    const [message] = render(q.asking(q.shownItem('single', 'en'), 'en', [choice]));
    expect(
      tapsOf(message)
        .slice(3)
        .map(({ title }) => title),
    ).toEqual(titles);
    if (titles.length === 0) expect(textOf(message)).toMatch(new RegExp(`written:\\n• ${choice.label}$`, 'u'));
  });
});

describe('true or false', () => {
  it.each(LANGUAGES)('is buttons with one choice beside: %s', (spoken) => {
    const item = q.shownItem('truefalse', spoken);
    const [message] = render(q.asking(item, spoken, [q.unknown(spoken)]));
    expect(kindsOf([message].flatMap((one) => one ?? []))).toEqual(['button']);
    expect(tapsOf(message).map(({ title }) => title)).toEqual([
      ...item.options.map(({ text }) => text),
      q.unknown(spoken).label,
    ]);
    expect(textOf(message)).not.toContain(item.how);
    expect(readTapId(tapsOf(message)[0]?.id ?? '')).toEqual(given('a'));
  });

  it('is a list with two, or where one is about the question before', () => {
    const item = q.shownItem('truefalse', 'en');
    expect(kindsOf(render(q.asking(item, 'en')))).toEqual(['list']);
    const feedback = q.shownFeedback('right', 'en');
    expect(kindsOf(render(q.asking(item, 'en', q.aboutAnswered('en').slice(0, 1), feedback)))).toEqual(['list']);
  });
});

describe('an item that is answered by typing', () => {
  it.each(
    LANGUAGES.flatMap((spoken) => (['multiple', 'order', 'match'] as const).map((kind) => [kind, spoken] as const)),
  )('has lettered options, how to answer, and buttons or rows for the rest alone: %s, %s', (kind, spoken) => {
    const item = q.shownItem(kind, spoken);
    for (const [offered, form] of [
      [[q.unknown(spoken)], 'button'],
      [[q.unknown(spoken), ...q.aboutAnswered(spoken)], 'list'],
    ] as const) {
      const feedback = form === 'list' ? q.shownFeedback('unknown', spoken) : undefined;
      const messages = render(q.asking(item, spoken, [...offered], feedback));
      expect(kindsOf(messages)).toEqual([form]);
      expect(messages.flatMap(bodyProblems)).toEqual([]);
      for (const { letter, text } of item.options) expect(textOf(messages[0])).toContain(`${letter}) ${text}`);
      expect(saidIn(messages)).toContain(wordsOnly(item.how));
      const chosen = tapsOf(messages[0]).map(({ id }) => readTapId(id)?.choice);
      expect(chosen).toEqual(offered.map(({ choice }) => choice));
    }
  });

  it('is text where nothing else is offered', () => {
    expect(kindsOf(render(q.asking(q.shownItem('order', 'en'), 'en', [])))).toEqual(['text']);
  });
});

describe('an item too long for buttons and lists', () => {
  it.each(LANGUAGES)('is one text, with letters for its options and words for the rest: %s', (spoken) => {
    const options = Array.from({ length: 6 }, (_, at) => `${q.SENTENCE[spoken]} ${at}`);
    const feedback = q.shownFeedback('wrong', spoken, { expected: options.join('\n') });
    const offered = [q.unknown(spoken), ...q.aboutAnswered(spoken)];
    const item = q.shownItem('single', spoken, { options });
    const messages = render(q.asking(item, spoken, offered, feedback));
    expect(kindsOf(messages)).toEqual(['text']);
    const text = textOf(messages[0]).replaceAll(/[\u200E\u200F]/gu, '');
    const [now, ...before] = offered.map(({ label }) => `• ${label}`);
    const say = (key: string) => texts.say(spoken, `quizText.${key}`);
    expect(text.endsWith([say('others'), now, say('before'), ...before].join('\n'))).toBe(true);
    expect([...text.matchAll(/^(\p{L}ـ?)\) /gmu)].map(([, letter]) => letter)).toEqual(
      item.options.map(({ letter }) => letter),
    );
    expect(text).not.toContain(texts.say(spoken, 'whatsapp.typeLetter'));
  });
});

describe('whatever is asked', () => {
  it.each(LANGUAGES.flatMap((spoken) => ITEM_KINDS.map((kind) => [spoken, kind] as const)))(
    'is one message that Meta takes, drawn in its own direction: %s, %s',
    (spoken, kind) => {
      const item = q.shownItem(kind, spoken);
      for (const feedback of [
        undefined,
        ...(['right', 'wrong', 'unknown'] as const).map((v) => q.shownFeedback(v, spoken)),
      ]) {
        const messages = render(q.asking(item, spoken, undefined, feedback));
        expect(messages).toHaveLength(1);
        expect(messages.flatMap(bodyProblems)).toEqual([]);
        for (const line of textOf(messages[0]).split('\n')) {
          if (line !== '') expect(/^\*?\u200F/u.test(line)).toBe(spoken === 'ar');
        }
      }
    },
  );

  it('draws headings and the question bold, and nothing else', () => {
    const item = q.shownItem('match', 'en', { left: ['- one', '*two*'] });
    const [message] = render(q.asking(item, 'en', [], q.shownFeedback('wrong', 'en', { why: '> _so_' })));
    expect(formattedIn(textOf(message))).toEqual(['✗ Not quite', 'Your answer:', 'The right answer:', item.prompt]);
  });
});

describe('a reply without an item', () => {
  it.each(LANGUAGES)('has the result as text with bars, and what comes next to tap: %s', (spoken) => {
    const blocks: Block[] = [
      { type: 'quiz-feedback', feedback: q.shownFeedback('right', spoken) },
      { type: 'quiz-result', result: q.shownResult(spoken) },
      { type: 'choices', choices: [q.challenge(spoken), ...q.aboutAnswered(spoken)] },
    ];
    const messages = render(q.quizReply(blocks, spoken));
    expect(kindsOf(messages)).toEqual(['list']);
    expect(messages.flatMap(bodyProblems)).toEqual([]);
    expect(textOf(messages[0])).toContain('●●○ ');
    expect(sectionsOf(messages[0])[0]?.[0]).toBe(texts.say(spoken, 'whatsapp.listSection'));
  });

  it('keeps the letters of its choices', () => {
    const choices = Array.from({ length: 11 }, (_, at) => r.topic(`Topic ${at}`));
    const blocks: Block[] = [
      { type: 'quiz-feedback', feedback: q.shownFeedback('right', 'en') },
      { type: 'choices', choices },
    ];
    const [message] = render(q.quizReply(blocks));
    expect(textOf(message)).toContain('a) Topic 0\nb) Topic 1\n');
    expect(textOf(message)).toContain(texts.say('en', 'whatsapp.typeLetter'));
  });
});
