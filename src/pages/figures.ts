/** Figures as each language writes them; what the data do not support is a dash with the reason, never a zero. */
import type { Language } from '../contracts/language.ts';
import { LOCALES } from '../text/source-label.ts';
import type { Mean } from '../training/report/report.ts';
import { type Html, html } from './html.ts';
import type { Say } from './words.ts';

export interface Figures {
  count(value: number): string;
  /** A share from 0 to 1, in whole percent. */
  percent(share: number): string;
  /** Percentage points of a deviation, without the sign. */
  points(share: number): string;
  /** With two decimals. */
  decimal(value: number): string;
  /** A moment, to the minute, in UTC. */
  moment(at: number): string;
  /** The day of a moment, in UTC. */
  dayOf(at: number): string;
  /** From one day to another, both as `2026-05-28`. */
  days(from: string, to: string): string;
  /** A dash and why there is no figure. */
  none(reason: string): Html;
  /** Nobody, nothing: `n = 0`. */
  nobody(): Html;
  /** The mean in percent, or why there is none. */
  mean(mean: Mean): Html;
  /** `n = 48`. */
  n(count: number): string;
  /** `n = 48 · SD 14`. */
  spread(mean: Mean): string;
}

interface Formats {
  count: Intl.NumberFormat;
  percent: Intl.NumberFormat;
  decimal: Intl.NumberFormat;
  moment: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
}

/** Made once: making a formatter takes longer than writing a hundred figures. */
const formats = new Map<Language, Formats>();

function formatsOf(language: Language): Formats {
  const known = formats.get(language);
  if (known) return known;
  const locale = LOCALES[language];
  const made: Formats = {
    count: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent' }),
    decimal: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  };
  formats.set(language, made);
  return made;
}

const DASH = '–';

/** @param say the words of the report page in this language */
export function createFigures(language: Language, say: Say): Figures {
  const format = formatsOf(language);
  const count = (value: number) => format.count.format(value);
  const n = (value: number) => say('n', { n: count(value) });
  const none = (reason: string) =>
    html`<span class="none"><span class="dash">${DASH}</span> <span class="why">${reason}</span></span>`;
  const percent = (share: number) => format.percent.format(share);
  const points = (share: number) => count(Math.round(100 * share));

  return {
    count,
    percent,
    points,
    // Without it a figure just below zero would be written as a negative zero.
    decimal: (value) => format.decimal.format(Math.round(value * 100) / 100 || 0),
    moment: (at) => format.moment.format(at),
    dayOf: (at) => format.day.format(at),
    days(from, to) {
      const [start, end] = [from, to].map((day) => Date.parse(`${day}T00:00:00Z`));
      if (start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end))
        return `${from} ${DASH} ${to}`;
      return start > end ? format.day.format(start) : format.day.formatRange(start, end);
    },
    none,
    nobody: () => none(n(0)),
    mean: ({ n: people, mean }) => (mean === undefined ? none(n(people)) : html`${percent(mean)}`),
    n,
    spread: ({ n: people, deviation }) =>
      deviation === undefined ? n(people) : `${n(people)} · ${say('deviation', { points: points(deviation) })}`,
  };
}
