/** Plots of the report: what the page script draws, and around each its caption and a table with the same numbers. */
import type { Language } from '../contracts/language.ts';
import { LOCALES } from '../text/source-label.ts';
import { type Html, html, json, type Part } from './html.ts';
import { type Column, table } from './table.ts';
import { directionOf, type Say } from './words.ts';

/** One value: what is drawn, and how it is written. */
export interface PlotValue {
  /** Undefined where there is none; nothing is drawn then. */
  value?: number;
  shown: string;
}

/** Values of one colour. */
export interface Series {
  name: string;
  tone: 'before' | 'after' | 'later';
  values: readonly PlotValue[];
}

export interface Plot {
  /** Unique on the page. */
  id: string;
  /** What a screen reader says in place of the picture. */
  name: string;
  caption: Part;
  /** Lines of each label. */
  labels: readonly (readonly string[])[];
  series: readonly Series[];
  unit: 'count' | 'percent';
  /** Bars that lie, for long labels. */
  lying?: boolean;
  /** Colours by label rather than by series; in a plot of one series. */
  tones?: readonly Series['tone'][];
  /** True to write each value beside its bar. */
  written?: boolean;
  table: { columns: readonly Column[]; rows: readonly (readonly Part[])[] };
}

export interface Plots {
  /** The plot with its caption and its table. */
  draw(plot: Plot): Html;
  /** What the page script draws; stands after every plot. */
  data(): Html;
}

export function createPlots(language: Language, say: Say): Plots {
  const drawn: object[] = [];
  return {
    draw({ id, name, caption, table: numbers, labels, series, unit, lying = false, tones, written = false }) {
      const hasFigures = series.some(({ values }) => values.some(({ value }) => value !== undefined && value > 0));
      if (hasFigures) drawn.push({ ...{ id, labels, unit, lying, tones, written }, series: series.map(toDraw) });
      const picture = html`<div class="canvas ${sizeOf(lying, labels.length * series.length)}"><canvas id="${id}" role="img" aria-label="${name}" aria-describedby="${id}-caption"></canvas></div>`;
      return html`<figure class="plot">
<figcaption id="${id}-caption">${caption}</figcaption>
${hasFigures ? picture : html`<p>${say('noFigures')}</p>`}
<details><summary>${say('numbers')}</summary>
${table({ name, ...numbers })}
</details>
</figure>`;
    },
    data: () =>
      html`<script type="application/json" id="plots">${json({
        locale: LOCALES[language],
        isRightToLeft: directionOf(language) === 'rtl',
        plots: drawn,
      })}</script>`,
  };
}

/** The style sheet gives each its height: inline styles are not allowed. */
function sizeOf(lying: boolean, bars: number): string {
  return !lying ? 'standing' : bars <= 3 ? 'low' : bars <= 6 ? 'middle' : 'high';
}

function toDraw({ name, tone, values }: Series) {
  return { name, tone, values: values.map(({ value }) => value ?? null), shown: values.map(({ shown }) => shown) };
}
