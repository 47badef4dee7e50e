/** Answers that reach the chat page outside a turn: left by `deliver`, fetched by the page, over real HTTP. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Conversations } from '../../src/channels/web/conversations.ts';
import { MAX_WAITING } from '../../src/channels/web/protocol.ts';
import type { Reply } from '../../src/contracts/message.ts';
import { answeredReply, textReply } from './helpers.ts';
import { jsonOf, linesOf, startWeb } from './web-client.ts';

const HOUR = 60 * 60 * 1000;

let world: Awaited<ReturnType<typeof startWeb>>;

beforeEach(async () => {
  world = await startWeb(() => textReply('passed on'));
});
afterEach(() => world.close());

/** A page whose person has said something: its secret, and the address the rest of Dalil knows. */
async function openPage() {
  const secret = await world.converse();
  await linesOf(await world.said(secret, { kind: 'text', text: 'Hello' }));
  const address = world.heard.at(-1)?.address ?? '';
  return { secret, address };
}

function deliver(address: string, reply: Reply): Promise<string | undefined> {
  if (world.channel.deliver === undefined) throw new Error('the channel cannot deliver');
  return world.channel.deliver(address, reply);
}

const fetchInbox = async (conversationId: string, seen?: string[]) =>
  linesOf(await world.post('/web/inbox', { conversationId, seen }));

describe('the inbox of a page', () => {
  it('is empty at first', async () => {
    const { secret } = await openPage();
    const response = await world.post('/web/inbox', { conversationId: secret });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(await linesOf(response)).toEqual([]);
  });

  it('gives what was delivered, in order, as the page draws it', async () => {
    const { secret, address } = await openPage();
    const first = await deliver(address, answeredReply());
    const second = await deliver(address, textReply('الجواب', { language: 'ar' }));
    const lines = await fetchInbox(secret);
    expect(lines.map(({ type, id }) => [type, id])).toEqual([
      ['message', first],
      ['message', second],
    ]);
    expect(lines[0].value.blocks[1].sources[0].label.asOf).toBe('as of September 2024');
    expect(lines[1].value).toEqual({
      id: 'reply to الجواب',
      language: 'ar',
      outcome: 'answered',
      blocks: [{ type: 'text', text: 'الجواب' }],
    });
  });

  it('gives a reply again until the page says that it has it, and then no more', async () => {
    const { secret, address } = await openPage();
    const first = (await deliver(address, textReply('one'))) ?? '';
    const lost = await world.post('/web/inbox', { conversationId: secret });
    await lost.body?.cancel();
    expect((await fetchInbox(secret)).map(({ id }) => id)).toEqual([first]);
    const second = await deliver(address, textReply('two'));
    expect((await fetchInbox(secret, [first, 'never given'])).map(({ id }) => id)).toEqual([second]);
    expect((await fetchInbox(secret, [first])).map(({ id }) => id)).toEqual([second]);
  });

  it('belongs to one conversation', async () => {
    const one = await openPage();
    const other = await openPage();
    await deliver(one.address, textReply('for one'));
    expect(await fetchInbox(other.secret)).toEqual([]);
    expect(await fetchInbox(one.secret)).toHaveLength(1);
  });

  it('is not opened by the address, nor reached by the secret of the page', async () => {
    const { secret, address } = await openPage();
    expect((await world.post('/web/inbox', { conversationId: address })).status).toBe(404);
    await expect(deliver(secret, textReply('x'))).rejects.toMatchObject({ code: 'not-deliverable' });
  });

  it('loses nothing when it is full: the next reply is refused until there is room', async () => {
    const { secret, address } = await openPage();
    for (let n = 0; n < MAX_WAITING; n++) await deliver(address, textReply(`reply ${n}`));
    await expect(deliver(address, textReply('late'))).rejects.toMatchObject({ code: 'inbox-full' });
    const ids = (await fetchInbox(secret)).map(({ id }) => id);
    expect(ids).toHaveLength(MAX_WAITING);
    await fetchInbox(secret, ids);
    await deliver(address, textReply('late'));
    expect((await fetchInbox(secret))[0].value.id).toBe('reply to late');
  });

  it('draws nothing of what is for the focal points’ platform', async () => {
    const { secret, address } = await openPage();
    const question = { id: 'q-1', urgent: false, language: 'en', countries: [], status: 'open', askedAt: 0 } as const;
    const form = { type: 'form', prompt: 'p', fields: [], submit: 's', base: {} } as const;
    const blocks: Reply['blocks'] = [{ type: 'person-question', question }, form, { type: 'text', text: 'shown' }];
    await deliver(address, textReply('x', { blocks }));
    expect((await fetchInbox(secret))[0].value.blocks).toEqual([{ type: 'text', text: 'shown' }]);
  });

  it('leaves no words and no ids in the log', async () => {
    const { secret, address } = await openPage();
    await deliver(address, textReply('a private answer'));
    await fetchInbox(secret);
    for (const text of [secret, address, 'a private answer']) {
      expect(JSON.stringify(world.log.entries)).not.toContain(text);
    }
  });
});

