/** Files people send, fetched from the stand-in: whole, no larger than allowed, and with the token nowhere else. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudApi } from '../../../src/channels/whatsapp/cloud-api.ts';
import { type CloudApiStandIn, startCloudApi } from '../../fixtures/whatsapp/cloud-api.ts';
import { type ClientMaker, clientMaker, errorOf, startServer, stopServers } from './cloud-api-helpers.ts';

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

describe('download', () => {
  const bytes = Buffer.from('%PDF of a document');
  const base64 = createHash('sha256').update(bytes).digest('base64');

  it.each([
    {},
    { sha256: base64 },
    { sha256: undefined },
    { file_size: String(bytes.length) },
    { file_size: 'unknown' },
  ])('fetches a file with its type, whatever is said about it: %j', async (changes) => {
    meta.addMedia('901', bytes, 'application/pdf', changes);
    const file = await api.download('901', bytes.length);
    expect(file.mimeType).toBe('application/pdf');
    expect(Buffer.from(file.bytes).equals(bytes)).toBe(true);
  });

  it.each([{}, { file_size: 1 }, { file_size: undefined }])('refuses a file over the limit: %j', async (changes) => {
    meta.addMedia('901', bytes, 'application/pdf', changes);
    await expect(api.download('901', bytes.length - 1)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('fetches nothing that is said to be over the limit', async () => {
    meta.addMedia('901', bytes, 'application/pdf', { file_size: 1001 });
    await expect(api.download('901', 1000)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('stops reading at the limit, whatever size was said', async () => {
    const about = (url: string) => JSON.stringify({ url: `${url}/file`, mime_type: 'text/plain', file_size: 1 });
    const server = await startServer((path, response) => {
      if (path !== '/file') return void response.end(about(server.url));
      const more = () => {
        while (response.write(Buffer.alloc(4096)));
      };
      response.on('drain', more);
      more();
    });
    const error = clientOf({ url: server.url }).download('901', 10_000);
    await expect(error).rejects.toMatchObject({ code: 'file-too-large' });
    await server.cut;
  });

  it('does not take a file that arrived changed', async () => {
    const sha256 = createHash('sha256').update('another').digest('hex');
    meta.addMedia('901', bytes, 'application/pdf', { sha256 });
    await errorOf(api.download('901', 1000));
  });

  it.each([{ kind: 'media' }, { kind: 'file' }] as const)(
    'tells a failure of the request for the $kind',
    async (which) => {
      meta.addMedia('901', bytes, 'application/pdf');
      meta.fail({ ...which, times: 1, status: 502 });
      expect(await errorOf(api.download('901', 1000))).toMatchObject({ status: 502 });
      expect((await api.download('901', 1000)).bytes).toHaveLength(bytes.length);
    },
  );

  it('tells an id Meta does not know', async () => {
    expect(await errorOf(api.download('902', 1000))).toMatchObject({ status: 400, code: 100 });
  });

  it('takes the token nowhere without encryption', async () => {
    const elsewhere = await startServer((_, response) => response.end('x'));
    meta.addMedia('901', bytes, 'application/pdf', { url: `${elsewhere.url}/file` });
    await expect(api.download('901', 1000)).rejects.toMatchObject({ code: 'file-refused' });
    expect(elsewhere.paths).toEqual([]);
  });
});
