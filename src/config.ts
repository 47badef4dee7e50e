/** The settings, read once from the environment: each with its meaning, an example and a default. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DalilError } from './errors.ts';
import { settings } from './settings.ts';

/** The folder that holds package.json: relative settings and shipped files are found from here, wherever one stands. */
export const PROJECT_DIR = path.resolve(import.meta.dirname, '..');

/** Where quizzes are written. */
export const QUIZZES_DIR = path.join(PROJECT_DIR, 'dialogs', 'quizzes');

type Settings = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> };

/** The settings, checked; folders are absolute. */
export type Config = Settings;

/** Name, meaning and example of every setting, for `.env.example` and `dalil doctor`. */
export function describeSettings(): { name: string; meaning: string; example: string }[] {
  return Object.entries(settings).map(([name, { meaning, example }]) => ({ name, meaning, example }));
}

/** Reads settings from an environment. Throws `settings-invalid` naming every bad one, what is wrong and an example. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty value in an .env file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const schema = z.object(
    Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.schema])),
  );
  const checked = schema.safeParse(given);
  if (!checked.success) {
    const problems = checked.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const example = name in settings ? settings[name as keyof typeof settings].example : '';
      return `${name}: ${issue.message}. Example: ${example}`;
    });
    throw new DalilError({
      code: 'settings-invalid',
      message: `${problems.length === 1 ? 'A setting is' : 'Some settings are'} not valid.\n  ${problems.join('\n  ')}`,
      hint: 'Correct the environment or the .env file; .env.example explains every setting.',
    });
  }
  const config = checked.data as Settings;
  return {
    ...config,
    DATA_DIR: path.resolve(PROJECT_DIR, config.DATA_DIR),
    KNOWLEDGE_DIR: path.resolve(PROJECT_DIR, config.KNOWLEDGE_DIR),
    FOCAL_POINTS_FILE: path.resolve(PROJECT_DIR, config.FOCAL_POINTS_FILE),
  };
}

/** Reads the settings of this process: the .env file of the project, then the environment, which wins. */
export function loadConfig(): Config {
  const file = path.join(PROJECT_DIR, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return parseConfig(process.env);
}
