import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../src/config.ts';
import type { Block, Choice, OfferedChoice, Reply, Role, TrainingChoice } from '../../src/contracts/message.ts';
import type { Session } from '../../src/contracts/store.ts';
import { comparableText } from '../../src/conversation/route.ts';
import { NEW_SESSION } from '../../src/conversation/turn.ts';
import { loadTexts, type Texts } from '../../src/text/texts.ts';
import type { Trainings } from '../../src/trainings.ts';
import { listLog } from '../fixtures/log.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';
import { ITEMS, smallModule } from '../fixtures/quizzes.ts';
import { trainingWorld } from '../fixtures/training-world.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

let texts: Texts;
let store: MemoryStore;
let clock: number;
let ids: number;
let delivered: { channel: string; address: string; reply: Reply }[];
let failing: boolean;
let trainings: Trainings;

beforeAll(async () => {
  texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs/texts'));
});
beforeEach(() => {
  store = memoryStore();
  clock = Date.UTC(2026, 4, 4, 8);
  ids = 0;
  delivered = [];
  failing = false;
  trainings = trainingWorld({
    store,
    texts,
    log: listLog(),
    now: () => clock,
    newId: () => `id-${++ids}`,
    currentIndex: () => undefined,
    async deliver(channel, address, reply) {
      if (failing) throw Object.assign(new Error('gone'), { code: 'not-deliverable' });
      delivered.push({ channel, address, reply });
    },
  });
});

/** Somebody in a chat of their own. */
function person(
  name: string,
  { roles = [], scope = 'personal' }: { roles?: Role[]; scope?: 'personal' | 'group' } = {},
) {
  const asker = { personKey: name, channel: 'test', scope, roles, address: `address of ${name}` };
  let session: Session = NEW_SESSION;
  let blocks: Block[] = [];
  const keep = (step: { blocks: Block[]; session: Session }) => {
    session = step.session;
    blocks = step.blocks;
    return step.blocks;
  };
  const choose = async (choice: TrainingChoice) => keep(await trainings.training.choose(choice, asker, session, 'en'));
  const offered = (): OfferedChoice[] => blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const item = () => blocks.flatMap((block) => (block.type === 'quiz-item' ? [block.item] : []))[0];
  return {
    asker,
    choose,
    offered,
    item,
    session: () => session,
    async type(text: string) {
      const step = await trainings.training.typed(text, comparableText(text), asker, session, 'en');
      return step && keep(step);
    },
    press(action: Choice['action']) {
      const found = offered().find(({ choice }) => choice.action === action);
      if (!found) throw new Error(`no ${action} among ${JSON.stringify(offered())}`);
      return choose(found.choice as TrainingChoice);
    },
    /** Reads and answers until the run has ended. */
    async through(right: (id: string) => boolean) {
      for (let next = item(); next || offered().some(({ choice }) => choice.action === 'read-on'); next = item()) {
        if (!next) await this.press('read-on');
        else {
          const given = right(next.itemId) ? (ITEMS.find(({ id }) => id === next?.itemId)?.answer ?? []) : [];
          await choose({ action: 'answer-item', attemptId: next.attemptId, itemId: next.itemId, given });
        }
      }
      return blocks;
    },
  };
}
const say = (key: string, values?: Record<string, string | number>) => texts.say('en', key, values);
const wordsOf = (blocks: readonly Block[] | undefined) => JSON.stringify(blocks ?? []);
const event = {
  ...{ action: 'create-event' as const, name: 'Workshop', place: 'Tunis', startsOn: '2026-05-28', endsOn: '' },
  ...{ country: 'TN' as const, module: 'all', language: 'en' as const, code: '' },
};

