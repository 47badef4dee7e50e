/** A turn from message to reply: every outcome, what is remembered, and above all what is not. */
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answering/answer.ts';
import { createAnswerer } from '../../src/answering/answer-question.ts';
import { loadLexicon } from '../../src/answering/lexicon.ts';
import { PROJECT_DIR } from '../../src/config.ts';
import type { Language } from '../../src/contracts/language.ts';
import type { Block, Choice, Incoming, OfferedChoice } from '../../src/contracts/message.ts';
import { createAdministration } from '../../src/conversation/administration.ts';
import { createAskAPerson } from '../../src/conversation/ask-a-person.ts';
import { createFixedReplies } from '../../src/conversation/fixed-replies.ts';
import { createTurnHandler } from '../../src/conversation/handle-turn.ts';
import { createIdentity } from '../../src/conversation/identity.ts';
import { loadSmallTalk } from '../../src/conversation/small-talk.ts';
import { NEW_SESSION, type TurnParts } from '../../src/conversation/turn.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { refreshKnowledge } from '../../src/knowledge/refresh.ts';
import { createRateLimiter } from '../../src/safety/limits.ts';
import { createLiveCaseDetector } from '../../src/safety/live-case.ts';
import { loadSafetyRules } from '../../src/safety/load-rules.ts';
import { createPersonalDataMasker } from '../../src/safety/personal-data.ts';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { loadTexts } from '../../src/text/texts.ts';
import {
  FOUR_DOCUMENTS,
  GLOSSARY_TITLES,
  realBackends,
  refreshSettings,
  temporaryFolder,
  writeFiles,
} from '../fixtures/knowledge.ts';
import { listLog } from '../fixtures/log.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';
import { trainingWorld } from '../fixtures/training-world.ts';
import { createWorld, place, type World } from '../focal-points/world.ts';

type Changing = 'store' | 'log' | 'rateLimiter' | 'now' | 'newId' | 'currentIndex';
type Still = Omit<TurnParts, Changing | 'askAPerson' | 'withdrawQuestions' | 'administration' | 'training'>;

let index: KnowledgeIndex | undefined;
let still: Still;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  remove = temporary.remove;
  await writeFiles(path.join(temporary.folder, 'documents'), FOUR_DOCUMENTS);
  const settings = await refreshSettings(temporary.folder);
  await refreshKnowledge(settings);
  ({ index } = await openBestVersion(settings.dataDir, await realBackends()));
  const dialogs = path.join(PROJECT_DIR, 'dialogs');
  const texts = await loadTexts(path.join(dialogs, 'texts'));
  const safety = await loadSafetyRules(path.join(dialogs, 'safety'));
  still = {
    answerer: createAnswerer(await loadLexicon(path.join(PROJECT_DIR, 'knowledge')), {
      glossaryTitles: GLOSSARY_TITLES,
    }),
    identity: createIdentity(new Uint8Array(32)),
    masker: createPersonalDataMasker(safety.personalData),
    liveCase: createLiveCaseDetector(safety.liveCase),
    smallTalk: await loadSmallTalk(path.join(dialogs, 'small-talk.yaml')),
    replies: createFixedReplies(texts, { contact: 'Focal point, room 12' }),
    texts,
  };
});
afterAll(() => remove());

let store: MemoryStore;
let log: ReturnType<typeof listLog>;
let clock: number;
let ids: number;
/** The focal points, who can be reached only where a test says so. */
let people: World;
let refreshes: number;

function handler(changes: Partial<TurnParts> = {}) {
  const shared = { store, log, now: () => clock, newId: nextId, currentIndex: () => index, texts: still.texts };
  const { liveCase, masker, replies, texts } = still;
  return createTurnHandler({
    ...still,
    ...shared,
    training: trainingWorld({ ...shared, log, texts }).training,
    rateLimiter: createRateLimiter(20),
    askAPerson: createAskAPerson({ desk: people.desk, masker, liveCase, replies, texts, countriesOf: () => [] }),
    withdrawQuestions: people.desk.forget,
    administration: createAdministration({
      ...shared,
      dataDir: '/nowhere',
      shippedFolder: '/nowhere',
      async refresh() {
        refreshes += 1;
        return { version: 'v2', documents: 4, passages: 5, problems: [] };
      },
    }),
    ...changes,
  });
}

