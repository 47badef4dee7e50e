/** Reads the safety rules that protection staff edit, and says plainly what is wrong with a file that cannot be used. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { DalilError } from '../errors.ts';
import type { LiveCaseRules } from './live-case-rules.ts';
import { liveCaseRulesSchema } from './live-case-rules.ts';
import type { PersonalDataRules } from './personal-data-rules.ts';
import { personalDataRulesSchema } from './personal-data-rules.ts';

/**
 * Loads `personal-data.yaml` and `live-case.yaml` from a folder.
 * @throws DalilError `safety-rules-invalid`, naming the file, the rule and what to do. The bot must not run without its rules.
 */
export async function loadSafetyRules(
  folder: string,
): Promise<{ personalData: PersonalDataRules; liveCase: LiveCaseRules }> {
  const [personalData, liveCase] = await Promise.all([
    loadRules(join(folder, 'personal-data.yaml'), personalDataRulesSchema),
    loadRules(join(folder, 'live-case.yaml'), liveCaseRulesSchema),
  ]);
  return { personalData, liveCase };
}

async function loadRules<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema>> {
  let raw: unknown;
  try {
    raw = parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new DalilError({
      code: 'safety-rules-invalid',
      message: `The safety rules in ${file} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check that the file exists and is valid YAML: same indentation for items of one list, text with ":" or "#" inside quotes.',
      cause,
    });
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${nameOf(raw, issue.path)}: ${issue.message}`);
  throw new DalilError({
    code: 'safety-rules-invalid',
    message: `The safety rules in ${file} cannot be used. ${problems.slice(0, 5).join(' | ')}`,
    hint: 'Correct the named rule, or put back the last version of the file that worked. The other rules of the file show the form to follow.',
    cause: result.error,
  });
}

/** Turns a place such as rules.3.cues.2 into `rule "passport" (cues.2)`: staff know their rules by id, not by count. */
function nameOf(raw: unknown, path: PropertyKey[]): string {
  let here: unknown = raw;
  let name = '';
  let rest: PropertyKey[] = path;
  path.forEach((key, depth) => {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined;
    const id: unknown = typeof here === 'object' && here !== null && 'id' in here ? here.id : undefined;
    if (typeof id !== 'string') return;
    name = `rule "${id}"`;
    rest = path.slice(depth + 1);
  });
  const place = rest.map(String).join('.');
  if (name === '') return place === '' ? 'the file' : place;
  return place === '' ? name : `${name} (${place})`;
}
