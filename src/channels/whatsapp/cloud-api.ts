/**
 * The client of Meta's Cloud API: sends a message, marks one as read, fetches a file. Each call is one request and is not
 * repeated here, because what to do after an error depends on the error.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DalilError } from '../../errors.ts';
import { CloudApiError, failureOf, parseJson, refusalOf } from './cloud-api-refusal.ts';
import type { Addressee, OutgoingBody } from './types.ts';

export { CloudApiError };

/** A request that takes longer is given up, in milliseconds. */
const REQUEST_MILLISECONDS = 20_000;
/** Most characters of what comes back with the status of a message. */
export const MAX_DATA = 512;

/** Where the Cloud API is, and who calls it. */
export interface CloudApiOptions {
  /** `https://graph.facebook.com`, or a stand-in. */
  url: string;
  /** Version of the Graph API: `v25.0`. */
  version: string;
  phoneNumberId: string;
  accessToken: string;
  timeoutMilliseconds?: number;
}

/** A file a person sent. */
export interface DownloadedFile {
  bytes: Uint8Array;
  mimeType: string;
}

/** Calls of the Cloud API. Every method rejects with a `CloudApiError` when the call fails. */
export interface CloudApi {
  /**
   * Sends a message; resolves with Meta's id of it, which means accepted, not delivered. `data` (at most 512 characters)
   * comes back with each status of the message.
   */
  send(to: Addressee, body: OutgoingBody, data: string): Promise<{ id: string }>;
  /** Marks a message and those before it as read; with `typing` the person also sees that an answer is being written. */
  markRead(messageId: string, typing: boolean): Promise<void>;
  /**
   * Fetches a file by its id. Rejects also with a `DalilError`: `file-too-large` (over `maxBytes`) or `file-refused`
   * (kept at an address the token must not go to).
   */
  download(mediaId: string, maxBytes: number): Promise<DownloadedFile>;
}

const sentShape = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1) });
const mediaShape = z.looseObject({
  url: z.url(),
  mime_type: z.string(),
  sha256: z.string().optional(),
  file_size: z.coerce.number().optional().catch(undefined),
});

/** Makes the client. Throws `cloud-api-setting` for an address or a token no request can be made with. */
export function createCloudApi(options: CloudApiOptions): CloudApi {
  const { version, phoneNumberId, timeoutMilliseconds = REQUEST_MILLISECONDS } = options;
  const authorization = bearer(options.accessToken);
  const base = baseOf(options.url);
  const graphUrl = (...path: string[]) => `${base}/${[version, ...path].map(encodeURIComponent).join('/')}`;

  /** Makes a request and reads its answer with `read`; only a success is read. */
  async function call<T>(url: string, read: (response: Response) => Promise<T>, message?: object): Promise<T> {
    try {
      const response = await fetch(url, {
        method: message === undefined ? 'GET' : 'POST',
        headers: { authorization, ...(message === undefined ? {} : { 'content-type': 'application/json' }) },
        body: message === undefined ? undefined : JSON.stringify(message),
        // A redirect could lead anywhere, and the token with it.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!response.ok) throw refusalOf(response.status, response.headers, parseJson(await response.text()));
      return await read(response);
    } catch (error) {
      if (error instanceof CloudApiError || error instanceof DalilError) throw error;
      throw failureOf(error);
    }
  }

  /** A JSON answer of the shape that was promised. Anything else may come from somebody in between. */
  async function callGraph<T>(url: string, shape: z.ZodType<T>, message?: object): Promise<T> {
    return call(
      url,
      async (response) => {
        const answer = shape.safeParse(parseJson(await response.text()));
        if (!answer.success) throw new CloudApiError({ status: response.status, arrived: 'unknown' });
        return answer.data;
      },
      message,
    );
  }

  return {
    async send(to, body, data) {
      if (data.length > MAX_DATA) throw new RangeError(`What comes back with a status is over ${MAX_DATA} characters.`);
      const answer = await callGraph(graphUrl(phoneNumberId, 'messages'), sentShape, {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...recipientOf(to),
        biz_opaque_callback_data: data,
        ...body,
      });
      return { id: answer.messages[0]?.id ?? '' };
    },

    async markRead(messageId, typing) {
      await callGraph(graphUrl(phoneNumberId, 'messages'), z.looseObject({ success: z.literal(true) }), {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: messageId,
        ...(typing ? { typing_indicator: { type: 'text' } } : {}),
      });
    },

    async download(mediaId, maxBytes) {
      const query = new URLSearchParams({ phone_number_id: phoneNumberId });
      const media = await callGraph(`${graphUrl(mediaId)}?${query}`, mediaShape);
      const { protocol, origin } = new URL(media.url);
      if (protocol !== 'https:' && origin !== new URL(base).origin) {
        throw new DalilError({
          code: 'file-refused',
          message: 'The file is kept at an address without encryption.',
          hint: 'Check the address of the Cloud API in the settings.',
        });
      }
      if ((media.file_size ?? 0) > maxBytes) throw tooLarge(maxBytes);
      const bytes = await call(media.url, (response) => readAtMost(response, maxBytes));
      if (!isWhole(bytes, media.sha256)) throw new CloudApiError({ arrived: 'no', systemCode: 'sha256 differs' });
      return { bytes, mimeType: media.mime_type };
    },
  };
}

/** How a message names whom it goes to; the number wins. https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids */
function recipientOf({ phone, userId }: Addressee): { to: string } | { recipient: string } {
  if (phone !== undefined) return { to: phone };
  if (userId !== undefined) return { recipient: userId };
  throw new RangeError('A message needs a number or a user id to go to.');
}

function bearer(accessToken: string): string {
  // `fetch` would refuse the header with an error that quotes it.
  if (/^[\x21-\x7e]+$/u.test(accessToken)) return `Bearer ${accessToken}`;
  throw badSetting('The access token of the Cloud API is empty or holds characters no token has.');
}

function baseOf(url: string): string {
  if (/^https?:$/u.test(URL.parse(url)?.protocol ?? '')) return url.replace(/\/+$/u, '');
  throw badSetting('The address of the Cloud API is not a web address.');
}

function badSetting(message: string): DalilError {
  return new DalilError({ code: 'cloud-api-setting', message, hint: 'Correct it in the settings.' });
}

function tooLarge(maxBytes: number): DalilError {
  return new DalilError({
    code: 'file-too-large',
    message: `The file is over ${maxBytes} bytes.`,
    hint: 'Split it, or add it on the server.',
  });
}

async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the download.
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Compares with the digest that was given: hex with the address of a file, base64 in a message. Any other form tells nothing. */
function isWhole(bytes: Uint8Array, digest = ''): boolean {
  const own = createHash('sha256').update(bytes).digest();
  if (/^[\da-f]{64}$/iu.test(digest)) return own.toString('hex') === digest.toLowerCase();
  if (/^[\w+/-]{43}=?$/u.test(digest)) return own.equals(Buffer.from(digest, 'base64'));
  return true;
}
