/** The conversation around a question for a person: what is passed on, what never is, and what everybody is told. */
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { PROJECT_DIR } from '../../src/config.ts';
import type { Language } from '../../src/contracts/language.ts';
import type { Block, Choice, ShownQuestion } from '../../src/contracts/message.ts';
import type { Country } from '../../src/contracts/passage.ts';
import type { Session } from '../../src/contracts/store.ts';
import {
  type AskAPerson,
  createAskAPerson,
  MAX_ANSWER_CHARACTERS,
  MAX_QUESTION_CHARACTERS,
  type Responder,
} from '../../src/conversation/ask-a-person.ts';
import { createFixedReplies } from '../../src/conversation/fixed-replies.ts';
import { createCountriesOf } from '../../src/focal-points/question-countries.ts';
import { createLiveCaseDetector } from '../../src/safety/live-case.ts';
import {
  ADDRESS,
  ASKER,
  createWorld,
  gone,
  masker,
  place,
  safety,
  texts,
  unreachable,
  type World,
  wordsOf,
} from '../focal-points/world.ts';

const countriesOf = createCountriesOf(await loadLexicon(path.join(PROJECT_DIR, 'knowledge')));
const liveCase = createLiveCaseDetector(safety.liveCase);
const replies = createFixedReplies(texts, { contact: 'Focal point, room 12' });
const QUESTION = 'Who pays for the shelter in Tunisia?';
const PERSONAL = 'Her name is Amina Ben Salah, phone +216 98 123 456: who pays for the shelter?';
const LIVE = 'I have a girl here with me, her boss Zoubeir locked her in and took her passport';
const FOCAL_POINT: Responder = { roles: ['focal-point'], personName: 'Leila Trabelsi' };

let world: World;
let asking: AskAPerson;
beforeEach(() => {
  world = createWorld();
  asking = over(world);
});

function over({ desk }: World): AskAPerson {
  return createAskAPerson({ desk, masker, liveCase, replies, texts, countriesOf });
}

const session = (changes: Partial<Session> = {}): Session => ({
  languageChosen: false,
  lastPassageIds: [],
  lastChoices: [],
  ...changes,
});
const choicesOf = (blocks: readonly Block[]): Choice[] =>
  blocks.flatMap((block) => (block.type === 'choices' ? block.choices.map(({ choice }) => choice) : []));
const cardsOf = (blocks: readonly Block[]): ShownQuestion[] =>
  blocks.flatMap((block) => (block.type === 'person-question' ? [block.question] : []));

/** Passes a question on; gives its id. */
async function passedOn(): Promise<string> {
  const { blocks } = await asking.receive(QUESTION, session({ writesToPerson: true }), ASKER, 'en');
  const choice = choicesOf(blocks).find(({ action }) => action === 'take-back');
  return choice?.action === 'take-back' ? choice.questionId : '';
}

describe('"ask a person"', () => {
  it('says how to reach a person where nobody can be written to, or the asker could not be answered', async () => {
    const asked = session({ forPerson: 'last-question', lastQuestion: QUESTION });
    const { address: _, ...terminal } = ASKER;
    const nowhere = createWorld({ places: [] });
    for (const step of [
      await asking.start(asked, terminal, 'en'),
      await over(nowhere).start(asked, ASKER, 'en'),
      await over(nowhere).passOnLast(asked, ASKER, 'en'),
      await over(nowhere).receive(QUESTION, session({ writesToPerson: true }), ASKER, 'en'),
      await over(nowhere).start(session({ forPerson: 'urgent' }), ASKER, 'en'),
    ]) {
      expect(step.blocks).toEqual(replies.person('en'));
      expect(step.session.writesToPerson).toBeUndefined();
    }
    expect([...world.sent, ...nowhere.sent]).toEqual([]);
  });

  it.each(['en', 'fr', 'ar'] as Language[])(
    'passes the refused question on at once, and shows it, in %s',
    async (language) => {
      const asked = session({ forPerson: 'last-question', lastQuestion: QUESTION });
      const { blocks, session: after, outcome } = await asking.start(asked, ASKER, language);
      expect(outcome).toBe('command');
      expect(world.posts()).toMatchObject([{ text: QUESTION, language, countries: ['TN'], urgent: false }]);
      const id = world.posts()[0]?.id ?? '';
      expect(choicesOf(blocks)).toEqual([{ action: 'take-back', questionId: id }]);
      for (const part of [id, QUESTION, texts.say(language, 'person.emergency')])
        expect(wordsOf(blocks)).toContain(part);
      expect([after.forPerson, after.writesToPerson, after.lastQuestion]).toEqual([undefined, undefined, QUESTION]);
    },
  );

  it('asks for the focal points without a word of the asker after the first steps', async () => {
    const asked = session({ forPerson: 'urgent', lastQuestion: QUESTION });
    const { blocks, session: after } = await asking.start(asked, ASKER, 'en');
    expect(world.posts()).toMatchObject([{ urgent: true, text: undefined }]);
    expect(wordsOf(world.sent)).not.toContain('shelter');
    expect(wordsOf(blocks)).toContain('room 12');
    expect(choicesOf(blocks)).toMatchObject([{ action: 'take-back' }]);
    expect(after.forPerson).toBeUndefined();
  });

  it('asks what to pass on when that is not clear, and offers the last question', async () => {
    const first = await asking.start(session(), ASKER, 'en');
    expect([first.session.writesToPerson, choicesOf(first.blocks)]).toEqual([true, []]);
    const second = await asking.start(session({ lastQuestion: QUESTION }), ASKER, 'en');
    expect(choicesOf(second.blocks)).toEqual([{ action: 'pass-on-last' }]);
    expect(wordsOf(second.blocks)).toContain(QUESTION);
    expect(world.sent).toEqual([]);
    const third = await asking.passOnLast(second.session, ASKER, 'en');
    expect(world.posts()).toMatchObject([{ text: QUESTION }]);
    expect(third.session.writesToPerson).toBeUndefined();
    expect((await asking.passOnLast(session(), ASKER, 'en')).session.writesToPerson).toBe(true);
  });
});

