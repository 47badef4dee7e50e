/** What trainers do from a chat: create trainings, see how they go, and decide on items that were called wrong. */
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice, TrainingChoice } from '../contracts/message.ts';
import type { TrainingEvent } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import { countryNames } from '../text/source-label.ts';
import type { Texts } from '../text/texts.ts';
import { type CreateEvent, createEventForm } from './event-form.ts';
import type { ItemBank } from './item-bank.ts';
import { createEvent } from './new-event.ts';
import type { Mean, TrainingReport } from './report/report.ts';
import type { Screens } from './screens.ts';

/** Events listed at once. */
const MAX_EVENTS = 6;

export interface TrainerDeskParts {
  store: Pick<TrainingStore, 'listEvents' | 'event' | 'addEvent'>;
  bank: ItemBank;
  screens: Screens;
  texts: Texts;
  /** Makes the report of one event, or of everything. */
  report(filter: { event?: string }): Promise<TrainingReport>;
  /** An address that opens the report once; undefined where pages cannot be opened from elsewhere. */
  reportLink(filter: { event?: string; language: Language; personKey: string }): Promise<string>;
  /** Addresses that open a chat with Dalil with a text typed already, by channel. */
  joinLinks(text: string, language: Language): { label: string; url: string }[];
  now(): number;
}

const FOR_TRAINERS: ReadonlySet<TrainingChoice['action']> = new Set([
  'open-events',
  'describe-event',
  'create-event',
  'open-event',
  'open-report',
  'open-item-queue',
  'decide-item',
]);

/** True for what only trainers may choose. */
export function isForTrainers({ action }: TrainingChoice): boolean {
  return FOR_TRAINERS.has(action);
}