describe('a conversation that has ended', () => {
  const ended = { code: 'not-deliverable' };

  it('cannot be written to', async () => {
    await expect(deliver('never-there', textReply('x'))).rejects.toMatchObject(ended);
    const { secret, address } = await openPage();
    world.clock.now += 12 * HOUR + 1;
    await expect(deliver(address, textReply('x'))).rejects.toMatchObject(ended);
    expect((await jsonOf(await world.post('/web/inbox', { conversationId: secret }))).error).toBe(
      'unknown-conversation',
    );
  });

  it('lives on for whoever asks, and for the person to come for a reply', async () => {
    const { secret, address } = await openPage();
    world.clock.now += 11 * HOUR;
    expect(await fetchInbox(secret)).toEqual([]);
    world.clock.now += 11 * HOUR;
    await deliver(address, textReply('x'));
    world.clock.now += 11 * HOUR;
    expect(await fetchInbox(secret)).toHaveLength(1);
  });

  it('is not kept alive by replies that found no room', async () => {
    const { address } = await openPage();
    for (let n = 0; n < MAX_WAITING; n++) await deliver(address, textReply('x'));
    world.clock.now += 11 * HOUR;
    await expect(deliver(address, textReply('x'))).rejects.toMatchObject({ code: 'inbox-full' });
    world.clock.now += 2 * HOUR;
    await expect(deliver(address, textReply('x'))).rejects.toMatchObject(ended);
  });

  it('may have given way to others: the longest idle one', () => {
    let secrets = 0;
    const conversations = new Conversations(
      () => 0,
      () => `secret-${++secrets}`,
    );
    const [first, second] = [conversations.start(), conversations.start()];
    for (let n = 0; n < 1998; n++) conversations.start();
    const line = { type: 'message', id: 'x', value: {} } as const;
    conversations.leave(first.key, line);
    conversations.start();
    expect(() => conversations.leave(second.key, line)).toThrow(expect.objectContaining(ended));
    expect(conversations.find(first.secret).inbox.fetch([])).toEqual([line]);
  });
});

describe('what is refused', () => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ])('a page of another site (%o)', async (headers) => {
    const { secret, address } = await openPage();
    const id = (await deliver(address, textReply('x'))) ?? '';
    const response = await world.post('/web/inbox', { conversationId: secret, seen: [id] }, headers);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('reply to x');
    expect(await fetchInbox(secret)).toHaveLength(1);
  });

  it.each<[string, unknown, number]>([
    ['not JSON', '{', 400],
    ['no conversation', {}, 400],
    ['a conversation that is no text', { conversationId: 7 }, 400],
    ['ids that are no list', { conversationId: 'x', seen: 'id' }, 400],
    ['ids that are no texts', { conversationId: 'x', seen: [{}] }, 400],
    ['more ids than can wait', { conversationId: 'x', seen: Array(MAX_WAITING + 1).fill('id') }, 400],
    ['a guessed conversation', { conversationId: 'guessed', seen: [] }, 404],
    ['too much', { conversationId: 'x'.repeat(70_000) }, 413],
  ])('%s', async (_name, body, status) => {
    const response = await world.post('/web/inbox', body);
    expect(response.status).toBe(status);
    expect((await jsonOf(response)).message).not.toBe('');
  });

  it('a form of another site that needs no permission to be sent', async () => {
    const { secret } = await openPage();
    const body = JSON.stringify({ conversationId: secret });
    expect((await world.post('/web/inbox', body, { 'content-type': 'text/plain' })).status).toBe(400);
  });
});
