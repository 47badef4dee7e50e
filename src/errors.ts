/** The one error class of Dalil: who could not do what, and what to do next. */

/** What an error carries. `message` and `hint` are for a person; neither holds personal data. */
export interface DalilErrorDetails {
  /** Stable, lower-case, hyphenated: what logs and tests look for. */
  code: string;
  /** What happened, in one sentence. */
  message: string;
  /** What to do next, in one sentence. */
  hint: string;
  cause?: unknown;
}

/** An error that a person can act on. */
export class DalilError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(details: DalilErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DalilError';
    this.code = details.code;
    this.hint = details.hint;
  }
}

/** The code of an error: ours, the system's (`ENOENT` …), or `unexpected`. */
export function errorCode(error: unknown): string {
  if (error instanceof DalilError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'unexpected';
}
