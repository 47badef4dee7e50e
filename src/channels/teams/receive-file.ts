/** A file an admin sends in a one-to-one chat, fetched; everybody else's files are not even looked at. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Logger } from '../../contracts/logger.ts';
import type { Envelope, Incoming } from '../../contracts/message.ts';
import { errorCode } from '../../errors.ts';
import { downloadFile, sentFile } from './download.ts';

/** The file of a message as an `Incoming`; undefined when there is none, or it is not for Dalil to read. */
export async function receiveFile(
  activity: Activity,
  envelope: Envelope,
  { local, log }: { local: boolean; log: Logger },
): Promise<Incoming | undefined> {
  if (activity.type !== ActivityTypes.Message) return undefined;
  const file = sentFile(activity);
  if (file === undefined || envelope.scope !== 'personal' || !envelope.roles.includes('admin')) return undefined;
  try {
    return { ...envelope, kind: 'file', name: file.name, contentType: '', bytes: await downloadFile(file, { local }) };
  } catch (error) {
    const code = errorCode(error);
    log.warn({ channel: 'teams', code, err: error }, 'A file that was sent could not be fetched');
    return {
      ...envelope,
      kind: 'unsupported',
      reason: code === 'file-too-large' ? 'file-too-large' : 'file-not-fetched',
    };
  }
}
