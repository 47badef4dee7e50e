/** Connects what trainings are made of: items, classroom, reminders, certificates, and the trainer's desk. */
import { randomBytes } from 'node:crypto';
import type { Channel } from './channels/channel.ts';
import type { Config } from './config.ts';
import type { Language } from './contracts/language.ts';
import type { Logger } from './contracts/logger.ts';
import type { Reply } from './contracts/message.ts';
import type { Store } from './contracts/store.ts';
import { createTraining, type Training } from './conversation/training.ts';
import { isLoopback } from './loopback.ts';
import type { Sealer } from './safety/sealed-text.ts';
import type { KnowledgeIndex } from './search/knowledge-index.ts';
import type { Texts } from './text/texts.ts';
import { createCertificateDesk } from './training/certificate-desk.ts';
import { type Certificates, createCertificates } from './training/certificates.ts';
import { createClassroom } from './training/classroom.ts';
import { createItemBank, type ItemBank } from './training/item-bank.ts';
import { createMembership } from './training/membership.ts';
import type { Module } from './training/quiz.ts';
import { createReminders } from './training/reminders.ts';
import type { TrainingReport } from './training/report/report.ts';
import { issueReportLink } from './training/report-link.ts';
import { createScreens } from './training/screens.ts';
import { createTrainerDesk } from './training/trainer-desk.ts';
import { createItemWatch } from './training/watch-items.ts';

export interface TrainingsParts {
  config: Pick<Config, 'HOST' | 'PORT' | 'PUBLIC_URL'>;
  modules: readonly Module[];
  store: Store;
  texts: Texts;
  sealer: Sealer;
  secret: Uint8Array;
  log: Logger;
  now(): number;
  newId(): string;
  random(): number;
  currentIndex(): KnowledgeIndex | undefined;
  /** The channels that run, once they do. */
  channels(): readonly Channel[];
  deliver(channel: string, address: string, reply: Reply): Promise<unknown>;
  /** Makes a report without holding anybody up. */
  report(filter: { event?: string }): Promise<TrainingReport>;
}

/** Everything about trainings that others work with. */
export interface Trainings {
  /** The part of the conversation. */
  training: Training;
  bank: ItemBank;
  certificates: Certificates;
  /** Addresses that open a chat with Dalil with a text typed already. */
  joinLinks(text: string, language: Language): { label: string; url: string }[];
  /** Reminds whoever's time has come, and looks after the items; called again and again. */
  tick(): Promise<void>;
}

/** Where people reach this server, without a slash at its end. */
export function publicAddress(config: Pick<Config, 'HOST' | 'PORT' | 'PUBLIC_URL'>): string {
  const host = isLoopback(config.HOST) ? 'localhost' : config.HOST;
  return config.PUBLIC_URL ?? `http://${host}:${config.PORT}`;
}

/** Connects trainings. */
export function createTrainings(parts: TrainingsParts): Trainings {
  const { config, modules, store, texts, sealer, secret, log, now, newId, random, currentIndex, channels } = parts;
  const bank = createItemBank({ store, modules, log, now });
  const screens = createScreens({ texts, currentIndex });
  const sealing = { store, sealer, secret, now, randomBytes };
  const publicUrl = publicAddress(config);
  const certificates = createCertificates({ ...sealing, publicUrl });
  const reminders = createReminders({
    ...{ store, bank, screens, sealer, log, now, newId },
    canReach: (name) =>
      channels().some(
        (channel) => channel.name === name && channel.deliver !== undefined && channel.reachesLater === true,
      ),
    deliver: parts.deliver,
  });
  const classroom = createClassroom({ store, bank, screens, now, newId, random, onAnswer: reminders.onAnswer });
  const joinLinks: Trainings['joinLinks'] = (text, language) =>
    channels().flatMap((channel) => {
      const url = channel.linkTo?.(text);
      return url === undefined ? [] : [{ label: texts.say(language, `channelNames.${channel.name}`), url }];
    });
  const training = createTraining({
    ...{ store, bank, classroom, reminders, texts, now },
    membership: createMembership({ ...sealing, bank, screens }),
    certificates: createCertificateDesk({ ...certificates, store, bank, screens }),
    trainers: createTrainerDesk({
      ...{ store, bank, screens, texts, joinLinks, now },
      report: parts.report,
      reportLink: ({ event, language, personKey }) =>
        issueReportLink({ ...sealing, publicUrl }, { event, language, by: 'trainer', personKey }),
    }),
  });
  const watch = createItemWatch({ bank, currentIndex, report: parts.report, now });
  return {
    training,
    bank,
    certificates,
    joinLinks,
    async tick() {
      await watch();
      await reminders.tick();
    },
  };
}
