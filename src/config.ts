/** The settings, read once from the environment: each with its meaning, an example and a default. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DalilError } from './errors.ts';
import { EMBEDDERS, VECTOR_INDEXES } from './registry.ts';

/** The folder that holds package.json: relative settings and shipped files are found from here, wherever one stands. */
export const PROJECT_DIR = path.resolve(import.meta.dirname, '..');

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

function names<T extends object>(table: T): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
}

/** A whole number written in digits, with a default. */
function wholeNumber(least: number, most: number, otherwise: number) {
  const inRange = (value: string) => /^\d+$/.test(value.trim()) && Number(value) >= least && Number(value) <= most;
  return z
    .string()
    .refine(inRange, { error: `must be a whole number from ${least} to ${most}` })
    .transform(Number)
    .prefault(String(otherwise));
}

/** An https address of a host and nothing else; a slash at its end does not matter. */
function publicAddress() {
  const isHostAlone = (value: string) => {
    if (!URL.canParse(value)) return false;
    const { protocol, origin, href } = new URL(value);
    return protocol === 'https:' && href === `${origin}/`;
  };
  return z
    .string()
    .refine(isHostAlone, { error: 'must be an https address without a path' })
    .transform((value) => new URL(value).origin);
}

/** Who holds a role: Entra object ids, and `group:<id>` for the members of a team, with commas between. */
function roleHolders() {
  const parts = (value: string) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return z
    .string()
    .refine((value) => parts(value).every((part) => /^(?:group:)?[0-9a-f-]{36}$/iu.test(part)), {
      error: 'must be object ids, or group:<object id>, with commas between',
    })
    .transform(parts)
    .prefault('');
}

/** One setting: how it is checked, what it means, and an example a person can copy. */
interface Setting {
  schema: z.ZodType;
  meaning: string;
  example: string;
}

const settings = {
  PORT: {
    schema: wholeNumber(0, 65_535, 3978),
    meaning: 'The port Dalil listens on.',
    example: 'PORT=3978',
  },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    meaning: 'The address Dalil listens on. Other than this machine only with a bot registration.',
    example: 'HOST=127.0.0.1',
  },
  PUBLIC_URL: {
    schema: publicAddress().optional(),
    meaning: 'The address under which Teams and people reach Dalil from elsewhere; the Teams app package needs it.',
    example: 'PUBLIC_URL=https://dalil.example.org',
  },
  DATA_DIR: {
    schema: z.string().min(1).default('data'),
    meaning: 'The folder for everything written at run time; from the project folder when relative.',
    example: 'DATA_DIR=/var/lib/dalil',
  },
  KNOWLEDGE_DIR: {
    schema: z.string().min(1).default('knowledge'),
    meaning: 'The folder with the shipped documents and the field’s words.',
    example: 'KNOWLEDGE_DIR=knowledge',
  },
  FOCAL_POINTS_FILE: {
    schema: z.string().min(1).default('dialogs/focal-points.yaml'),
    meaning: 'The file that says where questions for a person go; the one that comes with Dalil names nobody.',
    example: 'FOCAL_POINTS_FILE=/etc/dalil/focal-points.yaml',
  },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres://' })
      .optional(),
    meaning: 'A PostgreSQL database for sessions and outcomes; without it they are kept in a SQLite file in DATA_DIR.',
    example: 'DATABASE_URL=postgres://dalil:secret@localhost:5432/dalil',
  },
  EMBEDDER: {
    schema: z.enum(names(EMBEDDERS)).default('offline'),
    meaning: 'What turns passages into vectors.',
    example: 'EMBEDDER=offline',
  },
  VECTOR_INDEX: {
    schema: z.enum(names(VECTOR_INDEXES)).default('hnswlib'),
    meaning: 'What keeps the vectors.',
    example: 'VECTOR_INDEX=hnswlib',
  },
  MESSAGES_PER_MINUTE: {
    schema: wholeNumber(1, 10_000, 20),
    meaning: 'How many messages one person may send in a minute.',
    example: 'MESSAGES_PER_MINUTE=20',
  },
  HELP_CONTACT: {
    schema: z.string().min(3).max(300).optional(),
    meaning: 'How to reach a person, shown where Dalil cannot answer and where somebody may be at risk.',
    example: 'HELP_CONTACT=Protection focal point, room 12, protection@example.org',
  },
  WEB_CHAT: {
    schema: z.enum(['local', 'off']).default('local'),
    meaning: 'The chat page on this machine: `local` serves it to this machine only, `off` not at all.',
    example: 'WEB_CHAT=local',
  },
  MICROSOFT_APP_ID: {
    schema: z.guid().optional(),
    meaning: 'The bot’s registration in Azure; needed to listen beyond this machine.',
    example: 'MICROSOFT_APP_ID=00000000-0000-0000-0000-000000000000',
  },
  MICROSOFT_APP_PASSWORD: {
    schema: z.string().min(1).optional(),
    meaning: 'The secret of that registration.',
    example: 'MICROSOFT_APP_PASSWORD=…',
  },
  MICROSOFT_APP_TENANT_ID: {
    schema: z.guid().optional(),
    meaning: 'The tenant of that registration (single-tenant).',
    example: 'MICROSOFT_APP_TENANT_ID=00000000-0000-0000-0000-000000000000',
  },
  ROLE_ADMINS: {
    schema: roleHolders(),
    meaning: 'Who may change what Dalil knows from a chat: Entra object ids, or group:<id of a team Dalil is in>.',
    example: 'ROLE_ADMINS=00000000-0000-0000-0000-000000000000',
  },
  ROLE_TRAINERS: {
    schema: roleHolders(),
    meaning: 'Who runs trainings; written as for admins.',
    example: 'ROLE_TRAINERS=00000000-0000-0000-0000-000000000000,group:00000000-0000-0000-0000-000000000000',
  },
  ROLE_FOCAL_POINTS: {
    schema: roleHolders(),
    meaning: 'Who answers questions that were passed on to a person; written as for admins.',
    example: 'ROLE_FOCAL_POINTS=group:00000000-0000-0000-0000-000000000000',
  },
  LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS).default('info'),
    meaning: 'How much is logged to standard error.',
    example: 'LOG_LEVEL=info',
  },
} as const satisfies Record<string, Setting>;

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
