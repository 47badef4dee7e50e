/** The whole of Dalil: health, the page, a conversation on it, and a new version of the index under a running server. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WebReply } from '../src/channels/web/render.ts';
import { gate } from './channels/helpers.ts';
import { frontMatter, writeFiles } from './fixtures/knowledge.ts';
import { block, type RunningApp, runApp, words } from './fixtures/running-app.ts';

const QUESTION = 'How long is the recovery and reflection period?';
const SENTENCE =
  'Parties to the Council of Europe Convention must provide a recovery and reflection period of at least 30 days.';

let world: RunningApp;
beforeAll(async () => {
  world = await runApp();
});
afterAll(() => world.close());

/** Runs a test on a server of its own. */
async function withOwn(options: { indexed?: boolean }, test: (own: RunningApp) => Promise<void>): Promise<void> {
  const own = await runApp(options);
  try {
    await test(own);
  } finally {
    vi.restoreAllMocks();
    await own.close();
  }
}

const sourceOf = (reply: WebReply) => block(reply, 'sources')?.sources[0];

describe('health', () => {
  it('is alive and ready', async () => {
    const live = await fetch(`${world.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { ok: true }]);
    const ready = await fetch(`${world.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, checks: { index: true, database: true } }]);
  });

  it('is alive but not ready before there is an index; who asks is told to wait', () =>
    withOwn({ indexed: false }, async (own) => {
      expect((await fetch(`${own.url}/health/live`)).status).toBe(200);
      const ready = await fetch(`${own.url}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([
        503,
        { ok: false, checks: { index: false, database: true } },
      ]);
      const person = await own.person();
      expect(words(await person.ask(QUESTION))).toContain('still reading');
      expect((await person.ask('hello')).outcome).toBe('greeting');

      await own.refresh();
      await own.app.conversations.index.look();
      expect((await fetch(`${own.url}/health/ready`)).status).toBe(200);
      expect((await person.ask(QUESTION)).outcome).toBe('answered');
    }));
});

describe('the page', () => {
  it('is served, and is welcomed with questions to begin with', async () => {
    const response = await fetch(`${world.url}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<title>Dalil');
    const person = await world.person();
    const { reply } = await person.send({ kind: 'joined' }, { language: 'fr' });
    expect(reply).toMatchObject({ outcome: 'greeting', language: 'fr' });
    expect(block(reply, 'choices')?.choices.length).toBeGreaterThan(1);
  });

  it('gets typing first, then the answer with its sources, then the end', async () => {
    const person = await world.person();
    const { lines, reply } = await person.send({ kind: 'text', text: QUESTION });
    expect(lines.map(({ type }) => type)).toEqual(['typing', 'message', 'event']);
    expect(lines[2]).toEqual({ type: 'event', name: 'turn-ended' });
    expect(reply).toMatchObject({ outcome: 'answered', language: 'en' });
    expect(block(reply, 'answer')?.sentences).toEqual([{ text: SENTENCE, n: 1, language: 'en' }]);
    expect(sourceOf(reply)).toMatchObject({
      n: 1,
      title: 'Recovery and reflection period',
      heading: QUESTION,
      quote: SENTENCE,
      unchecked: true,
    });
  });

  it.each(['[1]', '1'])('opens the passage behind a number: %s', async (typed) => {
    const person = await world.person();
    const source = sourceOf(await person.ask(QUESTION));
    const opened = block(await person.ask(typed), 'passage')?.passage;
    expect(opened).toMatchObject({ id: source?.passageId, text: SENTENCE });
    const tapped = await person.send({
      kind: 'choice',
      choice: { action: 'open-passage', passageId: source?.passageId },
    });
    expect(block(tapped.reply, 'passage')?.passage).toEqual(opened);
  });

  it('remembers a conversation for itself only, and forgets it when told', async () => {
    const [asker, other] = [await world.person(), await world.person()];
    await asker.ask(QUESTION);
    expect(block(await other.ask('1'), 'passage')).toBeUndefined();
    expect(block(await asker.ask('sources'), 'choices')?.choices).toHaveLength(1);
    await asker.ask('/forget me');
    expect(block(await asker.ask('1'), 'passage')).toBeUndefined();
  });
});

describe('the same message twice', () => {
  it('is handled once on the page: the second gets what the first got', () =>
    withOwn({}, async (own) => {
      const person = await own.person();
      const message = { kind: 'text', text: QUESTION };
      const [first, meanwhile] = await Promise.all([
        person.send(message, { id: 'same' }),
        person.send(message, { id: 'same' }),
      ]);
      expect(meanwhile).toEqual(first);
      expect(await person.send(message, { id: 'same' })).toEqual(first);
      expect(await own.app.conversations.store.countOutcomes(0)).toEqual({ answered: 1 });
    }));

  it('is handled once whatever delivers it, also by another process on the same data', () =>
    withOwn({}, async (own) => {
      const { handleTurn, store } = own.app.conversations;
      const message = {
        kind: 'text' as const,
        text: QUESTION,
        messageId: 'delivered-twice',
        channel: 'teams',
        conversationId: 'c',
        personId: 'p',
        scope: 'personal' as const,
        roles: [],
        receivedAt: 0,
      };
      const both = await Promise.all([handleTurn(message), handleTurn({ ...message })]);
      expect(both.map(({ reply }) => reply.blocks.length > 0).sort()).toEqual([false, true]);
      expect((await handleTurn({ ...message })).reply.blocks).toEqual([]);
      expect(await store.countOutcomes(0)).toEqual({ answered: 1 });
      // The same id in another conversation is another message.
      expect((await handleTurn({ ...message, conversationId: 'd' })).reply.blocks).not.toEqual([]);
    }));
});

describe('a new version of the index', () => {
  it('is taken over by a running server without dropping the question in flight', () =>
    withOwn({}, async (own) => {
      const { store, index } = own.app.conversations;
      const before = index.current()?.version;
      const documents = path.join(own.config.KNOWLEDGE_DIR, 'documents');
      const person = await own.person();

      // The turn is held after it was answered from the old version and before its reply is sent.
      const [reached, release] = [gate(), gate()];
      const record = store.recordOutcome.bind(store);
      vi.spyOn(store, 'recordOutcome').mockImplementationOnce(async (outcome) => {
        reached.resolve();
        await release.promise;
        return record(outcome);
      });
      const inFlight = person.ask(QUESTION);
      await reached.promise;

      await rm(path.join(documents, 'en/reflection-period.md'));
      await writeFiles(documents, {
        'en/cloves.md': `${frontMatter({ key: 'cloves', title: 'Shelters of Zarzis' })}\n## Who runs the shelter of Zarzis?\n\nThe shelter of Zarzis is run by the municipality.\n`,
      });
      const version = await own.refresh();
      await index.look();
      expect(version).not.toBe(before);
      expect(index.current()?.version).toBe(version);
      const other = await (await own.person()).ask('Who runs the shelter of Zarzis?');
      expect(sourceOf(other)?.quote).toBe('The shelter of Zarzis is run by the municipality.');

      release.resolve();
      const reply = await inFlight;
      expect(reply.outcome).toBe('answered');
      expect(sourceOf(reply)?.quote).toBe(SENTENCE);
      // What is no longer in the documents is not shown as if it were.
      expect(words(await person.ask('1'))).toContain('no longer in the documents');
      expect((await person.ask(QUESTION)).outcome).toBe('no-evidence');
    }));

  it('answers every question asked while it is built and taken over', () =>
    withOwn({}, async (own) => {
      const people = await Promise.all(Array.from({ length: 6 }, () => own.person()));
      const asked = people.map((person) => person.ask(QUESTION));
      await own.refresh();
      asked.push(...people.map((person) => person.ask('What is a place of safety?')));
      await own.app.conversations.index.look();
      expect((await Promise.all(asked)).map(({ outcome }) => outcome)).toEqual(Array(12).fill('answered'));
    }));
});
