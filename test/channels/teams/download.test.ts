/** Files of one-to-one chats: only from where Teams keeps them, only so large, and never by way of a redirect. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadFile, MAX_FILE_BYTES, sentFile } from '../../../src/channels/teams/download.ts';
import { sdkActivity } from '../../fixtures/teams/activities.ts';

let server: http.Server;
let url: string;
beforeAll(async () => {
  server = http.createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
    else if (request.url === '/missing') response.writeHead(404).end('no');
    else if (request.url === '/large') response.end(Buffer.alloc(MAX_FILE_BYTES + 1));
    else response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('downloadFile', () => {
  const fetchLocal = (path: string) => downloadFile({ name: 'x.md', url: `${url}${path}` }, { local: true });

  it('gives the bytes', async () => {
    expect(Buffer.from(await fetchLocal('/file')).toString()).toBe('hello');
  });

  it.each([
    ['/moved', 'file-not-fetched'],
    ['/missing', 'file-not-fetched'],
    ['/large', 'file-too-large'],
  ])('refuses %s', async (path, code) => {
    await expect(fetchLocal(path)).rejects.toMatchObject({ code });
  });

  it.each([
    'http://example.sharepoint.com/file',
    'https://sharepoint.com.example.org/file',
    'https://example-sharepoint.com/file',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
  ])('does not even ask %s', async (address) => {
    await expect(downloadFile({ name: 'x', url: address }, { local: true })).rejects.toMatchObject({
      code: 'file-refused',
    });
  });

  it('does not ask this machine for Teams', async () => {
    await expect(downloadFile({ name: 'x', url: `${url}/file` }, { local: false })).rejects.toMatchObject({
      code: 'file-refused',
    });
  });
});

it('finds the file of a message', () => {
  expect(sentFile(sdkActivity('personal-file'))).toEqual({
    name: 'report.md',
    url: expect.stringContaining('https://example.sharepoint.com/'),
  });
  expect(sentFile(sdkActivity('personal-picture'))).toBeUndefined();
});
