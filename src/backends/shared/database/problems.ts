/** Everything that can be wrong with a database, as the one error a person can act on. */
import { DalilError } from '../../../errors.ts';

const PROBLEMS = {
  address: {
    says: 'is not an address it can use',
    hint: 'Write the address as the configuration describes it, with special characters in a password percent-encoded.',
  },
  unreachable: {
    says: 'does not answer',
    hint: 'Check that the database is running, that the address in the configuration is right and that the network lets Dalil through.',
  },
  refused: {
    says: 'refused the user name or the password',
    hint: 'Correct the user name and the password in the database address of the configuration.',
  },
  missing: {
    says: 'has no database of that name',
    hint: 'Create the database, or correct its name in the database address of the configuration.',
  },
  'not-allowed': {
    says: 'does not let Dalil write',
    hint: 'Give the user Dalil runs as the right to create and write there.',
  },
  'not-openable': {
    says: 'cannot be opened or created',
    hint: 'Check that the path names a file in a folder Dalil may write to, and not a folder.',
  },
  busy: {
    says: 'was kept locked or busy for too long',
    hint: 'Try again; when it stays so, look for another program that holds the database open.',
  },
  damaged: {
    says: 'is damaged or not a database',
    hint: 'Restore it from a backup, or move it away: Dalil then starts with an empty one.',
  },
  full: {
    says: 'has no space left',
    hint: 'Free space on the disk of the database.',
  },
  newer: {
    says: 'was written by a newer version of Dalil',
    hint: 'Run the newer version, or restore the backup made before it was installed.',
  },
  closed: {
    says: 'is closed',
    hint: 'Use the store only between opening and closing it.',
  },
  failed: {
    says: 'reported an error',
    hint: 'Look at the cause of this error in the log.',
  },
} as const;

/** What went wrong; `database-<problem>` is the code of the error. */
export type Problem = keyof typeof PROBLEMS;

/** What the shared queries need to know about an engine to explain its errors. */
export interface Engine {
  /** The database as a person knows it, without user name or password: "PostgreSQL at db.example:5432". */
  where: string;
  /** What an error of this engine means. */
  diagnose(error: unknown): Problem;
}

/** The error for a problem; `task` completes "Dalil could not …". */
export function databaseError(problem: Problem, task: string, where: string, cause?: unknown): DalilError {
  const { says, hint } = PROBLEMS[problem];
  return new DalilError({
    code: `database-${problem}`,
    message: `Dalil could not ${task}: ${where} ${says}.`,
    hint,
    cause,
  });
}

/** Turns whatever was thrown while doing `task` into a DalilError; one that already is stays as it is. */
export function explain(error: unknown, task: string, engine: Engine): DalilError {
  return error instanceof DalilError ? error : databaseError(engine.diagnose(error), task, engine.where, error);
}
