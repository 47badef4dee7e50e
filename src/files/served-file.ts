/** A file that is read once and served from memory. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** True where the browser can unpack what is packed with gzip. */
export function takesGzip({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return /\bgzip\b/u.test(String(headers['accept-encoding'] ?? ''));
}

/**
 * Makes what answers a request for the file: with a tag, so that a browser that has it already is told so, and packed
 * where the browser can unpack. `headers` are sent beside.
 */
export function serveFile(type: string, content: Buffer, headers: Readonly<Record<string, string>> = {}) {
  const packed = gzipSync(content);
  const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  const always = { ...headers, 'cache-control': 'no-cache', vary: 'accept-encoding', etag: tag };
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, always);
      response.end();
      return;
    }
    const isPacked = takesGzip(request);
    response.writeHead(200, { ...always, 'content-type': type, ...(isPacked ? { 'content-encoding': 'gzip' } : {}) });
    response.end(isPacked ? packed : content);
  };
}