describe('a quiz in a chat', () => {
  it('answers a typed letter only while an item is the last thing that was shown', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    const first = amal.item();
    const aside = await trainings.training.aside(
      [{ type: 'text', text: 'an answer' }],
      amal.asker,
      amal.session(),
      'en',
    );
    expect(wordsOf(aside.blocks)).toContain(say('quiz.choice.continue'));
    expect(aside.session.run?.asks).toBe(false);
    await amal.press('answer-item');
    expect(amal.item()?.itemId).not.toBe(first?.itemId);
    expect(await amal.type('What is a presumed victim?')).toBeUndefined();
    expect(wordsOf(await amal.type('e f g h'))).toContain(say('quiz.refused.incomplete'));
  });

  it('offers the way back three times, and keeps the run after that', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    let session = amal.session();
    const offers: boolean[] = [];
    for (let time = 0; time < 4; time += 1) {
      const aside = await trainings.training.aside([{ type: 'text', text: 'x' }], amal.asker, session, 'en');
      session = aside.session;
      offers.push(wordsOf(aside.blocks).includes('continue-run'));
    }
    expect(offers).toEqual([true, true, true, false]);
    expect(wordsOf(await amal.type('quiz'))).toContain('continue-run');
  });

  it('counts two taps at once as one', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    const { attemptId = '', itemId = '' } = amal.item() ?? {};
    const tap: TrainingChoice = { action: 'answer-item', attemptId, itemId, given: [] };
    await Promise.all([amal.choose(tap), amal.choose(tap), amal.choose(tap)]);
    expect((await store.attempt(attemptId))?.answers).toHaveLength(1);
  });

  it('tells nobody about the run of somebody else', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    const { attemptId = '' } = amal.item() ?? {};
    const other = person('other');
    expect(wordsOf(await other.choose({ action: 'continue-run', attemptId }))).toContain(say('quiz.gone'));
    expect(wordsOf(await other.choose({ action: 'look-back', attemptId, at: 0 }))).toContain(say('quiz.gone'));
  });

  it('takes the pre-test once, and not after the module was begun', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'pretest' });
    expect(wordsOf(await amal.through(() => true))).not.toContain('quiz-feedback');
    expect(wordsOf(await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'pretest' }))).toContain(
      say('quiz.pretestIs.done'),
    );
    const other = person('other');
    await other.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    expect(wordsOf(await other.choose({ action: 'begin-run', module: 'nrm', phase: 'pretest' }))).toContain(
      say('quiz.pretestIs.closed'),
    );
  });

  it('shows what was wrong at the end of a final test, and asks only that again', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
    const end = await amal.through((id) => id !== 'N05' && id !== 'N06');
    const [result] = end.flatMap((block) => (block.type === 'quiz-result' ? [block.result] : []));
    expect(result).toMatchObject({ right: 2, items: 4, passMark: 70 });
    expect(wordsOf(await amal.press('look-back'))).toContain('quiz-feedback');
    expect(amal.offered().map(({ choice }) => choice.action)).toContain('challenge-item');
    await amal.press('retry-wrong');
    const run = await store.attempt(amal.item()?.attemptId ?? '');
    expect(run?.steps.map((step) => 'item' in step && step.item).sort()).toEqual(['N05', 'N06']);
  });

  it('is left with “stop”, and its place is kept', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    const { attemptId } = amal.item() ?? {};
    expect(wordsOf(await amal.type('stop'))).toContain(say('quiz.left'));
    expect(amal.session().run).toBeUndefined();
    await amal.press('continue-run');
    expect(amal.item()?.attemptId).toBe(attemptId);
  });

  it('is for a private chat', async () => {
    const group = person('amal', { scope: 'group' });
    expect(wordsOf(await group.type('quiz'))).toContain(say('training.onlyPersonal'));
    expect(wordsOf(await group.choose({ action: 'open-events' }))).toContain(say('training.onlyPersonal'));
  });

  it.each([
    ['quiz', 'en'],
    ['I want to practise', 'en'],
    ['Je veux m’entraîner', 'fr'],
    ['أريد أن أتدرب', 'ar'],
    ['اختبار', 'ar'],
  ])('opens with “%s”', async (text) => {
    expect(wordsOf(await person('amal').type(text))).toContain('open-module');
  });
});

