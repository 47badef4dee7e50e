/** The parts of the report that are not about one module: how far people came, languages, who was trained, how to join. */
import type { Country } from '../contracts/passage.ts';
import { LOCALES } from '../text/source-label.ts';
import type { DonorLine, Funnel, TrainingReport } from '../training/report/report.ts';
import { type Html, html } from './html.ts';
import { qrCode } from './qr-code.ts';
import { type ReportContext, section } from './report-context.ts';
import { table } from './table.ts';

/** The steps of the funnel, widest first. */
const STEPS = ['joined', 'pretest', 'practised', 'final', 'certified'] as const satisfies (keyof Funnel)[];

/** A link that opens a chat with what joins a training typed already. */
export interface JoinLink {
  label: string;
  url: string;
}

/** How many joined, began, practised, finished and have a certificate. */
export function drawFunnel({ say, figures, plots }: ReportContext, { funnel }: TrainingReport): Html {
  // People who joined no training count as well where the report is about everything; a share of those who joined would then be wrong.
  const isNarrowing = funnel.joined > 0 && STEPS.every((step) => funnel[step] <= funnel.joined);
  const shareOf = (step: keyof Funnel) => (isNarrowing ? figures.percent(funnel[step] / funnel.joined) : undefined);
  const tiles = STEPS.map((step) => {
    const share = step === 'joined' ? undefined : shareOf(step);
    return html`<li><strong>${figures.count(funnel[step])}</strong> <span>${say(`funnel.${step}`)}</span>${
      share !== undefined && html` <small>${say('funnel.share', { share })}</small>`
    }</li>`;
  });
  const noShare = figures.none(say(funnel.joined === 0 ? 'funnel.nobodyJoined' : 'funnel.others'));
  return section('funnel', say('funnel.title'), [
    html`<ol class="tiles">${tiles}</ol>`,
    plots.draw({
      id: 'plot-funnel',
      name: say('funnel.title'),
      caption: say('funnel.caption'),
      labels: STEPS.map((step) => [say(`funnel.${step}`)]),
      series: [
        {
          name: say('people'),
          tone: 'after',
          values: STEPS.map((step) => ({ value: funnel[step], shown: figures.count(funnel[step]) })),
        },
      ],
      unit: 'count',
      lying: true,
      written: true,
      table: {
        columns: [
          { head: say('funnel.step'), label: say('funnel.step') },
          { head: say('people'), label: say('people'), number: true },
          { head: say('funnel.ofJoined'), label: say('funnel.ofJoined'), number: true },
        ],
        rows: STEPS.map((step) => [say(`funnel.${step}`), figures.count(funnel[step]), shareOf(step) ?? noShare]),
      },
    }),
  ]);
}

/** The means of all modules side by side. */
export function drawOverview(
  { say, figures, notes, plots, titleOf, drawn }: ReportContext,
  { modules }: TrainingReport,
): Html {
  return section('overview', say('overview.title'), [
    plots.draw({
      id: 'plot-overview',
      name: say('overview.title'),
      caption: say('overview.caption'),
      labels: modules.map(({ module }) => [titleOf(module)]),
      series: [
        { name: say('before'), tone: 'before', values: modules.map(({ pretest }) => drawn(pretest.mean)) },
        { name: say('after'), tone: 'after', values: modules.map(({ final }) => drawn(final.mean)) },
      ],
      unit: 'percent',
      lying: true,
      written: true,
      table: {
        columns: [
          { head: say('module'), label: say('module') },
          { head: say('before'), label: say('before'), number: true },
          { head: say('after'), label: say('after'), number: true },
          { head: html`${say('gain.title')}${notes.ref('gain')}`, label: say('gain.title'), number: true },
        ],
        rows: modules.map((one) => [
          titleOf(one.module),
          html`${figures.mean(one.pretest)} <small>${figures.n(one.pretest.n)}</small>`,
          html`${figures.mean(one.final)} <small>${figures.n(one.final.n)}</small>`,
          one.gain === undefined ? figures.none(figures.n(one.paired.n)) : figures.decimal(one.gain),
        ]),
      },
    }),
  ]);
}

