/** Styles, scripts and the icon of the pages: read once, served from memory, nothing else can be asked for. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { serveFile } from '../files/served-file.ts';

const FOLDER = new URL('./files/', import.meta.url);
/** What every page of ours looks like. */
export const LOOK = new URL('../look/look.css', import.meta.url);
/** The folder of the built files; the package names the one for browsers nowhere in its exports. */
const CHART = path.dirname(createRequire(import.meta.url).resolve('chart.js'));
/** Where a file stands that is not in our own folder. */
const ELSEWHERE: Partial<Record<string, string | URL>> = {
  'look.css': LOOK,
  'chart.js': path.join(CHART, 'chart.umd.min.js'),
  // The licence has to go with every copy, https://opensource.org/license/mit
  'chart-licence.txt': path.join(CHART, '../LICENSE.md'),
};

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Every file by its name, as `fileAddress` links to it. */
const FILES = {
  'look.css': STYLE,
  'base.css': STYLE,
  'access.css': STYLE,
  'report.css': STYLE,
  'figures.css': STYLE,
  'tables.css': STYLE,
  'paper.css': STYLE,
  'certificate.css': STYLE,
  'check.css': STYLE,
  'page.js': SCRIPT,
  'report.js': SCRIPT,
  'chart.js': SCRIPT,
  'chart-licence.txt': 'text/plain; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;
export type FileName = keyof typeof FILES;

/** Where a file is served. */
export function fileAddress(name: FileName): string {
  return `/trainings/files/${name}`;
}

/** A file as it is sent. */
export interface ServedFile {
  address: string;
  serve(request: IncomingMessage, response: ServerResponse): void;
}

/** Reads every file. */
export function readFiles(): Promise<ServedFile[]> {
  return Promise.all(
    (Object.keys(FILES) as FileName[]).map(async (name) => {
      const content = await readFile(ELSEWHERE[name] ?? new URL(name, FOLDER));
      return { address: fileAddress(name), serve: serveFile(FILES[name], content) };
    }),
  );
}
