/** A whole training in WhatsApp, over signed webhooks, and in Teams, over HTTP, in three languages, with a restart. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTapId } from '../../src/channels/whatsapp/tap-id.ts';
import { PROJECT_DIR, QUIZZES_DIR } from '../../src/config.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import type { Choice } from '../../src/contracts/message.ts';
import { loadTexts, type Texts } from '../../src/text/texts.ts';
import { loadQuizzes } from '../../src/training/load-quizzes.ts';
import type { Item, Module } from '../../src/training/quiz.ts';
import { type RunningApp, runApp } from '../fixtures/running-app.ts';
import { buttonsIn, startTeams, type Teams, wordsOf } from '../fixtures/teams/client.ts';
import { type CloudApiStandIn, startCloudApi } from '../fixtures/whatsapp/cloud-api.ts';
import * as w from '../fixtures/whatsapp/webhook.ts';

const SECRET = 'app-secret';
const TRAINER = 'aaaaaaaa-0000-4000-8000-000000000011';
const WORDS: Record<Language, { quiz: string; question: string; language: string; join: string }> = {
  en: { quiz: 'quiz', question: 'What comes first in a safe referral?', language: 'English', join: 'join' },
  fr: {
    quiz: 'je veux m’entraîner',
    question: 'Quelles sont les étapes d’une orientation sûre ?',
    language: 'français',
    join: 'rejoindre',
  },
  ar: { quiz: 'اختبار', question: 'ما هي خطوات الإحالة الآمنة؟', language: 'العربية', join: 'انضم' },
};

let world: RunningApp;
let api: CloudApiStandIn;
let teams: Teams;
let texts: Texts;
let modules: Module[];
let people = 0;

beforeAll(async () => {
  api = await startCloudApi();
  world = await runApp({
    settings: {
      KNOWLEDGE_DIR: path.join(PROJECT_DIR, 'knowledge'),
      MESSAGES_PER_MINUTE: '10000',
      WHATSAPP_ACCESS_TOKEN: api.accessToken,
      WHATSAPP_APP_SECRET: SECRET,
      WHATSAPP_VERIFY_TOKEN: 'verify-me-please',
      WHATSAPP_PHONE_NUMBER_ID: api.phoneNumberId,
      WHATSAPP_GRAPH_URL: api.url,
      WHATSAPP_NUMBER: '+21671000000',
      ROLE_TRAINERS: TRAINER,
    },
  });
  teams = await startTeams(world.url);
  texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));
  modules = await loadQuizzes(QUIZZES_DIR);
}, 120_000);
afterAll(async () => {
  await teams.close();
  await world.close();
  await api.close();
});

const itemOf = (id: string): Item => {
  const item = modules.flatMap(({ items }) => items).find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};
const bare = (text: string) => text.replaceAll(/[\u200e\u200f\u2066-\u2069*_~`\\]/gu, '');

/** Somebody on WhatsApp, who taps what is offered and types letters where an item cannot be tapped. */
function whatsApp(language: Language) {
  people += 1;
  const sender: w.Sender = { phone: `2169810000${people}`, userId: `TN.77${people}`, name: 'Leila Hidden' };
  let sent = 0;
  let body: object = {};
  async function send(message: w.InboundMessage): Promise<void> {
    expect(await w.postWebhook(`${world.url}/whatsapp/webhook`, w.messagesPost(message), SECRET)).toBe(200);
    const mine = () => api.sends.filter(({ to }) => to.phone === sender.phone || to.userId === sender.userId);
    await api.until(() => mine().length > sent);
    sent = mine().length;
    body = mine().at(-1)?.body ?? {};
  }
  const rows = () => {
    const found: { id: string; title: string }[] = [];
    JSON.stringify(body, (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'id' in value && 'title' in value) {
        found.push({ id: String(value.id), title: String(value.title) });
      }
      return value;
    });
    return found;
  };
  const tap = (row: { id: string; title: string }) => send(w.listReply(sender, row));
  const find = (test: (choice: Choice) => boolean) =>
    rows().find(({ id }) => test(readTapId(id)?.choice ?? { action: 'open-training' }));
  const words = () => bare(JSON.stringify(body));
  return {
    type: (text: string) => send(w.text(sender, text)),
    words,
    sent: () => sent,
    async press(test: (choice: Choice) => boolean, label: string) {
      const row = find(test);
      // What has no row is sent as words.
      return row ? tap(row) : send(w.text(sender, label));
    },
    /** The item that is asked, known by its "I do not know". */
    item(): { item: Item; attemptId: string } | undefined {
      for (const { id } of rows()) {
        const choice = readTapId(id)?.choice;
        if (choice?.action === 'answer-item') return { item: itemOf(choice.itemId), attemptId: choice.attemptId };
      }
      return undefined;
    },
    async answer(item: Item) {
      const row = find(
        (choice) => choice.action === 'answer-item' && item.answer.length === 1 && choice.given[0] === item.answer[0],
      );
      if (row) return tap(row);
      const text = bare(
        JSON.parse(
          `"${(/"text":"((?:[^"\\]|\\.)*)"/u.exec(JSON.stringify(body)) ?? /"body":"((?:[^"\\]|\\.)*)"/u.exec(JSON.stringify(body)))?.[1] ?? ''}"`,
        ),
      );
      const letters = item.answer.map((option) => {
        const words = bare(item.options.find(({ id }) => id === option)?.words?.[language] ?? '');
        const line = text.split('\n').findLast((one) => one.includes(words) && /^\s*\S{1,2}\)/u.test(one));
        return /^\s*(\S{1,2})\)/u.exec(line ?? '')?.[1] ?? '?';
      });
      return send(w.text(sender, letters.join(' ')));
    },
    unknown() {
      return this.press(
        (choice) => choice.action === 'answer-item' && choice.given.length === 0,
        texts.say(language, 'quiz.choice.unknown'),
      );
    },
  };
}

