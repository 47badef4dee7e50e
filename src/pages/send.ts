/** Sending a page, with its own content security policy, packed where the browser can unpack; and reading a small form. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { errorCode } from '../errors.ts';
import { takesGzip } from '../files/served-file.ts';
import { readBody, refusalStatus } from '../http.ts';
import type { Html } from './html.ts';

const pack = promisify(gzip);
/** Smaller pages are sent as they are. */
const WORTH_PACKING = 2_000;
/** A form of ours holds a code and a language. */
const LONGEST_FORM = 2_000;
/** Drawing lets other requests in after so many milliseconds. */
const LONGEST_STRETCH = 8;

/** Only our own files, and no text can become markup; `form` where the page has one. */
function policy(form: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    `form-action ${form ? "'self'" : "'none'"}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

export interface SentPage {
  status?: number;
  /** The page, in pieces that are drawn one after the other. */
  pieces: Iterable<Html>;
  /** True where the page has a form. */
  form?: boolean;
}

/** Sends a page. It is nobody's business that it exists: search engines are told to leave it out. */
export async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, pieces, form = false }: SentPage,
): Promise<void> {
  const text = Buffer.from(await joined(pieces));
  const packed = takesGzip(request) && text.length > WORTH_PACKING;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', policy(form));
  // With `no-referrer`, which every other answer has, browsers name no origin when a form is sent:
  // https://fetch.spec.whatwg.org/#append-a-request-origin-header
  if (form) response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('x-robots-tag', 'noindex, nofollow');
  response.setHeader('vary', 'accept-encoding');
  if (packed) response.setHeader('content-encoding', 'gzip');
  const body = packed ? await pack(text) : text;
  response.writeHead(status);
  response.end(body);
}

/** The text of all pieces; whoever else waits for the event loop gets it in between. */
export async function joined(pieces: Iterable<Html>): Promise<string> {
  const texts: string[] = [];
  let since = performance.now();
  for (const piece of pieces) {
    texts.push(piece.text);
    if (performance.now() - since < LONGEST_STRETCH) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
  return texts.join('\n');
}

/** Sends the reader to another address of ours, with GET. */
export function sendElsewhere(response: ServerResponse, address: string): void {
  response.writeHead(303, { location: address });
  response.end();
}

/** The fields of a form; none for a body that is too long, packed, or no form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = String(request.headers['content-type'] ?? '');
  try {
    const body = await readBody(request, LONGEST_FORM);
    const isForm = /^application\/x-www-form-urlencoded\b/iu.test(type);
    return new URLSearchParams(isForm ? body.toString('utf8') : '');
  } catch (error) {
    // Whoever fills the form in by hand sends no such body.
    if (refusalStatus(errorCode(error)) === undefined) throw error;
    return new URLSearchParams();
  }
}

/** The address a request asks for; only its path and query mean something. */
export function addressOf(request: IncomingMessage): URL {
  const asked = `http://dalil.invalid${request.url ?? '/'}`;
  return new URL(URL.canParse(asked) ? asked : 'http://dalil.invalid/');
}

/**
 * True unless another web site made the browser send this request. Browsers name the origin of every POST; programs
 * that name none cannot be tricked by a web site.
 */
export function isFromHere(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  // A proxy may have changed the host, so the public address counts as well.
  return new URL(origin).host === host?.toLowerCase() || new URL(origin).origin === new URL(publicUrl).origin;
}
