/** The settings: their defaults, what is said about a bad one, and that .env.example tells them all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeSettings, PROJECT_DIR, parseConfig } from '../src/config.ts';
import { DalilError } from '../src/errors.ts';

/** The error for settings that must not be taken. */
function refusal(environment: Record<string, string>): DalilError {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof DalilError) return error;
    throw error;
  }
  throw new Error('these settings were taken');
}

const exampleOf = (name: string) => describeSettings().find((setting) => setting.name === name)?.example;

describe('the settings', () => {
  it('work without any', () => {
    expect(parseConfig({})).toEqual({
      PORT: 3978,
      HOST: '127.0.0.1',
      DATA_DIR: path.join(PROJECT_DIR, 'data'),
      KNOWLEDGE_DIR: path.join(PROJECT_DIR, 'knowledge'),
      FOCAL_POINTS_FILE: path.join(PROJECT_DIR, 'dialogs/focal-points.yaml'),
      EMBEDDER: 'offline',
      VECTOR_INDEX: 'hnswlib',
      MESSAGES_PER_MINUTE: 20,
      WEB_CHAT: 'local',
      ROLE_ADMINS: [],
      ROLE_TRAINERS: [],
      ROLE_FOCAL_POINTS: [],
      WHATSAPP_GRAPH_URL: 'https://graph.facebook.com',
      WHATSAPP_GRAPH_VERSION: 'v25.0',
      WHATSAPP_ADMINS: [],
      WHATSAPP_MESSAGES_PER_SECOND: 60,
      LOG_LEVEL: 'info',
    });
  });

  it('take an empty value as not set', () => {
    const empty = Object.fromEntries(describeSettings().map(({ name }) => [name, '']));
    expect(parseConfig(empty)).toEqual(parseConfig({}));
  });

  it('find relative folders from the project and leave absolute ones', () => {
    const config = parseConfig({ DATA_DIR: 'somewhere/else', KNOWLEDGE_DIR: '/srv/knowledge' });
    expect(config.DATA_DIR).toBe(path.join(PROJECT_DIR, 'somewhere', 'else'));
    expect(config.KNOWLEDGE_DIR).toBe('/srv/knowledge');
  });

  it.each([
    ['https://dalil.example.org', 'https://dalil.example.org'],
    ['https://Dalil.Example.org/', 'https://dalil.example.org'],
    ['https://dalil.example.org:8443', 'https://dalil.example.org:8443'],
  ])('take the public address %s', (given, taken) => {
    expect(parseConfig({ PUBLIC_URL: given }).PUBLIC_URL).toBe(taken);
  });

  it('take object ids and groups, with commas between, as holders of a role', () => {
    const id = 'aaaaaaaa-0000-4000-8000-000000000001';
    expect(parseConfig({ ROLE_ADMINS: `${id}, group:${id} ,` }).ROLE_ADMINS).toEqual([id, `group:${id}`]);
  });

  it('take numbers as people write them, and user ids as they are', () => {
    expect(parseConfig({ WHATSAPP_ADMINS: '+216 98 123 456, TN.134' }).WHATSAPP_ADMINS).toEqual([
      '21698123456',
      'TN.134',
    ]);
  });

  it('take the number of WhatsApp as people write it', () => {
    const number = (written: string) => parseConfig({ WHATSAPP_NUMBER: written }).WHATSAPP_NUMBER;
    expect(['+216 71 123 456', '21671123456', '+1 (555) 010-0199'].map(number)).toEqual([
      '21671123456',
      '21671123456',
      '15550100199',
    ]);
  });

  it('ignore what else stands in the environment', () => {
    expect(parseConfig({ HOME: '/root', PORTS: 'x' })).toEqual(parseConfig({}));
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'http://dalil.example.org'],
    ['PUBLIC_URL', 'dalil.example.org'],
    ['PUBLIC_URL', 'https://dalil.example.org/chat'],
    ['PUBLIC_URL', 'https://dalil.example.org?from=hidden-word'],
    ['PUBLIC_URL', 'https://name:hidden-word@dalil.example.org'],
    ['WHATSAPP_GRAPH_VERSION', '25'],
    ['WHATSAPP_PHONE_NUMBER_ID', '+21698123456'],
    ['WHATSAPP_NUMBER', '071123456'],
    ['WHATSAPP_NUMBER', 'TN.134'],
    ['WHATSAPP_NUMBER', '+216 hidden-word'],
    ['WHATSAPP_ADMINS', 'hidden-word'],
    ['WHATSAPP_VERIFY_TOKEN', 'short'],
    ['ROLE_ADMINS', 'amal@example.org'],
    ['ROLE_TRAINERS', 'group:'],
    ['ROLE_FOCAL_POINTS', 'everybody'],
    ['DATABASE_URL', 'mysql://dalil:hidden-word@localhost/dalil'],
    ['EMBEDDER', 'openai'],
    ['VECTOR_INDEX', 'toString'],
    ['MESSAGES_PER_MINUTE', '0'],
    ['HELP_CONTACT', 'x'],
    ['WEB_CHAT', 'public'],
    ['MICROSOFT_APP_ID', 'dalil'],
    ['MICROSOFT_APP_TENANT_ID', 'dalil'],
    ['LOG_LEVEL', 'loud'],
  ])('say what is wrong with %s=%s, with an example and without the value', (name, value) => {
    const { code, message, hint } = refusal({ [name]: value });
    expect(code).toBe('settings-invalid');
    expect(message).toMatch(new RegExp(`^A setting is not valid\\.\\n {2}${name}: [^\\n]{10,}\\. Example: `));
    expect(message.endsWith(`Example: ${exampleOf(name)}`)).toBe(true);
    expect(message).not.toContain('hidden-word');
    expect(hint).toContain('.env.example');
  });

  it('name every bad one at once', () => {
    const { message } = refusal({ PORT: 'x', WEB_CHAT: 'x', LOG_LEVEL: 'x', HOST: 'localhost' });
    expect(message.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
      'Some settings are not valid.',
      'PORT',
      'WEB_CHAT',
      'LOG_LEVEL',
    ]);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(path.join(PROJECT_DIR, '.env.example'), 'utf8').split('\n');

  it('explains exactly the settings there are, each with its meaning and example', () => {
    const explained = lines.flatMap((line, at) => {
      const [, example, name] = /^#(([A-Z][A-Z_]*)=.*)$/u.exec(line) ?? [];
      return name === undefined ? [] : [{ name, meaning: lines[at - 1]?.replace(/^# /u, ''), example }];
    });
    expect(explained).toEqual(describeSettings());
  });

  it('sets nothing as it is, and is taken when every example is set', () => {
    expect(parseEnv(lines.join('\n'))).toEqual({});
    const set = parseEnv(lines.join('\n').replace(/^#(?=[A-Z])/gmu, ''));
    expect(Object.keys(set).sort()).toEqual(
      describeSettings()
        .map(({ name }) => name)
        .sort(),
    );
    expect(parseConfig(set)).toMatchObject({ PORT: 3978, DATA_DIR: '/var/lib/dalil', HELP_CONTACT: set.HELP_CONTACT });
  });
});
