/** The status callbacks of the stand-in, which other tests build on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CloudApiStandIn, startCloudApi } from '../../fixtures/whatsapp/cloud-api.ts';
import { sign } from '../../fixtures/whatsapp/webhook.ts';
import { type ClientMaker, clientMaker, HELLO, PERSON, startServer, stopServers } from './cloud-api-helpers.ts';

let meta: CloudApiStandIn;
let clientOf: ClientMaker;

beforeEach(async () => {
  meta = await startCloudApi({ callbackRetryMilliseconds: 1 });
  clientOf = clientMaker(meta);
});
afterEach(async () => {
  await meta.close();
  await stopServers();
});

describe('the statuses of the stand-in', () => {
  it('come signed, with what was sent along, until they are answered with 200', async () => {
    const refusals = [503, 401];
    const bodies: string[] = [];
    const areSigned: boolean[] = [];
    const bot = await startServer((_, response, posted, headers) => {
      bodies.push(posted);
      areSigned.push(headers['x-hub-signature-256'] === sign(posted, 'app-secret'));
      response.writeHead(refusals.pop() ?? 200).end();
    });
    meta.webhook = { url: bot.url, appSecret: 'app-secret' };
    const { id } = await clientOf().send(PERSON, HELLO, 'outbox-é');
    await meta.settled();
    expect(meta.told).toEqual([
      { id, status: 'sent' },
      { id, status: 'delivered' },
    ]);
    expect(areSigned).toEqual([true, true, true, true]);
    for (const body of bodies) expect(body).toContain('"biz_opaque_callback_data":"outbox-\\u00e9"');
    meta.failLater({ times: 1, code: 131026 });
    await clientOf().send(PERSON, HELLO, 'outbox-2');
    await meta.settled();
    expect(bodies.at(-1)).toContain('"code":131026');
    expect(meta.told.at(-1)).toMatchObject({ status: 'failed' });
  });
});