beforeEach(() => {
  store = memoryStore();
  log = listLog();
  clock = Date.UTC(2026, 10, 21);
  ids = 0;
  refreshes = 0;
  people = createWorld({ store, places: [] });
});

function nextId(): string {
  ids += 1;
  return `id-${ids}`;
}

const envelope = (changes: Partial<Incoming> = {}) => ({
  messageId: nextId(),
  channel: 'test',
  conversationId: 'conversation-of-amina',
  personId: 'person-amina',
  scope: 'personal' as const,
  roles: [],
  address: 'address-amina',
  receivedAt: clock,
  ...changes,
});
const text = (words: string, changes: Partial<Incoming> = {}) =>
  ({ ...envelope(changes), kind: 'text', text: words }) as Incoming;
const wordsOf = (blocks: readonly Block[]) => JSON.stringify(blocks);
const choicesOf = (blocks: readonly Block[]): OfferedChoice[] =>
  blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));

describe('a name for a certificate', () => {
  it.each([
    ['I have a girl here, her boss locked her in', 'live-case'],
    ['What comes first in a referral', 'answered'],
  ])('is never “%s”', async (words, outcome) => {
    const key = still.identity.conversation('test', 'conversation-of-amina');
    await store.saveSession(key, { ...NEW_SESSION, certificateFor: 'nrm' }, clock, 'person-amina');
    const { reply } = await handler()(text(words));
    expect(reply.outcome).toBe(outcome);
    expect((await store.loadSession(key))?.certificateFor).toBeUndefined();
  });
});

describe('a quiz that is open', () => {
  it('is led back to beside an answer, and not beside the first steps for a person at risk', async () => {
    const turn = handler();
    const choice = { action: 'begin-run', module: 'nrm', phase: 'practice' };
    await turn({ ...envelope(), kind: 'choice', choice } as Incoming);
    const answer = await turn(text('What comes first in a referral?'));
    expect(choicesOf(answer.reply.blocks).map((one) => one.choice.action)).toContain('continue-run');
    const live = await turn(text('I have a girl here with me, her boss locked her in and took her passport'));
    expect(choicesOf(live.reply.blocks).map((one) => one.choice.action)).not.toContain('continue-run');
  });
});

describe('outcomes', () => {
  it.each([
    ['What comes first in a referral?', 'answered', 'en'],
    ['hello', 'greeting', 'en'],
    ['Hello Dalil, how are you today?', 'greeting', 'en'],
    ['Who won the match yesterday?', 'out-of-scope', 'en'],
    ['best restaurants in Tunis', 'out-of-scope', 'en'],
    ['Merci beaucoup !', 'greeting', 'fr'],
    ['السلام عليكم', 'greeting', 'ar'],
    ['How do I cook couscous?', 'out-of-scope', 'en'],
    // The French stem of "tennis" is "ten".
    ['What are ten ways to start a referral?', 'no-evidence', 'en'],
    ['Qui va gagner la coupe du monde ?', 'out-of-scope', 'fr'],
    ['من سيفوز بكأس العالم؟', 'out-of-scope', 'ar'],
    ['', 'unclear', 'en'],
    ['😀😀', 'unclear', 'en'],
    ['   \n ', 'unclear', 'en'],
    ['?', 'unclear', 'en'],
    ['x'.repeat(5_000), 'unclear', 'en'],
    ['¿Qué es la trata de personas y cómo se identifica?', 'unsupported-language', 'en'],
    ['Что такое торговля людьми?', 'unsupported-language', 'en'],
    ['Which depreciation methods are allowed for office furniture?', 'no-evidence', 'en'],
    ['<b>What comes first</b> in a referral?', 'answered', 'en'],
    ['help', 'command', 'en'],
    ['/confidentialité', 'command', 'en'],
  ] as [string, string, Language][])('%j ends as %s', async (words, outcome, language) => {
    const { reply } = await handler()(text(words));
    expect([reply.outcome, reply.language]).toEqual([outcome, language]);
    expect(reply.blocks.length).toBeGreaterThan(0);
    expect(store.outcomes).toMatchObject([{ outcome, channel: 'test', indexVersion: index?.version }]);
  });

  it('says that it is starting while there is no index, and fails softly', async () => {
    const { reply } = await handler({ currentIndex: () => undefined })(text('What comes first in a referral?'));
    expect(reply.outcome).toBe('failed');
    expect(wordsOf(reply.blocks)).toContain('still reading');
  });

  it('offers topics that have answers, and a person, when it has none', async () => {
    const { reply } = await handler()(text('What budget does a safe referral need every year?'));
    expect(reply.outcome).toBe('no-evidence');
    const choices = choicesOf(reply.blocks).map(({ choice }) => choice);
    expect(choices).toContainEqual({ action: 'ask-a-person' });
    for (const choice of choices) {
      if (choice.action !== 'ask') continue;
      expect((await handler()(text(choice.question))).reply.outcome).toBe('answered');
    }
  });
});

