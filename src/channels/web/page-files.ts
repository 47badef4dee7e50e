/** The files of the chat page, read once and served from memory. */
import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'restify';
import { serveFile } from '../../files/served-file.ts';

const FOLDER = new URL('./page/', import.meta.url);
/** What the page shares with every other page of ours. */
const LOOK = new URL('../../look/', import.meta.url);

/** Everything there is to serve: nothing else can be asked for. */
const FILES: Record<string, { path: string; type: string }> = {
  'index.html': { path: '/', type: 'text/html; charset=utf-8' },
  'icon.svg': { path: '/web/icon.svg', type: 'image/svg+xml' },
  ...Object.fromEntries(
    [
      'look.css',
      'base.css',
      'frame.css',
      'chat.css',
      'quiz.css',
      'quiz-form.css',
      'quiz-result.css',
      'sources.css',
    ].map((name) => [name, { path: `/web/${name}`, type: 'text/css; charset=utf-8' }]),
  ),
  ...Object.fromEntries(
    [
      'main.js',
      'blocks.js',
      'composer.js',
      'connection.js',
      'dom.js',
      'feedback.js',
      'memory.js',
      'quiz-form.js',
      'quiz-item.js',
      'quiz-open.js',
      'quiz-result.js',
      'sources.js',
      'transcript.js',
      'turn.js',
      'waiting.js',
      'words.js',
    ].map((name) => [name, { path: `/web/${name}`, type: 'text/javascript; charset=utf-8' }]),
  ),
};

/** Only our own files and our own server; and no text can become markup, not even by mistake. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** A file as it is sent. */
export interface ServedFile {
  path: string;
  serve(request: Request, response: Response): void;
}

/** Reads every file of the page. */
export function readPageFiles(): Promise<ServedFile[]> {
  return Promise.all(
    Object.entries(FILES).map(async ([name, { path, type }]) => {
      return servedFile(path, type, await readFile(new URL(name, name === 'look.css' ? LOOK : FOLDER)));
    }),
  );
}

/** A file of the page, with the page's own policy. */
export function servedFile(path: string, type: string, content: Buffer): ServedFile {
  return { path, serve: serveFile(type, content, { 'content-security-policy': PAGE_POLICY }) };
}
