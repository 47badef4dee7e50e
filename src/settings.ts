/** The table of settings: how each is checked, what it means, and an example a person can copy. */
import { z } from 'zod';
import { EMBEDDERS, VECTOR_INDEXES } from './registry.ts';

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

/** Texts with commas between, without blanks. */
function listOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** One telephone number as people write it, country code first; becomes its digits. https://www.itu.int/rec/T-REC-E.164 */
function phoneNumber() {
  return z
    .string()
    .transform((value) => value.replaceAll(/[ ()+-]/gu, ''))
    .refine((digits) => /^[1-9]\d{6,14}$/u.test(digits), { error: 'must be a number with its country code' });
}

/** People on WhatsApp: numbers become their digits, user ids stay. */
function phoneNumbers() {
  return z
    .string()
    .refine((value) => listOf(value).every((part) => /^(?:\+?[\d ]{6,20}|[A-Z]{2}\.[A-Za-z0-9.]+)$/u.test(part)), {
      error: 'must be numbers with country code, or user ids, with commas between',
    })
    .transform((value) => listOf(value).map((part) => (/^[A-Z]/u.test(part) ? part : part.replaceAll(/\D/gu, ''))))
    .prefault('');
}

/** Who holds a role: Entra object ids, and `group:<id>` for the members of a team, with commas between. */
function roleHolders() {
  return z
    .string()
    .refine((value) => listOf(value).every((part) => /^(?:group:)?[0-9a-f-]{36}$/iu.test(part)), {
      error: 'must be object ids, or group:<object id>, with commas between',
    })
    .transform(listOf)
    .prefault('');
}

/** One setting: how it is checked, what it means, and an example a person can copy. */
interface Setting {
  schema: z.ZodType;
  meaning: string;
  example: string;
}

/** Every setting, in the order of `.env.example`. */
export const settings = {
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
  OPERATOR: {
    schema: z.string().min(2).max(100).optional(),
    meaning: 'Who runs Dalil, as people know them; said to whoever writes for the first time.',
    example: 'OPERATOR=the regional protection programme',
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
  WHATSAPP_ACCESS_TOKEN: {
    schema: z.string().min(1).optional(),
    meaning: 'The system user’s token for Meta’s Cloud API; with the next three it turns WhatsApp on.',
    example: 'WHATSAPP_ACCESS_TOKEN=…',
  },
  WHATSAPP_APP_SECRET: {
    schema: z.string().min(1).optional(),
    meaning: 'The secret of the Meta app: it signs every webhook.',
    example: 'WHATSAPP_APP_SECRET=…',
  },
  WHATSAPP_VERIFY_TOKEN: {
    schema: z.string().min(8, { error: 'must have at least 8 characters' }).optional(),
    meaning: 'A word of your own that Meta shows when the webhook is set up.',
    example: 'WHATSAPP_VERIFY_TOKEN=a-long-word-of-your-own',
  },
  WHATSAPP_PHONE_NUMBER_ID: {
    schema: z
      .string()
      .regex(/^\d+$/, { error: 'must be the id of the number: digits only, and not the number' })
      .optional(),
    meaning: 'Meta’s id of the number Dalil writes from.',
    example: 'WHATSAPP_PHONE_NUMBER_ID=106540352242922',
  },
  WHATSAPP_NUMBER: {
    schema: phoneNumber().optional(),
    meaning: 'The number itself, with country code: links and QR codes that open a chat with Dalil need it.',
    example: 'WHATSAPP_NUMBER=+21671123456',
  },
  WHATSAPP_GRAPH_URL: {
    schema: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com'),
    meaning: 'Where the Cloud API is; another address only for tests.',
    example: 'WHATSAPP_GRAPH_URL=https://graph.facebook.com',
  },
  WHATSAPP_GRAPH_VERSION: {
    schema: z
      .string()
      .regex(/^v\d+\.\d+$/, { error: 'must look like v25.0' })
      .default('v25.0'),
    meaning: 'The version of the Cloud API.',
    example: 'WHATSAPP_GRAPH_VERSION=v25.0',
  },
  WHATSAPP_ADMINS: {
    schema: phoneNumbers(),
    meaning: 'Who may send documents on WhatsApp: numbers with country code, or business-scoped user ids, with commas.',
    example: 'WHATSAPP_ADMINS=+21698123456,TN.13491208655302741918',
  },
  WHATSAPP_TEMPLATE_WAITING: {
    schema: z
      .string()
      .regex(/^[a-z0-9_]{1,512}$/, { error: 'must be the name of a template: small letters, digits and _' })
      .optional(),
    meaning: 'An approved template without variables that says that an answer waits; sent when 24 hours are over.',
    example: 'WHATSAPP_TEMPLATE_WAITING=dalil_answer_waiting',
  },
  WHATSAPP_MESSAGES_PER_SECOND: {
    schema: wholeNumber(1, 1_000, 60),
    meaning: 'How many messages are sent in a second at most; Meta allows 80 a number, in and out together.',
    example: 'WHATSAPP_MESSAGES_PER_SECOND=60',
  },
  LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS).default('info'),
    meaning: 'How much is logged to standard error.',
    example: 'LOG_LEVEL=info',
  },
} as const satisfies Record<string, Setting>;
