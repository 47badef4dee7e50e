/** Which replies become one card that changes in place, what their buttons send, and what stays a message of its own. */
import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/channels/choice.ts';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import { pressBelow, pressOnTrainingCard } from '../../../src/channels/teams/training-choices.ts';
import type { Block, Reply } from '../../../src/contracts/message.ts';
import { PASSAGE, texts } from '../helpers.ts';
import { ofType, onlyCard, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';
import * as t from './training-replies.ts';

const card = (reply: Reply) => onlyCard(renderTeams(reply, r.VIEW, texts));

describe('a button of a training', () => {
  it.each(t.IN_PLACE)('that works in place carries its choice as texts: $action', (choice) => {
    const press = pressOnTrainingCard(false)('Press', choice);
    expect(press).toMatchObject({ type: 'Action.Execute', verb: choice.action, associatedInputs: 'none' });
    expect(press.fallback).toMatchObject({ type: 'Action.Submit', data: press.data, associatedInputs: 'none' });
    expect(Object.values(Object(press.data)).every((value) => typeof value === 'string')).toBe(true);
    for (const drawn of [press, pressOnTrainingCard(true)('Press', choice), pressBelow('Press', choice)]) {
      expect(readChoice(drawn.data)).toEqual(choice);
    }
    expect(pressOnTrainingCard(true)('Press', choice).type).toBe('Action.Submit');
  });

  it.each(t.BESIDE)('that is answered by a message sends one: $action', (choice) => {
    const press = pressOnTrainingCard(false)('Press', choice);
    expect(press.type).toBe('Action.Submit');
    expect(readChoice(press.data)).toEqual(choice);
  });

  it('is a row where its label is long, for all of a list', () => {
    const long = { label: 'A module with a title that no button of a phone can show', choice: t.MENU[0]?.choice };
    if (long.choice === undefined) throw new Error('no choice');
    const shown = card(r.reply([t.choices({ ...long, choice: long.choice }, ...t.MENU)]));
    expect(ofType(shown, 'ActionSet')).toEqual([]);
    expect(wordsOf(shown)).toEqual([long.label, ...t.MENU.map(({ label }) => label)]);
  });
});

describe('what is a step', () => {
  const message = (blocks: Block[], view = r.VIEW) => renderTeams(r.reply(blocks), view, texts);
  const goOn = { label: 'Continue the quiz', choice: { action: 'continue-run', attemptId: t.ATTEMPT } } as const;

  it('a menu is; an answer that ends with the way back stays text with citations', () => {
    expect(ofType(card(t.menu('en')), 'Action.Execute')).toHaveLength(2);
    const [answered] = message([...r.answer(1).blocks, t.choices(r.topic('And then?'), goOn, r.PERSON)]);
    expect(answered?.text).toContain('[1]');
    expect(answered?.suggestedActions?.actions.map(({ title, value }) => [title, value])).toEqual([
      ['Continue the quiz', 'Continue the quiz'],
      ['And then?', 'And then?'],
      ['Ask a person', 'Ask a person'],
    ]);
  });

  it('a passage with the way back is not, and its button says so', () => {
    const shown = onlyCard(message([{ type: 'passage', passage: { ...PASSAGE, language: 'ar' } }, t.choices(goOn)]));
    expect(ofType(shown, 'Action.Execute')).toEqual([]);
    expect(ofType(shown, 'Action.Submit').map(({ data }) => data)).toEqual([{ ...goOn.choice, place: 'below' }]);
  });

  it.each(['group', 'channel'] as const)('nothing is in a %s: a quiz is only read there', (scope) => {
    const shown = message(t.step('single', 'en').blocks, { ...r.VIEW, scope });
    expect(JSON.stringify(shown)).not.toContain('Action.Execute');
    expect(JSON.stringify(shown)).toContain('why');
  });

  it('is not judged: no thumbs below a question', () => {
    expect(renderTeams(t.step('single', 'en'), r.VIEW, texts)[0]?.channelData).toBeUndefined();
  });
});
