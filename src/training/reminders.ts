/** Reminders of items that are due: asked for, at an hour a person chose, paused or stopped whenever they want. */
import type { Language } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Block, OfferedChoice, Reply } from '../contracts/message.ts';
import type { Attempt, Reminder } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import { errorCode } from '../errors.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import type { Classroom, ClassStep } from './classroom.ts';
import type { ItemBank } from './item-bank.ts';
import { afterAnswer, isTimeZone, nextAtHour } from './schedule.ts';
import type { Screens } from './screens.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A pause, in milliseconds. */
const PAUSE = 14 * DAY;
/** Hours that are offered; any other can be typed. */
const HOURS = [7, 9, 12, 18, 20];
/** Time zones of the countries of the programme. https://www.iana.org/time-zones */
const TIME_ZONES: readonly string[] = [
  'Africa/Tunis',
  'Africa/Algiers',
  'Africa/Cairo',
  'Africa/Tripoli',
  'Africa/Casablanca',
  'Africa/Nouakchott',
  'Africa/Niamey',
  'Africa/Ndjamena',
];
/** Items of one review: more would not be done on the way. */
const ITEMS_AT_ONCE = 8;
/** How long a reminder waits whose channel does not run here, in milliseconds. */
const UNREACHABLE_WAITS = 60 * 60 * 1000;
/** Reminders looked at in one go. */
const BATCH = 50;

/** Whoever is reminded, and how the channel reaches them. */
export interface Remindable {
  personKey: string;
  channel: string;
  address?: string;
}

export interface RemindersParts {
  store: Pick<
    TrainingStore,
    | 'learnerOf'
    | 'reminder'
    | 'saveReminder'
    | 'deleteReminder'
    | 'dueReminders'
    | 'reviewsOf'
    | 'saveReview'
    | 'deleteReview'
    | 'attemptsOf'
  >;
  bank: ItemBank;
  screens: Screens;
  sealer: Sealer;
  /** True where a channel can write outside a turn in this process. */
  canReach(channel: string): boolean;
  deliver(channel: string, address: string, reply: Reply): Promise<unknown>;
  log: Logger;
  now(): number;
  newId(): string;
}

