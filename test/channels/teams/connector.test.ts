/** The request that posts an activity: every field arrives, and a refusal says what it is. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConnectorRefusal, callConnector } from '../../../src/channels/teams/connector.ts';

let server: http.Server;
let serviceUrl: string;
let requests: { method?: string; url?: string; authorization?: string; body: string }[];
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      requests.push({ method, url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/emea/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  requests = [];
  answer = { status: 201, body: '{"id":"7"}' };
});

const target = (changes = {}) => ({ serviceUrl, conversationId: '19:x@thread.tacv2;messageid=1', ...changes });

describe('callConnector', () => {
  it('posts every field, those the SDK does not know included', async () => {
    const activity = {
      type: 'message',
      text: 'مرحباً [1]',
      entities: [
        { type: 'https://schema.org/Message', '@id': '', citation: [{ position: 1, appearance: { name: 'x' } }] },
      ],
      channelData: { feedbackLoop: { type: 'custom' } },
    };
    expect(await callConnector('POST', target({ token: 'secret' }), activity)).toBe('7');
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/emea/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities',
        authorization: 'Bearer secret',
      },
    ]);
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual(activity);
  });

  it('answers and replaces an activity by its id, and signs nothing without a token', async () => {
    await callConnector('PUT', target({ activityId: '1:2/3' }), { type: 'message' });
    expect(requests).toMatchObject([{ method: 'PUT', url: expect.stringMatching(/\/activities\/1%3A2%2F3$/u) }]);
    expect(requests[0]?.authorization).toBeUndefined();
  });

  it.each(['', '{}', '<html>', '"text"'])('takes an answer without an id: %j', async (body) => {
    answer = { status: 202, body };
    expect(await callConnector('POST', target(), { type: 'typing' })).toBeUndefined();
  });

  it.each([
    [
      { status: 403, body: '{"error":{"code":"ContentStreamNotAllowed","message":"canceled by user"}}' },
      403,
      /canceled/u,
    ],
    [{ status: 502, body: '<html>' }, 502, /^502$/u],
    [{ status: 413, body: '{"error":{"code":"MessageSizeTooBig"}}' }, 413, /MessageSizeTooBig/u],
  ])('says what was refused: %j', async (given, statusCode, message) => {
    answer = given;
    const refusal = await callConnector('POST', target(), {}).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConnectorRefusal);
    expect(refusal).toMatchObject({ statusCode, message: expect.stringMatching(message) });
  });

  it.each([
    ['3', 3000],
    ['soon', undefined],
    ['-1', undefined],
  ])('reads a Retry-After of %s', async (value, retryAfter) => {
    answer = { status: 429, body: '', headers: { 'retry-after': value } };
    await expect(callConnector('POST', target(), {})).rejects.toMatchObject({ statusCode: 429, retryAfter });
  });

  it('does not follow a redirect with its token', async () => {
    answer = { status: 307, body: '', headers: { location: '/elsewhere' } };
    await expect(callConnector('POST', target({ token: 'secret' }), {})).rejects.toThrow();
    expect(requests).toHaveLength(1);
  });
});