describe('a training event', () => {
  it('is created by trainers only, joined with its code, and compares nobody in a small group', async () => {
    const amal = person('amal');
    expect(wordsOf(await amal.choose(event))).toContain(say('trainer.notAllowed'));
    const trainer = person('trainer', { roles: ['trainer'] });
    expect(wordsOf(await trainer.choose(event))).toContain('TUN-2026-05');
    expect(wordsOf(await trainer.choose(event))).toContain('TUN-2026-05-2');
    expect(wordsOf(await amal.type('join NOWHERE-1'))).toContain(say('training.noEvent', { code: 'NOWHERE-1' }));
    expect(wordsOf(await amal.type('join tun-2026-05'))).toContain('Workshop');
    expect(wordsOf(await amal.type('rejoindre TUN-2026-05'))).toContain('already');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
    expect(wordsOf(await amal.through(() => true))).not.toContain('The group');
    expect((await store.trainingRecords({ event: 'TUN-2026-05' })).attempts).toHaveLength(1);
  });

  it('compares with the group once five others have finished', async () => {
    const trainer = person('trainer', { roles: ['trainer'] });
    await trainer.choose(event);
    for (const name of ['1', '2', '3', '4', '5']) {
      const other = person(name);
      await other.type('join TUN-2026-05');
      await other.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
      await other.through((id) => id === 'N05' || id === 'N06');
    }
    const amal = person('amal');
    await amal.type('join TUN-2026-05');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
    expect(wordsOf(await amal.through(() => true))).toContain(
      say('quiz.result.comparison', { right: 4, items: 4, group: '2.0' }),
    );
  });

  it.each([
    [{ name: ' ' }, 'words'],
    [{ startsOn: '28.5.2026' }, 'day'],
    [{ startsOn: '2026-02-30' }, 'day'],
    [{ endsOn: '2026-05-01' }, 'order'],
    [{ module: 'cooking' }, 'module'],
    [{ code: 'a b' }, 'code'],
  ])('is not created of %j', async (change, problem) => {
    const trainer = person('trainer', { roles: ['trainer'] });
    const blocks = await trainer.choose({ ...event, ...change });
    expect(wordsOf(blocks)).toContain(say(`trainer.problem.${problem}`));
    expect(await store.listEvents()).toEqual([]);
  });

  it('has a report with a link for its trainer', async () => {
    const trainer = person('trainer', { roles: ['trainer'] });
    await trainer.choose(event);
    await person('amal').type('join TUN-2026-05');
    const blocks = await trainer.choose({ action: 'open-report', event: 'TUN-2026-05' });
    expect(wordsOf(blocks)).toContain(
      say('trainer.report.funnel', { joined: 1, pretest: 0, practised: 0, final: 0, certified: 0 }),
    );
    expect(wordsOf(blocks)).toMatch(/http:\/\/localhost:3978\/trainings\/open\?language=en#[\w-]{24}/u);
  });
});

describe('a question that is called wrong', () => {
  it('is suspended by several learners, shown to a trainer, and asked again if the trainer says so', async () => {
    for (const name of ['1', '2', '2', '3']) {
      const before = (await trainings.bank.asked('nrm'))?.items.length;
      expect(before).toBe(name === '3' || name === '1' || name === '2' ? ITEMS.length : 0);
      const learner = person(name);
      await learner.choose({ action: 'challenge-item', module: 'nrm', itemId: 'N01' });
      await learner.choose({ action: 'challenge-item', module: 'nrm', itemId: 'N01', reason: 'translation' });
    }
    expect((await trainings.bank.asked('nrm'))?.items.map(({ id }) => id)).not.toContain('N01');
    const trainer = person('trainer', { roles: ['trainer'] });
    const queue = wordsOf(await trainer.choose({ action: 'open-item-queue', at: 0 }));
    expect(queue).toContain(say('trainer.queue.cause.challenged'));
    expect(queue).toContain(`${say('quiz.challenge.translation')}: 3`);
    await trainer.choose({ action: 'decide-item', module: 'nrm', itemId: 'N01', keep: true });
    expect((await trainings.bank.asked('nrm'))?.items.map(({ id }) => id)).toContain('N01');
    expect(await store.openChallenges()).toEqual([]);
    await trainer.choose({ action: 'decide-item', module: 'nrm', itemId: 'N01', keep: false });
    expect((await trainings.bank.asked('nrm'))?.items.map(({ id }) => id)).not.toContain('N01');
  });

  it('is passed over in runs that had it', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'session', session: 4 });
    await trainings.bank.suspendOnce('nrm', 'N06', 'discrimination');
    expect(wordsOf(await amal.through(() => true))).toContain(say('quiz.nothingAsked'));
  });
});

describe('two channels of one person', () => {
  it('are joined with a code that works once, for fifteen minutes', async () => {
    const phone = person('phone');
    await phone.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
    const open = phone.item()?.attemptId;
    const [, code = ''] = /link ([A-Z0-9]{4}-[A-Z0-9]{4})/u.exec(wordsOf(await phone.type('link'))) ?? [];
    const desk = person('desk');
    expect(wordsOf(await desk.type(`link ${code.toLowerCase()}`))).toContain(say('training.linked'));
    expect(wordsOf(await desk.type('quiz'))).toContain(`"attemptId":"${open}"`);
    expect(wordsOf(await person('thief').type(`link ${code}`))).toContain(say('training.linkUnknown'));
    const [, late = ''] = /link ([A-Z0-9]{4}-[A-Z0-9]{4})/u.exec(wordsOf(await phone.type('lier'))) ?? [];
    clock += 16 * 60 * 1000;
    expect(wordsOf(await person('late').type(`ربط ${late}`))).toContain(say('training.linkUnknown'));
  });
});

