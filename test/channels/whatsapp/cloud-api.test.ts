/** The client of the Cloud API, against the stand-in: what arrives there, and what each failure is told as. */
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudApi } from '../../../src/channels/whatsapp/cloud-api.ts';
import type { OutgoingBody } from '../../../src/channels/whatsapp/types.ts';
import { type CloudApiStandIn, startCloudApi } from '../../fixtures/whatsapp/cloud-api.ts';
import {
  type ClientMaker,
  clientMaker,
  errorOf,
  HELLO,
  PERSON,
  PHONE,
  startServer,
  stopServers,
} from './cloud-api-helpers.ts';

const BUTTONS: OutgoingBody = {
  type: 'interactive',
  interactive: {
    type: 'button',
    body: { text: 'Did it help?' },
    action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
  },
};
const LIST: OutgoingBody = {
  type: 'interactive',
  interactive: {
    type: 'list',
    body: { text: 'Which one?' },
    action: {
      button: 'Choose',
      sections: [{ title: 'Topics', rows: [{ id: '1', title: 'A', description: 'First' }] }],
    },
  },
};
const TEMPLATE: OutgoingBody = { type: 'template', template: { name: 'news', language: { code: 'fr' } } };

let meta: CloudApiStandIn;
let api: CloudApi;
let clientOf: ClientMaker;

beforeEach(async () => {
  meta = await startCloudApi();
  clientOf = clientMaker(meta);
  api = clientOf();
});
afterEach(async () => {
  await meta.close();
  await stopServers();
});

