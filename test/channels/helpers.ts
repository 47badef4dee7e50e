/** What the channel tests share: real sentences, a log that remembers, a reply with every kind of block, a server on loopback. */
import type { Channel, ChannelDependencies, ChannelMemory, ReachableConversation } from '../../src/channels/channel.ts';
import type { Language } from '../../src/contracts/language.ts';
import type { Logger } from '../../src/contracts/logger.ts';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import type { Passage } from '../../src/contracts/passage.ts';
import { createHttpServer } from '../../src/server.ts';
import { loadTexts } from '../../src/text/texts.ts';

export const texts = await loadTexts('dialogs/texts');

/** A log that keeps what it was told. */
export interface MemoryLog extends Logger {
  entries: { level: string; fields: object; message: string }[];
}

export function memoryLog(): MemoryLog {
  const entries: MemoryLog['entries'] = [];
  const add = (level: string) => (fields: object, message: string) => {
    entries.push({ level, fields, message });
  };
  return { entries, info: add('info'), warn: add('warn'), error: add('error') };
}

/** A memory that shows what it keeps. */
export interface FakeChannelMemory extends ChannelMemory {
  /** By conversation, the newest last. */
  addresses: Map<string, ReachableConversation>;
  sent: { conversationId: string; messageId: string; replyId: string }[];
  /** Unfinished turns by their id. */
  turns: Map<string, { address: string; language: Language }>;
}

/** What a channel keeps, in memory. */
export function fakeChannelMemory(): FakeChannelMemory {
  const addresses: FakeChannelMemory['addresses'] = new Map();
  const sent: FakeChannelMemory['sent'] = [];
  const turns: FakeChannelMemory['turns'] = new Map();
  let ids = 0;
  return {
    addresses,
    sent,
    turns,
    async saveAddress(conversation) {
      addresses.delete(conversation.conversationId);
      addresses.set(conversation.conversationId, conversation);
    },
    async forgetAddress(conversationId) {
      addresses.delete(conversationId);
    },
    async addressOf(conversationId) {
      return addresses.get(conversationId)?.address;
    },
    async addressOfGroup(group) {
      return [...addresses.values()].findLast((conversation) => conversation.group === group)?.address;
    },
    async sharedConversations() {
      return [...addresses.values()].filter(({ scope }) => scope !== 'personal');
    },
    async noteSent(conversationId, messageId, replyId) {
      sent.push({ conversationId, messageId, replyId });
    },
    async noteUnfinished(address, language) {
      const id = `turn-${++ids}`;
      turns.set(id, { address, language });
      return id;
    },
    async finish(turnId) {
      turns.delete(turnId);
    },
    async unfinished() {
      return [...turns].map(([id, turn]) => ({ id, ...turn }));
    },
  };
}

/** Dependencies with a fake conversation; the messages it gets are kept in `heard`, what a channel keeps in `memory(channel)`. */
export function fakeDependencies(answer: (incoming: Incoming) => Reply | Promise<Reply> = () => answeredReply()) {
  const heard: Incoming[] = [];
  const log = memoryLog();
  const memories = new Map<string, FakeChannelMemory>();
  const memory = (channel: string) => {
    const kept = memories.get(channel) ?? fakeChannelMemory();
    memories.set(channel, kept);
    return kept;
  };
  let ids = 0;
  const dependencies: ChannelDependencies = {
    async handleTurn(incoming) {
      heard.push(incoming);
      return answer(incoming);
    },
    memory,
    queue: () => {
      throw new Error('this test has no queues');
    },
    // Nothing happens later, unless a test says so.
    after: () => () => undefined,
    random: () => 0,
    texts,
    log,
    newId: () => `id-${++ids}`,
    now: () => 1_700_000_000_000,
  };
  return { dependencies, heard, log, memory };
}

export const PASSAGE: Passage = {
  id: 'en/nrm#first-24-hours',
  documentKey: 'nrm',
  key: 'nrm#first-24-hours',
  language: 'en',
  title: 'Referral handbook',
  headingPath: ['First 24 hours'],
  page: 12,
  text: 'The focal point explains the services.\nNothing is recorded without consent.',
  authority: 'guidance',
  benchmark: true,
  countries: ['TN', 'MA'],
  asOf: '2024-09',
  review: 'unchecked',
  sources: [
    { title: 'ODIHR', url: 'https://www.osce.org/odihr' },
    { title: 'bad', url: 'javascript:alert(1)' },
  ],
  asked: [],
};

export function answeredReply(changes: Partial<Reply> = {}): Reply {
  const { id: passageId, documentKey, title, authority, benchmark, countries, asOf, review, sources } = PASSAGE;
  return {
    id: 'reply-1',
    language: 'en',
    outcome: 'answered',
    blocks: [
      {
        type: 'answer',
        sentences: [{ text: 'The focal point <b>explains</b> the *services*.', n: 1, language: 'en' }],
      },
      {
        type: 'sources',
        sources: [
          {
            ...{
              n: 1,
              passageId,
              documentKey,
              title,
              heading: 'First 24 hours',
              authority,
              benchmark,
              countries,
              asOf,
            },
            ...{ review, sources, quote: 'The focal point explains the services.' },
          },
        ],
      },
      {
        type: 'choices',
        choices: [
          { label: 'Who takes part?', choice: { action: 'ask', question: 'Who takes part?' } },
          { label: 'Français', choice: { action: 'set-language', language: 'fr' } },
          { label: 'Ask a person', choice: { action: 'ask-a-person' } },
          { label: 'And after that?', choice: { action: 'ask', question: 'And after that?' } },
        ],
      },
    ],
    ...changes,
  };
}

export function textReply(text: string, changes: Partial<Reply> = {}): Reply {
  return { id: `reply to ${text}`, language: 'en', outcome: 'answered', blocks: [{ type: 'text', text }], ...changes };
}

/** Serves channels on an ephemeral loopback port. */
export async function serve(channels: Channel[], log: Logger) {
  const health = { ready: async () => ({ ok: true, checks: {} }) };
  const server = createHttpServer({ channels, health, log, drainMilliseconds: 5000 });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** A promise and the function that resolves it. */
export function gate() {
  return Promise.withResolvers<void>();
}
