/** Quizzes on cards: one card for a step, valid, readable without colours, and buttons that send what they say. */
import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/channels/choice.ts';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import { LANGUAGES, type Language } from '../../../src/contracts/language.ts';
import type { Block, Reply } from '../../../src/contracts/message.ts';
import { texts } from '../helpers.ts';
import { actionsOf, ofType, onlyCard, partsOf, problemsOf, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';
import * as t from './training-replies.ts';

const card = (reply: Reply) => onlyCard(renderTeams(reply, r.VIEW, texts));
const fields = (value: unknown) => partsOf(value).filter(({ type }) => type.startsWith('Input.'));
const sentBy = (value: unknown) => actionsOf(value).map(({ data }) => readChoice(data));

/** Every step, in one language. */
function everyStep(language: Language): [string, Reply][] {
  const of = (...blocks: Block[]) => r.reply(blocks, { language });
  return [
    ...t.KINDS.map((kind): [string, Reply] => [`first ${kind}`, t.first(kind, language)]),
    ...t.KINDS.map((kind): [string, Reply] => [`next ${kind}`, t.step(kind, language)]),
    ['right', t.step('single', language, 'right')],
    ['unknown', t.step('single', language, 'unknown')],
    ['passed', t.result(language)],
    ['not passed', t.result(language, 0)],
    ['a card to read', t.reading(language)],
    ['a menu', t.menu(language)],
    ['the last answer', of(t.feedback('wrong', language), t.choices(...t.ABOUT_ANSWER), ...t.result(language).blocks)],
    ['a look back', of({ type: 'text', text: '1 of 3' }, t.feedback('wrong', language), t.choices(...t.ABOUT_ANSWER))],
    ['a link', of({ type: 'link', label: 'Join', url: 'https://example.org' }, t.choices(...t.MENU))],
    [
      'hostile words',
      of({ type: 'quiz-item', item: t.item('order', language, { prompt: r.HOSTILE, left: [r.HOSTILE] }) }),
    ],
  ];
}

describe.each(LANGUAGES)('a step in %s', (language) => {
  it.each(everyStep(language))('is one valid card that says everything: %s', (_name, reply) => {
    const view = { ...r.VIEW, oneCard: true };
    const messages = renderTeams(reply, view, texts);
    expect(messages).toHaveLength(1);
    const shown = onlyCard(messages);
    expect(problemsOf(shown)).toEqual([]);
    expect({ lang: shown.lang, rtl: shown.rtl }).toEqual({ lang: language, rtl: language === 'ar' ? true : undefined });
    for (const { text } of ofType(shown, 'TextBlock')) expect(text).not.toMatch(/[[\]()*_`{}]/u);
    for (const text of wordsOf(shown)) expect(text).not.toContain('{{');
    for (const { label } of fields(shown)) expect(label).not.toContain('{{');
    for (const part of partsOf(shown)) {
      const action = part.selectAction as { type: string } | undefined;
      if (action) expect(['Action.Execute', 'Action.Submit', 'Action.OpenUrl']).toContain(action.type);
    }
  });

  it('says in plain words, too, what the card says', () => {
    const shown = card(t.step('match', language));
    for (const words of [shown.fallbackText, shown.speak]) {
      for (const part of ['expected', 'why', 'Handbook › Part', `${r.WORDS[language]} y`])
        expect(words).toContain(part);
    }
    const spoken = card(t.result(language)).speak;
    expect(spoken).toContain('2 of 3');
    expect(spoken).not.toMatch(/[●○]/u);
  });
});

describe('an item', () => {
  const unknown = t.UNKNOWN.choice;
  const given = (...ids: string[]) => ({ action: 'answer-item', attemptId: t.ATTEMPT, itemId: 'N07', given: ids });

  it.each(['single', 'scenario'] as const)('is answered by one tap on a row that wraps: %s', (kind) => {
    const shown = card(t.first(kind, 'en'));
    expect(fields(shown)).toEqual([]);
    const rows = partsOf(shown).filter(({ selectAction }) => selectAction !== undefined);
    expect(rows.map(({ selectAction }) => readChoice((selectAction as { data: unknown }).data))).toEqual(
      ['a', 'b', 'c', 'd'].map((id) => given(id)),
    );
    expect(wordsOf(rows[1])).toEqual(['B', `${r.WORDS.en} 1`]);
    expect(rows[1]?.selectAction).toMatchObject({ type: 'Action.Execute', title: `B ${r.WORDS.en} 1` });
    expect(sentBy(shown).slice(4)).toEqual([unknown, t.WRONG_ITEM.choice]);
  });

  it('that is true or false has a row for each', () => {
    expect(sentBy(card(t.first('truefalse', 'fr')))).toEqual([given('a'), given('b'), unknown, t.WRONG_ITEM.choice]);
  });

  it('with several right options is a list to tick, and an empty one is not sent', () => {
    const shown = card(t.first('multiple', 'en'));
    expect(fields(shown)).toMatchObject([
      { type: 'Input.ChoiceSet', id: 'given', isMultiSelect: true, style: 'expanded', wrap: true, isRequired: true },
    ]);
    const [answer] = actionsOf(shown);
    expect(answer?.associatedInputs).toBeUndefined();
    // The client puts the values of the fields beside the data.
    expect(readChoice({ ...Object(answer?.data), given: 'a,c' })).toEqual(given('a', 'c'));
  });

  it('with an order has a list for each place', () => {
    const shown = card(t.first('order', 'ar'));
    expect(fields(shown).map(({ id, style, isRequired }) => [id, style, isRequired])).toEqual(
      [1, 2, 3, 4].map((n) => [`given${n}`, 'compact', true]),
    );
    const [answer] = actionsOf(shown);
    expect(readChoice({ ...Object(answer?.data), given1: 'd', given2: 'a', given3: 'c', given4: 'b' })).toEqual(
      given('d', 'a', 'c', 'b'),
    );
    expect(wordsOf(shown)).toContain('ج');
  });

  it('with two sides has a list for each left side, and every option in full above', () => {
    const text = `${'A long option that a closed list cuts off. '.repeat(2)}!`;
    const options = t.item('match', 'en').options.map((option) => ({ ...option, text }));
    const shown = card(r.reply([{ type: 'quiz-item', item: t.item('match', 'en', { options }) }]));
    expect(fields(shown).map(({ id, label }) => [id, label])).toEqual(
      ['x', 'y', 'z'].map((end, at) => [`given${at + 1}`, `${r.WORDS.en} ${end}`]),
    );
    expect(wordsOf(shown).filter((words) => words === text)).toHaveLength(4);
    const [answer] = actionsOf(shown);
    expect(readChoice({ ...Object(answer?.data), given1: 'b', given2: 'b', given3: 'a' })).toEqual(
      given('b', 'b', 'a'),
    );
  });

  it.each(['multiple', 'order', 'match'] as const)('with fields leaves nothing to Action.Execute: %s', (kind) => {
    // https://github.com/microsoft/AdaptiveCards/issues/9315
    const shown = card(t.step(kind, 'en'));
    expect(ofType(shown, 'Action.Execute')).toEqual([]);
    const [answers, others] = [true, false].map((sends) =>
      actionsOf(shown).filter(({ associatedInputs }) => (associatedInputs === undefined) === sends),
    );
    expect(answers).toHaveLength(1);
    expect(others?.map(({ data }) => readChoice(data))).toEqual([
      ...t.ABOUT_ANSWER.map(({ choice }) => choice),
      unknown,
    ]);
  });

  it('shows where one stands, in words and as a bar', () => {
    const shown = card(r.reply([{ type: 'quiz-item', item: t.item('single', 'en', { done: 3, total: 12 }) }]));
    const [bar] = ofType(shown, 'ColumnSet');
    expect(bar?.columns).toMatchObject([{ width: 3 }, { width: 9 }]);
    expect(wordsOf(shown)[0]).toContain('· 3');
  });
});

describe('feedback', () => {
  it.each([
    ['right', 'good', '✓ right'],
    ['wrong', 'attention', '✗ wrong'],
    ['unknown', 'accent', 'unknown'],
  ] as const)('has a colour and words: %s', (verdict, style, heading) => {
    const shown = card(t.step('single', 'en', verdict));
    const [frame] = ofType(shown, 'Container');
    expect(frame?.style).toBe(style);
    expect(wordsOf(frame)[0]?.startsWith(heading)).toBe(true);
  });

  it('has its buttons beside it, and the next item has its own', () => {
    const body = card(t.step('single', 'en')).body.map((part) => JSON.stringify(part));
    const at = (words: string) => body.findIndex((part) => part.includes(words));
    const order = [
      'why',
      'Read the source',
      'Ask about this',
      'This is wrong',
      '· 3',
      '"title":"B ',
      '"title":"?"',
    ].map(at);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order).not.toContain(-1);
  });
});

describe('a result', () => {
  const bars = (value: unknown) =>
    ofType(value, 'ColumnSet')
      .map(({ columns }) => columns as { width: number | string; style?: string }[])
      .filter((columns) => columns.some(({ style }) => style !== undefined))
      .map((columns) => columns.map(({ width, style }) => [width, style]));

  it('has a bar for the whole and one for each topic, each with its score in words', () => {
    const shown = card(t.result('en'));
    expect(bars(shown)).toEqual([
      [
        [9, 'good'],
        [3, 'emphasis'],
      ],
      [[3, 'accent']],
      [
        [2, 'accent'],
        [1, 'emphasis'],
      ],
      [[2, 'emphasis']],
    ]);
    for (const words of ['9 of 12', 'All of it', '3 of 3', '0 of 2', 'You 9; the group 7.4.', '✓ Passed']) {
      expect(wordsOf(shown)).toContain(words);
    }
  });

  it('puts the pass mark where its percentage is', () => {
    const marks = ofType(card(t.result('en')), 'ColumnSet').find(({ spacing }) => spacing === 'None');
    expect(marks?.columns).toMatchObject([{ width: 70 }, { width: 30 }]);
    expect(wordsOf(marks).join()).toContain(texts.say('en', 'card.quiz.passMark', { mark: 70 }));
  });

  it('that did not pass says so without red alone', () => {
    const shown = card(t.result('en', 4));
    expect(wordsOf(shown)).toContain('↻ Not yet');
    expect(bars(shown)[0]?.[0]).toEqual([4, 'warning']);
  });

  it('without a pass mark has neither mark nor verdict', () => {
    const [block] = t.result('en').blocks;
    if (block?.type !== 'quiz-result') throw new Error('no result');
    const plain = { ...block.result, passMark: undefined, verdict: undefined, comparison: undefined, topics: [] };
    const [topic] = block.result.topics;
    const one = { ...plain, topics: topic ? [topic] : [] };
    // One topic needs one bar.
    expect(bars(card(r.reply([{ type: 'quiz-result', result: one }])))).toEqual([[[3, 'accent']]]);
    const shown = card(r.reply([{ type: 'quiz-result', result: plain }]));
    expect(wordsOf(shown)).toEqual([plain.heading, plain.score]);
    expect(bars(shown)).toHaveLength(1);
  });
});