describe.each(LANGUAGES)('WhatsApp in %s', (language) => {
  it('goes from the pre-test over a question and a restart to the end of the final test, one message a turn', async () => {
    const me = whatsApp(language);
    const say = (key: string, values?: Record<string, string | number>) => texts.say(language, key, values);
    await me.type(WORDS[language].language);
    await me.type(WORDS[language].quiz);
    await me.press(
      (choice) => choice.action === 'open-module' && choice.module === 'nrm',
      modules.find(({ key }) => key === 'nrm')?.title[language] ?? '',
    );
    await me.press((choice) => choice.action === 'begin-run' && choice.phase === 'pretest', say('quiz.name.pretest'));
    const asked = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      const shown = me.item();
      if (!shown) throw new Error(`no item: ${me.words()}`);
      asked.add(shown.item.id);
      await me.unknown();
    }
    await me.type(WORDS[language].question);
    expect(me.words()).toContain('[1]');
    await world.restart();
    await me.press((choice) => choice.action === 'continue-run', say('quiz.choice.continue'));
    for (let shown = me.item(); shown; shown = me.item()) {
      asked.add(shown.item.id);
      await me.unknown();
    }
    expect(asked.size).toBe(12);
    expect(me.words()).toContain(bare(say('quiz.pretestDone', { items: 12 })).slice(0, 20));

    // Practice: feedback and the next item come in one message.
    await me.press(
      (choice) => choice.action === 'begin-run' && choice.phase === 'session',
      say('quiz.choice.firstSession'),
    );
    while (!me.item()) await me.press((choice) => choice.action === 'read-on', say('quiz.choice.readOn'));
    const before = me.sent();
    const first = me.item();
    await me.unknown();
    expect(me.sent()).toBe(before + 1);
    expect(me.words()).toContain(bare(first?.item.why[language] ?? '?').slice(0, 40));
    expect(me.item()?.item.id).not.toBe(first?.item.id);

    // The final test, everything right, tapped or typed.
    await me.type(WORDS[language].quiz);
    await me.press((choice) => choice.action === 'open-module' && choice.module === 'nrm', '');
    await me.press((choice) => choice.action === 'begin-run' && choice.phase === 'final', say('quiz.name.final'));
    let answered = 0;
    for (let shown = me.item(); shown && answered < 20; shown = me.item()) {
      await me.answer(shown.item);
      answered += 1;
    }
    expect(answered).toBe(12);
    expect(me.words()).toContain(say('quiz.result.score', { right: 12, items: 12, percent: 100 }));
    expect(api.problems).toEqual([]);
  }, 60_000);
});

describe('Teams', () => {
  it('lets a trainer create a training, and a participant take part in it, in cards that change in place', async () => {
    const trainer = teams.person({ aadObjectId: TRAINER, name: 'Trainer' });
    const listed = await trainer.say('trainings');
    expect(wordsOf(listed)).toContain('describe-event');
    const form = wordsOf(await trainer.press({ action: 'describe-event' }));
    expect(form).toContain('create-event');
    const created = wordsOf(
      await trainer.press({
        ...{ action: 'create-event', name: 'Workshop', place: 'Tunis', country: 'TN', startsOn: '2026-05-28' },
        ...{ endsOn: '', module: 'all', language: 'en', code: '' },
      }),
    );
    expect(created).toContain('TUN-2026-05');
    expect(created).toContain('https://wa.me/21671000000?text=join%20TUN-2026-05');

    const me = teams.person({ aadObjectId: 'bbbbbbbb-0000-4000-8000-000000000077' });
    expect(wordsOf(await me.say('join TUN-2026-05'))).toContain('Workshop');
    expect(wordsOf(await me.press({ action: 'open-events' }))).toContain(texts.say('en', 'trainer.notAllowed'));
    let answer: unknown = await me.execute({ action: 'begin-run', module: 'nrm', phase: 'final' });
    expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    const unknownIn = (value: unknown) =>
      buttonsIn(value).find(
        (data) => data.action === 'answer-item' && (data.given === '' || JSON.stringify(data.given) === '[]'),
      );
    const first = unknownIn(answer);
    for (let unknown = first, count = 0; unknown && count < 20; unknown = unknownIn(answer), count += 1) {
      answer = await me.execute({ ...unknown, given: itemOf(String(unknown.itemId)).answer.join(',') });
    }
    expect(JSON.stringify(answer)).toContain(
      texts.say('en', 'quiz.result.score', { right: 12, items: 12, percent: 100 }),
    );
    // An old card's button is known, and nothing is counted again.
    const again = await me.execute({ ...first });
    expect(JSON.stringify(again)).not.toContain('"statusCode":500');
    expect((await world.app.conversations.store.trainingRecords({ event: 'TUN-2026-05' })).answers).toHaveLength(12);

    const report = wordsOf(await trainer.press({ action: 'open-report', event: 'TUN-2026-05' }));
    expect(report).toContain('/trainings/open?language=en#');
  }, 60_000);

  it('keeps quizzes out of groups', async () => {
    const group = teams.person({ place: 'group' });
    expect(wordsOf(await group.say('quiz'))).toContain(texts.say('en', 'training.onlyPersonal'));
  });
});
