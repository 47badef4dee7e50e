/** Text messages: citations, suggestions, verdicts; and when a reply becomes a card instead. */
import type { Activity } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { commandFor } from '../../../src/channels/choice.ts';
import type { Claim } from '../../../src/channels/teams/citations.ts';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import { LANGUAGES, type Language } from '../../../src/contracts/language.ts';
import type { Block, OfferedChoice } from '../../../src/contracts/message.ts';
import { personChoice } from '../../../src/conversation/answer-reply.ts';
import { route } from '../../../src/conversation/route.ts';
import { loadSmallTalk } from '../../../src/conversation/small-talk.ts';
import { PASSAGE, texts } from '../helpers.ts';
import { problemsOf, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';

const render = (...[reply, view = r.VIEW]: [Parameters<typeof renderTeams>[0], Parameters<typeof renderTeams>[1]?]) =>
  renderTeams(reply, view, texts);
const isCard = ({ attachments, text }: Partial<Activity>) => attachments?.length === 1 && text === undefined;
const isText = ({ attachments, text }: Partial<Activity>) => attachments === undefined && text !== undefined;
const claimsOf = (message: Partial<Activity> | undefined): Claim[] => message?.entities?.[0]?.citation ?? [];

describe('an answer with citations', () => {
  it('is one markdown message without a list of sources, and cites the numbers that stand in it', () => {
    const [message, ...more] = render(r.answer(3));
    expect(more).toEqual([]);
    expect(message).toMatchObject({ type: 'message', textFormat: 'markdown', locale: 'en' });
    expect(message?.text).not.toContain(PASSAGE.title);
    const numbers = [...(message?.text ?? '').matchAll(/\[(\d+)\]/gu)].map(([, n]) => Number(n));
    expect(numbers).toEqual([1, 2, 3]);
    expect(claimsOf(message).map(({ position }) => position)).toEqual(numbers);
    expect(message?.entities).toHaveLength(1);
    expect(message?.entities?.[0]).toMatchObject({
      ...{ type: 'https://schema.org/Message', '@type': 'Message', '@context': 'https://schema.org', '@id': '' },
    });
    expect(message?.entities?.[0]).not.toHaveProperty('additionalType');
  });

  it('says in each citation what the source is, within the limits', () => {
    const long = { title: 'Handbook '.repeat(30), quote: `${'words '.repeat(60)}𐐷` };
    const countries = ['DZ', 'EG', 'LY', 'MR', 'MA', 'TN'] as const;
    const sources = [
      { title: 'bad', url: 'javascript:alert(1)' },
      { title: 'law', url: 'https://law.example/text.PDF' },
    ];
    const [message] = render(r.answer(1, 'en', { ...long, countries: [...countries], sources }));
    const appearance = claimsOf(message)[0]?.appearance;
    expect(appearance).toMatchObject({ '@type': 'DigitalDocument', url: 'https://law.example/text.PDF' });
    expect(appearance?.image.name).toBe('PDF');
    expect(appearance?.name.length).toBeLessThanOrEqual(80);
    expect(appearance?.name).toMatch(/Handbook…$/u);
    expect(appearance?.abstract.length).toBeLessThanOrEqual(160);
    expect(appearance?.abstract).toMatch(/words…$/u);
    expect(appearance?.keywords).toHaveLength(3);
    for (const keyword of appearance?.keywords ?? []) expect(keyword.length).toBeLessThanOrEqual(28);
  });

  it('warns in the keywords where a source does not bind or nobody confirmed it', () => {
    const keywords = (changes: Parameters<typeof r.source>[1]) =>
      claimsOf(render(r.answer(1, 'en', changes))[0])[0]?.appearance.keywords;
    expect(keywords({ countries: ['TN'] })).toEqual(['Guidance', 'Tunisia', 'as of September 2024']);
    expect(keywords({ benchmark: true, review: 'unchecked' })).toEqual([
      'Guidance',
      texts.say('en', 'card.benchmark'),
      texts.say('en', 'card.unchecked'),
    ]);
  });

  it.each(['en', 'fr'] as const)('opens a valid card without buttons from each citation in %s', (language) => {
    const [message] = render(r.answer(1, language, { title: r.HOSTILE, quote: r.HOSTILE }));
    const card = JSON.parse(claimsOf(message)[0]?.appearance.text ?? '');
    expect(problemsOf(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('Action.');
    expect(wordsOf(card).join('\n')).toContain('[x](http://evil) **b** _i_');
  });

  it('does not let a document add a citation', () => {
    const blocks = r
      .answer(1)
      .blocks.map(
        (block): Block =>
          block.type === 'answer' ? { ...block, sentences: [r.sentence(1, { text: `${r.WORDS.en} [7]` })] } : block,
      );
    const [message] = render(r.reply(blocks, { outcome: 'answered' }));
    expect([...(message?.text ?? '').matchAll(/\[\\?(\d+)\\?\]/gu)].map(([, n]) => n)).toEqual(['1']);
  });

  it('carries the label for what a model wrote, and no entity when there is nothing to say', () => {
    expect(render({ ...r.answer(1), writtenByModel: true })[0]?.entities?.[0]?.additionalType).toEqual([
      'AIGeneratedContent',
    ]);
    const arabic = render({ ...r.answer(1, 'ar'), writtenByModel: true })[0]?.entities;
    expect(arabic?.[0]).toMatchObject({ additionalType: ['AIGeneratedContent'] });
    expect(arabic?.[0]).not.toHaveProperty('citation');
    expect(render(r.answer(1, 'ar'))[0]?.entities).toBeUndefined();
    expect(render(r.reply([{ type: 'text', text: 'Hello' }]))[0]?.entities).toBeUndefined();
  });

  it('says that a model wrote it where the client draws no label', () => {
    const [message] = render({ ...r.answer(1), writtenByModel: true }, r.PLAIN_VIEW);
    expect(message?.entities).toBeUndefined();
    expect(wordsOf(message?.attachments)).toContain(texts.say('en', 'card.byModel'));
  });

  it('repeats what a button asked', () => {
    const asked = 'Who *takes* part?';
    expect(render(r.answer(1), { ...r.VIEW, asked })[0]?.text).toMatch(/^\*\*Who \\\*takes\\\* part\?\*\*\n\n/u);
    expect(wordsOf(render(r.answer(1), { ...r.PLAIN_VIEW, asked })[0]?.attachments)[0]).toBe(asked);
  });
});

describe('text or card', () => {
  const passage = (language: Language): Block => ({ type: 'passage', passage: { ...PASSAGE, language } });
  const text = (words: string): Block => ({ type: 'text', text: words });
  const arabicSentence: Block = { type: 'answer', sentences: [r.sentence(1, { language: 'ar', text: r.WORDS.ar })] };
  const choices = (...offered: OfferedChoice[]): Block => ({ type: 'choices', choices: offered });

  it.each([
    ['an answer in English', r.answer(20), true],
    ['an answer in French', r.answer(2, 'fr'), true],
    ['an answer in Arabic', r.answer(2, 'ar'), false],
    ['an answer that quotes Arabic', r.reply([arabicSentence, { type: 'sources', sources: [r.source(1)] }]), false],
    ['more citations than Teams draws', r.answer(21), false],
    ['a number without its source', r.reply([{ type: 'answer', sentences: [r.sentence(1)] }]), false],
    ['a source without its number', r.reply([{ type: 'sources', sources: [r.source(1)] }]), false],
    ['two sources of one number', r.reply([...r.answer(1).blocks, { type: 'sources', sources: [r.source(1)] }]), false],
    ['a passage', r.reply([passage('en')]), true],
    ['a passage in Arabic', r.reply([passage('ar')]), false],
    ['a sentence in English', r.reply([text('Welcome')]), true],
    ['a sentence in French', r.reply([text('Bienvenue')], { language: 'fr' }), true],
    ['a sentence in Arabic', r.reply([text(r.WORDS.ar)], { language: 'ar' }), false],
    ['an Arabic paragraph among English ones', r.reply([text('Hello'), text(r.WORDS.ar)]), false],
    ['a question for a focal point', r.questionReply(), false],
    ['a form', r.reply([r.FORM]), false],
    ['choices that can be typed', r.reply([choices(r.topic('What is an NRM?'), r.FRENCH, r.PERSON)]), true],
    ['a choice that can only be pressed', r.reply([text('Read more'), choices(r.OPEN, r.PERSON)]), false],
  ])('draws %s', (_name, reply, asText) => {
    const messages = render(reply);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.every(asText ? isText : isCard)).toBe(true);
  });

  it('draws nothing for a reply without blocks', () => {
    expect(render(r.reply([]))).toEqual([]);
    expect(LANGUAGES.flatMap((language) => render(r.reply([text('')], { language })))).toEqual([]);
  });

  it('draws an answer as a card where the client draws no citations, and plain words as text', () => {
    expect(render(r.answer(2), r.PLAIN_VIEW).map(isCard)).toEqual([true]);
    expect(render(r.reply([text('Welcome')]), r.PLAIN_VIEW).map(isText)).toEqual([true]);
  });

  it.each([
    ['answered', r.answer(1), true],
    ['answered, as a card', r.answer(1, 'ar'), true],
    ['refused, with what comes closest', { ...r.answer(1), outcome: 'no-evidence' as const }, true],
    ['a command', r.reply([passage('en')]), false],
    ['a refusal', r.reply([text('No')], { outcome: 'no-evidence' }), false],
  ])('asks for a verdict on what carries an answer: %s', (_name, reply, asks) => {
    expect(render(reply)[0]?.channelData).toEqual(asks ? { feedbackLoop: { type: 'custom' } } : undefined);
  });
});

describe('suggestions', () => {
  const topics = ['First?', 'Second?', 'Third?', 'Fourth?'].map(r.topic);
  const offer = (choices: OfferedChoice[], view = r.VIEW) =>
    render(r.reply([{ type: 'choices', prompt: 'Choose:', choices }]), view)[0];
  const titles = (message: Partial<Activity> | undefined) =>
    message?.suggestedActions?.actions.map(({ title }) => title);

  it('are three at most, topics first, and the way to a person is never squeezed out', () => {
    expect(titles(offer([r.FRENCH, ...topics, r.PERSON]))).toEqual(['First?', 'Second?', 'Ask a person']);
    expect(titles(offer([r.PERSON, r.FRENCH, ...topics.slice(0, 1)]))).toEqual(['First?', 'Français', 'Ask a person']);
    expect(titles(offer(topics))).toEqual(['First?', 'Second?', 'Third?']);
  });

  it('leave topics and the rest to be read, also once they are gone', () => {
    const text = 'Choose:\n\n• Français\n\n• First?\n\n• Second?\n\n• Third?\n\n• Fourth?';
    expect(offer([r.FRENCH, ...topics, r.PERSON])?.text).toBe(text);
  });

  it('speak for themselves under an answer', () => {
    const next: Block = { type: 'choices', prompt: 'Next:', choices: topics.slice(0, 2) };
    const { blocks } = r.answer(1);
    const [message] = render(r.reply([...blocks.filter(({ type }) => type !== 'choices'), next]));
    expect(titles(message)).toEqual(['First?', 'Second?']);
    expect(message?.text).not.toMatch(/Next|First/u);
  });

  it.each(['group', 'channel'] as const)('are only read in a %s', (scope) => {
    const message = offer([...topics.slice(0, 1), r.PERSON], { ...r.VIEW, scope });
    expect(message?.suggestedActions).toBeUndefined();
    expect(message?.text).toBe('Choose:\n\n• First?\n\n• Ask a person');
  });

  it('have words to stand below, also without a prompt', () => {
    const message = render(r.reply([{ type: 'choices', choices: [r.FRENCH, r.PERSON] }]))[0];
    expect([message?.text, titles(message)]).toEqual(['• Français\n\n• Ask a person', ['Français', 'Ask a person']]);
  });

  it('are never beside a card', () => {
    expect(offer([...topics, r.OPEN])?.suggestedActions).toBeUndefined();
  });

  it('send what a person would type', () => {
    const actions = offer([
      { label: 'Short', choice: { action: 'ask', question: 'The whole question?' } },
    ])?.suggestedActions;
    expect(actions?.actions).toEqual([{ type: 'imBack', title: 'Short', value: 'The whole question?' }]);
  });
});

describe('a label that is sent as if it was typed', async () => {
  const smallTalk = await loadSmallTalk('dialogs/small-talk.yaml');

  it.each(LANGUAGES)('is understood: %s', (language) => {
    const languages = LANGUAGES.map(
      (other): OfferedChoice => ({
        label: texts.say(other, 'language.name'),
        choice: { action: 'set-language', language: other },
      }),
    );
    const typed = [personChoice(language, texts), ...languages].map((choice) =>
      route(commandFor(choice) ?? '', smallTalk),
    );
    expect(typed).toEqual([
      { to: 'command', command: 'person' },
      ...LANGUAGES.map((other) => ({ to: 'language', language: other })),
    ]);
  });
});
