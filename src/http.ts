/** Reading a request and answering it, with limits and without surprises; for every endpoint. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DalilError } from './errors.ts';

/** A body beyond its limit is read to its end, so that the sender sees the answer, up to this many times the limit. */
const PATIENCE = 16;

/**
 * Reads a body of at most `maxBytes`. Rejects with `body-too-large`, `body-encoded` (compressed bodies are refused:
 * a small one can unpack to gigabytes) or `body-broken`.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (request.headers['content-encoding'] !== undefined) {
    request.resume();
    throw refusal('body-encoded', 'The body is compressed.', 'Send it as it is.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      if (size > maxBytes * PATIENCE) break;
    }
  } catch (cause) {
    throw refusal('body-broken', 'The body ended early.', 'Send it again.', cause);
  }
  if (size > maxBytes) throw refusal('body-too-large', `The body is over ${maxBytes} bytes.`, 'Send less.');
  return Buffer.concat(chunks);
}

/** Reads a JSON body. Rejects as `readBody` does, or with `body-not-json`. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const body = await readBody(request, maxBytes);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw refusal('body-not-json', 'The body is not JSON.', 'Send a JSON object.', cause);
  }
}

/** The HTTP status that tells a refusal of `readBody` or `readJson`; undefined for other errors. */
export function refusalStatus(code: string): number | undefined {
  const statuses: Record<string, number> = {
    'body-too-large': 413,
    'body-encoded': 415,
    'body-broken': 400,
    'body-not-json': 400,
  };
  return statuses[code];
}

/** Answers with a JSON body, once. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.writableEnded) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Answers with a status and nothing else, once. */
export function sendEmpty(response: ServerResponse, status: number): void {
  if (response.headersSent || response.writableEnded) return;
  response.writeHead(status);
  response.end();
}

function refusal(code: string, message: string, hint: string, cause?: unknown): DalilError {
  return new DalilError({ code, message, hint, cause });
}
