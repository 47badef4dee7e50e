/** The whole report as a workbook: a sheet each for the summary, modules, items, languages and the donor. */
import { type WorkbookCell, type WorkbookSheet, workbookInWorker } from '../../workbook-in-worker.ts';
import { letterOf } from '../letters.ts';
import { donorTable } from './export-csv.ts';
import { cellText, type ExportWords } from './export-words.ts';
import type { ItemReport, Mean, ModuleReport, TrainingReport } from './report.ts';

/** An empty cell is a figure there is not; it must not look like a zero. */
type Cell = WorkbookCell | null;
type Column<Row> = readonly [heading: string, cellOf: (row: Row) => Cell];

const WIDEST = 60;
const PERCENT = '0.0%';
const DECIMAL = '0.00';
const MOST_OPTIONS = 8;

/** Makes the file, in another thread. Sheets of a language that is written from right to left begin at the right. */
export function exportXlsx(report: TrainingReport, words: ExportWords): Promise<Uint8Array> {
  return workbookInWorker(listSheets(report, words));
}

/** The sheets with what stands in their cells. */
export function listSheets(report: TrainingReport, words: ExportWords): WorkbookSheet[] {
  const made: [string, Cell[][]][] = [
    ['summary', summarySheet(report, words)],
    ['modules', table(moduleColumns(words), report.modules)],
    ['items', table(itemColumns(words), listItems(report))],
    ['languages', table(languageColumns(words), report.languages)],
    ['donor', donorTable(report, words).map((row, at) => row.map((cell) => (at === 0 ? heading(cell) : plain(cell))))],
  ];
  return made.map(([key, rows]) => ({
    ...{ rows, name: words.words(`report.sheets.${key}`), widths: widthsOf(rows) },
    ...{ rightToLeft: words.language === 'ar', stickyRows: key === 'summary' ? 0 : 1 },
  }));
}

/** A text or a whole number. */
function plain(value: string | number | undefined): Cell {
  if (value === undefined) return null;
  return typeof value === 'number' ? { value } : { value: cellText(value), format: '@' };
}

function heading(value: string | number): Cell {
  return { value: cellText(String(value)), heading: true };
}

function figure(value: number | undefined, format: string): Cell {
  return value === undefined ? null : { value, format };
}

function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Cell[][] {
  return [columns.map(([name]) => heading(name)), ...rows.map((row) => columns.map(([, cellOf]) => cellOf(row)))];
}

function widthsOf(data: readonly (readonly Cell[])[]): number[] {
  return (data[0] ?? []).map((_cell, at) => {
    // A heading may take two lines.
    const lengths = data.map((row, line) => String(row[at]?.value ?? '').length / (line === 0 ? 2 : 1));
    return Math.min(WIDEST, Math.max(10, ...lengths) + 2);
  });
}

function summarySheet(
  { event, madeAt, funnel, trained }: TrainingReport,
  { words, countryName }: ExportWords,
): Cell[][] {
  const rows: [string, Cell][] = [
    ...(event
      ? ([
          ['event', plain(event.code)],
          ['name', plain(event.name)],
          ['place', plain(event.place)],
          ['country', plain(event.country && countryName(event.country))],
          ['startsOn', plain(event.startsOn)],
          ['endsOn', plain(event.endsOn)],
        ] satisfies [string, Cell][])
      : []),
    ['madeAt', { value: new Date(madeAt), format: 'yyyy-mm-dd hh:mm' }],
    ['joined', plain(funnel.joined)],
    ['pretest', plain(funnel.pretest)],
    ['practised', plain(funnel.practised)],
    ['final', plain(funnel.final)],
    ['certified', plain(funnel.certified)],
    ['trainedFinished', plain(trained.finished)],
    ['trainedPassed', plain(trained.passed)],
  ];
  return rows.map(([key, cell]) => [heading(words(`report.columns.${key}`)), cell]);
}

