/** Logs as JSON lines with code, context and cause. Words of people and secrets never reach it; what slips through is cut. */
import { type DestinationStream, pino } from 'pino';
import type { Logger } from './contracts/logger.ts';
import { errorCode } from './errors.ts';

/** Fields that may carry a person's words, address or a secret, wherever they stand in a log line. */
const SECRET_FIELDS = new Set([
  'text',
  'question',
  'name',
  'phone',
  'email',
  'personId',
  'personName',
  'conversationId',
  'address',
  'authorization',
  'password',
  'token',
  'body',
]);
/** Deeper than this nothing of ours is nested; what is, is not logged. */
const MAX_DEPTH = 6;

/** An error as it may be logged: code, kind and place, but not its message, which may quote a person. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { code: 'unexpected', kind: typeof error };
  // The message opens the stack, and may have several lines: only the places are kept.
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s*at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { code: errorCode(error), kind: error.name, stack, cause };
}

/** A value as it may be logged: errors described, secret fields cut, at any depth. */
function loggable(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return describeError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => loggable(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_FIELDS.has(key) ? '[redacted]' : loggable(item, depth + 1),
    ]),
  );
}

/** The fields of a line as pino takes them. */
function loggableFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => {
      if (SECRET_FIELDS.has(key)) return [key, '[redacted]'];
      return [key, key === 'error' || key === 'err' ? describeError(item) : loggable(item)];
    }),
  );
}

/** A logger that writes to standard error, so that a command's result on standard output stays clean. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: loggableFields },
      // pino's own serializer would log an error's message.
      serializers: { err: (value: unknown) => value, error: (value: unknown) => value },
    },
    destination,
  );
  return logger;
}
