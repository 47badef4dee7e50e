/** `dalil doctor`: what is configured, what works, what is missing, and what to do about it. */
import { randomUUID } from 'node:crypto';
import { access, constants, mkdir } from 'node:fs/promises';
import { whatsAppSettings } from '../app.ts';
import type { Config } from '../config.ts';
import type { Store } from '../contracts/store.ts';
import { createChannelMemory } from '../conversation/channel-memory.ts';
import { createIdentity } from '../conversation/identity.ts';
import { DalilError, errorCode } from '../errors.ts';
import { loadPlaces } from '../focal-points/load-places.ts';
import { openBestVersion } from '../knowledge/open-version.ts';
import { readPointer } from '../knowledge/versions.ts';
import { createKnowledgeBackends } from '../knowledge-parts.ts';
import { isLoopback } from '../loopback.ts';
import { createSealer } from '../safety/sealed-text.ts';
import { identitySecret, openStore } from '../state.ts';
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

async function database(config: Config): Promise<Finding[]> {
  const name = config.DATABASE_URL === undefined ? 'SQLite in the data folder' : 'PostgreSQL';
  try {
    const store = await openStore(config);
    try {
      await store.ping();
      return [
        { state: 'ok', text: `database: ${name}` },
        ...(await focalPoints(config, store)),
        ...(await queues(store)),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [fromError(`database: ${name}`, error)];
  }
}

/** Where questions for a person go, which of those places can be written to, and which conversations could be one. */
async function focalPoints(config: Config, store: Store): Promise<Finding[]> {
  try {
    const { places } = await loadPlaces(config.FOCAL_POINTS_FILE);
    const secret = await identitySecret(config.DATA_DIR);
    const memory = createChannelMemory({
      store,
      identity: createIdentity(secret),
      sealer: createSealer(secret),
      now: Date.now,
      newId: randomUUID,
    });
    const known = await memory('teams').sharedConversations();
    const ofPlaces = new Set(places.map(({ conversation }) => conversation));
    const findings = places.map(({ name, channel, conversation }): Finding => {
      const isThere = known.some(({ conversationId }) => conversationId === conversation);
      return isThere
        ? { state: 'ok', text: `focal points "${name}" (${channel}) can be written to` }
        : {
            state: 'problem',
            text: `focal points "${name}" (${channel}) cannot be written to`,
            hint: 'Add Dalil to that conversation, or mention it there once; check the id in the focal points file.',
          };
    });
    const others = known.filter(({ conversationId }) => !ofPlaces.has(conversationId));
    if (places.length === 0) {
      findings.push({
        state: 'off',
        text: 'nobody gets the questions that are for a person',
        hint: `Name the conversations of your focal points in ${config.FOCAL_POINTS_FILE}.`,
      });
    }
    for (const { conversationId, scope } of others) {
      findings.push({ state: 'off', text: `teams, ${scope}: "${conversationId}" is not a place of focal points` });
    }
    if (places.length > 0 && config.ROLE_FOCAL_POINTS.length === 0) {
      findings.push({
        state: 'problem',
        text: 'nobody may answer the questions that are for a person',
        hint: 'Set ROLE_FOCAL_POINTS to the object ids of your focal points, or to group:<id of their team>.',
      });
    }
    return findings;
  } catch (error) {
    return [fromError('focal points', error)];
  }
}

function whatsApp(config: Config): Finding {
  try {
    if (whatsAppSettings(config)) return { state: 'ok', text: 'WhatsApp: a number is set' };
    return {
      state: 'off',
      text: 'WhatsApp: no number',
      hint: 'Set WHATSAPP_ACCESS_TOKEN, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN and WHATSAPP_PHONE_NUMBER_ID.',
    };
  } catch (error) {
    return fromError('WhatsApp', error);
  }
}

/** What waits or went wrong on WhatsApp; nothing where all is well. */
async function queues(store: Store): Promise<Finding[]> {
  const [stop, counts] = await Promise.all([store.channelStop('whatsapp'), store.countQueues('whatsapp')]);
  const findings: Finding[] = [];
  if (stop) {
    findings.push({
      state: 'problem',
      text: `WhatsApp takes no messages since ${new Date(stop.since).toISOString()} (${stop.code})`,
      hint: 'Look the code up in Meta’s list of error codes: token, permission, payment or quality. Dalil tries again by itself.',
    });
  }
  if (counts.inboxParked > 0) {
    findings.push({
      state: 'problem',
      text: `WhatsApp: ${counts.inboxParked} message(s) could not be handled and were apologised for`,
      hint: 'The log says why, with the time of each.',
    });
  }
  if (counts.outboxFailed > 0) {
    findings.push({
      state: 'off',
      text: `WhatsApp: ${counts.outboxFailed} message(s) were given up in the last days`,
      hint: 'The log says why: most are people who cannot be reached.',
    });
  }
  const waiting = counts.inboxWaiting + counts.outboxWaiting + counts.outboxHeld;
  if (waiting > 0) {
    const parts = `${counts.inboxWaiting} to handle, ${counts.outboxWaiting} to send, ${counts.outboxHeld} until people write`;
    findings.push({ state: 'ok', text: `WhatsApp: ${parts}` });
  }
  return findings;
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
    ...(registered && config.PUBLIC_URL === undefined
      ? [
          {
            state: 'off' as const,
            text: 'Teams: no public address',
            hint: 'Set PUBLIC_URL to make the app package with `npm run manifest`.',
          },
        ]
      : []),
    whatsApp(config),
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
    ...(await database(config)),
    ...channels(config),
  ];
  for (const { state, text, hint } of findings) {
    say(`${SIGNS[state]}  ${text}`);
    if (hint !== undefined) say(`             ${hint}`);
  }
  if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
}
