/** Tables of the report: the first column names the row; on a narrow screen a wide table becomes a list of cards. */
import { type Html, html, type Part } from './html.ts';

export interface Column {
  head: Part;
  /** Said before the value where the table is a list of cards; the head may hold links, which are not repeated. */
  label: string;
  /** Numbers stand under each other, at the end of the column. */
  number?: boolean;
}

export interface TableParts {
  /** What the table holds, for those who do not see what stands around it. */
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly Part[])[];
  foot?: readonly Part[];
  /** True for a table that is too wide for a narrow screen. */
  wide?: boolean;
  kind?: string;
}

/** Roles are written out, because browsers forget them for tables that are not laid out as one. */
export function table({ name, columns, rows, foot, wide = false, kind = '' }: TableParts): Html {
  const head = columns.map(
    ({ head: words, number }) =>
      html`<th scope="col" role="columnheader"${number && html` class="number"`}>${words}</th>`,
  );
  const line = (cells: readonly Part[]) =>
    html`<tr role="row">${cells.map((cell, at) => {
      const column = columns[at];
      if (at === 0) return html`<th scope="row" role="rowheader">${cell}</th>`;
      return html`<td role="cell" data-label="${column?.label}"${column?.number && html` class="number"`}>${cell}</td>`;
    })}</tr>\n`;
  return html`<table role="table" aria-label="${name}" class="${wide ? 'wide' : 'small'} ${kind}">
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${rows.map(line)}</tbody>
${foot && html`<tfoot role="rowgroup">${line(foot)}</tfoot>`}
</table>`;
}
