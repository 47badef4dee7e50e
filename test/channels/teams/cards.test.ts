/** The cards: valid for Microsoft's reader, readable in both directions, safe from what documents hold. */
import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/channels/choice.ts';
import { feedbackDialog, feedbackForm } from '../../../src/channels/teams/feedback-form.ts';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import { LANGUAGES, type Language } from '../../../src/contracts/language.ts';
import { type Block, FEEDBACK_REASONS, type Reply } from '../../../src/contracts/message.ts';
import { QUESTION_STATUSES } from '../../../src/contracts/person-question.ts';
import { createFixedReplies } from '../../../src/conversation/fixed-replies.ts';
import { PASSAGE, texts } from '../helpers.ts';
import { cardsOf, ofType, onlyCard, partsOf, problemsOf, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';

const cards = (reply: Reply, view = r.PLAIN_VIEW) => cardsOf(renderTeams(reply, view, texts));
const card = (reply: Reply, view = r.PLAIN_VIEW) => onlyCard(renderTeams(reply, view, texts));
const titles = (value: unknown) =>
  partsOf(value).flatMap(({ type, title }) => (type === 'Action.Submit' ? [title] : []));
const choices = (...offered: Extract<Block, { type: 'choices' }>['choices']): Block => ({
  type: 'choices',
  choices: offered,
});
const fixed = createFixedReplies(texts, { contact: 'the hotline' });

/** Every kind of reply, in one language. */
function everyReply(language: Language): [string, Reply][] {
  const of = (blocks: Block[]) => r.reply(blocks, { language });
  const statuses = QUESTION_STATUSES.map((status): [string, Reply] => [
    status,
    r.questionReply({ status, by: 'Amina', answer: r.WORDS.ar }, language),
  ]);
  return [
    ['answer', r.answer(3, language)],
    [
      'hostile answer',
      r.answer(2, language, { title: r.HOSTILE, heading: r.HOSTILE, quote: r.HOSTILE, asOf: r.HOSTILE }),
    ],
    ['welcome', of([...fixed.welcome(language), choices(r.OPEN)])],
    ['help', of([...fixed.help(language), choices(r.OPEN)])],
    ['first steps', of(fixed.liveCase(language, [r.OPEN]))],
    ['passage', of([{ type: 'passage', passage: { ...PASSAGE, language: 'ar' } }])],
    ['passage in French', of([{ type: 'passage', passage: { ...PASSAGE, language: 'fr' } }, choices(r.OPEN)])],
    ['link', of([{ type: 'link', label: r.HOSTILE, url: 'https://example.org' }, choices(r.OPEN)])],
    ['form', of([r.FORM])],
    ['urgent', r.questionReply({ urgent: true, text: undefined, countries: [] }, language)],
    ...statuses,
  ];
}

describe.each(LANGUAGES)('cards in %s', (language) => {
  it.each(everyReply(language))('are valid: %s', (_name, reply) => {
    const drawn = cards(reply);
    expect(drawn).toHaveLength(1);
    expect(drawn.flatMap(problemsOf)).toEqual([]);
    expect(drawn[0]?.lang).toBe(language);
    expect(drawn[0]?.rtl).toBe(language === 'ar' ? true : undefined);
    expect(drawn[0]?.fallbackText).not.toBe('');
    expect(JSON.stringify(drawn)).not.toContain('\u200F');
  });

  it('of the feedback dialog are valid, and ask for nothing in words', () => {
    for (const helpful of [true, false]) {
      const { task } = feedbackDialog(helpful, language, texts, 'reply-1');
      expect(task).toMatchObject({
        type: 'continue',
        value: { height: expect.any(Number), width: expect.any(Number) },
      });
      expect(task.value.card.contentType).toBe('application/vnd.microsoft.card.adaptive');
      const form = task.value.card.content;
      expect(problemsOf(form)).toEqual([]);
      expect(ofType(form, 'Input.Text')).toEqual([]);
      expect(form.actions?.[0]?.data).toEqual({ helpful: String(helpful), replyId: 'reply-1' });
    }
    const [input] = ofType(feedbackForm(false, language, texts), 'Input.ChoiceSet');
    const offered = (input?.choices ?? []) as { value: string }[];
    expect({ id: input?.id, style: input?.style }).toEqual({ id: 'reason', style: 'expanded' });
    expect(offered.map(({ value }) => value)).toEqual(FEEDBACK_REASONS);
    expect(ofType(feedbackForm(true, language, texts), 'Input.ChoiceSet')).toEqual([]);
  });
});

describe('words from documents', () => {
  const hostile = r.answer(1, 'en', { title: r.HOSTILE, heading: r.HOSTILE, quote: r.HOSTILE });
  const drawn = [
    card(hostile),
    card(r.reply([{ type: 'text', text: r.HOSTILE }, choices({ ...r.OPEN, label: r.HOSTILE })])),
    card(r.questionReply({ status: 'answered', by: r.HOSTILE, text: r.HOSTILE, answer: r.HOSTILE })),
    card(r.reply([{ type: 'passage', passage: { ...PASSAGE, language: 'ar', title: r.HOSTILE, text: r.HOSTILE } }])),
  ];

  it('are never markdown', () => {
    for (const one of drawn) {
      expect(wordsOf(one).join('\n')).toContain('[x](http://evil) **b** _i_ `c`');
      for (const { text } of ofType(one, 'TextBlock')) expect(text).not.toMatch(/[[\]()*_`{}]/u);
    }
  });

  it('are never functions of the client', () => {
    for (const text of drawn.flatMap(wordsOf)) expect(text).not.toContain('{{');
  });

  it('open only addresses of the web', () => {
    const sources = [
      { title: 'bad', url: 'javascript:alert(1)' },
      { title: 'also bad', url: 'data:text/html,x' },
    ];
    const shown = card(r.answer(1, 'en', { sources }));
    expect(ofType(shown, 'Action.OpenUrl')).toEqual([]);
    expect(wordsOf(shown)).toEqual(expect.arrayContaining(['bad', 'also bad']));
    expect(ofType(card(r.answer(1)), 'Action.OpenUrl').map(({ url }) => url)).toEqual(['https://www.osce.org/odihr']);
  });
});

describe('an answer on a card', () => {
  it('shows each sentence with its number and hides the quotes behind rows that can be opened', () => {
    const shown = card(r.answer(2, 'en', { benchmark: true, review: 'unchecked' }));
    expect(wordsOf(shown).filter((text) => /^\u00A0\[\d\]$/u.test(text))).toEqual(['\u00A0[1]', '\u00A0[2]']);
    const toggles = ofType(shown, 'Action.ToggleVisibility');
    expect(toggles).toHaveLength(2);
    const [target] = (toggles[0]?.targetElements ?? []) as string[];
    const details = partsOf(shown).find(({ id }) => id === target);
    expect(details?.isVisible).toBe(false);
    const words = wordsOf(details).join('\n');
    expect(words).toContain(r.WORDS.en);
    expect(words).toContain(texts.say('en', 'sources.benchmark'));
    expect(words).toContain(texts.say('en', 'sources.review.unchecked'));
    const [read] = ofType(details, 'Action.Submit');
    expect(readChoice(read?.data)).toEqual({ action: 'open-passage', passageId: 'en/nrm#1' });
  });

  it('says before a row is opened that its source does not bind', () => {
    const shown = card(r.answer(1, 'en', { benchmark: true, review: 'unchecked' }));
    const row = partsOf(shown).find(({ selectAction }) => selectAction !== undefined);
    expect(wordsOf(row).join()).toContain(texts.say('en', 'card.benchmark'));
    expect(wordsOf(row).join()).toContain(texts.say('en', 'card.unchecked'));
  });

  it('writes a quote in its own direction', () => {
    const mixed = (language: Language, quoted: Language): Reply =>
      r.reply(
        [
          { type: 'answer', sentences: [r.sentence(1, { text: r.WORDS[quoted], language: quoted })] },
          { type: 'sources', sources: [r.source(1, { quote: r.WORDS[quoted] })] },
        ],
        { language },
      );
    const frames = (reply: Reply) =>
      ofType(card(reply), 'Container').flatMap(({ rtl }) => (rtl === undefined ? [] : [rtl]));
    expect(frames(mixed('ar', 'fr'))).toEqual([false, false]);
    expect(frames(mixed('fr', 'ar'))).toEqual([true, true]);
    expect(frames(mixed('ar', 'ar'))).toEqual([]);
  });

  it('names further sources where not all have room', () => {
    const sources = Array.from({ length: 5 }, (_, at) => ({ title: `Origin ${at}`, url: `https://example.org/${at}` }));
    const shown = card(r.answer(1, 'en', { sources }));
    expect(ofType(shown, 'Action.OpenUrl')).toHaveLength(3);
    expect(wordsOf(shown)).toContain(texts.say('en', 'card.moreOrigins'));
  });
});

describe('choices on a card', () => {
  const topics = ['First?', 'Second?', 'Third?', 'Fourth?'].map(r.topic);
  const offer = (...offered: Parameters<typeof choices>) => card(r.reply([choices(...offered)], { language: 'ar' }));

  it('are three topics at most and the person; the rest can be read', () => {
    const shown = offer(...topics, r.PERSON);
    expect(titles(shown)).toEqual(['First?', 'Second?', 'Third?', 'Ask a person']);
    expect(wordsOf(shown).join()).toContain('Fourth?');
  });

  it('can all be pressed where they cannot be typed', () => {
    const passages = Array.from({ length: 9 }, (_, at) => ({ ...r.OPEN, label: `Passage ${at}` }));
    const decide = (approve: boolean, label: string) =>
      ({ label, choice: { action: 'decide-draft', draftId: 'd1', approve } }) as const;
    const shown = offer(...passages, decide(true, 'Approve'), decide(false, 'Reject'));
    expect(titles(shown)).toEqual([...passages.map(({ label }) => label), 'Approve', 'Reject']);
  });

  it('send the choice as a message, and nothing that a client keeps for itself', () => {
    const [action] = ofType(offer(r.PERSON), 'Action.Submit');
    // A test client of Microsoft's sends nothing at all for `data.msteams`.
    expect(action?.data).toEqual(r.PERSON.choice);
    expect(readChoice(action?.data)).toEqual(r.PERSON.choice);
  });

  it('do not ask for fields that stand beside them', () => {
    const [action] = ofType(offer(r.PERSON), 'Action.Submit');
    expect(action?.associatedInputs).toBe('none');
  });
});
