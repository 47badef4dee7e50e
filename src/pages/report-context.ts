/** What every part of the report page is drawn with, in one language. */
import type { Language } from '../contracts/language.ts';
import type { Item, Module } from '../training/quiz.ts';
import { createFigures, type Figures } from './figures.ts';
import { createFootnotes, type Footnotes } from './footnotes.ts';
import { type Html, html } from './html.ts';
import { createPlots, type Plots, type PlotValue } from './plots.ts';
import type { Say } from './words.ts';

export interface ReportContext {
  language: Language;
  say: Say;
  figures: Figures;
  notes: Footnotes;
  plots: Plots;
  /** The title of a module; its key when there is no such module any more. */
  titleOf(key: string): string;
  itemOf(key: string, itemId: string): Item | undefined;
  /** A share as a plot draws and writes it. */
  drawn(share: number | undefined): PlotValue;
}

/** @param say words below `reportPage` in this language */
export function createReportContext(language: Language, say: Say, modules: readonly Module[]): ReportContext {
  const figures = createFigures(language, say);
  const byKey = new Map(modules.map((module) => [module.key, module]));
  const items = new Map(modules.map(({ key, items }) => [key, new Map(items.map((item) => [item.id, item]))]));
  return {
    language,
    say,
    figures,
    notes: createFootnotes(say),
    plots: createPlots(language, say),
    titleOf: (key) => byKey.get(key)?.title[language] ?? key,
    itemOf: (key, itemId) => items.get(key)?.get(itemId),
    drawn: (value) => (value === undefined ? { shown: '' } : { value, shown: figures.percent(value) }),
  };
}

/** A part of the page with its heading, that the list of contents leads to. */
export function section(id: string, title: string, content: readonly (Html | undefined)[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>`;
}