describe('Arabic in Latin letters', () => {
  const ROMANISED = 'kifach ndirou l ihala amina?';

  it('is told of Arabic letters, with starters where the index holds no Arabic, languages and a person', async () => {
    const { reply } = await handler()(text(ROMANISED, { clientLanguage: 'fr' }));
    expect([reply.outcome, reply.language]).toEqual(['unclear', 'ar']);
    expect(wordsOf(reply.blocks)).toContain('بالحروف العربية');
    expect(wordsOf(reply.blocks)).toContain('écrire en français');
    const choices = choicesOf(reply.blocks).map(({ choice }) => choice);
    expect(choices).toContainEqual({ action: 'ask', question: 'ما هي خطوات الإحالة الآمنة؟' });
    expect(choices).toContainEqual({ action: 'set-language', language: 'fr' });
    expect(choices).toContainEqual({ action: 'ask-a-person' });
  });

  it('is offered the starters while there is no index', async () => {
    const { reply } = await handler({ currentIndex: () => undefined })(text(ROMANISED));
    expect(choicesOf(reply.blocks).filter(({ choice }) => choice.action === 'ask')).toHaveLength(3);
  });

  it.each([
    ['fr', 'lettres arabes'],
    ['en', 'Arabic letters'],
  ] as const)('is replied to in the language a person chose: %s', async (language, expected) => {
    const handle = handler();
    await handle(text(`/language ${language}`));
    const { reply } = await handle(text(ROMANISED));
    expect([reply.outcome, reply.language]).toEqual(['unclear', language]);
    expect(wordsOf(reply.blocks)).toContain(expected);
    expect(wordsOf(reply.blocks)).not.toContain('بالحروف');
  });

  it('comes after commands, greetings and first steps', async () => {
    expect((await handler()(text('salam 3likom'))).reply).toMatchObject({ outcome: 'greeting', language: 'ar' });
    const live = await handler()(text('chnou na3mlou, elle est enfermée chez son patron, elle vient de m’appeler'));
    expect(live.reply.outcome).toBe('live-case');
  });

  it('is not kept, and personal details in it are told of', async () => {
    const { reply } = await handler()(text('kifach nsa3dou Zoubeir, +216 98 123 456'));
    expect(reply.outcome).toBe('personal-data');
    expect(store.kept()).not.toMatch(/nsa3dou|Zoubeir|98 123/);
  });
});

describe('an answer', () => {
  it('carries its sources, and a number opens the passage behind it', async () => {
    const handle = handler();
    const { reply } = await handle(text('What comes first in a referral?'));
    const sources = reply.blocks.find((block) => block.type === 'sources');
    expect(sources?.sources[0]).toMatchObject({
      n: 1,
      documentKey: 'safe-referral',
      authority: 'guidance',
      asOf: '2026-11',
    });
    for (const typed of ['1', '[1]', '1.']) {
      const opened = (await handle(text(typed))).reply;
      expect(opened.blocks).toMatchObject([{ type: 'passage', passage: { id: 'en/safe-referral#first' } }]);
    }
    expect(wordsOf((await handle(text('9'))).reply.blocks)).toContain('no longer');
  });

  it('says so when a country has no source, and labels what it shows instead', async () => {
    const { reply } = await handler()(text('How long is the recovery and reflection period in Morocco?'));
    expect(reply.outcome).toBe('no-evidence');
    expect(wordsOf(reply.blocks)).toContain('no source for Morocco');
    expect(wordsOf(reply.blocks)).toContain('not the law of Morocco');
    expect(wordsOf(reply.blocks)).toContain('at least 30 days');
  });

  it('carries the question before into a follow-up, and does not after a new question', async () => {
    const handle = handler();
    await handle(text('How long is the recovery and reflection period?'));
    const { reply } = await handle(text('and in Tunisia?'));
    expect(wordsOf(reply.blocks)).toContain('Tunisia');
    await handle(text('What comes first in a referral?'));
    expect([...store.sessions.values()][0]?.lastQuestion).toBe('What comes first in a referral?');
  });

  it('keeps the language a person chose', async () => {
    const handle = handler();
    await handle(text('/language fr'));
    expect((await handle(text('What comes first in a referral?'))).reply.language).toBe('fr');
    expect((await handle(text('hello'))).reply.language).toBe('fr');
    await handle({ ...envelope(), kind: 'choice', choice: { action: 'set-language', language: 'ar' } });
    expect((await handle(text('1'))).reply.language).toBe('ar');
  });
});

