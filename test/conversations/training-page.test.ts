/** A whole training on the chat page, over HTTP: pre-test, sessions, final test and certificate, with a restart in between. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebReply } from '../../src/channels/web/render.ts';
import { PROJECT_DIR, QUIZZES_DIR } from '../../src/config.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import type { Choice, ShownItem } from '../../src/contracts/message.ts';
import { loadTexts, type Texts } from '../../src/text/texts.ts';
import { loadQuizzes } from '../../src/training/load-quizzes.ts';
import type { Module } from '../../src/training/quiz.ts';
import { block, type Person, type RunningApp, runApp, words } from '../fixtures/running-app.ts';

let world: RunningApp;
let texts: Texts;
let modules: Module[];

beforeAll(async () => {
  world = await runApp({
    settings: { KNOWLEDGE_DIR: path.join(PROJECT_DIR, 'knowledge'), MESSAGES_PER_MINUTE: '10000' },
  });
  texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));
  modules = await loadQuizzes(QUIZZES_DIR);
}, 120_000);
afterAll(() => world.close());

/** What a person does on the page. */
function learner(person: Person, language: Language) {
  let last: WebReply;
  const tap = async (choice: Choice) => {
    last = (await person.send({ kind: 'choice', choice }, { language })).reply;
    return last;
  };
  const type = async (text: string) => {
    last = await person.ask(text, { language });
    return last;
  };
  /** The choice of the last reply with this action. */
  const choice = (action: Choice['action'], wanted: object = {}): Choice => {
    const offered = last.blocks.flatMap((one) => (one.type === 'choices' ? one.choices : []));
    const found = offered.find((one) => one.choice.action === action && matches(one.choice, wanted));
    if (!found) throw new Error(`no ${action} in ${words(last)}`);
    return found.choice;
  };
  return {
    tap,
    type,
    choice,
    press: (action: Choice['action'], wanted?: object) => tap(choice(action, wanted)),
    last: () => last,
    item: () => block(last, 'quiz-item')?.item,
    /** Reads every card, and answers every item, rightly or not, until something else is shown. */
    async through(right: (item: ShownItem) => boolean, stopAfter = Number.POSITIVE_INFINITY) {
      for (let answered = 0; answered < stopAfter; ) {
        const item = block(last, 'quiz-item')?.item;
        if (item) {
          const given = right(item) ? answerOf(item) : [];
          await tap({ action: 'answer-item', attemptId: item.attemptId, itemId: item.itemId, given });
          answered += 1;
        } else if (block(last, 'passage') && offers(last, 'read-on')) await tap(choice('read-on'));
        else return;
      }
    },
  };
}
const matches = (choice: object, wanted: object) =>
  Object.entries(wanted).every(([key, value]) => Reflect.get(choice, key) === value);
const offers = (reply: WebReply, action: Choice['action']) =>
  reply.blocks.some((one) => one.type === 'choices' && one.choices.some(({ choice }) => choice.action === action));

function answerOf({ itemId }: ShownItem): string[] {
  const item = modules.flatMap(({ items }) => items).find(({ id }) => id === itemId);
  if (!item) throw new Error(`no item ${itemId}`);
  return item.answer;
}

const NAMES: Record<Language, string> = { en: 'Amal Ben Salah', fr: 'Éloïse D’Arc-Haddad', ar: 'أمل بن صالح' };
const WORDS: Record<Language, { quiz: string; question: string; language: string }> = {
  en: { quiz: 'I want to practise', question: 'What comes first in a safe referral?', language: 'English' },
  fr: {
    quiz: 'Je veux m’entraîner',
    question: 'Quelles sont les étapes d’une orientation sûre ?',
    language: 'Français',
  },
  ar: { quiz: 'أريد أن أتدرب', question: 'ما هي خطوات الإحالة الآمنة؟', language: 'العربية' },
};

describe.each(LANGUAGES)('a training in %s', (language) => {
  it('goes from the pre-test to the certificate, through a question in the middle and a restart', async () => {
    const module = modules.find(({ key }) => key === 'nrm');
    if (!module) throw new Error('no module');
    let person = await world.person();
    let me = learner(person, language);
    await me.type(WORDS[language].language);
    await me.type(WORDS[language].quiz);
    expect(words(me.last())).toContain(module.title[language]);
    await me.press('open-module', { module: 'nrm' });
    await me.press('begin-run', { phase: 'pretest' });
    expect(me.item()?.prompt).toBeTruthy();

    // Four answers; a question in between is answered, and leads back to the same item.
    await me.through(() => false, 4);
    const before = me.item();
    expect(block(me.last(), 'quiz-feedback')).toBeUndefined();
    await me.type(WORDS[language].question);
    expect(block(me.last(), 'answer')).toBeDefined();
    expect(words(me.last())).toContain(texts.say(language, 'quiz.choice.continue'));
    await world.restart();
    person = await world.person(person.secret);
    me = learner(person, language);
    await me.type(WORDS[language].language);
    await me.type('quiz');
    await me.press('continue-run');
    expect(me.item()).toMatchObject({ itemId: before?.itemId, attemptId: before?.attemptId, done: before?.done });
    // What was tapped before the restart is known, and not counted again.
    await me.through(() => false);
    expect(words(me.last())).toContain(texts.say(language, 'quiz.choice.firstSession'));

    // Session 1: cards, then items with feedback.
    await me.press('begin-run', { phase: 'session', session: 1 });
    expect(block(me.last(), 'passage')).toBeDefined();
    await me.through((item) => item.kind !== 'multiple', 1);
    expect(block(me.last(), 'quiz-feedback')?.feedback.why).toBeTruthy();
    await me.through(() => true);
    const session = block(me.last(), 'quiz-result')?.result;
    expect(session?.items).toBe(module.items.filter((item) => item.session === 1).length);

    // The final test, everything right, by typed letters where the page shows them.
    await me.tap({ action: 'begin-run', module: 'nrm', phase: 'final' });
    const [first] = [me.item()];
    if (!first) throw new Error('no item');
    const letters = answerOf(first).map((id) => first.options.find((option) => option.id === id)?.letter ?? '');
    await me.type(letters.join(' '));
    expect(me.item()?.itemId).not.toBe(first.itemId);
    await me.tap({ action: 'answer-item', attemptId: first.attemptId, itemId: first.itemId, given: ['a'] });
    expect(words(me.last())).toContain(texts.say(language, 'quiz.refused.already'));
    await me.through(() => true);
    const result = block(me.last(), 'quiz-result')?.result;
    expect(result).toMatchObject({ right: module.itemsPerRun, items: module.itemsPerRun, passMark: module.passMark });
    expect(result?.topics).toHaveLength(4);

    // The certificate: the name is on its page, and nowhere in what is stored or logged.
    await me.press('ask-certificate');
    await me.type(NAMES[language]);
    const url = block(me.last(), 'link')?.url ?? '';
    const address = new URL(url);
    const page = await fetch(`${world.url}${address.pathname}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(NAMES[language]);
    const code = address.pathname.split('/')[2] ?? '';
    const check = await fetch(`${world.url}/certificates/${code}`);
    expect([check.status, (await check.text()).includes(NAMES[language])]).toEqual([200, false]);
    expect(await world.databaseBytes()).not.toContain(Buffer.from(NAMES[language]).toString('latin1'));
    expect(world.logged()).not.toContain(NAMES[language]);
    await me.press('delete-certificate');
    expect((await fetch(`${world.url}${address.pathname}`)).status).toBe(404);
  }, 60_000);
});
