/** `dalil training …`: creates trainings, prints and writes their figures, and decides on questions. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Config, PROJECT_DIR, QUIZZES_DIR } from '../config.ts';
import type { Language } from '../contracts/language.ts';
import { COUNTRIES } from '../contracts/passage.ts';
import type { Store } from '../contracts/store.ts';
import { DalilError } from '../errors.ts';
import { createExports } from '../export-report.ts';
import { reportInWorker } from '../report-in-worker.ts';
import { createSealer } from '../safety/sealed-text.ts';
import { identitySecret, openStore } from '../state.ts';
import { loadTexts } from '../text/texts.ts';
import { createItemBank, type ItemBank } from '../training/item-bank.ts';
import { loadQuizzes } from '../training/load-quizzes.ts';
import { createEvent, type EventProblem } from '../training/new-event.ts';
import type { Mean, TrainingReport } from '../training/report/report.ts';
import { issueReportLink } from '../training/report-link.ts';
import { publicAddress } from '../trainings.ts';
import { createQuietLog } from './quiet-log.ts';
import { say } from './say.ts';

async function withBank<T>(config: Config, work: (bank: ItemBank, store: Store) => Promise<T>): Promise<T> {
  const [store, modules] = await Promise.all([openStore(config), loadQuizzes(QUIZZES_DIR)]);
  try {
    return await work(createItemBank({ store, modules, log: createQuietLog(config), now: Date.now }), store);
  } finally {
    await store.close();
  }
}

export async function runList(config: Config): Promise<void> {
  await withBank(config, async (_bank, store) => {
    const events = await store.listEvents();
    for (const { code, name, place, startsOn, endsOn, modules } of events) {
      say(`${code}  ${startsOn} to ${endsOn}  ${name}, ${place}  (${modules.join(', ')})`);
    }
    if (events.length === 0) say('There is no training yet: `dalil training create` makes one.');
  });
}

const PROBLEMS: Record<EventProblem, string> = {
  words: 'A training needs a name and a place.',
  day: 'The days must look like 2026-05-28.',
  order: 'The last day lies before the first.',
  module: 'There is no module of that key.',
  code: 'A code has 3 to 30 capital letters, digits and dashes.',
  taken: 'That code is taken.',
};

export interface CreateOptions {
  name: string;
  place: string;
  from: string;
  to: string;
  country?: string;
  modules: string;
  lang: Language;
  code: string;
}

export async function runCreate(config: Config, options: CreateOptions): Promise<void> {
  const country = COUNTRIES.find((code) => code === options.country?.toUpperCase());
  if (options.country !== undefined && country === undefined) {
    throw invalid(`"${options.country}" is no country of the programme.`, `Use one of ${COUNTRIES.join(', ')}.`);
  }
  await withBank(config, async ({ modules }, store) => {
    const { name, place, from: startsOn, to: endsOn, modules: module, lang, code } = options;
    const said = { name, place, country, startsOn, endsOn, module, language: lang, code };
    const made = await createEvent(said, { store, modules, now: Date.now() });
    if ('problem' in made) {
      const keys = modules.map(({ key }) => key).join(', ');
      throw invalid(PROBLEMS[made.problem], `Correct it and run the command again. The modules are ${keys}.`);
    }
    say(`Created ${made.event.code}. Participants send "join ${made.event.code}" to Dalil.`);
  });
}

export interface ReportOptions {
  csv?: string;
  xlsx?: string;
  json?: boolean;
  link?: boolean;
  lang: Language;
}

export async function runReport(config: Config, code: string | undefined, options: ReportOptions): Promise<void> {
  const event = code?.toUpperCase();
  const modules = await loadQuizzes(QUIZZES_DIR);
  const report = await reportInWorker(config, { event }, modules);
  if (event !== undefined && report.event === undefined) {
    throw invalid(`There is no training with the code ${event}.`, '`dalil training list` names them.');
  }
  const texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs', 'texts'));
  const exports = createExports(texts, modules);
  if (options.csv !== undefined) await writeFile(options.csv, exports.csv(report, options.lang));
  if (options.xlsx !== undefined) await writeFile(options.xlsx, await exports.xlsx(report, options.lang));
  if (options.json) say(JSON.stringify(report, undefined, 2));
  else sayReport(report);
  if (!options.link) return;
  const [store, secret] = await Promise.all([openStore(config), identitySecret(config.DATA_DIR)]);
  try {
    const parts = {
      store,
      secret,
      sealer: createSealer(secret),
      now: Date.now,
      randomBytes,
      publicUrl: publicAddress(config),
    };
    say(await issueReportLink(parts, { event, language: options.lang, by: 'command-line' }));
  } finally {
    await store.close();
  }
}

function sayReport({ event, funnel, modules, trained }: TrainingReport): void {
  const figure = (value: number | undefined, digits = 2) => value?.toFixed(digits) ?? '-';
  const mean = ({ mean: value, n }: Mean) => `${figure(value)} (n ${n})`;
  say(event ? `${event.code} ${event.name}, ${event.place}` : 'Every training, and people who joined none');
  const { joined, pretest, practised, final, certified } = funnel;
  say(`Joined ${joined}, pre-test ${pretest}, practised ${practised}, final test ${final}, certificates ${certified}.`);
  say(`Trained: finished ${trained.finished}, passed ${trained.passed}.`);
  for (const each of modules) {
    say(
      `${each.module}: before ${mean(each.pretest)}, after ${mean(each.final)}, gain ${figure(each.gain)}, ` +
        `alpha ${figure(each.alpha.final.value)}, after 30 days ${mean(each.retention.days30)}, after 90 days ${mean(each.retention.days90)}`,
    );
  }
}

export async function runItems(config: Config): Promise<void> {
  await withBank(config, async (bank) => {
    const queue = await bank.queue();
    for (const { module, item, cause, challenges } of queue) {
      say(
        `${module.key} ${item.id}  ${cause === undefined ? 'still asked' : `suspended: ${cause}`}, called wrong ${challenges.length} time(s)`,
      );
      say(`  ${item.prompt.en}`);
      say(`  proved by ${item.source.join(', ')}`);
    }
    say(
      queue.length > 0
        ? 'Decide with `dalil training decide <module> <item> --as asked|withdrawn`.'
        : 'No question waits for a decision.',
    );
  });
}

export async function runDecide(config: Config, module: string, item: string, keep: boolean): Promise<void> {
  await withBank(config, async (bank) => {
    if (!bank.moduleOf(module)?.items.some(({ id }) => id === item)) {
      throw invalid(`There is no question ${item} in ${module}.`, '`dalil training items` names those that wait.');
    }
    await bank.decide(module, item, keep);
    say(`${item} is ${keep ? 'asked' : 'withdrawn'}.`);
  });
}

function invalid(message: string, hint: string): DalilError {
  return new DalilError({ code: 'training-invalid', message, hint });
}