export function createReminders(parts: RemindersParts) {
  const { store, bank, screens, sealer, log, now, newId } = parts;
  const { text, notice, offer, words } = screens;

  /** Items that are due and asked, by module; those that waited longest first. */
  async function dueItems(learner: string): Promise<Map<string, string[]>> {
    const due = (await store.reviewsOf(learner))
      .filter(({ dueAt }) => dueAt <= now())
      .sort((one, other) => one.dueAt - other.dueAt);
    const byModule = new Map<string, string[]>();
    for (const [key, reviews] of Map.groupBy(due, ({ module }) => module)) {
      const asked = new Set((await bank.asked(key))?.items.map(({ id }) => id));
      const items = reviews.map(({ itemId }) => itemId).filter((id) => asked.has(id));
      if (items.length > 0) byModule.set(key, items);
    }
    return byModule;
  }

  /** Plans every item the learner answered so far; what is planned already stays. */
  async function planAnswered(learner: string): Promise<void> {
    const planned = new Set((await store.reviewsOf(learner)).map(({ module, itemId }) => `${module} ${itemId}`));
    const last = new Map<
      string,
      { item: { learnerKey: string; module: string; itemId: string }; right: boolean; at: number }
    >();
    for (const attempt of await store.attemptsOf(learner)) {
      for (const { item, right, at } of attempt.answers) {
        const key = `${attempt.module} ${item}`;
        if (!planned.has(key) && (last.get(key)?.at ?? 0) <= at) {
          last.set(key, { item: { learnerKey: learner, module: attempt.module, itemId: item }, right, at });
        }
      }
    }
    for (const { item, right, at } of last.values()) {
      const review = afterAnswer(item, undefined, right, at);
      if (review) await store.saveReview(review);
    }
  }

  const hourChoices = (language: Language, timeZone?: string): OfferedChoice[] =>
    HOURS.map((hour) => ({
      label: words(language, 'reminders.hour', { hour: String(hour).padStart(2, '0') }),
      choice: { action: 'set-reminders', hour, timeZone },
    }));

  function askZone(language: Language, hour: number): Block[] {
    const choices = TIME_ZONES.map((timeZone): OfferedChoice => {
      const city = words(language, `reminders.zone.${timeZone.slice('Africa/'.length).toLowerCase()}`);
      return { label: city, choice: { action: 'set-reminders', hour, timeZone } };
    });
    return [{ type: 'choices', prompt: words(language, 'reminders.askZone'), choices }];
  }

  const manage = (language: Language): OfferedChoice[] => [
    offer(language, 'reminders.pause', { action: 'pause-reminders' }),
    offer(language, 'reminders.stop', { action: 'stop-reminders' }),
    offer(language, 'quiz.choice.menu', { action: 'open-training' }),
  ];

  /** Writes to one person, if something is due for them, and plans the next look. */
  async function remind(reminder: Reminder): Promise<void> {
    const { learnerKey, channel, language, hour, timeZone, pausedUntil = 0 } = reminder;
    const next: Reminder = { ...reminder, nextAt: nextAtHour(hour, timeZone, now()) };
    const due = pausedUntil > now() ? new Map<string, string[]>() : await dueItems(learnerKey);
    const address = sealer.open(reminder.address);
    // What was sealed with another secret can never be sent.
    if (address === undefined) return store.deleteReminder(learnerKey);
    // Saved first: a crash between the two costs a reminder, and nobody is written to twice.
    await store.saveReminder(next);
    const [module] = [...due.keys()];
    if (module === undefined) return;
    const count = [...due.values()].reduce((sum, items) => sum + items.length, 0);
    const blocks: Block[] = [
      text(language, 'reminders.due', { number: count }),
      {
        type: 'choices',
        choices: [
          offer(language, 'reminders.start', { action: 'begin-run', module, phase: 'review' }),
          offer(language, 'reminders.pause', { action: 'pause-reminders' }),
          offer(language, 'reminders.stop', { action: 'stop-reminders' }),
        ],
      },
    ];
    try {
      await parts.deliver(channel, address, { id: newId(), language, outcome: 'command', blocks });
    } catch (error) {
      log.warn({ channel, code: errorCode(error) }, 'A reminder could not be delivered');
      if (errorCode(error) === 'not-deliverable') await store.deleteReminder(learnerKey);
    }
  }

  return {
    /** What is set, and what can be. */
    async open(who: Remindable, language: Language): Promise<Block[]> {
      if (who.address === undefined || !parts.canReach(who.channel)) return [notice(language, 'reminders.notHere')];
      const learner = await store.learnerOf(who.personKey);
      const set = await store.reminder(learner);
      const choices = hourChoices(language, set?.timeZone);
      if (!set) return [{ type: 'choices', prompt: words(language, 'reminders.offer'), choices }];
      const values = { hour: String(set.hour).padStart(2, '0'), zone: set.timeZone.slice('Africa/'.length) };
      const state = (set.pausedUntil ?? 0) > now() ? 'reminders.paused' : 'reminders.on';
      return [text(language, state, values), { type: 'choices', choices: [...choices, ...manage(language)] }];
    },

    /** Turns reminders on, once hour and time zone are known. */
    async set(
      who: Remindable,
      { hour, timeZone }: { hour?: number; timeZone?: string },
      language: Language,
    ): Promise<Block[]> {
      if (who.address === undefined || !parts.canReach(who.channel)) return [notice(language, 'reminders.notHere')];
      if (hour === undefined) return this.open(who, language);
      if (timeZone === undefined || !isTimeZone(timeZone)) return askZone(language, hour);
      const learnerKey = await store.learnerOf(who.personKey);
      await planAnswered(learnerKey);
      await store.saveReminder({
        ...{ learnerKey, personKey: who.personKey, channel: who.channel, language, hour, timeZone },
        address: sealer.seal(who.address),
        nextAt: nextAtHour(hour, timeZone, now()),
      });
      const values = { hour: String(hour).padStart(2, '0'), zone: timeZone.slice('Africa/'.length) };
      return [text(language, 'reminders.on', values), { type: 'choices', choices: manage(language) }];
    },

    async pause(who: Remindable, language: Language): Promise<Block[]> {
      const set = await store.reminder(await store.learnerOf(who.personKey));
      if (!set) return [text(language, 'reminders.off')];
      await store.saveReminder({ ...set, pausedUntil: now() + PAUSE });
      return [
        text(language, 'reminders.pausedNow', { days: PAUSE / DAY }),
        { type: 'choices', choices: manage(language) },
      ];
    },

    async stop(who: Remindable, language: Language): Promise<Block[]> {
      await store.deleteReminder(await store.learnerOf(who.personKey));
      return [text(language, 'reminders.off')];
    },

    /** Plans an item anew after an answer, for whoever is reminded. */
    async onAnswer({ learnerKey, module }: Pick<Attempt, 'learnerKey' | 'module'>, itemId: string, right: boolean) {
      if (!(await store.reminder(learnerKey))) return;
      const before = (await store.reviewsOf(learnerKey)).find((one) => one.module === module && one.itemId === itemId);
      const review = afterAnswer({ learnerKey, module, itemId }, before, right, now());
      if (review) await store.saveReview(review);
      else await store.deleteReview(learnerKey, module, itemId);
    },

    /** Begins a run through what is due in a module, or in any when nothing is due there. */
    async review(classroom: Classroom, learner: string, module: string, language: Language): Promise<ClassStep> {
      const due = await dueItems(learner);
      const [key = module, items = []] = due.has(module) ? [module, due.get(module)] : ([...due.entries()][0] ?? []);
      if (items.length === 0) return { blocks: [text(language, 'reminders.nothingDue')] };
      return classroom.begin(learner, { module: key, phase: 'review', items: items.slice(0, ITEMS_AT_ONCE) }, language);
    },

    /** Reminds whoever's time has come; called again and again. One that fails does not stop the others. */
    async tick(): Promise<void> {
      for (const reminder of await store.dueReminders(now(), BATCH)) {
        if (!parts.canReach(reminder.channel)) {
          // Looked at again later, so that it does not stand before those that can be written to.
          await store.saveReminder({ ...reminder, nextAt: now() + UNREACHABLE_WAITS });
          continue;
        }
        await remind(reminder).catch((error: unknown) =>
          log.error({ code: errorCode(error), error }, 'A reminder could not be looked at'),
        );
      }
    },
  };
}

export type Reminders = ReturnType<typeof createReminders>;
