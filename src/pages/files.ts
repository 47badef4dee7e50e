/** Styles, scripts and the icon of the pages: read once, served from memory, nothing else can be asked for. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const FOLDER = new URL('./files/', import.meta.url);
/** The folder of the built files; the package names the one for browsers nowhere in its exports. */
const CHART = path.dirname(createRequire(import.meta.url).resolve('chart.js'));
/** Where a file stands that is not in our own folder. */
const ELSEWHERE: Partial<Record<string, string>> = {
  'chart.js': path.join(CHART, 'chart.umd.min.js'),
  // The licence has to go with every copy, https://opensource.org/license/mit
  'chart-licence.txt': path.join(CHART, '../LICENSE.md'),
};

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Every file by its name, as `fileAddress` links to it. */
const FILES = {
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
      return served(fileAddress(name), FILES[name], content);
    }),
  );
}

/** With a tag, so that a browser that has the file already is told so, and packed where the browser can unpack. */
function served(address: string, type: string, content: Buffer): ServedFile {
  const packed = gzipSync(content);
  const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  return {
    address,
    serve(request, response) {
      response.setHeader('cache-control', 'no-cache');
      response.setHeader('vary', 'accept-encoding');
      response.setHeader('etag', tag);
      if (request.headers['if-none-match'] === tag) {
        response.writeHead(304);
        response.end();
        return;
      }
      const canUnpack = /\bgzip\b/u.test(String(request.headers['accept-encoding'] ?? ''));
      response.setHeader('content-type', type);
      if (canUnpack) response.setHeader('content-encoding', 'gzip');
      response.writeHead(200);
      response.end(canUnpack ? packed : content);
    },
  };
}