describe('care', () => {
  const PERSONAL = 'Her name is Amina Ben Salah and her phone is +216 98 123 456: what comes first in a referral?';
  const LIVE = 'I have a girl here with me, her boss Zoubeir locked her in and took her passport';

  it('takes personal details out before anything is kept, says so, and still answers', async () => {
    const { reply } = await handler()(text(PERSONAL));
    expect(reply.outcome).toBe('personal-data');
    expect(wordsOf(reply.blocks)).toContain('removed what looked like personal details');
    expect(wordsOf(reply.blocks)).toContain('immediate safety');
    for (const secret of ['Amina', 'Salah', '98 123', '123 456']) {
      expect(store.kept()).not.toContain(secret);
      expect(JSON.stringify(log.lines)).not.toContain(secret);
    }
  });

  it.each([
    [LIVE, 'en'],
    ['elle est enfermée chez son patron, elle vient de m’appeler', 'fr'],
    ['عندي فتاة هنا تقول إن صاحب العمل أخذ جوازها وتخاف', 'ar'],
  ] as [string, Language][])(
    'answers a live case with the first steps in the language of %j',
    async (words, language) => {
      const { reply } = await handler()(text(words));
      expect([reply.outcome, reply.language]).toEqual(['live-case', language]);
      expect(wordsOf(reply.blocks)).toContain('Focal point, room 12');
    },
  );

  it('keeps nothing of a live case', async () => {
    const handle = handler();
    await handle(text('What comes first in a referral?'));
    await handle(text(LIVE));
    for (const word of ['girl', 'Zoubeir', 'passport', 'locked']) {
      expect(store.kept()).not.toContain(word);
      expect(JSON.stringify(log.lines)).not.toContain(word);
    }
  });

  it('still answers a training scenario', async () => {
    const words = 'Training scenario: survivors are brought to a place of safety. What comes first in a referral?';
    expect((await handler()(text(words))).reply.outcome).toBe('answered');
  });

  it('keeps neither the ids of people nor the words of questions beside the outcomes', async () => {
    await handler()(text('What comes first in a referral?'));
    expect(store.kept()).not.toContain('amina');
    expect(JSON.stringify(store.outcomes)).not.toContain('referral?');
  });

  it('says in a shared conversation only to the asker what shows that a person was spoken of', async () => {
    const handle = handler();
    for (const words of [PERSONAL, LIVE]) {
      const { reply } = await handle(text(words, { scope: 'group' }));
      expect(reply.private).toBe(true);
      expect(wordsOf(reply.blocks)).toContain('please delete it there');
      expect((await handle(text(words))).reply.private).toBeUndefined();
    }
    expect((await handle(text('What comes first in a referral?', { scope: 'group' }))).reply.private).toBeUndefined();
  });

  it('keeps what people of one conversation asked apart', async () => {
    const handle = handler();
    const first = { scope: 'channel', personId: 'first' } as const;
    const second = { scope: 'channel', personId: 'second' } as const;
    await handle(text('What comes first in a referral?', first));
    expect(wordsOf((await handle(text('1', second))).reply.blocks)).toContain('no answer yet');
    expect((await handle(text('1', first))).reply.blocks[0]?.type).toBe('passage');
    await handle(text('forget me', second));
    expect((await handle(text('1', first))).reply.blocks[0]?.type).toBe('passage');
  });

  it('does not remember a question whose message was deleted', async () => {
    const handle = handler();
    await handle(text('What budget does a safe referral need every year?'));
    expect(store.kept()).toContain('budget');
    const { reply } = await handle({ ...envelope(), kind: 'retracted' });
    expect(reply.blocks).toEqual([]);
    expect(store.kept()).not.toContain('budget');
  });

  it('forgets on request, with what was to be passed on', async () => {
    people = createWorld({ store, places: [place()] });
    const handle = handler();
    await handle(text('What budget does a safe referral need every year?'));
    await handle(text('Ask a person'));
    expect(people.posts()).toMatchObject([{ status: 'open', text: expect.stringContaining('budget') }]);
    await handle(text('forget me'));
    expect(people.posts()).toMatchObject([{ status: 'withdrawn', text: undefined }]);
    expect(store.kept()).not.toContain('budget');
  });

  it('forgets on request', async () => {
    const handle = handler();
    await handle(text('What comes first in a referral?'));
    expect((await handle(text('forget me'))).reply.outcome).toBe('command');
    expect(store.sessions.size).toBe(0);
  });
});

