/** Introduces the parts to each other; starts nothing by itself. */
import type { Channel } from './channels/channel.ts';
import type { WhatsAppSettings } from './channels/whatsapp/index.ts';
import type { Config } from './config.ts';
import type { Logger } from './contracts/logger.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { DalilError, errorCode } from './errors.ts';
import { createExports } from './export-report.ts';
import { isLoopback } from './loopback.ts';
import { createMetricsPage } from './pages/metrics-page.ts';
import { createPublicPages } from './pages/public-pages.ts';
import { createTrainingPages } from './pages/training-pages.ts';
import { CHANNELS } from './registry.ts';
import { createHttpServer, type HttpServer } from './server.ts';
import { publicAddress } from './trainings.ts';

/** Handled message ids and untouched sessions are kept this long, in milliseconds: platforms repeat for up to 7 days. */
const KEPT = 8 * 24 * 60 * 60 * 1000;
/** How often old ones are deleted, in milliseconds. */
const PRUNE_EVERY = 60 * 60 * 1000;
/** How often reminders that are due and items whose proof changed are looked for, in milliseconds. */
const LOOK_AFTER_TRAININGS_EVERY = 60 * 1000;
/** How often questions for a person are looked through, in milliseconds. */
const LOOK_AFTER_QUESTIONS_EVERY = 60 * 1000;

/** Dalil as a server. */
export interface App {
  server: HttpServer;
  conversations: Conversations;
  /** Takes up what an earlier process left unfinished; to be called once the server listens. Never rejects. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The settings of WhatsApp; undefined when none of the four it needs is set.
 * Throws `whatsapp-incomplete` when some are and others are not.
 */
export function whatsAppSettings(config: Config): WhatsAppSettings | undefined {
  const needed = {
    WHATSAPP_ACCESS_TOKEN: config.WHATSAPP_ACCESS_TOKEN,
    WHATSAPP_APP_SECRET: config.WHATSAPP_APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: config.WHATSAPP_VERIFY_TOKEN,
    WHATSAPP_PHONE_NUMBER_ID: config.WHATSAPP_PHONE_NUMBER_ID,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(needed).length) return undefined;
  const { WHATSAPP_ACCESS_TOKEN: accessToken, WHATSAPP_APP_SECRET: appSecret } = needed;
  const { WHATSAPP_VERIFY_TOKEN: verifyToken, WHATSAPP_PHONE_NUMBER_ID: phoneNumberId } = needed;
  if (!accessToken || !appSecret || !verifyToken || !phoneNumberId) {
    throw new DalilError({
      code: 'whatsapp-incomplete',
      message: `WhatsApp is set up in part only: ${missing.join(', ')} missing.`,
      hint: 'Set all four, or none of them; the README tells where each comes from.',
    });
  }
  return {
    ...{ accessToken, appSecret, verifyToken, phoneNumberId },
    graphUrl: config.WHATSAPP_GRAPH_URL,
    graphVersion: config.WHATSAPP_GRAPH_VERSION,
    admins: config.WHATSAPP_ADMINS,
    number: config.WHATSAPP_NUMBER,
    templateName: config.WHATSAPP_TEMPLATE_WAITING,
    messagesPerSecond: config.WHATSAPP_MESSAGES_PER_SECOND,
  };
}

/** Connects everything a server needs. It does not listen yet. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const conversations = await createConversations(config, log);
  const { dependencies, store, index, desk } = conversations;
  const channels: Channel[] = [
    await CHANNELS.teams(dependencies, {
      appId: config.MICROSOFT_APP_ID,
      appPassword: config.MICROSOFT_APP_PASSWORD,
      tenantId: config.MICROSOFT_APP_TENANT_ID,
      host: config.HOST,
      roles: {
        admin: config.ROLE_ADMINS,
        trainer: config.ROLE_TRAINERS,
        'focal-point': config.ROLE_FOCAL_POINTS,
      },
    }),
    // The page asks nobody who they are, and a Host header proves nothing to a server others can reach.
    ...(config.WEB_CHAT === 'local' && isLoopback(config.HOST) ? [await CHANNELS.web(dependencies, {})] : []),
  ];
  const whatsApp = whatsAppSettings(config);
  if (whatsApp) channels.push(await CHANNELS.whatsapp(dependencies, whatsApp));
  conversations.connect(channels);
  const server = createHttpServer({
    channels: [
      ...channels,
      await createPublicPages(conversations.texts),
      await createTrainingPages({
        ...conversations,
        ...conversations.trainings,
        modules: conversations.trainings.bank.modules,
        // The pages are read in any language; who labels a link names a channel, which is called the same everywhere.
        joinLinks: (text) => conversations.trainings.joinLinks(text, 'en'),
        exports: createExports(conversations.texts, conversations.trainings.bank.modules),
        now: Date.now,
        publicUrl: publicAddress(config),
        operator: config.OPERATOR,
      }),
      createMetricsPage({ store, queued: whatsApp ? ['whatsapp'] : [] }),
    ],
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
  const every = (milliseconds: number, sentence: string, work: () => Promise<void>) =>
    setInterval(() => {
      work().catch((error: unknown) => log.error({ code: errorCode(error), error }, sentence));
    }, milliseconds).unref();
  const timers = [
    every(PRUNE_EVERY, 'What is old could not be deleted', () => store.prune(Date.now() - KEPT)),
    every(LOOK_AFTER_QUESTIONS_EVERY, 'Questions for a person could not be looked through', () => desk.tick()),
    every(LOOK_AFTER_TRAININGS_EVERY, 'Trainings could not be looked after', () => conversations.trainings.tick()),
  ];
  return {
    server,
    conversations,
    async resume() {
      for (const channel of channels) {
        await channel.resume?.().catch((error: unknown) => {
          log.error(
            { channel: channel.name, code: errorCode(error), error },
            'Interrupted turns could not be taken up',
          );
        });
      }
      await desk.tick();
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await server.close();
      await conversations.close();
    },
  };
}
