/** The HTTP server: health, errors that show nothing, a stop that loses nothing. */
import type { Server } from 'restify';
import { describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServerParts } from '../src/server.ts';
import { gate, memoryLog } from './channels/helpers.ts';

async function start(parts: Partial<HttpServerParts> = {}) {
  const log = memoryLog();
  const health = { ready: async () => ({ ok: true, checks: { database: true } }) };
  const server = createHttpServer({ channels: [], health, log, ...parts });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  return { server, log, port, url: `http://127.0.0.1:${port}` };
}

function channel(mount: (server: Server) => void, close = async () => {}) {
  return { name: 'test', mount, close };
}

describe('the server', () => {
  it('is alive, and ready only when everything is', async () => {
    const { server, url } = await start({ health: { ready: async () => ({ ok: false, checks: { index: false } }) } });
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ ok: true });
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, checks: { index: false } }]);
    await server.close();
  });

  it('is not ready, and tells nobody why, when the check itself fails', async () => {
    const { server, url, log } = await start({ health: { ready: () => Promise.reject(new Error('password wrong')) } });
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.text()]).toEqual([503, '{"ok":false,"checks":{}}']);
    expect(log.entries.some(({ level }) => level === 'error')).toBe(true);
    await server.close();
  });

  it('answers unknown routes and failures with JSON and without internals', async () => {
    const fails = channel((server) => {
      server.get('/fails', async () => {
        throw new Error('secret path /srv/dalil');
      });
    });
    const { server, url, log } = await start({ channels: [fails] });
    const unknown = await fetch(`${url}/nothing/here`);
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: 'not-found' }]);
    const wrong = await fetch(`${url}/health/live`, { method: 'POST' });
    expect([wrong.status, await wrong.json()]).toEqual([405, { error: 'method-not-allowed' }]);
    const failed = await fetch(`${url}/fails`);
    expect([failed.status, await failed.json()]).toEqual([500, { error: 'failed' }]);
    expect(log.entries.some(({ message }) => message === 'Request failed')).toBe(true);
    expect(JSON.stringify(log.entries.map(({ fields }) => fields))).not.toContain('nothing/here');
    await server.close();
  });

  it('cuts off an answer that failed half way, and lives on', async () => {
    const fails = channel((server) => {
      server.get('/half', async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.write('half');
        throw new Error('no more');
      });
    });
    const { server, url } = await start({ channels: [fails] });
    await expect(fetch(`${url}/half`).then((response) => response.text())).rejects.toThrow();
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await server.close();
  });

  it('sends security headers and a request id, and does not say what it runs on', async () => {
    const { server, url } = await start();
    const { headers } = await fetch(`${url}/health/live`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/u);
    expect(headers.get('server')).toBeNull();
    await server.close();
  });

  it('lets running requests and turns finish before it stops, and takes no new ones', async () => {
    const { promise, resolve } = gate();
    const began = gate();
    const order: string[] = [];
    const slow = channel(
      (server) => {
        server.get('/slow', async (_request, response) => {
          began.resolve();
          await promise;
          response.json(200, { done: true });
        });
      },
      async () => {
        order.push('channel closed');
      },
    );
    const { server, url } = await start({ channels: [slow] });
    const running = fetch(`${url}/slow`).then(async (response) => order.push(JSON.stringify(await response.json())));
    await began.promise;
    const closed = server.close();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    resolve();
    await Promise.all([closed, running]);
    expect(order.toSorted()).toEqual(['channel closed', '{"done":true}']);
    await server.close();
  });

  it('does not wait for ever', async () => {
    const began = gate();
    const stuck = channel((server) => {
      server.get('/stuck', async () => {
        began.resolve();
        await gate().promise;
      });
    });
    const { server, url, log } = await start({ channels: [stuck], drainMilliseconds: 20 });
    const cut = expect(fetch(`${url}/stuck`)).rejects.toThrow();
    await began.promise;
    await server.close();
    await cut;
    expect(log.entries.map(({ fields }) => fields)).toContainEqual({ code: 'drain-timeout', running: 1 });
  });

  it('says clearly that a port is taken', async () => {
    const first = await start();
    const second = createHttpServer({
      channels: [],
      health: { ready: async () => ({ ok: true, checks: {} }) },
      log: memoryLog(),
    });
    await expect(second.listen({ host: '127.0.0.1', port: first.port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `Another program already listens on 127.0.0.1:${first.port}.`,
    });
    await first.server.close();
  });
});
