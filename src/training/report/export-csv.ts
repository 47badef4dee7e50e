/** The donor's table as CSV: a line for each event and module. */
import { stringify } from 'csv-stringify/sync';
import { cellText, type ExportWords } from './export-words.ts';
import type { DonorLine, TrainingReport } from './report.ts';

type Cell = string | number;

/** The columns by the keys of their headings, with what stands in them. */
const COLUMNS: Record<string, (line: DonorLine, words: ExportWords) => Cell> = {
  event: ({ event }) => event,
  name: ({ name }) => cellText(name),
  place: ({ place }) => cellText(place),
  country: ({ country }, { countryName }) => (country === undefined ? '' : countryName(country)),
  startsOn: ({ startsOn }) => startsOn,
  endsOn: ({ endsOn }) => endsOn,
  module: ({ module }, { moduleTitle }) => moduleTitle(module),
  joined: ({ joined }) => joined,
  finished: ({ finished }) => finished,
  passed: ({ passed }) => passed,
};

/** The columns of the donor's table, the headings first. */
export function donorTable({ donor }: TrainingReport, words: ExportWords): Cell[][] {
  const columns = Object.entries(COLUMNS);
  return [
    columns.map(([key]) => words.words(`report.columns.${key}`)),
    ...donor.map((line) => columns.map(([, cellOf]) => cellOf(line, words))),
  ];
}

/**
 * The donor's table as a file of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180). It begins with a byte order mark,
 * without which Excel takes UTF-8 for a code page of its own and breaks Arabic and accents. What begins like a formula gets
 * an apostrophe before it, so that a name somebody typed is never run.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function exportCsv(report: TrainingReport, words: ExportWords): string {
  return stringify(donorTable(report, words), { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
