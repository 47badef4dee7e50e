/** Writes the results of commands to standard output and everything else to standard error. */
import { DalilError, errorCode } from '../errors.ts';

// Whoever reads the first lines only (`dalil ask … | head -1`) closes the pipe; that is no error.
process.stdout.on('error', (error) => {
  if (errorCode(error) !== 'EPIPE') throw error;
  process.exit(0);
});

/** A line of the result. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A line beside the result: progress, problems, hints. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what went wrong and what to do next; the stack only where the error is not one of ours. */
export function sayError(error: unknown): void {
  if (error instanceof DalilError) {
    note(`${error.message}\n${error.hint}`);
    return;
  }
  note(`Something unexpected went wrong (${errorCode(error)}).`);
  if (error instanceof Error) note(error.stack ?? error.message);
}