describe('the question that is written', () => {
  const writing = session({ writesToPerson: true });

  it('is passed on as it stands, and remembered nowhere else', async () => {
    const step = await asking.receive(`  ${QUESTION}\n`, writing, ASKER, 'en');
    expect(step.outcome).toBe('command');
    expect(world.posts()).toMatchObject([{ text: QUESTION }]);
    expect(step.session).toEqual(session());
  });

  it('is passed on without what looks like personal details, and the asker sees exactly what was', async () => {
    const { blocks, outcome } = await asking.receive(PERSONAL, writing, ASKER, 'en');
    expect(outcome).toBe('personal-data');
    expect(blocks[0]).toEqual(replies.personalData('en'));
    const everywhere = wordsOf(blocks) + wordsOf(world.sent) + world.store.kept() + wordsOf(world.log.lines);
    for (const secret of ['Amina', 'Salah', '98 123', ADDRESS]) expect(everywhere).not.toContain(secret);
    expect(wordsOf(blocks)).toContain(wordsOf(world.posts()[0]?.text).slice(1, -1));
  });

  it.each([LIVE, `${LIVE}. ${'She cries. '.repeat(200)}`])(
    'is not passed on when it is about a person at risk',
    async (words) => {
      const step = await asking.receive(words, writing, ASKER, 'en');
      expect(step.outcome).toBe('live-case');
      expect(step.session).toMatchObject({ forPerson: 'urgent', writesToPerson: undefined });
      expect(world.sent).toEqual([]);
      await asking.start(step.session, ASKER, 'en');
      expect(world.posts()).toMatchObject([{ urgent: true, text: undefined }]);
      const everywhere = wordsOf(step) + wordsOf(world.sent) + world.store.kept() + wordsOf(world.log.lines);
      for (const word of ['Zoubeir', 'locked', 'passport']) expect(everywhere).not.toContain(word);
    },
  );

  it.each(['cancel', 'Cancel.', 'ANNULER', 'annuler !', 'إلغاء', 'الغاء', '/cancel'])(
    'is not passed on after %j',
    async (words) => {
      const step = await asking.receive(words, writing, ASKER, 'en');
      expect(step.session).toEqual(session());
      expect(world.sent).toEqual([]);
    },
  );

  it.each([
    ['too long', 'a b '.repeat(MAX_QUESTION_CHARACTERS / 4 + 1)],
    ['nothing to read', '?? 12'],
  ])('is asked for again when it is %s', async (_name, words) => {
    const step = await asking.receive(words, writing, ASKER, 'en');
    expect([step.outcome, step.session.writesToPerson]).toEqual(['unclear', true]);
    expect(world.sent).toEqual([]);
  });

  it('may be as long as is said', async () => {
    await asking.receive('ab c '.repeat(MAX_QUESTION_CHARACTERS / 5).trim(), writing, ASKER, 'en');
    expect(world.posts()).toHaveLength(1);
  });

  it.each<[string, Language, Country[]]>([
    ['Which court hears cases in Tunisia and Libya?', 'en', ['TN', 'LY']],
    ['Which court in Tunisia hears a woman who came from Libya?', 'en', ['TN']],
    ['Somebody came from Libya: whom do I call?', 'en', ['LY']],
    ['Quel tribunal au Maroc ?', 'fr', ['MA']],
    ['أي محكمة في تونس؟', 'ar', ['TN']],
    ['Which court in Nigeria?', 'en', []],
    ['Which court?', 'en', []],
  ])('goes to the focal points of its countries: %j', async (words, language, countries) => {
    await asking.receive(words, writing, ASKER, language);
    expect(world.posts()).toMatchObject([{ countries }]);
  });
});

describe('taking back', () => {
  it('tells the asker whether it worked', async () => {
    const id = await passedOn();
    const taken = (key: string) => [{ type: 'text', text: texts.say('fr', key, { id }) }];
    const takeBack = async (asker = ASKER) => (await asking.takeBack(id, session(), asker, 'fr')).blocks;
    expect(await takeBack({ ...ASKER, personKey: 'somebody else' })).toEqual(taken('person.already.gone'));
    expect(await takeBack()).toEqual(taken('person.takenBack'));
    expect(await takeBack()).toEqual(taken('person.already.withdrawn'));
    expect(world.posts()).toMatchObject([{ status: 'withdrawn' }]);
  });
});

