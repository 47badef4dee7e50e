/** Connects knowledge, safety, state and conversation into what every way of talking to Dalil shares. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createAnswerer } from './answering/answer-question.ts';
import { loadLexicon } from './answering/lexicon.ts';
import type { Channel, ChannelDependencies } from './channels/channel.ts';
import { type Config, PROJECT_DIR, QUIZZES_DIR } from './config.ts';
import type { Language } from './contracts/language.ts';
import type { Logger } from './contracts/logger.ts';
import type { Reply } from './contracts/message.ts';
import type { Store } from './contracts/store.ts';
import { createAdministration } from './conversation/administration.ts';
import { createAskAPerson } from './conversation/ask-a-person.ts';
import { createChannelMemory } from './conversation/channel-memory.ts';
import { createChannelQueue } from './conversation/channel-queue.ts';
import { createFixedReplies } from './conversation/fixed-replies.ts';
import { createTurnHandler } from './conversation/handle-turn.ts';
import { createIdentity } from './conversation/identity.ts';
import { loadSmallTalk } from './conversation/small-talk.ts';
import { DalilError } from './errors.ts';
import { createDesk, type Desk } from './focal-points/desk.ts';
import { loadPlaces } from './focal-points/load-places.ts';
import { createCountriesOf } from './focal-points/question-countries.ts';
import { createLiveIndex, type LiveIndex } from './knowledge/live-index.ts';
import { createKnowledgeBackends } from './knowledge-parts.ts';
import { refreshInWorker } from './refresh-in-worker.ts';
import { createReporter } from './report-in-worker.ts';
import { createRateLimiter } from './safety/limits.ts';
import { createLiveCaseDetector } from './safety/live-case.ts';
import { loadSafetyRules } from './safety/load-rules.ts';
import { createPersonalDataMasker } from './safety/personal-data.ts';
import { createSealer, type Sealer } from './safety/sealed-text.ts';
import { identitySecret, openStore } from './state.ts';
import { loadTexts, type Texts } from './text/texts.ts';
import { loadQuizzes } from './training/load-quizzes.ts';
import type { TrainingReport } from './training/report/report.ts';
import { createTrainings, type Trainings } from './trainings.ts';

const DIALOGS_DIR = path.join(PROJECT_DIR, 'dialogs');

/** The parts every way of talking to Dalil shares. */
export interface Conversations {
  handleTurn: ReturnType<typeof createTurnHandler>;
  dependencies: ChannelDependencies;
  texts: Texts;
  store: Store;
  index: LiveIndex;
  /** Questions on their way to and from the focal points. */
  desk: Desk;
  trainings: Trainings;
  /** What the ids and one-time codes of this installation are keyed with. */
  secret: Uint8Array;
  sealer: Sealer;
  /** Makes the report of one event, or of everything, in a thread of its own. */
  report(filter: { event?: string }): Promise<TrainingReport>;
  /** Makes ready for a report that is about to be asked for. */
  prepareReport(): void;
  /** Lets messages outside a turn go through these channels; without them nothing can be passed on. */
  connect(channels: readonly Channel[]): void;
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

/** Runs a job later; a job that waits does not keep the process alive. */
function after(milliseconds: number, job: () => void): () => void {
  const timer = setTimeout(job, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Connects everything; the index is opened. */
export async function createConversations(config: Config, log: Logger): Promise<Conversations> {
  const [texts, lexicon, safety, smallTalk, backends, secret, store, focalPoints, modules] = await Promise.all([
    loadTexts(path.join(DIALOGS_DIR, 'texts')),
    loadLexicon(config.KNOWLEDGE_DIR),
    loadSafetyRules(path.join(DIALOGS_DIR, 'safety')),
    loadSmallTalk(path.join(DIALOGS_DIR, 'small-talk.yaml')),
    createKnowledgeBackends(config),
    identitySecret(config.DATA_DIR),
    openStore(config),
    loadPlaces(config.FOCAL_POINTS_FILE),
    loadQuizzes(QUIZZES_DIR),
  ]);
  const index = createLiveIndex(config.DATA_DIR, backends, log, Date.now);
  await index.look();
  const identity = createIdentity(secret);
  const sealer = createSealer(secret);
  const masker = createPersonalDataMasker(safety.personalData);
  const liveCase = createLiveCaseDetector(safety.liveCase);
  const replies = createFixedReplies(texts, { contact: config.HELP_CONTACT, operator: config.OPERATOR });
  const shared = { store, texts, log, now: Date.now, newId: randomUUID };
  const memory = createChannelMemory({ ...shared, identity, sealer });
  let channels: readonly Channel[] = [];
  const reaching = (name: string) => channels.find((channel) => channel.name === name)?.deliver;

  async function deliver(channel: string, address: string, reply: Reply, replaces?: string) {
    const reach = reaching(channel);
    if (reach) return reach(address, reply, replaces);
    throw new DalilError({
      code: 'channel-absent',
      message: `The channel ${channel} does not run here, or cannot write outside a turn.`,
      hint: 'Start Dalil with that channel; what waits is sent then.',
    });
  }
  const reporter = createReporter(config, modules);
  const { report } = reporter;
  const trainings = createTrainings({
    ...shared,
    ...{ config, modules, sealer, secret, report, deliver },
    random: Math.random,
    currentIndex: index.current,
    channels: () => channels,
  });
  const desk = createDesk({
    ...focalPoints,
    ...shared,
    sealer,
    masker,
    deliver,
    // A place counts as reachable only while its channel runs in this process.
    addressOf: async (channel, conversationId) =>
      reaching(channel) === undefined ? undefined : memory(channel).addressOf(conversationId),
  });
  const handleTurn = createTurnHandler({
    ...shared,
    answerer: createAnswerer(lexicon, { glossaryTitles: glossaryTitles(texts) }),
    currentIndex: index.current,
    identity,
    masker,
    liveCase,
    rateLimiter: createRateLimiter(config.MESSAGES_PER_MINUTE),
    smallTalk,
    replies,
    askAPerson: createAskAPerson({ desk, masker, liveCase, replies, texts, countriesOf: createCountriesOf(lexicon) }),
    withdrawQuestions: desk.forget,
    training: trainings.training,
    administration: createAdministration({
      ...shared,
      currentIndex: index.current,
      dataDir: config.DATA_DIR,
      shippedFolder: path.join(config.KNOWLEDGE_DIR, 'documents'),
      async refresh() {
        const result = await refreshInWorker(config);
        await index.look();
        return result;
      },
    }),
  });
  const dependencies: ChannelDependencies = {
    handleTurn: async (incoming) => (await handleTurn(incoming)).reply,
    memory,
    queue: createChannelQueue({ store, identity, sealer, now: Date.now }),
    texts,
    log,
    newId: randomUUID,
    now: Date.now,
    after,
    random: Math.random,
  };
  return {
    handleTurn,
    dependencies,
    texts,
    store,
    index,
    desk,
    trainings,
    secret,
    sealer,
    report,
    prepareReport: reporter.prepare,
    connect(running) {
      channels = running;
    },
    async close() {
      index.close();
      await reporter.close();
      await store.close();
    },
  };
}