describe('a person', () => {
  const REFUSED = 'What budget does a safe referral need every year?';
  const pressed = (choice: Choice, changes: Partial<Incoming> = {}): Incoming =>
    ({ ...envelope(changes), kind: 'choice', choice }) as Incoming;

  it.each([
    [REFUSED, 'no-evidence'],
    ['Who won the match yesterday?', 'out-of-scope'],
    ['?', 'unclear'],
    ['¿Qué es la trata de personas y cómo se identifica?', 'unsupported-language'],
    ['I have a girl here with me, her boss locked her in and took her passport', 'live-case'],
  ])('is offered after %j (%s)', async (words, outcome) => {
    const { reply } = await handler()(text(words));
    expect(reply.outcome).toBe(outcome);
    expect(choicesOf(reply.blocks).map(({ choice }) => choice)).toContainEqual({ action: 'ask-a-person' });
  });

  it('gets the refused question at once, and the answer comes back', async () => {
    people = createWorld({ store, places: [place()] });
    const handle = handler();
    await handle(text(REFUSED));
    const asked = await handle(pressed({ action: 'ask-a-person' }));
    expect(wordsOf(asked.reply.blocks)).toContain(REFUSED);
    const [post] = people.posts();
    expect(post).toMatchObject({ text: REFUSED, status: 'open', language: 'en' });
    const focal = { personId: 'focal', roles: ['focal-point'], personName: 'Sami' } as const;
    const questionId = post?.id ?? '';
    const refused = await handle(pressed({ action: 'take-question', questionId }));
    expect(wordsOf(refused.reply.blocks)).not.toContain('person-question');
    expect((await handle(pressed({ action: 'take-question', questionId }, focal))).reply.blocks).toMatchObject([
      { type: 'person-question', question: { status: 'taken', by: 'Sami' } },
      {},
    ]);
    await handle(pressed({ action: 'answer-question', questionId, answer: 'Ask the finance unit.' }, focal));
    expect(JSON.stringify(people.saidTo('address-amina'))).toContain('Ask the finance unit.');
    expect(store.kept()).not.toContain('Sami');
  });

  it('gets what is written next, after it was asked for', async () => {
    people = createWorld({ store, places: [place()] });
    const handle = handler();
    await handle(text('Ask a person'));
    const { reply } = await handle(text('Who pays for the shelter? Her phone is +216 98 123 456'));
    expect(reply.outcome).toBe('personal-data');
    expect(people.posts()[0]?.text).toMatch(/^Who pays for the shelter\? .*\[phone\]/u);
    expect((await handle(text('What comes first in a referral?'))).reply.outcome).toBe('answered');
  });

  it('does not get words about a person at risk, but a request without any', async () => {
    people = createWorld({ store, places: [place()] });
    const handle = handler();
    await handle(text('Ask a person'));
    const { reply } = await handle(text('I have a girl here with me, her boss locked her in and took her passport'));
    expect(reply.outcome).toBe('live-case');
    expect(wordsOf(reply.blocks)).toContain('Safety: if there is immediate danger');
    expect(people.posts()).toEqual([]);
    await handle(pressed({ action: 'ask-a-person' }));
    expect(people.posts()).toMatchObject([{ urgent: true, text: undefined }]);
  });

  it('can be left out again: a command ends the waiting', async () => {
    people = createWorld({ store, places: [place()] });
    const handle = handler();
    await handle(text('Ask a person'));
    await handle(text('help'));
    expect((await handle(text('What comes first in a referral?'))).reply.outcome).toBe('answered');
    expect(people.posts()).toEqual([]);
  });
});

