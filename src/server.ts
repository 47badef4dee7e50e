/** The HTTP server: health, security headers, request ids, errors that show nothing, and a stop that loses nothing. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Next, type Request, type Response, type Server } from 'restify';
import type { Logger } from './contracts/logger.ts';
import { DalilError, errorCode } from './errors.ts';

/** What has routes to add; every channel is one. */
export interface Mountable {
  name: string;
  mount(server: Server): void;
  /** Resolves when everything it runs has ended. */
  close(): Promise<void>;
}

/** Whether each part works; names of parts only, never why not. */
export interface Readiness {
  ok: boolean;
  checks: Record<string, boolean>;
}

/** What the server is made from. */
export interface HttpServerParts {
  channels: readonly Mountable[];
  health: { ready(): Promise<Readiness> };
  log: Logger;
  /** A new unique id for each request. */
  newId?: () => string;
  /** How long `close` waits for running turns before it cuts them off, in milliseconds. */
  drainMilliseconds?: number;
  /** How long a request may take to arrive, in milliseconds. */
  receiveMilliseconds?: number;
}

/** A server that is told when to listen and when to stop. */
export interface HttpServer {
  /** Resolves with the port (useful with port 0). Rejects with `port-in-use`, `port-forbidden` or `cannot-listen`. */
  listen(address: { host: string; port: number }): Promise<number>;
  /** Takes no new request, lets the running ones finish, closes the channels. Safe to call twice. */
  close(): Promise<void>;
}

/** Sent with every answer; a page of ours replaces the content security policy with its own. */
const SECURITY_HEADERS: Record<string, string> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Makes the server with every channel mounted; it does not listen yet. */
export function createHttpServer(parts: HttpServerParts): HttpServer {
  const { channels, health, log } = parts;
  const { newId = randomUUID, drainMilliseconds = 20_000, receiveMilliseconds = 30_000 } = parts;
  const server = createServer({ name: '' });
  const running = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;

  server.server.requestTimeout = receiveMilliseconds;
  server.pre((request: Request, response: Response, next: Next) => {
    const requestId = newId();
    const startedAt = performance.now();
    response.removeHeader('server');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader('x-request-id', requestId);
    const done = new Promise<void>((resolve) => response.once('close', resolve));
    running.add(done);
    response.once('close', () => {
      running.delete(done);
      const milliseconds = Math.round(performance.now() - startedAt);
      // The route as it was declared: a path somebody made up may say anything.
      const route = routeName(request);
      log.info({ requestId, method: request.method, route, status: response.statusCode, milliseconds }, 'Request');
    });
    if (closing === undefined) return next();
    response.setHeader('connection', 'close');
    answer(response, 503, 'closing');
    return next(false);
  });

  server.get('/health/live', (_request: Request, response: Response, next: Next) => {
    response.json(200, { ok: true });
    next();
  });
  server.get('/health/ready', async (_request: Request, response: Response) => {
    const readiness = await readySafely(health, log);
    response.json(readiness.ok ? 200 : 503, readiness);
  });
  for (const channel of channels) channel.mount(server);

  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ code: errorCode(error), status, err: error }, 'Request failed');
    // Restify would try to send its own answer behind one that has begun, and throw where nobody catches it.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    answer(response, status, ERROR_NAMES[status] ?? 'failed');
    done();
  });

  async function drain(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(resolve));
    server.server.closeIdleConnections();
    await Promise.all([...running]);
    await Promise.all(channels.map((channel) => channel.close()));
    server.server.closeAllConnections();
    await closed;
  }

  return {
    listen: (address) => listen(server, address),
    close() {
      closing ??= within(drainMilliseconds, drain()).then((inTime) => {
        if (inTime) return;
        log.warn({ code: 'drain-timeout', running: running.size }, 'Stopped before every turn had ended');
        server.server.closeAllConnections();
      });
      return closing;
    },
  };
}

const ERROR_NAMES: Record<number, string> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
};

function answer(response: Response, status: number, error: string): void {
  if (response.headersSent || response.writableEnded) return;
  // `sendRaw` rather than `end`: restify then knows that its own error answer is not needed.
  response.sendRaw(status, JSON.stringify({ error }), { 'content-type': 'application/json; charset=utf-8' });
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

function routeName(request: Request): string {
  const route: { path?: unknown } | undefined = request.getRoute();
  return typeof route?.path === 'string' ? route.path : 'none';
}

async function readySafely(health: HttpServerParts['health'], log: Logger): Promise<Readiness> {
  try {
    const { ok, checks } = await health.ready();
    return { ok, checks };
  } catch (error) {
    log.error({ code: errorCode(error), err: error }, 'The readiness check failed');
    return { ok: false, checks: {} };
  }
}

/** True when the work ended in time; the timer does not keep the process alive. */
async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) => reject(listenError(host, port, cause));
    server.once('error', failed);
    server.server.listen(port, host, () => {
      server.removeListener('error', failed);
      const address: AddressInfo | string | null = server.server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenError(host: string, port: number, cause: unknown): DalilError {
  const where = `${host}:${port}`;
  if (errorCode(cause) === 'EADDRINUSE') {
    const hint = 'Stop the other program, or choose another port.';
    return new DalilError({
      code: 'port-in-use',
      message: `Another program already listens on ${where}.`,
      hint,
      cause,
    });
  }
  if (errorCode(cause) === 'EACCES') {
    const hint = 'Choose a port above 1023, or give the process the right to use this one.';
    return new DalilError({ code: 'port-forbidden', message: `This user may not listen on ${where}.`, hint, cause });
  }
  const hint = 'Check the host name and the port.';
  return new DalilError({ code: 'cannot-listen', message: `The server cannot listen on ${where}.`, hint, cause });
}
