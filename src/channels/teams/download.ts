/** Fetches a file a person sent in a one-to-one chat, with limits; the address comes from the message, so it is checked. */
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { DalilError } from '../../errors.ts';
import { isLoopback } from '../../loopback.ts';
import { FILE_DOWNLOAD } from './parse.ts';

/** A larger file is a mistake, not a programme document; the same limit as for adding one. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
const DOWNLOAD_MILLISECONDS = 20_000;
/** Where Teams keeps the files of one-to-one chats. https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges */
const FILE_HOSTS = [
  '.sharepoint.com',
  '.sharepoint.us',
  '.sharepoint-mil.us',
  '.sharepoint.cn',
  '.svc.ms',
  '.1drv.com',
];

const fileShape = z.looseObject({
  contentType: z.literal(FILE_DOWNLOAD),
  name: z.string().min(1).max(255),
  content: z.looseObject({ downloadUrl: z.url(), fileType: z.string().optional() }),
});

/** A file as a message names it. */
export interface SentFile {
  name: string;
  url: string;
}

/** The first file of a message, or undefined. */
export function sentFile(activity: Activity): SentFile | undefined {
  for (const attachment of activity.attachments ?? []) {
    const file = fileShape.safeParse(attachment);
    if (file.success) return { name: file.data.name, url: file.data.content.downloadUrl };
  }
  return undefined;
}

function refusal(code: string, message: string, hint: string, cause?: unknown): DalilError {
  return new DalilError({ code, message, hint, cause });
}

/**
 * Fetches the file. `local` allows this machine as a source, for test clients.
 * Rejects with `file-refused` (unknown host), `file-too-large` or `file-not-fetched`.
 */
export async function downloadFile({ url }: SentFile, { local }: { local: boolean }): Promise<Uint8Array> {
  const { protocol, hostname } = new URL(url);
  const known = protocol === 'https:' && FILE_HOSTS.some((host) => hostname.endsWith(host));
  if (!known && !(local && isLoopback(hostname))) {
    throw refusal('file-refused', 'The file is not kept where Teams keeps files.', 'Send it again in the chat.');
  }
  let response: Response;
  try {
    // A redirect could lead anywhere, this network included.
    response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(DOWNLOAD_MILLISECONDS) });
  } catch (cause) {
    throw refusal('file-not-fetched', 'The file could not be fetched.', 'Send it again in a moment.', cause);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw refusal('file-not-fetched', `The file could not be fetched (${response.status}).`, 'Send it again.');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) {
      throw refusal(
        'file-too-large',
        `The file is over ${MAX_FILE_BYTES} bytes.`,
        'Split it, or add it on the server.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
