/** The arguments and the table every benchmark shares. */
import { parseArgs } from 'node:util';

/** Values of `--name value` arguments; exits with how to call it when a required one is missing. */
export function readArguments<Name extends string>(required: readonly Name[], usage: string): Record<Name, string> {
  const { values } = parseArgs({
    options: Object.fromEntries(required.map((name) => [name, { type: 'string' as const }])),
    strict: true,
  });
  const given: Partial<Record<Name, string>> = {};
  for (const name of required) {
    const value = values[name];
    if (typeof value !== 'string') {
      console.error(usage);
      process.exit(1);
    }
    given[name] = value;
  }
  return given as Record<Name, string>;
}

/** Prints rows as columns as wide as their widest cell. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
}
