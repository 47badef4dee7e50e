/** Reads `dialogs/focal-points.yaml`: where questions for a person go, and how long they may wait. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES } from '../contracts/language.ts';
import { COUNTRIES } from '../contracts/passage.ts';
import { DalilError, errorCode } from '../errors.ts';

const word = z.string().trim().min(1);

const placeSchema = z.strictObject({
  name: word,
  /** Name of a channel in the registry. */
  channel: word,
  /** The platform's id of the conversation. */
  conversation: word,
  /** The language its people read. */
  language: z.enum(LANGUAGES),
  /** Empty: every country. */
  countries: z.array(z.enum(COUNTRIES)).default([]),
  /** Empty: every language. */
  languages: z.array(z.enum(LANGUAGES)).default([]),
});

/** `places:` with nothing behind it is an empty list to whoever edits the file. */
const places = z
  .preprocess((value) => value ?? [], z.array(placeSchema))
  .superRefine((list, context) => {
    const names = list.map(({ name }) => name);
    names.forEach((name, at) => {
      if (names.indexOf(name) === at) return;
      context.addIssue({ code: 'custom', path: [at, 'name'], message: `"${name}" is the name of another place too` });
    });
  });

const settingsSchema = z.strictObject({
  remindAfterHours: z.number().positive().default(4),
  draftExpiresAfterDays: z.number().int().positive().default(180),
  places,
});

/** A conversation of focal points. */
export type Place = z.infer<typeof placeSchema>;

/** Where questions for a person go; times in hours and days. */
export type FocalPoints = z.infer<typeof settingsSchema>;

/** Where a problem stands, as whoever edits the file counts: `place 1, language`. */
function nameOf(path: readonly PropertyKey[]): string {
  const [first, at, ...rest] = path;
  if (first === undefined) return 'the file';
  if (first !== 'places' || typeof at !== 'number') return path.map(String).join('.');
  return [`place ${at + 1}`, ...rest.map(String)].join(', ');
}

/**
 * Reads the places. A file that does not exist means that there are none.
 * @throws DalilError `focal-points-invalid`, naming the file, what is wrong and what to do.
 */
export async function loadPlaces(file: string): Promise<FocalPoints> {
  let raw: unknown;
  try {
    raw = parse(await readFile(file, 'utf8'));
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return settingsSchema.parse({});
    throw new DalilError({
      code: 'focal-points-invalid',
      message: `The focal points in ${file} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check that the file is valid YAML: the same indentation for every line of a place, ids inside quotes.',
      cause,
    });
  }
  const result = settingsSchema.safeParse(raw ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${nameOf(issue.path)}: ${issue.message}`);
  throw new DalilError({
    code: 'focal-points-invalid',
    message: `The focal points in ${file} cannot be used. ${problems.slice(0, 5).join(' | ')}`,
    hint: 'Correct what is named; the example at the top of the file shows the form of a place.',
    cause: result.error,
  });
}
