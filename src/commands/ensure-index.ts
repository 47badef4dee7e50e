/** Builds the index where there is none that can be read, so that a command works on a fresh machine. */

import type { Config } from '../config.ts';
import type { Conversations } from '../conversations.ts';
import { refreshInWorker } from '../refresh-in-worker.ts';
import { createProgressView } from './progress.ts';
import { note } from './say.ts';

/** Builds and opens an index unless the conversations hold one. */
export async function ensureIndex(config: Config, conversations: Conversations): Promise<void> {
  if (conversations.index.current()) return;
  note('Reading the documents for the first time …');
  const view = createProgressView(process.stderr, process.stderr.isTTY);
  try {
    await refreshInWorker(config, (progress) => view.show(progress));
  } finally {
    view.stop();
  }
  await conversations.index.look();
}
