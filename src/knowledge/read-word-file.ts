/** Reads one of the YAML files of the knowledge folder that hold the field's words. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import { DalilError } from '../errors.ts';

/** The content of a file as the schema describes it. Throws `lexicon-unreadable`. */
export async function readWordFile<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new DalilError({
      code: 'lexicon-unreadable',
      message: `The words in ${file} cannot be read: ${cause instanceof Error ? cause.message.split('\n')[0] : 'unknown reason'}.`,
      hint: 'Correct the file; knowledge/README.md shows its form.',
      cause,
    });
  }
}
