/** `dalil chat`: a conversation in the terminal. */

import type { Config } from '../config.ts';
import { isLanguage } from '../contracts/language.ts';
import { createConversations } from '../conversations.ts';
import { CHANNELS } from '../registry.ts';
import { ensureIndex } from './ensure-index.ts';
import { createQuietLog } from './quiet-log.ts';

/** Reads lines until the person leaves. */
export async function runChat(config: Config): Promise<void> {
  const conversations = await createConversations(config, createQuietLog(config));
  try {
    await ensureIndex(config, conversations);
    const system = new Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2);
    const terminal = await CHANNELS.terminal(conversations.dependencies, {
      input: process.stdin,
      output: process.stdout,
      interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
      language: isLanguage(system) ? system : 'en',
    });
    await terminal.run();
    await terminal.close();
  } finally {
    await conversations.close();
  }
}
