/** `dalil doctor`: what is configured, what works, what is missing, and what to do about it. */
import { access, constants, mkdir } from 'node:fs/promises';
import { createKnowledgeBackends, openStore } from '../app.ts';
import type { Config } from '../config.ts';
import { DalilError, errorCode } from '../errors.ts';
import { openBestVersion } from '../knowledge/open-version.ts';
import { readPointer } from '../knowledge/versions.ts';
import { isLoopback } from '../loopback.ts';
import { say } from './say.ts';

/** One line of the report. */
interface Finding {
  state: 'ok' | 'off' | 'problem';
  text: string;
  hint?: string;
}

const SIGNS: Record<Finding['state'], string> = { ok: '  ok     ', off: '  off    ', problem: '! problem' };

function fromError(what: string, error: unknown): Finding {
  if (error instanceof DalilError) return { state: 'problem', text: `${what}: ${error.message}`, hint: error.hint };
  return { state: 'problem', text: `${what}: ${errorCode(error)}`, hint: 'Check the setting and the permissions.' };
}

async function dataFolder(config: Config): Promise<Finding> {
  try {
    await mkdir(config.DATA_DIR, { recursive: true });
    await access(config.DATA_DIR, constants.W_OK);
    return { state: 'ok', text: `data folder ${config.DATA_DIR}` };
  } catch (error) {
    return fromError(`data folder ${config.DATA_DIR}`, error);
  }
}

async function knowledge(config: Config): Promise<Finding[]> {
  try {
    const live = await readPointer(config.DATA_DIR);
    const { index, unreadable } = await openBestVersion(config.DATA_DIR, await createKnowledgeBackends(config));
    const damaged = unreadable.map(({ version, error }) => fromError(`index version ${version}`, error));
    if (index)
      return [...damaged, { state: 'ok', text: `index ${index.version}, ${index.passagesById.size} passages` }];
    if (live || damaged.length > 0) {
      return [
        ...damaged,
        { state: 'problem', text: 'no index version can be read', hint: 'Run `dalil knowledge refresh`.' },
      ];
    }
    return [
      {
        state: 'off',
        text: 'no index yet',
        hint: 'Run `npm start` or `dalil knowledge refresh`; it is built from the documents.',
      },
    ];
  } catch (error) {
    return [fromError('index', error)];
  }
}

async function database(config: Config): Promise<Finding> {
  const name = config.DATABASE_URL === undefined ? 'SQLite in the data folder' : 'PostgreSQL';
  try {
    const store = await openStore(config);
    try {
      await store.ping();
    } finally {
      await store.close();
    }
    return { state: 'ok', text: `database: ${name}` };
  } catch (error) {
    return fromError(`database: ${name}`, error);
  }
}

function channels(config: Config): Finding[] {
  const registered = config.MICROSOFT_APP_ID !== undefined;
  return [
    config.WEB_CHAT === 'local' && isLoopback(config.HOST)
      ? { state: 'ok', text: `chat page on http://localhost:${config.PORT}/` }
      : { state: 'off', text: 'chat page', hint: 'Set WEB_CHAT=local and HOST=127.0.0.1 to serve it to this machine.' },
    registered
      ? { state: 'ok', text: 'Teams: a bot registration is set' }
      : {
          state: 'off',
          text: 'Teams: no bot registration',
          hint: 'Set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID; the README tells how to get them.',
        },
    config.HELP_CONTACT === undefined
      ? {
          state: 'off',
          text: 'no contact is shown to people who need a person',
          hint: 'Set HELP_CONTACT to your focal point.',
        }
      : { state: 'ok', text: 'a contact is shown to people who need a person' },
  ];
}

/** Prints the report; the exit status is 1 when there is a problem. */
export async function runDoctor(config: Config): Promise<void> {
  const findings: Finding[] = [
    { state: 'ok', text: `Node ${process.versions.node}` },
    await dataFolder(config),
    ...(await knowledge(config)),
    await database(config),
    ...channels(config),
  ];
  for (const { state, text, hint } of findings) {
    say(`${SIGNS[state]}  ${text}`);
    if (hint !== undefined) say(`             ${hint}`);
  }
  if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
}