describe('an administrator', () => {
  const admin = { roles: ['admin'] } as const;

  it.each(['refresh documents', 'actualiser les documents', 'تحديث الوثائق'])('may refresh with %j', async (words) => {
    const handle = handler();
    await handle(text(words));
    await handle(text(words, { ...admin, scope: 'group' }));
    expect(refreshes).toBe(0);
    await handle(text(words, admin));
    expect(refreshes).toBe(1);
  });

  it('alone decides drafts and sends files, and only in the personal chat', async () => {
    const handle = handler();
    const wanted = [
      { kind: 'choice', choice: { action: 'decide-draft', draftId: 'd', approve: true } },
      { kind: 'file', name: 'a.md', contentType: '', bytes: new Uint8Array() },
    ];
    for (const what of wanted) {
      const send = async (changes: object) =>
        wordsOf((await handle({ ...envelope(), ...what, ...changes } as Incoming)).reply.blocks);
      const said = [await send({}), await send({ ...admin, scope: 'channel' }), await send(admin)];
      expect(new Set(said).size).toBe(3);
    }
  });
});

describe('a verdict', () => {
  const verdict = (changes: object): Incoming =>
    ({ ...envelope(), kind: 'feedback', helpful: false, reason: 'wrong', ...changes }) as Incoming;

  it('is kept with what the answer was, whether it names the reply, the message or nothing', async () => {
    const handle = handler();
    const { reply } = await handle(text('What comes first in a referral?'));
    await store.noteSent(still.identity.message('test', 'conversation-of-amina', 'platform-7'), reply.id, clock);
    for (const replyToId of [reply.id, 'platform-7', undefined]) await handle(verdict({ replyToId }));
    expect(store.feedback).toHaveLength(3);
    for (const record of store.feedback) {
      expect(record).toMatchObject({
        replyId: reply.id,
        helpful: false,
        reason: 'wrong',
        outcome: 'answered',
        passageIds: ['en/safe-referral#first'],
      });
    }
    expect(JSON.stringify(store.feedback)).not.toContain('comes first');
  });

  it('on a reply that is not known is kept as it is', async () => {
    await handler()(verdict({ replyToId: 'long-ago' }));
    expect(store.feedback).toMatchObject([{ replyId: 'long-ago', passageIds: [], outcome: undefined }]);
  });
});

describe('when things go wrong', () => {
  it('handles a message once', async () => {
    const handle = handler();
    const first = text('What comes first in a referral?');
    expect((await handle(first)).reply.outcome).toBe('answered');
    expect((await handle(first)).reply.blocks).toEqual([]);
    expect(store.outcomes).toHaveLength(1);
  });

  it('asks a person who floods to wait, and answers again after that', async () => {
    const handle = handler();
    for (let n = 0; n < 20; n += 1) await handle(text('hello'));
    const { reply } = await handle(text('hello'));
    expect(reply.outcome).toBe('rate-limited');
    expect(wordsOf(reply.blocks)).toContain('60 seconds');
    expect((await handle(text('hello', { personId: 'somebody else' }))).reply.outcome).toBe('greeting');
    clock += 60_001;
    expect((await handle(text('hello'))).reply.outcome).toBe('greeting');
  });

  it('gives the answer even when it cannot be recorded', async () => {
    store.breakWrites();
    expect((await handler()(text('What comes first in a referral?'))).reply.outcome).toBe('answered');
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  it('gives the claim back when a turn fails, so that the message can be sent again', async () => {
    const failing: Answerer = { ...still.answerer, answer: () => Promise.reject(new Error('a bug that quotes Amina')) };
    const message = text('What comes first in a referral?');
    await expect(handler({ answerer: failing })(message)).rejects.toMatchObject({ code: 'turn-failed' });
    expect((await handler()(message)).reply.outcome).toBe('answered');
  });

  it.each([
    [{ kind: 'unsupported', reason: 'audio' }, 'unclear'],
    [{ kind: 'file', name: 'a.pdf', contentType: 'application/pdf', bytes: new Uint8Array() }, 'unclear'],
    [{ kind: 'joined' }, 'greeting'],
    [{ kind: 'feedback', replyToId: 'r', helpful: false, reason: 'unclear' }, 'command'],
    [{ kind: 'choice', choice: { action: 'ask-a-person' } }, 'command'],
    [{ kind: 'choice', choice: { action: 'open-passage', passageId: 'en/gone#gone' } }, 'command'],
  ])('has a sensible reply to %j', async (what, outcome) => {
    const { reply } = await handler()({ ...envelope(), ...what } as Incoming);
    expect(reply.outcome).toBe(outcome);
    expect(reply.blocks.length).toBeGreaterThan(0);
  });
});