describe('a certificate', () => {
  async function passed(name: string) {
    const learner = person(name);
    await learner.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
    await learner.through(() => true);
    await learner.choose({ action: 'ask-certificate', module: 'nrm' });
    return learner;
  }

  it('is not for whoever has not passed', async () => {
    const blocks = await person('amal').choose({ action: 'ask-certificate', module: 'nrm' });
    expect(wordsOf(blocks)).toContain(say('training.certificate.notEarned', { mark: 70 }));
  });

  it.each(['What is a presumed victim?', '+216 98 123 456', 'x'.repeat(90), 'a'])(
    'takes no name from “%s”',
    async (text) => {
      const amal = await passed('amal');
      expect(await amal.type(text)).toBeUndefined();
      expect(await store.certificatesOf('amal')).toEqual([]);
    },
  );

  it('is issued once, listed and deleted; the name is nowhere in clear', async () => {
    const amal = await passed('amal');
    expect(wordsOf(await amal.type('أمل  بن صالح'))).toContain('/certificates/');
    await amal.choose({ action: 'ask-certificate', module: 'nrm' });
    expect(await store.certificatesOf('amal')).toHaveLength(1);
    expect(store.kept()).not.toContain('أمل');
    expect(wordsOf(await amal.type('certificates'))).toContain('delete-certificate');
    const [{ code = '' } = {}] = await store.certificatesOf('amal');
    const other = person('other');
    expect(wordsOf(await other.choose({ action: 'delete-certificate', code }))).toContain(
      say('training.certificate.unknown'),
    );
    await amal.press('delete-certificate');
    expect(await store.certificatesOf('amal')).toEqual([]);
  });

  it('can be given up before a name is sent', async () => {
    const amal = await passed('amal');
    expect(wordsOf(await amal.type('Cancel'))).toContain(say('training.certificate.stopped'));
    expect(amal.session().certificateFor).toBeUndefined();
  });
});

describe('reminders', () => {
  async function reminded() {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'practice' });
    await amal.through((id) => id === 'N01');
    await amal.type('reminders');
    await amal.choose({ action: 'set-reminders', hour: 9 });
    await amal.choose({ action: 'set-reminders', hour: 9, timeZone: 'Africa/Tunis' });
    return amal;
  }

  it('come at the chosen hour, only when something is due, and spread over weeks', async () => {
    const amal = await reminded();
    const days: number[] = [];
    for (let day = 0; day < 60; day += 1) {
      // 9 o'clock in Tunis is 8 o'clock UTC, all year.
      clock = Date.UTC(2026, 4, 5 + day, 8, 0, 30);
      const before = delivered.length;
      await trainings.tick();
      if (delivered.length === before) continue;
      days.push(day);
      await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'review' });
      await amal.through(() => true);
    }
    expect(days.length).toBeGreaterThanOrEqual(3);
    expect(days.length).toBeLessThan(30);
    expect(delivered[0]).toMatchObject({ channel: 'test', address: 'address of amal' });
    expect(store.kept()).not.toContain('address of amal');
    const reviews = await store.reviewsOf('amal');
    expect(Math.max(...reviews.map(({ repeats }) => repeats))).toBeGreaterThanOrEqual(2);
  });

  it('pause, stop, and stop when replies only are wanted', async () => {
    const amal = await reminded();
    expect(wordsOf(await amal.type('pause'))).toContain(say('reminders.pausedNow', { days: 14 }));
    clock += 5 * DAY;
    await trainings.tick();
    expect(delivered).toEqual([]);
    clock += 15 * DAY;
    await trainings.tick();
    expect(delivered).toHaveLength(1);
    await trainings.training.stopReminders('amal');
    clock += 5 * DAY;
    await trainings.tick();
    expect(delivered).toHaveLength(1);
    expect(wordsOf(await amal.type('stop'))).toContain(say('reminders.off'));
  });

  it('end when the conversation cannot be written to any more', async () => {
    await reminded();
    failing = true;
    clock += 5 * DAY;
    await trainings.tick();
    expect(await store.reminder('amal')).toBeUndefined();
  });

  it('are not offered where nobody can be written to', async () => {
    const page = person('page');
    Object.assign(page.asker, { channel: 'page' });
    expect(wordsOf(await page.type('rappels'))).toContain(say('reminders.notHere'));
  });
});

describe('forgetting', () => {
  it('leaves nothing of a learner', async () => {
    const amal = person('amal');
    await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'final' });
    await amal.through(() => true);
    await amal.choose({ action: 'ask-certificate', module: 'nrm' });
    await amal.type('Amal');
    await store.forgetPerson('amal');
    expect(await store.attemptsOf('amal')).toEqual([]);
    expect(await store.certificatesOf('amal')).toEqual([]);
    expect((await store.trainingRecords({})).answers).toEqual([]);
  });
});

describe('a module', () => {
  it('with nothing left to ask says so', async () => {
    for (const { id } of smallModule().items) await trainings.bank.suspendOnce('nrm', id, 'source-gone');
    const amal = person('amal');
    expect(wordsOf(await amal.choose({ action: 'begin-run', module: 'nrm', phase: 'final' }))).toContain(
      say('quiz.nothingAsked'),
    );
  });
});