function meanColumns<Row>(words: ExportWords['words'], key: string, meanOf: (row: Row) => Mean): Column<Row>[] {
  return [
    [words(`report.columns.${key}Mean`), (row) => figure(meanOf(row).mean, PERCENT)],
    [words(`report.columns.${key}Deviation`), (row) => figure(meanOf(row).deviation, PERCENT)],
    [words(`report.columns.${key}Count`), (row) => plain(meanOf(row).n)],
  ];
}

function moduleColumns({ words, moduleTitle }: ExportWords): Column<ModuleReport>[] {
  return [
    [words('report.columns.module'), ({ module }) => plain(moduleTitle(module))],
    [words('report.columns.pretest'), ({ funnel }) => plain(funnel.pretest)],
    [words('report.columns.practised'), ({ funnel }) => plain(funnel.practised)],
    [words('report.columns.final'), ({ funnel }) => plain(funnel.final)],
    [words('report.columns.certified'), ({ funnel }) => plain(funnel.certified)],
    ...meanColumns<ModuleReport>(words, 'before', ({ pretest }) => pretest),
    ...meanColumns<ModuleReport>(words, 'after', ({ final }) => final),
    [words('report.columns.paired'), ({ paired }) => plain(paired.n)],
    [words('report.columns.pairedBefore'), ({ paired }) => figure(paired.before, PERCENT)],
    [words('report.columns.pairedAfter'), ({ paired }) => figure(paired.after, PERCENT)],
    [words('report.columns.gain'), ({ gain }) => figure(gain, DECIMAL)],
    [words('report.columns.alphaBefore'), ({ alpha }) => figure(alpha.pretest.value, DECIMAL)],
    [words('report.columns.alphaAfter'), ({ alpha }) => figure(alpha.final.value, DECIMAL)],
    ...meanColumns<ModuleReport>(words, 'days30', ({ retention }) => retention.days30),
    ...meanColumns<ModuleReport>(words, 'days90', ({ retention }) => retention.days90),
  ];
}

type ModuleItem = ItemReport & { module: string };

function listItems({ modules }: TrainingReport): ModuleItem[] {
  return modules.flatMap(({ module, items }) => items.map((item) => ({ module, ...item })));
}

function itemColumns({ words, moduleTitle, language }: ExportWords): Column<ModuleItem>[] {
  const rightOf = ({ chosen }: ModuleItem) =>
    chosen.flatMap(({ right }, place) => (right ? [letterOf(place, language)] : [])).join(' ');
  return [
    [words('report.columns.module'), ({ module }) => plain(moduleTitle(module))],
    [words('report.columns.item'), ({ itemId }) => plain(itemId)],
    [words('report.columns.session'), ({ session }) => plain(session)],
    [words('report.columns.kind'), ({ kind }) => plain(words(`reportPage.kinds.${kind}`))],
    [words('report.columns.answers'), ({ answers }) => plain(answers)],
    [words('report.columns.facility'), ({ facility }) => figure(facility, PERCENT)],
    [words('report.columns.discrimination'), ({ discrimination }) => figure(discrimination, DECIMAL)],
    [words('report.columns.compared'), ({ compared }) => plain(compared)],
    [words('report.columns.right'), (item) => plain(rightOf(item))],
    ...Array.from({ length: MOST_OPTIONS }, (_, place): Column<ModuleItem> => {
      return [letterOf(place, language), ({ chosen }) => plain(chosen[place]?.count)];
    }),
    [words('report.columns.unknown'), ({ unknown }) => plain(unknown)],
    [words('report.columns.challenges'), ({ challenges }) => plain(challenges)],
    [words('report.columns.status'), ({ status }) => plain(words(`reportPage.status.${status}`))],
    [words('report.columns.cause'), ({ cause }) => plain(cause && words(`reportPage.causes.${cause}`))],
  ];
}

function languageColumns({ words }: ExportWords): Column<TrainingReport['languages'][number]>[] {
  return [
    [words('report.columns.language'), ({ language }) => plain(words(`reportPage.languages.${language}`))],
    [words('report.columns.learners'), ({ learners }) => plain(learners)],
    ...meanColumns<TrainingReport['languages'][number]>(words, 'before', ({ pretest }) => pretest),
    ...meanColumns<TrainingReport['languages'][number]>(words, 'after', ({ final }) => final),
  ];
}
