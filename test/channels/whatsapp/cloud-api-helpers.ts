/** What the tests of the Cloud API client share: a person, a message, a client of the stand-in, and servers that misbehave. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type CloudApi,
  CloudApiError,
  type CloudApiOptions,
  createCloudApi,
} from '../../../src/channels/whatsapp/cloud-api.ts';
import type { Addressee, OutgoingBody } from '../../../src/channels/whatsapp/types.ts';
import type { CloudApiStandIn } from '../../fixtures/whatsapp/cloud-api.ts';

export const PHONE = '212600000001';
export const PERSON: Addressee = { phone: PHONE, userId: 'MA.1349120865530274' };
export const HELLO: OutgoingBody = { type: 'text', text: { body: 'مرحباً [1] é', preview_url: false } };

/** Makes a client of the stand-in, with settings of its own. */
export type ClientMaker = (changes?: Partial<CloudApiOptions>) => CloudApi;

/** The maker of clients of one stand-in. */
export function clientMaker({ url, phoneNumberId, accessToken }: CloudApiStandIn): ClientMaker {
  return (changes = {}) => createCloudApi({ url, version: 'v25.0', phoneNumberId, accessToken, ...changes });
}

type Handler = (path: string, response: http.ServerResponse, posted: string, headers: http.IncomingHttpHeaders) => void;

/** Servers of one test. */
const servers: http.Server[] = [];

/** A server of one test that answers anything; `cut` resolves when a client leaves before the end. */
export async function startServer(handle: Handler): Promise<{ url: string; paths: string[]; cut: Promise<void> }> {
  const paths: string[] = [];
  const { promise: cut, resolve: noteCut } = Promise.withResolvers<void>();
  const server = http.createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) noteCut();
    });
    text(request).then(
      (posted) => {
        paths.push(request.url ?? '');
        handle(request.url ?? '', response, posted, request.headers);
      },
      () => response.destroy(),
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths, cut };
}

/** Stops the servers of a test. */
export async function stopServers(): Promise<void> {
  await Promise.all(servers.splice(0).map(stop));
}

async function stop(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** The error a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<CloudApiError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CloudApiError) return error;
  throw new Error('The call did not end with a CloudApiError', { cause: error });
}