/** Scores by the language of the test. */
export function drawLanguages({ say, figures, plots, drawn }: ReportContext, { languages }: TrainingReport): Html {
  if (languages.length === 0) return section('languages', say('languages.title'), [html`<p>${say('noFigures')}</p>`]);
  const nameOf = (language: string) => say(`languages.${language}`);
  const columns = [
    { head: say('languages.language'), label: say('languages.language') },
    { head: say('people'), label: say('people'), number: true },
    { head: say('before'), label: say('before'), number: true },
    { head: say('after'), label: say('after'), number: true },
  ];
  return section('languages', say('languages.title'), [
    plots.draw({
      id: 'plot-languages',
      name: say('languages.title'),
      caption: say('languages.caption'),
      labels: languages.map(({ language, learners }) => [nameOf(language), figures.n(learners)]),
      series: [
        { name: say('before'), tone: 'before', values: languages.map(({ pretest }) => drawn(pretest.mean)) },
        { name: say('after'), tone: 'after', values: languages.map(({ final }) => drawn(final.mean)) },
      ],
      unit: 'percent',
      lying: true,
      written: true,
      table: {
        columns,
        rows: languages.map(({ language, learners, pretest, final }) => [
          nameOf(language),
          figures.count(learners),
          html`${figures.mean(pretest)} <small>${figures.spread(pretest)}</small>`,
          html`${figures.mean(final)} <small>${figures.spread(final)}</small>`,
        ]),
      },
    }),
  ]);
}

/** A place with its country, as the reader's language names it. */
export function placeOf({ language }: ReportContext, place: string, country: Country | undefined): string {
  if (country === undefined) return place;
  const name = new Intl.DisplayNames([LOCALES[language]], { type: 'region' }).of(country) ?? country;
  return place.includes(name) ? place : [place, name].join(language === 'ar' ? '، ' : ', ');
}

/**
 * What a donor asks for: who was trained where, in what, when.
 * @param addressOf the report of one training; undefined where the reader may open this one only
 */
export function drawDonor(
  context: ReportContext,
  { donor, trained }: TrainingReport,
  addressOf: ((event: string) => string) | undefined,
): Html {
  const { say, figures, notes, titleOf } = context;
  if (donor.length === 0) return section('trained', say('donor.title'), [html`<p>${say('donor.none')}</p>`]);
  const training = ({ event, name, place, country, startsOn, endsOn }: DonorLine) => {
    const title = addressOf ? html`<a href="${addressOf(event)}">${name}</a>` : name;
    return html`${title} <small>${event} · ${placeOf(context, place, country)} · ${figures.days(startsOn, endsOn)}</small>`;
  };
  const number = (key: string, reference?: Html) => ({
    head: html`${say(`donor.${key}`)}${reference}`,
    label: say(`donor.${key}`),
    number: true,
  });
  const finished = number('finished', notes.ref('trained'));
  return section('trained', say('donor.title'), [
    html`<p class="intro">${say('donor.intro')}</p>`,
    table({
      name: say('donor.title'),
      wide: true,
      kind: 'donor',
      columns: [
        { head: say('donor.training'), label: say('donor.training') },
        { head: say('module'), label: say('module') },
        number('joined'),
        finished,
        number('passed'),
      ],
      rows: donor.map((line) => [
        training(line),
        titleOf(line.module),
        figures.count(line.joined),
        figures.count(line.finished),
        figures.count(line.passed),
      ]),
      foot: [say('donor.total'), '', '', figures.count(trained.finished), figures.count(trained.passed)],
    }),
  ]);
}

/** How people join one training: its code, and a link with its picture for each channel. */
export function drawJoin({ say }: ReportContext, code: string, links: readonly JoinLink[]): Html {
  const cards = links.map(
    ({ label, url }) => html`<li>${qrCode(url, say('join.picture', { channel: label }))}
<p><a href="${url}" rel="noreferrer">${say('join.on', { channel: label })}</a></p></li>`,
  );
  return section('join', say('join.title'), [
    html`<p class="intro">${say('join.intro', { words: say('join.words', { code }) })}</p>`,
    html`<p class="join-code"><span>${say('join.code')}</span> <strong dir="ltr">${code}</strong></p>`,
    links.length > 0 ? html`<ul class="join-links">${cards}</ul>` : undefined,
  ]);
}
