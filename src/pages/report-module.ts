/** One module in the report: its figures, its two plots, and its questions. */
import type { Alpha, Distribution, Mean, ModuleReport } from '../training/report/report.ts';
import { type Html, html, type Part } from './html.ts';
import { type ReportContext, section } from './report-context.ts';
import { drawItems } from './report-items.ts';

/** From where on Hake (1998) calls a gain medium, and high. */
const GAIN_LEVELS = { medium: 0.3, high: 0.7 };

export function drawModule(context: ReportContext, module: ModuleReport): Html {
  const id = `module-${module.module}`;
  return section(id, context.titleOf(module.module), [
    drawFigures(context, module),
    html`<div class="pair">${drawMeans(context, module, id)}${drawDistribution(context, module, id)}</div>`,
    drawItems(context, module, id),
  ]);
}

function drawFigures({ say, figures, notes }: ReportContext, module: ModuleReport): Html {
  const { pretest, final, paired, gain, alpha, retention, funnel } = module;
  const fact = (term: Part, figure: Part, more?: Part) =>
    html`<div><dt>${term}</dt><dd><span class="figure">${figure}</span>${more !== undefined && html` <small>${more}</small>`}</dd></div>`;
  const mean = (term: Part, value: Mean) =>
    fact(term, figures.mean(value), value.mean === undefined ? undefined : figures.spread(value));

  const both =
    paired.before === undefined || paired.after === undefined
      ? fact(say('paired'), figures.nobody())
      : fact(
          say('paired'),
          html`<bdi>${figures.percent(paired.before)}</bdi> <span class="to">${say('to')}</span> <bdi>${figures.percent(paired.after)}</bdi>`,
          figures.n(paired.n),
        );
  const reached =
    gain === undefined ? undefined : gain >= GAIN_LEVELS.high ? 'high' : gain >= GAIN_LEVELS.medium ? 'medium' : 'low';
  const noGain = paired.n === 0 ? figures.nobody() : figures.none(say('gain.noRoom'));
  const consistency = (term: string, { value, learners, items }: Alpha) => {
    const reason =
      learners < 2
        ? figures.n(learners)
        : items < 2
          ? say('alpha.items', { items: figures.count(items) })
          : say('noVariance');
    const from = `${figures.n(learners)} · ${say('alpha.items', { items: figures.count(items) })}`;
    return fact(
      html`${term}${notes.ref('alpha')}`,
      value === undefined ? figures.none(reason) : figures.decimal(value),
      value !== undefined && from,
    );
  };
  return html`<dl class="facts">
${mean(say('before'), pretest)}${mean(say('after'), final)}${both}
${fact(html`${say('gain.title')}${notes.ref('gain')}`, gain === undefined ? noGain : figures.decimal(gain), reached && say(`gain.${reached}`))}
${consistency(say('alpha.pretest'), alpha.pretest)}${consistency(say('alpha.final'), alpha.final)}
${mean(html`${say('retention.days30')}${notes.ref('retention')}`, retention.days30)}
${mean(html`${say('retention.days90')}${notes.ref('retention')}`, retention.days90)}
${fact(say('funnel.practised'), figures.count(funnel.practised))}${fact(say('funnel.certified'), figures.count(funnel.certified))}
</dl>`;
}

function drawMeans(
  { say, figures, plots, drawn }: ReportContext,
  { pretest, final, retention }: ModuleReport,
  id: string,
): Html {
  const stages: [string, Mean, 'before' | 'after' | 'later'][] = [
    [say('short.before'), pretest, 'before'],
    [say('short.after'), final, 'after'],
    [say('retention.short30'), retention.days30, 'later'],
    [say('retention.short90'), retention.days90, 'later'],
  ];
  return plots.draw({
    id: `plot-${id}-means`,
    name: say('means.title'),
    caption: say('means.caption'),
    labels: stages.map(([name, { n }]) => [name, figures.n(n)]),
    series: [{ name: say('means.title'), tone: 'after', values: stages.map(([, { mean }]) => drawn(mean)) }],
    tones: stages.map(([, , tone]) => tone),
    unit: 'percent',
    written: true,
    table: {
      columns: [
        { head: say('means.when'), label: say('means.when') },
        { head: say('means.mean'), label: say('means.mean'), number: true },
        { head: say('people'), label: say('people'), number: true },
        { head: say('means.deviation'), label: say('means.deviation'), number: true },
      ],
      rows: stages.map(([name, mean]) => [
        name,
        figures.mean(mean),
        figures.count(mean.n),
        mean.deviation === undefined ? figures.none(figures.n(mean.n)) : figures.points(mean.deviation),
      ]),
    },
  });
}

/** A range reads from left to right in every language; a plot has no markup, so signs say so (Unicode UAX #9, 2.7). */
function isolated(range: string): string {
  return `\u2066${range}\u2069`;
}

function drawDistribution({ say, figures, notes, plots }: ReportContext, module: ModuleReport, id: string): Html {
  const { beforeDistribution: before, afterDistribution: after } = module;
  const tenths = before.map((_, at) => at);
  const span = (at: number) => `${figures.count(10 * at)}–${figures.count(10 * at + 10)}`;
  const values = (distribution: Distribution) => distribution.map((value) => ({ value, shown: figures.count(value) }));
  return plots.draw({
    id: `plot-${id}-distribution`,
    name: say('distribution.title'),
    caption: html`${say('distribution.caption')}${notes.ref('distribution')}`,
    labels: tenths.map((at) => [isolated(span(at))]),
    series: [
      { name: say('before'), tone: 'before', values: values(before) },
      { name: say('after'), tone: 'after', values: values(after) },
    ],
    unit: 'count',
    table: {
      columns: [
        { head: say('distribution.score'), label: say('distribution.score') },
        { head: say('before'), label: say('before'), number: true },
        { head: say('after'), label: say('after'), number: true },
      ],
      rows: tenths.map((at) => [
        html`<bdi dir="ltr">${span(at)} %</bdi>`,
        module.pretest.n === 0 ? figures.nobody() : figures.count(before[at] ?? 0),
        module.final.n === 0 ? figures.nobody() : figures.count(after[at] ?? 0),
      ]),
    },
  });
}
