/** Makes a training event of what a trainer says about it, from a form or on the command line. */
import type { Choice } from '../contracts/message.ts';
import type { Country } from '../contracts/passage.ts';
import type { TrainingEvent } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { Module } from './quiz.ts';

/**
 * What is said about an event. An empty last day: it ends on the day it starts. `module`: a key, several with commas
 * between, or `all`. An empty code: one is made from country and month, such as `TUN-2026-05`.
 */
export type EventDescription = Omit<Extract<Choice, { action: 'create-event' }>, 'action'>;

/** Why no event was made. */
export type EventProblem = 'words' | 'day' | 'order' | 'module' | 'code' | 'taken';

/** ISO 3166-1 alpha-3 of the programme's countries: what people write on their folders. */
const COUNTRY_CODES: Record<Country, string> = {
  DZ: 'DZA',
  EG: 'EGY',
  LY: 'LBY',
  MR: 'MRT',
  MA: 'MAR',
  NE: 'NER',
  TD: 'TCD',
  TN: 'TUN',
};

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Makes and keeps the event, or says what is wrong. */
export async function createEvent(
  said: EventDescription,
  { store, modules, now }: { store: Pick<TrainingStore, 'addEvent'>; modules: readonly Module[]; now: number },
): Promise<{ event: TrainingEvent } | { problem: EventProblem }> {
  const [name, place] = [said.name.trim(), said.place.trim()];
  const startsOn = said.startsOn.trim();
  const endsOn = said.endsOn.trim() || startsOn;
  if (name === '' || place === '') return { problem: 'words' };
  if (!isDay(startsOn) || !isDay(endsOn)) return { problem: 'day' };
  if (endsOn < startsOn) return { problem: 'order' };
  const known = modules.map(({ key }) => key);
  const keys = said.module === 'all' ? known : said.module.split(',').map((key) => key.trim());
  if (keys.length === 0 || !keys.every((key) => known.includes(key))) return { problem: 'module' };
  const asked = said.code.trim().toUpperCase();
  if (asked !== '' && !/^[A-Z0-9][A-Z0-9-]{2,29}$/u.test(asked)) return { problem: 'code' };
  const base = `${said.country ? COUNTRY_CODES[said.country] : 'NA'}-${startsOn.slice(0, 7)}`;
  const details = { name, place, country: said.country, startsOn, endsOn, modules: keys, language: said.language };
  // Several trainings in one country and month: TUN-2026-05, TUN-2026-05-2 …
  for (let number = 1; number <= (asked === '' ? 99 : 1); number += 1) {
    const code = asked !== '' ? asked : number === 1 ? base : `${base}-${number}`;
    const event: TrainingEvent = { code, ...details, createdAt: now };
    if (await store.addEvent(event)) return { event };
  }
  return { problem: 'taken' };
}