describe('focal points', () => {
  it.each([[[]], [['admin', 'trainer']]] as Responder['roles'][][])(
    'are the only ones to take and answer, not %j',
    async (roles) => {
      const id = await passedOn();
      const taken = await asking.take(id, session(), { roles }, 'en');
      const answered = await asking.answer(id, 'The ministry.', session(), { roles }, 'en');
      expect([...cardsOf(taken.blocks), ...cardsOf(answered.blocks)]).toEqual([]);
      expect(wordsOf(answered.blocks)).toContain('The ministry.');
      expect(world.posts()).toMatchObject([{ status: 'open' }]);
      expect(world.saidTo(ADDRESS)).toEqual([]);
    },
  );

  it('get the card as it is now, and a short notice', async () => {
    const id = await passedOn();
    const taken = await asking.take(id, session(), FOCAL_POINT, 'fr');
    expect(taken.blocks).toMatchObject([
      { type: 'person-question', question: { id, status: 'taken', by: 'Leila Trabelsi' } },
      { type: 'notice' },
    ]);
    const answered = await asking.answer(id, ' The ministry. ', session(), FOCAL_POINT, 'fr');
    expect(answered.blocks).toMatchObject([
      { type: 'person-question', question: { id, status: 'answered', by: 'Leila Trabelsi', answer: 'The ministry.' } },
      { type: 'notice', text: texts.say('fr', 'person.delivered', { id }) },
    ]);
    expect(wordsOf(world.saidTo(ADDRESS))).toContain('The ministry.');
    expect(world.store.kept()).not.toContain('Leila');
  });

  it('are told what a question is already, and get their words back', async () => {
    const id = await passedOn();
    await asking.take(id, session(), FOCAL_POINT, 'en');
    const second = await asking.take(id, session(), FOCAL_POINT, 'en');
    expect(second.blocks).toContainEqual({ type: 'notice', text: texts.say('en', 'person.already.taken', { id }) });
    await asking.answer(id, 'The ministry.', session(), FOCAL_POINT, 'en');
    const late = await asking.answer(id, 'Another answer.', session(), FOCAL_POINT, 'en');
    expect(late.blocks).toContainEqual({ type: 'notice', text: texts.say('en', 'person.already.answered', { id }) });
    expect(wordsOf(late.blocks)).toContain('Another answer.');
    expect(world.saidTo(ADDRESS)).toHaveLength(1);
    const none = await asking.answer('q-none', 'An answer.', session(), FOCAL_POINT, 'en');
    expect([wordsOf(none.blocks), cardsOf(none.blocks)]).toEqual([expect.stringContaining('An answer.'), []]);
    expect(cardsOf((await asking.take('q-none', session(), FOCAL_POINT, 'en')).blocks)).toEqual([]);
  });

  it.each([
    ['empty', '  ', ''],
    ['too long', 'x'.repeat(MAX_ANSWER_CHARACTERS + 1), 'x'.repeat(MAX_ANSWER_CHARACTERS + 1)],
  ])('get the form back with their text when it is %s', async (_name, words, kept) => {
    const id = await passedOn();
    const { blocks } = await asking.answer(id, words, session(), FOCAL_POINT, 'en');
    expect(cardsOf(blocks)).toMatchObject([{ id, status: 'open', answer: kept }]);
    expect(blocks.at(-1)).toMatchObject({ type: 'notice' });
    expect(world.saidTo(ADDRESS)).toEqual([]);
    await asking.answer(id, 'x'.repeat(MAX_ANSWER_CHARACTERS), session(), FOCAL_POINT, 'en');
    expect(world.saidTo(ADDRESS)).toHaveLength(1);
    const late = await asking.answer(id, words, session(), FOCAL_POINT, 'en');
    expect(cardsOf(late.blocks)).toEqual([]);
  });

  it.each([
    [unreachable, ['person.deliveredLater']],
    [gone, []],
  ])('are told when an answer does not arrive at once', async (error, keys) => {
    const id = await passedOn();
    world.refuses = ({ address }) => (address === ADDRESS ? error() : undefined);
    const { blocks } = await asking.answer(id, 'The ministry.', session(), FOCAL_POINT, 'en');
    expect(blocks.slice(1)).toEqual(keys.map((key) => ({ type: 'notice', text: texts.say('en', key, { id }) })));
    expect(world.saidTo('chat/room')).toHaveLength(keys.length > 0 ? 1 : 2);
  });
});

it('finds the place of the country', async () => {
  world = createWorld({ places: [place(), place({ name: 'tunisia', countries: ['TN'], conversation: 'tunis' })] });
  await over(world).receive(QUESTION, session({ writesToPerson: true }), ASKER, 'en');
  expect(world.saidTo('chat/tunis')).toHaveLength(1);
});
