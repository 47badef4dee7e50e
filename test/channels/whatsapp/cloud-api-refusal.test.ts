/** What a failed call is told as: whether it arrived, and what an answer says that nobody promised. */
import { afterEach, describe, expect, it } from 'vitest';
import { createCloudApi } from '../../../src/channels/whatsapp/cloud-api.ts';
import { failureOf } from '../../../src/channels/whatsapp/cloud-api-refusal.ts';
import { errorOf, HELLO, PERSON, startServer, stopServers } from './cloud-api-helpers.ts';

const clientOf = ({ url }: { url: string }) =>
  createCloudApi({ url, version: 'v25.0', phoneNumberId: '1', accessToken: 'test-token' });

afterEach(stopServers);

describe('an error of the connection', () => {
  const failed = (...causes: object[]) => {
    const errors = causes.map((cause) => Object.assign(new Error('x'), cause));
    return failureOf(
      new TypeError('fetch failed', { cause: errors.length > 1 ? new AggregateError(errors) : errors[0] }),
    );
  };

  it.each([
    ['no', [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }]],
    ['no', [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }]],
    ['no', [{ code: 'ETIMEDOUT', syscall: 'connect' }]],
    ['no', [{ code: 'UND_ERR_CONNECT_TIMEOUT' }]],
    ['no', [{ code: 'CERT_HAS_EXPIRED' }]],
    ['no', [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }]],
    [
      'no',
      [
        { code: 'ENETUNREACH', syscall: 'connect' },
        { code: 'ETIMEDOUT', syscall: 'connect' },
      ],
    ],
    [
      'unknown',
      [
        { code: 'ENETUNREACH', syscall: 'connect' },
        { code: 'ECONNRESET', syscall: 'read' },
      ],
    ],
    ['unknown', [{ code: 'ECONNRESET', syscall: 'read' }]],
    ['unknown', [{ code: 'EPIPE', syscall: 'write' }]],
    ['unknown', [{ code: 'UND_ERR_SOCKET' }]],
    ['unknown', [{ code: 'UND_ERR_HEADERS_TIMEOUT' }]],
    ['unknown', [{}]],
  ])('tells whether the request arrived: %s after %j', (arrived, causes) => {
    expect(failed(...causes)).toMatchObject({ arrived });
  });

  it.each([undefined, 'x', new Error('x')])('claims nothing for an error it does not know: %s', (error) => {
    expect(failureOf(error)).toMatchObject({ arrived: 'unknown' });
  });
});

describe('answers nobody promised', () => {
  it('does not follow a redirect with its token', async () => {
    const server = await startServer((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const error = await errorOf(clientOf({ url: server.url }).send(PERSON, HELLO, 'a'));
    expect(error).toMatchObject({ status: 307, arrived: 'no' });
    expect(server.paths).toHaveLength(1);
  });

  it.each(['', '<html>', '{}', '{"messages":[]}', '{"messages":[{"id":""}]}'])(
    'takes success without an id as perhaps arrived: %j',
    async (answer) => {
      const server = await startServer((_, response) => response.end(answer));
      const error = await errorOf(clientOf({ url: server.url }).send(PERSON, HELLO, 'a'));
      expect(error).toMatchObject({ status: 200, arrived: 'unknown' });
    },
  );

  it.each(['{"error":"no"}', '{"error":{"code":"131056"}}', 'null', '[]'])(
    'reads no code where there is none: %s',
    async (answer) => {
      const server = await startServer((_, response) => response.writeHead(400).end(answer));
      const error = await errorOf(clientOf({ url: server.url }).send(PERSON, HELLO, 'a'));
      expect(error.status).toBe(400);
      expect(error.code).toBeUndefined();
    },
  );

  it.each([
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '0' }, undefined],
    [{ 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":3},{"call_count":9}]}' }, 180_000],
    [{ 'retry-after': '5', 'x-business-use-case-usage': 'broken' }, 5_000],
  ])('reads the wait Meta asks for: %j', async (headers, expected) => {
    const server = await startServer((_, response) => response.writeHead(429, headers).end());
    const error = await errorOf(clientOf({ url: server.url }).send(PERSON, HELLO, 'a'));
    expect(error.retryAfterMilliseconds).toBe(expected);
  });
});