describe('send', () => {
  it.each([
    ['a text', HELLO],
    ['buttons', BUTTONS],
    ['a list', LIST],
    ['a template', TEMPLATE],
  ])('sends %s as it is, and resolves with the id', async (_, body) => {
    const { id } = await api.send(PERSON, body, 'outbox-1');
    expect(meta.problems).toEqual([]);
    expect(meta.sends).toMatchObject([{ to: { phone: PHONE }, body, data: 'outbox-1', id }]);
  });

  it('names a person by the number where there is one, else by the user id', async () => {
    await api.send(PERSON, HELLO, 'a');
    await api.send({ userId: 'MA.ENT.13' }, HELLO, 'b');
    expect(meta.sends.map(({ to }) => to)).toEqual([
      { phone: PHONE, userId: undefined },
      { phone: undefined, userId: 'MA.ENT.13' },
    ]);
    await expect(api.send({}, HELLO, 'c')).rejects.toThrow(RangeError);
  });

  it('sends no more than 512 characters along', async () => {
    await api.send(PERSON, HELLO, 'x'.repeat(512));
    await expect(api.send(PERSON, HELLO, 'x'.repeat(513))).rejects.toThrow(RangeError);
    expect(meta.sends).toHaveLength(1);
  });

  it('takes a base address with a slash at its end', async () => {
    await clientOf({ url: `${meta.url}/` }).send(PERSON, HELLO, 'a');
    expect(meta.sends).toHaveLength(1);
  });

  it('tells what Meta refused, with code, trace and the asked wait', async () => {
    meta.fail({ times: 1, status: 429, code: 130429, retryAfter: 7 });
    const error = await errorOf(api.send(PERSON, HELLO, 'a'));
    expect(error).toMatchObject({
      status: 429,
      code: 130429,
      retryAfterMilliseconds: 7_000,
      trace: expect.any(String),
      arrived: 'no',
    });
    expect(meta.sends).toEqual([]);
  });

  it('is refused what Meta does not take', async () => {
    const empty: OutgoingBody = { type: 'text', text: { body: '', preview_url: false } };
    expect(await errorOf(api.send(PERSON, empty, 'a'))).toMatchObject({ status: 400, code: 100, arrived: 'no' });
    expect(meta.problems).toHaveLength(1);
  });

  it.each([
    [400, 'no'],
    [429, 'no'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'no'],
    [504, 'unknown'],
  ])('takes a page with status %i from a gateway as arrived: %s', async (status, arrived) => {
    meta.fail({ times: 1, status });
    const error = await errorOf(api.send(PERSON, HELLO, 'a'));
    expect(error).toMatchObject({ status, arrived });
    expect(error.code).toBeUndefined();
  });

  it('says that Meta did not send what it refused with a code, whatever the status', async () => {
    meta.fail({ times: 1, status: 500, code: 131000 });
    expect(await errorOf(api.send(PERSON, HELLO, 'a'))).toMatchObject({ status: 500, code: 131000, arrived: 'no' });
  });

  it('says that a message may have arrived when the connection is cut afterwards', async () => {
    meta.fail({ times: 1, dropAfterAccept: true });
    const error = await errorOf(api.send(PERSON, HELLO, 'a'));
    expect(error.arrived).toBe('unknown');
    expect(error.status).toBeUndefined();
    expect(meta.sends).toHaveLength(1);
  });

  it('cannot know it either when nothing was done, and does not try again by itself', async () => {
    meta.fail({ times: 1, dropBeforeAccept: true });
    expect(await errorOf(api.send(PERSON, HELLO, 'a'))).toMatchObject({ arrived: 'unknown' });
    expect(meta.sends).toEqual([]);
  });

  it('gives up an answer that takes too long; it may have arrived', async () => {
    meta.fail({ times: 1, delayMilliseconds: 60_000 });
    const error = await errorOf(clientOf({ timeoutMilliseconds: 50 }).send(PERSON, HELLO, 'a'));
    expect(error).toMatchObject({ arrived: 'unknown' });
    expect(error.status).toBeUndefined();
    expect(meta.sends).toHaveLength(1);
  });

  it('knows that nothing arrived where nobody listens', async () => {
    const { url } = await startServer(() => undefined);
    await stopServers();
    const error = await errorOf(clientOf({ url }).send(PERSON, HELLO, 'a'));
    expect(error).toMatchObject({ arrived: 'no', message: expect.stringContaining('ECONNREFUSED') });
  });

  it('is refused with another token', async () => {
    const error = await errorOf(clientOf({ accessToken: 'old-token' }).send(PERSON, HELLO, 'a'));
    expect(error).toMatchObject({ status: 401, code: 190 });
  });

  it('holds neither the token nor a person in an error', async () => {
    meta.fail({ times: 1, code: 131030 });
    meta.fail({ times: 1, dropAfterAccept: true });
    for (const client of [api, api, clientOf({ accessToken: 'old-token' })]) {
      const shown = inspect(await errorOf(client.send(PERSON, HELLO, 'a')), { depth: 10 });
      for (const secret of [PHONE, PERSON.userId ?? '', 'test-token', 'old-token', 'مرحباً']) {
        expect(shown).not.toContain(secret);
      }
    }
  });
});

describe('createCloudApi', () => {
  it.each([
    { accessToken: '' },
    { accessToken: 'to ken' },
    { accessToken: 'token\n' },
    { url: 'graph.facebook.com' },
    { url: '' },
    { url: 'file:///etc' },
  ])('refuses a setting no request can be made with: %j', (changes) => {
    expect(() => clientOf(changes)).toThrow(expect.objectContaining({ code: 'cloud-api-setting' }));
  });
});

describe('markRead', () => {
  it.each([true, false])('marks a message as read, with typing %s', async (typing) => {
    await api.markRead('wamid.IN1', typing);
    expect(meta.reads).toMatchObject([{ messageId: 'wamid.IN1', typing }]);
    expect(meta.problems).toEqual([]);
  });

  it('tells a failure', async () => {
    meta.fail({ kind: 'read', times: 1, status: 500, code: 2 });
    expect(await errorOf(api.markRead('wamid.IN1', true))).toMatchObject({ code: 2 });
  });
});
