/** Refuses requests that another web site made the person's browser send (DNS rebinding, cross-site requests). */
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../../loopback.ts';

/** Why a request is refused. */
export type Refusal = 'bad-host' | 'bad-origin';

/**
 * The reason to refuse, or undefined. `publicHosts` are names the page may be reached by besides loopback ones.
 * A browser always tells the origin of a POST; programs that tell none (curl) cannot be tricked by a web site.
 */
export function refuseForeign(request: IncomingMessage, publicHosts: readonly string[]): Refusal | undefined {
  const { host, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const name = host === undefined ? undefined : hostName(host);
  if (host === undefined || name === undefined || !(isLoopback(name) || publicHosts.includes(name))) return 'bad-host';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host.toLowerCase()))
    return 'bad-origin';
  if (site !== undefined && site !== 'same-origin') return 'bad-origin';
  return undefined;
}

function hostName(host: string): string | undefined {
  const address = `http://${host}`;
  return /[/?#@\\\s]/u.test(host) || !URL.canParse(address) ? undefined : new URL(address).hostname;
}
