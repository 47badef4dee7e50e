/** A question for the focal points, and a form: on a card, and in plain words. */
import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/channels/choice.ts';
import { PLAIN, replyText } from '../../../src/channels/reply-text.ts';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import type { Language } from '../../../src/contracts/language.ts';
import type { Block, Reply } from '../../../src/contracts/message.ts';
import { texts } from '../helpers.ts';
import { cardsOf, ofType, onlyCard, partsOf, problemsOf, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';

const cards = (reply: Reply) => cardsOf(renderTeams(reply, r.VIEW, texts));
const card = (reply: Reply) => onlyCard(renderTeams(reply, r.VIEW, texts));

describe('a question for the focal points', () => {
  const shown = (changes: Parameters<typeof r.question>[0], language: Language = 'en') =>
    card(r.questionReply(changes, language));
  const all = (value: unknown) => wordsOf(value).join('\n');
  /** What the buttons send, those that stand in for others included. */
  const sentBy = (value: unknown) => ofType(value, 'Action.Submit').map(({ data }) => readChoice(data));

  it('can be taken and answered while it is open', () => {
    const open = shown({});
    expect(all(open)).toContain('21 November 2026 at 14:05 (UTC)');
    expect(all(open)).toContain('Who grants the reflection period?');
    expect(all(open)).toContain('Language: English · Tunisia');
    const take = { action: 'take-question', questionId: 'q-7f3a9c' };
    expect(ofType(open, 'Action.Execute').map(({ verb, data }) => [verb, data])).toEqual([['take-question', take]]);
    expect(sentBy(open)).toEqual([take, { action: 'answer-question', questionId: 'q-7f3a9c', answer: '' }]);
    expect(ofType(open, 'Action.ShowCard')).toHaveLength(1);
    expect(ofType(open, 'Input.Text')[0]).toMatchObject({
      id: 'answer',
      isMultiline: true,
      isRequired: true,
      maxLength: 4000,
    });
    expect(all(open)).toContain(texts.say('en', 'card.question.reminder'));
  });

  it('can only be answered once it is taken', () => {
    const taken = shown({ status: 'taken', by: 'Amina' });
    expect(sentBy(taken)).toMatchObject([{ action: 'answer-question' }]);
    expect(all(taken)).toContain('Amina');
  });

  it('gives back an answer that could not be sent, to be mended', () => {
    const given = shown({ status: 'taken', answer: 'Far too long …' });
    expect(ofType(given, 'Input.Text')[0]?.value).toBe('Far too long …');
  });

  it('shows the answer and asks for nothing more once it is answered', () => {
    const answered = shown({ status: 'answered', by: 'Amina', answer: 'The prosecutor.' });
    expect(all(answered)).toContain('The prosecutor.');
    expect(partsOf(answered).filter(({ type }) => /^(?:Action|Input)\./u.test(type))).toEqual([]);
  });

  it('loses its words when it is withdrawn', () => {
    const withdrawn = JSON.stringify(
      renderTeams(r.questionReply({ status: 'withdrawn', urgent: true, answer: 'The prosecutor.' }), r.VIEW, texts),
    );
    expect(withdrawn).not.toContain('reflection period');
    expect(withdrawn).not.toContain('prosecutor');
    expect(withdrawn).not.toMatch(/"(?:Action|Input)\./u);
  });

  it('is marked when it is urgent, also without words', () => {
    const urgent = shown({ urgent: true, text: undefined, countries: [] });
    expect(all(urgent)).toContain(texts.say('en', 'card.question.urgent'));
    expect(all(urgent)).toContain(texts.say('en', 'card.question.noWords'));
    expect(ofType(urgent, 'Container').map(({ style }) => style)).toContain('attention');
    expect(all(shown({}))).not.toContain(texts.say('en', 'card.question.urgent'));
  });

  it('keeps the direction of its words', () => {
    const arabic = shown({ text: r.WORDS.ar, language: 'ar' });
    expect(ofType(arabic, 'Container').map(({ rtl }) => rtl)).toEqual([true]);
    expect(ofType(shown({}, 'ar'), 'Container').map(({ rtl }) => rtl)).toEqual([false]);
  });

  it('has a card of its own, and so has each of several', () => {
    const said: Block = { type: 'text', text: 'Two are open.' };
    const blocks = [
      said,
      ...['q-1', 'q-2'].map((id): Block => ({ type: 'person-question', question: r.question({ id }) })),
    ];
    const drawn = cards(r.reply(blocks));
    expect(drawn.map((one) => ofType(one, 'Input.Text').length)).toEqual([0, 1, 1]);
    expect(drawn.flatMap(problemsOf)).toEqual([]);
    expect(drawn.map(sentBy)).toMatchObject([
      [],
      [{ questionId: 'q-1' }, { questionId: 'q-1' }],
      [{ questionId: 'q-2' }, { questionId: 'q-2' }],
    ]);
  });

  it('does not put its words into a notification', () => {
    const [message] = renderTeams(r.questionReply(), r.VIEW, texts);
    expect(message?.summary).toContain('q-7f3a9c');
    expect(message?.summary).not.toContain('reflection');
  });
});

describe('a form on a card', () => {
  it('has a labelled input for each field and sends them with what it is about', () => {
    const shown = card(r.reply([r.FORM]));
    const inputs = partsOf(shown).filter(({ type }) => type.startsWith('Input.'));
    expect(inputs.map(({ type, id, isMultiline, isRequired }) => [type, id, isMultiline, isRequired])).toEqual([
      ['Input.Text', 'title', false, true],
      ['Input.Text', 'note', true, undefined],
      ['Input.ChoiceSet', 'language', undefined, true],
    ]);
    expect(inputs[0]).toMatchObject({ value: 'handbook.pdf', maxLength: 300 });
    expect(ofType(shown, 'Action.Submit')[0]?.data).toMatchObject({ action: 'describe-document', uploadId: 'u-1' });
  });
});

describe('the same as plain text', () => {
  it('says what a question is and what a form asks', () => {
    const said = replyText(
      r.questionReply({ status: 'answered', by: 'Amina', answer: 'The prosecutor.' }),
      texts,
      PLAIN,
    );
    for (const part of ['q-7f3a9c', 'Amina', 'Who grants', 'The prosecutor.', 'Tunisia']) expect(said).toContain(part);
    expect(replyText(r.questionReply({ status: 'withdrawn' }), texts, PLAIN)).not.toContain('Who grants');
    const form = replyText(r.reply([r.FORM]), texts, PLAIN);
    expect(form).toContain('What is this document?');
    expect(form).toContain('---\ntitle: handbook.pdf\nnote: \nlanguage: fr\n---');
  });
});
