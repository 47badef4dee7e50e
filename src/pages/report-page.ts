/** The trainer's report as a page, drawn piece by piece. */
import type { Language } from '../contracts/language.ts';
import type { Module } from '../training/quiz.ts';
import type { TrainingReport } from '../training/report/report.ts';
import { fileAddress } from './files.ts';
import { brand, FRAME_END, frameStart, languageSwitch } from './frame.ts';
import { type Html, html } from './html.ts';
import { createReportContext, type ReportContext, section } from './report-context.ts';
import { drawModule } from './report-module.ts';
import {
  drawDonor,
  drawFunnel,
  drawJoin,
  drawLanguages,
  drawOverview,
  type JoinLink,
  placeOf,
} from './report-summary.ts';
import type { Say } from './words.ts';

/** The kinds of file the report can be had as. */
export const EXPORTS = ['csv', 'xlsx'] as const;
export type ExportKind = (typeof EXPORTS)[number];

export interface ReportPageParts {
  /** Words below `reportPage`, and below `language`, in each language. */
  words: Record<Language, Say>;
  languageNames: Record<Language, Say>;
  modules: readonly Module[];
}

export interface ReportView {
  report: TrainingReport;
  language: Language;
  /** Kinds of file that can be downloaded. */
  exports: readonly ExportKind[];
  joinLinks: readonly JoinLink[];
  /** True when the reader may open the reports of other trainings, too. */
  opensAll: boolean;
}

/** Where a report is, or a file of it. */
export function reportAddress(
  file: 'report' | `report.${ExportKind}`,
  event: string | undefined,
  language: Language,
): string {
  const query = new URLSearchParams({ ...(event !== undefined && { event }), language });
  return `/trainings/${file}?${query}`;
}

/** The pieces of the page; each is drawn when it is asked for. */
export function* drawReport({ words, languageNames, modules }: ReportPageParts, view: ReportView): Generator<Html> {
  const { report, language, joinLinks, opensAll } = view;
  const say = words[language];
  const context = createReportContext(language, say, modules);
  const { event } = report;
  const title = event?.name ?? say('allTrainings');

  yield frameStart({
    ...{ language, title: `${title} · ${say('title')}`, kind: 'report' },
    styles: ['report.css', 'figures.css', 'tables.css', 'paper.css'],
    scripts: ['chart.js', 'page.js', 'report.js'],
  });
  yield html`<a class="skip" href="#content">${say('skip')}</a>
<header class="bar"><div class="bar-inner">${brand(say('brand'), say('title'))}
${languageSwitch(language, say('language'), languageNames, (other) => reportAddress('report', event?.code, other))}</div></header>
<main id="content">`;
  yield drawHead(context, view, title);
  yield drawContents(context, report);
  yield drawFunnel(context, report);
  if (report.modules.length > 1) yield drawOverview(context, report);
  for (const module of report.modules) yield drawModule(context, module);
  yield drawLanguages(context, report);
  yield drawDonor(context, report, opensAll ? (code) => reportAddress('report', code, language) : undefined);
  if (event) yield drawJoin(context, event.code, joinLinks);
  yield section('definitions', say('definitions.title'), [context.notes.list()]);
  yield context.plots.data();
  yield html`</main>
<footer><p>${say('privacy')} <a href="${fileAddress('chart-licence.txt')}">${say('licence')}</a></p></footer>`;
  yield FRAME_END;
}

function drawHead(context: ReportContext, { report, language, exports, opensAll }: ReportView, title: string): Html {
  const { say, figures } = context;
  const { event, madeAt } = report;
  const files = exports.map(
    (kind) =>
      html`<a class="quiet" href="${reportAddress(`report.${kind}`, event?.code, language)}" download>${say(`exports.${kind}`)}</a>`,
  );
  const where = event && [
    html`<span><bdi dir="ltr">${event.code}</bdi></span>`,
    html`<span>${placeOf(context, event.place, event.country)}</span>`,
    html`<span>${figures.days(event.startsOn, event.endsOn)}</span>`,
  ];
  return html`<div class="head"><div>
<h1>${title}</h1>
${where && html`<p class="where">${where}</p>`}
<p class="made">${say('madeAt', { time: figures.moment(madeAt) })}</p>
${event && opensAll && html`<p class="to-all"><a href="${reportAddress('report', undefined, language)}">${say('toAll')}</a></p>`}
</div>
<div class="tools">${files}<button type="button" class="quiet" data-print hidden>${say('print')}</button></div></div>`;
}

function drawContents({ say, titleOf }: ReportContext, { modules, event }: TrainingReport): Html {
  const parts: [string, string][] = [
    ['funnel', say('funnel.title')],
    ...(modules.length > 1 ? [['overview', say('overview.title')] as [string, string]] : []),
    ...modules.map(({ module }): [string, string] => [`module-${module}`, titleOf(module)]),
    ['languages', say('languages.title')],
    ['trained', say('donor.title')],
    ...(event ? [['join', say('join.title')] as [string, string]] : []),
    ['definitions', say('definitions.title')],
  ];
  return html`<nav class="contents" aria-label="${say('contents')}"><ul>${parts.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;
}
