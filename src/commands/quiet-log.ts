/** The log of a command: only what a person at the command line should see, unless they asked for more. */
import type { Config } from '../config.ts';
import type { Logger } from '../contracts/logger.ts';
import { createLog } from '../log.ts';

/** Warnings and errors; with another level than the default, what that level says. */
export function createQuietLog(config: Config): Logger {
  return createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
}
