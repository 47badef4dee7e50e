/** Introduces the parts to each other; starts nothing by itself. */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createAnswerer } from './answering/answer-question.ts';
import { loadLexicon } from './answering/lexicon.ts';
import type { ChannelDependencies } from './channels/channel.ts';
import { type Config, PROJECT_DIR } from './config.ts';
import type { Language } from './contracts/language.ts';
import type { Logger } from './contracts/logger.ts';
import type { Store } from './contracts/store.ts';
import { createFixedReplies } from './conversation/fixed-replies.ts';
import { createTurnHandler } from './conversation/handle-turn.ts';
import { createIdentity } from './conversation/identity.ts';
import { loadSmallTalk } from './conversation/small-talk.ts';
import { errorCode } from './errors.ts';
import type { KnowledgeBackends } from './knowledge/backends.ts';
import { createLiveIndex, type LiveIndex } from './knowledge/live-index.ts';
import { loadParallelPhrases } from './knowledge/parallel-phrases.ts';
import { documentFolders, type RefreshSettings } from './knowledge/refresh.ts';
import { isLoopback } from './loopback.ts';
import { CHANNELS, DATABASES, EMBEDDERS, VECTOR_INDEXES } from './registry.ts';
import { createRateLimiter } from './safety/limits.ts';
import { createLiveCaseDetector } from './safety/live-case.ts';
import { loadSafetyRules } from './safety/load-rules.ts';
import { createPersonalDataMasker } from './safety/personal-data.ts';
import { createHttpServer, type HttpServer } from './server.ts';
import { loadTexts, type Texts } from './text/texts.ts';

const DIALOGS_DIR = path.join(PROJECT_DIR, 'dialogs');
/** Handled message ids and untouched sessions are kept this long, in milliseconds: platforms repeat for up to 7 days. */
const KEPT = 8 * 24 * 60 * 60 * 1000;
/** How often old ones are deleted, in milliseconds. */
const PRUNE_EVERY = 60 * 60 * 1000;
const IDENTITY_SECRET_BYTES = 32;

/** The machines for the knowledge, as the settings choose them. */
export async function createKnowledgeBackends(config: Config): Promise<KnowledgeBackends> {
  const [embedder, vectorIndex] = await Promise.all([
    EMBEDDERS[config.EMBEDDER](),
    VECTOR_INDEXES[config.VECTOR_INDEX](),
  ]);
  return { embedder, vectorIndex };
}

/** What a refresh needs, as the settings say it. */
export async function createRefreshSettings(config: Config): Promise<RefreshSettings> {
  const [backends, phrases] = await Promise.all([
    createKnowledgeBackends(config),
    loadParallelPhrases(config.KNOWLEDGE_DIR),
  ]);
  return {
    dataDir: config.DATA_DIR,
    documentFolders: documentFolders(config.KNOWLEDGE_DIR, config.DATA_DIR),
    shownFrom: process.cwd(),
    phrases,
    backends,
    now: Date.now,
    newSuffix: () => randomBytes(3).toString('hex'),
  };
}

/** Opens the database the settings name. */
export function openStore(config: Config): Promise<Store> {
  const { DATABASE_URL: url } = config;
  return url === undefined ? DATABASES.sqlite(path.join(config.DATA_DIR, 'dalil.sqlite')) : DATABASES.postgres(url);
}

/** The secret that ids of people are keyed with; made once, readable by Dalil's own user only. */
async function identitySecret(dataDir: string): Promise<Uint8Array> {
  const file = path.join(dataDir, 'identity.key');
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const secret = randomBytes(IDENTITY_SECRET_BYTES);
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, secret, { flag: 'wx', mode: 0o600 });
    await chmod(file, 0o600);
    return secret;
  } catch (error) {
    // Another process of ours was first.
    if (errorCode(error) === 'EEXIST') return readFile(file);
    throw error;
  }
}

/** The parts every way of talking to Dalil shares. */
export interface Conversations {
  handleTurn: ReturnType<typeof createTurnHandler>;
  dependencies: ChannelDependencies;
  texts: Texts;
  store: Store;
  index: LiveIndex;
  close(): Promise<void>;
}

/** What the glossary is called in each language. */
export function glossaryTitles(texts: Texts): Record<Language, string> {
  return {
    en: texts.say('en', 'glossary.title'),
    fr: texts.say('fr', 'glossary.title'),
    ar: texts.say('ar', 'glossary.title'),
  };
}

/** Connects knowledge, safety, state and conversation; the index is opened, and watched when `watch` is true. */
export async function createConversations(config: Config, log: Logger): Promise<Conversations> {
  const [texts, lexicon, safety, smallTalk, backends, secret, store] = await Promise.all([
    loadTexts(path.join(DIALOGS_DIR, 'texts')),
    loadLexicon(config.KNOWLEDGE_DIR),
    loadSafetyRules(path.join(DIALOGS_DIR, 'safety')),
    loadSmallTalk(path.join(DIALOGS_DIR, 'small-talk.yaml')),
    createKnowledgeBackends(config),
    identitySecret(config.DATA_DIR),
    openStore(config),
  ]);
  const index = createLiveIndex(config.DATA_DIR, backends, log);
  await index.look();
  const handleTurn = createTurnHandler({
    answerer: createAnswerer(lexicon, { glossaryTitles: glossaryTitles(texts) }),
    currentIndex: index.current,
    store,
    identity: createIdentity(secret),
    masker: createPersonalDataMasker(safety.personalData),
    liveCase: createLiveCaseDetector(safety.liveCase),
    rateLimiter: createRateLimiter(config.MESSAGES_PER_MINUTE),
    smallTalk,
    replies: createFixedReplies(texts, config.HELP_CONTACT),
    texts,
    log,
    now: Date.now,
    newId: randomUUID,
  });
  const dependencies: ChannelDependencies = {
    handleTurn: async (incoming) => (await handleTurn(incoming)).reply,
    texts,
    log,
    newId: randomUUID,
    now: Date.now,
  };
  return {
    handleTurn,
    dependencies,
    texts,
    store,
    index,
    async close() {
      index.close();
      await store.close();
    },
  };
}

/** Dalil as a server. */
export interface App {
  server: HttpServer;
  conversations: Conversations;
  close(): Promise<void>;
}

/** Connects everything a server needs. It does not listen yet. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const conversations = await createConversations(config, log);
  const { dependencies, store, index } = conversations;
  const channels = [
    await CHANNELS.teams(dependencies, {
      appId: config.MICROSOFT_APP_ID,
      appPassword: config.MICROSOFT_APP_PASSWORD,
      tenantId: config.MICROSOFT_APP_TENANT_ID,
      host: config.HOST,
    }),
    // The page asks nobody who they are, and a Host header proves nothing to a server others can reach.
    ...(config.WEB_CHAT === 'local' && isLoopback(config.HOST) ? [await CHANNELS.web(dependencies, {})] : []),
  ];
  const server = createHttpServer({
    channels,
    log,
    health: {
      async ready() {
        const database = await store.ping().then(
          () => true,
          () => false,
        );
        const checks = { index: index.current() !== undefined, database };
        return { ok: checks.index && checks.database, checks };
      },
    },
  });
  index.watch();
  const pruning = setInterval(() => {
    store.prune(Date.now() - KEPT).catch((error: unknown) => {
      log.error({ code: errorCode(error), error }, 'Old sessions could not be deleted');
    });
  }, PRUNE_EVERY);
  pruning.unref();
  return {
    server,
    conversations,
    async close() {
      clearInterval(pruning);
      await server.close();
      await conversations.close();
    },
  };
}
