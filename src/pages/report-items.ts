/** The questions of a module in the report: how hard, how telling, what was chosen, and where each stands. */
import { letterOf } from '../training/letters.ts';
import { FALSE, type Item, TRUE } from '../training/quiz.ts';
import { type ItemReport, MIN_FOR_DISCRIMINATION, type ModuleReport } from '../training/report/report.ts';
import { type Html, html } from './html.ts';
import type { ReportContext } from './report-context.ts';
import { table } from './table.ts';

/** Below it Ebel and Frisbie (1991) call a question poor. */
const POOR_DISCRIMINATION = 0.2;

export function drawItems(context: ReportContext, { module, items }: ModuleReport, id: string): Html {
  const { say, figures, notes, itemOf } = context;
  if (items.length === 0) return html`<p>${say('items.none')}</p>`;
  return html`<h3 id="${id}-items">${say('items.title')}</h3>
<p class="intro">${say('items.intro')}</p>
${table({
  name: say('items.title'),
  wide: true,
  kind: 'items',
  columns: [
    { head: say('items.id'), label: say('items.id') },
    { head: say('items.question'), label: say('items.question') },
    { head: say('items.answers'), label: say('items.answers'), number: true },
    { head: html`${say('items.facility')}${notes.ref('facility')}`, label: say('items.facility') },
    { head: html`${say('items.discrimination')}${notes.ref('discrimination')}`, label: say('items.discrimination') },
    { head: say('items.chosen'), label: say('items.chosen') },
    { head: say('items.challenges'), label: say('items.challenges'), number: true },
    { head: say('items.status'), label: say('items.status') },
  ],
  rows: items.map((item) => {
    const known = itemOf(module, item.itemId);
    return [
      item.itemId,
      drawQuestion(context, item, known),
      figures.count(item.answers),
      drawFacility(context, item),
      drawDiscrimination(context, item),
      drawChosen(context, item, known),
      figures.count(item.challenges),
      drawStatus(context, item),
    ];
  }),
})}`;
}

function drawQuestion({ say, language, figures }: ReportContext, item: ItemReport, known: Item | undefined): Html {
  const about = `${say('items.session', { session: item.session })} · ${say(`kinds.${item.kind}`)}`;
  if (!known) return html`<p class="prompt">${say('items.gone')}</p><small>${about}</small>`;
  const share = (count: number) => (item.answers === 0 ? '' : ` · ${figures.percent(count / item.answers)}`);
  const options = item.chosen.map(
    ({ option, right, count }) =>
      html`<li>${mark(say, right)}<b>${letterIn(known, option, language)}</b> ${wordsOf(say, known, option, language)} <small>${figures.count(count)}${share(count)}</small></li>`,
  );
  return html`<p class="prompt">${known.prompt[language]}</p><div class="about"><small>${about}</small>
<details><summary>${say('items.options')}</summary><ul class="options">${options}<li><b>?</b> ${say('items.unknown')} <small>${figures.count(item.unknown)}${share(item.unknown)}</small></li></ul></details></div>`;
}

function drawFacility({ figures }: ReportContext, { facility }: ItemReport): Html {
  if (facility === undefined) return figures.nobody();
  const width = Math.round(100 * facility);
  return html`<span class="share">${figures.percent(facility)}</span><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="rail" width="100" height="6"/><rect class="fill" width="${width}" height="6"/></svg>`;
}

function drawDiscrimination({ say, figures }: ReportContext, { discrimination, answers, compared }: ItemReport): Html {
  if (discrimination === undefined) {
    if (answers === 0) return figures.nobody();
    const isFew = compared < MIN_FOR_DISCRIMINATION;
    const few = { n: figures.count(compared), least: figures.count(MIN_FOR_DISCRIMINATION) };
    return figures.none(isFew ? say('items.few', few) : say('noVariance'));
  }
  const level = discrimination < 0 ? 'negative' : discrimination < POOR_DISCRIMINATION ? 'poor' : undefined;
  return html`${figures.decimal(discrimination)}${level && html` <span class="badge ${level}">${say(`items.${level}`)}</span>`}`;
}

function drawChosen({ say, figures, language }: ReportContext, item: ItemReport, known: Item | undefined): Html {
  if (item.answers === 0) return figures.nobody();
  const chips = item.chosen.map(
    ({ option, right, count }) =>
      html`<li${right && html` class="right"`}>${mark(say, right)}${letterIn(known, option, language)} <b>${figures.count(count)}</b></li>`,
  );
  const unknown = html`<li><span aria-hidden="true">?</span><span class="unseen">${say('items.unknown')}</span> <b>${figures.count(item.unknown)}</b></li>`;
  return html`<ul class="chips">${chips}${item.unknown > 0 && unknown}</ul>`;
}

function drawStatus({ say }: ReportContext, { status, cause }: ItemReport): Html {
  const words = say(`status.${status}`);
  if (status === 'asked') return html`${words}`;
  return html`<span class="badge ${status}">${words}</span>${cause && html` <small>${say(`causes.${cause}`)}</small>`}`;
}

/** The sign of a right option, with its word for those who do not see it. */
function mark(say: ReportContext['say'], right: boolean): Html | false {
  return (
    right && html`<span class="tick" aria-hidden="true">✓ </span><span class="unseen">${say('items.right')} </span>`
  );
}

/** The letter of an option in the order of the file; runs mix the options, so people may have seen another. */
function letterIn(item: Item | undefined, option: string, language: ReportContext['language']): string {
  const place = item?.options.findIndex(({ id }) => id === option) ?? -1;
  return place < 0 ? option : letterOf(place, language);
}

function wordsOf(say: ReportContext['say'], item: Item, option: string, language: ReportContext['language']): string {
  const words = item.options.find(({ id }) => id === option)?.words?.[language];
  if (words !== undefined) return words;
  return option === TRUE ? say('items.true') : option === FALSE ? say('items.false') : '';
}