export function createTrainerDesk({
  store,
  bank,
  screens,
  texts,
  report,
  reportLink,
  joinLinks,
  now,
}: TrainerDeskParts) {
  const { text, notice, offer, words } = screens;

  const form = createEventForm({ bank, screens, texts });

  function eventLines(event: TrainingEvent, language: Language): string {
    const place = event.country ? `${event.place}, ${countryNames(texts, language, [event.country])}` : event.place;
    const modules = event.modules.map((key) => bank.moduleOf(key)?.title[language] ?? key).join(', ');
    return [`${event.name} (${event.code})`, `${place} · ${event.startsOn} – ${event.endsOn}`, modules].join('\n');
  }

  async function openEvent(code: string, language: Language): Promise<Block[]> {
    const event = await store.event(code);
    if (!event) return [notice(language, 'training.noEvent', { code })];
    const links = joinLinks(`join ${event.code}`, language);
    return [
      { type: 'text', text: eventLines(event, language) },
      text(language, 'trainer.howToJoin', { code: event.code }),
      ...links.map(({ label, url }): Block => ({ type: 'link', label, url })),
      {
        type: 'choices',
        choices: [
          offer(language, 'trainer.choice.report', { action: 'open-report', event: event.code }),
          offer(language, 'trainer.choice.events', { action: 'open-events' }),
        ],
      },
    ];
  }

  const percent = ({ mean }: Mean, language: Language): string =>
    mean === undefined ? words(language, 'trainer.report.none') : `${Math.round(100 * mean)} %`;

  function summary(made: TrainingReport, language: Language): Block[] {
    const lines = made.modules.map((module) => {
      const gain = module.gain === undefined ? words(language, 'trainer.report.none') : module.gain.toFixed(2);
      return words(language, 'trainer.report.module', {
        module: bank.moduleOf(module.module)?.title[language] ?? module.module,
        before: percent(module.pretest, language),
        after: percent(module.final, language),
        gain,
        pretests: module.pretest.n,
        finals: module.final.n,
      });
    });
    const weak = made.modules
      .flatMap(({ module, items }) => items.map((item) => ({ module, ...item })))
      .filter(({ facility, answers }) => facility !== undefined && answers >= 5)
      .sort((one, other) => (one.facility ?? 0) - (other.facility ?? 0))
      .slice(0, 3)
      .map(({ module, itemId, facility = 0 }) => {
        const item = bank.moduleOf(module)?.items.find(({ id }) => id === itemId);
        return `• ${itemId} · ${Math.round(100 * facility)} % · ${item?.prompt[language] ?? ''}`;
      });
    return [
      text(language, 'trainer.report.funnel', { ...made.funnel }),
      ...lines.map((line): Block => ({ type: 'text', text: line })),
      ...(weak.length > 0
        ? [{ type: 'text' as const, text: [words(language, 'trainer.report.hardest'), ...weak].join('\n') }]
        : []),
    ];
  }

  const desk = {
    async events(language: Language): Promise<Block[]> {
      const [events, queue] = await Promise.all([store.listEvents(), bank.queue()]);
      const shown = events.slice(0, MAX_EVENTS);
      const choices: OfferedChoice[] = [
        ...shown.map(
          ({ name, code }): OfferedChoice => ({
            label: `${name} (${code})`,
            choice: { action: 'open-event', event: code },
          }),
        ),
        offer(language, 'trainer.choice.create', { action: 'describe-event' }),
        offer(language, 'trainer.choice.everything', { action: 'open-report' }),
        ...(queue.length > 0
          ? [offer(language, 'trainer.choice.queue', { action: 'open-item-queue', at: 0 }, { number: queue.length })]
          : []),
      ];
      const head = events.length === 0 ? 'trainer.noEvents' : 'trainer.events';
      return [text(language, head, { number: events.length }), { type: 'choices', choices }];
    },

    async create(choice: CreateEvent, language: Language): Promise<Block[]> {
      const made = await createEvent(choice, { store, modules: bank.modules, now: now() });
      if ('problem' in made) return form(language, made.problem, choice);
      return [text(language, 'trainer.created'), ...(await openEvent(made.event.code, language))];
    },

    async report(event: string | undefined, personKey: string, language: Language): Promise<Block[]> {
      const [made, url] = await Promise.all([report({ event }), reportLink({ event, language, personKey })]);
      const back = [offer(language, 'trainer.choice.events', { action: 'open-events' })];
      return [
        ...summary(made, language),
        { type: 'link', label: words(language, 'trainer.report.link'), url },
        text(language, 'trainer.report.linkNote'),
        { type: 'choices', choices: back },
      ];
    },

    /** One item of the queue, with the passage that is to prove it. */
    async queue(at: number, language: Language): Promise<Block[]> {
      const queued = await bank.queue();
      const [entry, place] = [queued[at] ?? queued[0], queued[at] ? at : 0];
      if (!entry) return [text(language, 'trainer.queue.empty')];
      const { module, item, cause, challenges } = entry;
      const reasons = Object.entries(Object.groupBy(challenges, ({ reason }) => reason ?? 'none')).map(
        ([reason, list = []]) => `• ${words(language, `quiz.challenge.${reason}`)}: ${list.length}`,
      );
      const state = cause === undefined ? 'trainer.queue.stillAsked' : `trainer.queue.cause.${cause}`;
      const decide = (keep: boolean) => ({ action: 'decide-item' as const, module: module.key, itemId: item.id, keep });
      const passage = screens.passageOf(item.source[0] ?? '', language);
      return [
        text(language, 'trainer.queue.head', { number: place + 1, of: queued.length, item: item.id }),
        { type: 'text', text: [words(language, state), ...reasons].join('\n') },
        screens.itemForTrainer(item, language),
        ...(passage ? [{ type: 'passage' as const, passage }] : [notice(language, 'trainer.queue.noPassage')]),
        {
          type: 'choices',
          choices: [
            offer(language, 'trainer.queue.keep', decide(true)),
            offer(language, 'trainer.queue.withdraw', decide(false)),
            ...(place + 1 < queued.length
              ? [offer(language, 'trainer.queue.next', { action: 'open-item-queue', at: place + 1 })]
              : []),
            offer(language, 'trainer.choice.events', { action: 'open-events' }),
          ],
        },
      ];
    },

    async decide(module: string, itemId: string, keep: boolean, language: Language): Promise<Block[]> {
      if (!bank.moduleOf(module)?.items.some(({ id }) => id === itemId)) return [notice(language, 'quiz.gone')];
      await bank.decide(module, itemId, keep);
      return [
        text(language, keep ? 'trainer.queue.kept' : 'trainer.queue.withdrawn', { item: itemId }),
        ...(await desk.queue(0, language)),
      ];
    },
  };

  return {
    ...desk,
    /** What a choice for trainers comes to; nothing for any other. Who may choose it is not checked here. */
    async handle(choice: TrainingChoice, personKey: string, language: Language): Promise<Block[]> {
      switch (choice.action) {
        case 'open-events':
          return desk.events(language);
        case 'describe-event':
          return form(language);
        case 'create-event':
          return desk.create(choice, language);
        case 'open-event':
          return openEvent(choice.event, language);
        case 'open-report':
          return desk.report(choice.event, personKey, language);
        case 'open-item-queue':
          return desk.queue(choice.at, language);
        case 'decide-item':
          return desk.decide(choice.module, choice.itemId, choice.keep, language);
        default:
          return [];
      }
    },
  };
}

export type TrainerDesk = ReturnType<typeof createTrainerDesk>;
