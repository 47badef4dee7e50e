/** Logs as JSON lines with code, context and cause. Words of people and secrets never reach it; what slips through is cut. */
import { type DestinationStream, pino } from 'pino';
import type { Logger } from './contracts/logger.ts';
import { errorCode } from './errors.ts';

/** Fields that may carry a person's words, address or a secret, wherever they stand in a log line. */
const REDACTED_FIELDS = [
  'text',
  'question',
  'name',
  'phone',
  'email',
  'personId',
  'conversationId',
  'authorization',
  'password',
  'token',
  'body',
];

/** An error as it may be logged: code, kind and place, but not its message, which may quote a person. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { code: 'unexpected', kind: typeof error };
  const stack = error.stack
    ?.split('\n')
    .slice(1, 6)
    .map((line) => line.trim());
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { code: errorCode(error), kind: error.name, stack, cause };
}

/** A logger that writes to standard error, so that a command's result on standard output stays clean. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
      serializers: { error: describeError, err: describeError, cause: describeError },
    },
    destination,
  );
  return logger;
}
