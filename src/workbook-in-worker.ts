/** Writes a workbook in a thread of its own: making and packing its sheets takes longer than the server may be held up. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { DalilError } from './errors.ts';

/** A cell: a text is always a text, never a formula. Null for an empty one. */
export interface WorkbookCell {
  value: string | number | Date;
  /** As spreadsheets write formats, such as `0.0%`. */
  format?: string;
  heading?: boolean;
}

export interface WorkbookSheet {
  /** At most 31 characters, none of `[ ] : * ? / \`. */
  name: string;
  rows: (WorkbookCell | null)[][];
  /** In characters, by column. */
  widths: number[];
  rightToLeft: boolean;
  /** Rows that stay in sight. */
  stickyRows: number;
}

const PURPOSE = 'workbook';
type Order = { purpose: typeof PURPOSE; sheets: readonly WorkbookSheet[] };

/** Writes the sheets as a file of Office Open XML. Rejects when one has no valid name, or when the thread dies. */
export function workbookInWorker(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const order: Order = { purpose: PURPOSE, sheets };
    const worker = new Worker(new URL(import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (status) => {
      // After a file or an error this changes nothing: a promise settles once.
      reject(
        new DalilError({
          code: 'workbook-died',
          message: `Writing a workbook ended early (status ${status}).`,
          hint: 'Ask for the file again.',
        }),
      );
    });
  });
}

async function write(sheets: readonly WorkbookSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded here only: the other threads never need it.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const written = writeExcelFile(
    sheets.map(({ name, rows, widths, rightToLeft, stickyRows }) => ({
      ...{ sheet: name, rightToLeft, data: rows.map((row) => row.map(toCell)) },
      columns: widths.map((width) => ({ width })),
      ...(stickyRows > 0 ? { stickyRowsCount: stickyRows } : {}),
    })),
  );
  return new Uint8Array(await written.toBuffer());
}

function toCell(cell: WorkbookCell | null) {
  if (cell === null) return null;
  const { value, format, heading } = cell;
  const type = typeof value === 'number' ? Number : value instanceof Date ? Date : String;
  return { value, type, format, ...(heading ? { fontWeight: 'bold' as const, wrap: true } : {}) };
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'purpose' in data && data.purpose === PURPOSE;
}

const given: unknown = workerData;
if (!isMainThread && parentPort && isOrder(given)) {
  const file = await write(given.sheets);
  parentPort.postMessage(file, [file.buffer]);
}
