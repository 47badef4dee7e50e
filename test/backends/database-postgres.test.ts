/** The PostgreSQL store on a real server: the shared suite, and what only a server can do wrong. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/backends/database-postgres.ts';
import { describeStore } from '../contracts/store.contract.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeStore('PostgreSQL', async () => {
  const url = await server.createDatabase();
  return {
    open: () => openDatabase({ url }),
    execute: (statement) => server.execute(url, statement),
    cleanup: async () => undefined,
  };
});

/** Everything a log could show of an error and its causes. */
async function describeFailure(url: string): Promise<{ code: unknown; shown: string }> {
  const error: unknown = await openDatabase({ url }).catch((reason: unknown) => reason);
  if (!(error instanceof Error && 'code' in error)) throw new Error('It was not an error', { cause: error });
  const chain: unknown[] = [];
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    chain.push(link.message, link.stack, JSON.stringify(link));
  }
  return { code: error.code, shown: chain.join('\n') };
}

describe('the PostgreSQL server', () => {
  it('that is not there gives an error without the password', async () => {
    // Port 1 of the loopback: nothing listens there.
    const { code, shown } = await describeFailure('postgresql://someone:secret@127.0.0.1:1/dalil');
    expect(code).toBe('database-unreachable');
    expect(shown).toContain('Dalil could not open its database: PostgreSQL at 127.0.0.1:1 does not answer.');
    expect(shown).not.toMatch(/secret|someone/);
  });

  it('that refuses the password says so without showing it', async () => {
    const url = await server.createDatabase();
    const { code, shown } = await describeFailure(url.replace(encodeURIComponent(server.password), 'secret'));
    expect(code).toBe('database-refused');
    expect(shown).not.toContain('secret');
    const without = await describeFailure(url.replace(`:${encodeURIComponent(server.password)}`, ''));
    expect(without.code).toBe('database-refused');
  });

  it('that has no such database says so', async () => {
    const url = await server.createDatabase();
    expect(await describeFailure(`${url}_missing`)).toMatchObject({ code: 'database-missing' });
  });

  it('that lets Dalil read only says so', async () => {
    const url = await server.createDatabase();
    await server.execute(url, `create role reader login password 'reader'`);
    const { code } = await describeFailure(url.replace(/\/\/.*@/, '//reader:reader@'));
    expect(code).toBe('database-not-allowed');
  });

  it.each([
    'not an address, secret',
    'mysql://someone:secret@host/db',
    'postgresql://someone:12/secret@host/db',
    'postgresql://someone:12#secret@host/db',
    'postgresql://someone:se/cret@host/db',
    '',
  ])('is not looked for at "%s"', async (url) => {
    const { code, shown } = await describeFailure(url);
    expect(code).toBe('database-address');
    expect(shown).not.toMatch(/se\/?cret|someone|12/);
  });

  it('may end idle connections: a warning, and the next query opens another', async () => {
    const url = await server.createDatabase();
    const store = await openDatabase({ url });
    await store.ping();
    const warned = once(process, 'warning');
    await server.execute(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dalil'`,
    );
    const [warning] = await warned;
    expect(warning).toMatchObject({ message: 'PostgreSQL ended an idle connection (57P01)' });
    await store.ping();
    await store.close();
  });

  it('that is busy for too long gives up the query', async () => {
    const url = await server.createDatabase();
    const store = await openDatabase({ url, queryMilliseconds: 50 });
    // A trigger is the only way to make one of the store's own statements slow.
    await server.execute(
      url,
      `create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
       create trigger wait before insert on handled_messages for each row execute function wait()`,
    );
    await expect(store.claimMessage('message', 1)).rejects.toMatchObject({ code: 'database-busy' });
    await store.ping();
    await store.close();
  });

  it('that vanishes without a word does not hold a connection for ever', async () => {
    const url = await server.createDatabase();
    const line = await openLine(server.port);
    const store = await openDatabase({
      url: url.replace(String(server.port), String(line.port)),
      queryMilliseconds: 50,
    });
    await store.ping();
    line.cut();
    await expect(store.ping()).rejects.toMatchObject({ code: 'database-unreachable' });
    await store.ping();
    await store.close();
    line.close();
  });
});

/** A proxy whose present connections can be made to swallow everything, as a failed-over server does. */
async function openLine(target: number): Promise<{ port: number; cut(): void; close(): void }> {
  const sockets: Socket[] = [];
  const proxy = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    sockets.push(near, far);
    near.pipe(far).pipe(near);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port');
  return {
    port: address.port,
    cut: () => {
      for (const socket of sockets) socket.unpipe().resume();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
