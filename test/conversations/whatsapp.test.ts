/** Whole conversations on WhatsApp, over signed webhooks and a stand-in for the Cloud API, in three languages. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Addressee } from '../../src/channels/whatsapp/types.ts';
import { loadTexts } from '../../src/text/texts.ts';
import { type RunningApp, runApp } from '../fixtures/running-app.ts';
import { buttonsIn, cardOf, startTeams, wordsOf } from '../fixtures/teams/client.ts';
import { type CloudApiStandIn, startCloudApi } from '../fixtures/whatsapp/cloud-api.ts';
import { SAMPLE_NAMES, sample } from '../fixtures/whatsapp/samples/samples.ts';
import * as w from '../fixtures/whatsapp/webhook.ts';

const texts = await loadTexts('dialogs/texts');
const SECRET = 'app-secret';
const QUESTION = 'What comes first in a referral?';
const REFUSED = 'What budget does a safe referral need every year?';
const ADMIN = '21600000001';
const FOCAL_POINT = 'aaaaaaaa-0000-4000-8000-00000000000f';
const PLACE = '19:focal-points@thread.v2';

let world: RunningApp;
let api: CloudApiStandIn;
let people = 0;

beforeAll(async () => {
  api = await startCloudApi();
  world = await runApp({
    settings: {
      WHATSAPP_ACCESS_TOKEN: api.accessToken,
      WHATSAPP_APP_SECRET: SECRET,
      WHATSAPP_VERIFY_TOKEN: 'verify-me-please',
      WHATSAPP_PHONE_NUMBER_ID: api.phoneNumberId,
      WHATSAPP_GRAPH_URL: api.url,
      WHATSAPP_ADMINS: ADMIN,
      OPERATOR: 'the test programme',
      ROLE_FOCAL_POINTS: FOCAL_POINT,
    },
    focalPoints: `places: [{ name: region, channel: teams, conversation: "${PLACE}", language: en }]`,
  });
});
afterAll(async () => {
  await world.close();
  await api.close();
});
beforeEach(() => {
  api.sends.length = 0;
  api.problems.length = 0;
});
afterEach(() => {
  expect(api.problems).toEqual([]);
});

const hook = () => `${world.url}/whatsapp/webhook`;
const post = (...messages: w.InboundMessage[]) => w.postWebhook(hook(), w.messagesPost(...messages), SECRET);

/** Somebody who never wrote before. */
function somebody(changes: Partial<w.Sender> = {}): w.Sender {
  people += 1;
  const number = String(people).padStart(4, '0');
  return { phone: `2169800${number}`, userId: `TN.1${number}`, name: 'Leila Hidden', ...changes };
}

/** Sends a message and waits for the next message to the same person. */
async function say(sender: w.Sender, message: string | w.InboundMessage) {
  const before = api.sends.length;
  expect(await post(typeof message === 'string' ? w.text(sender, message) : message)).toBe(200);
  return api.until((send) => api.sends.indexOf(send) >= before && isTo(send.to, sender));
}
const isTo = (to: Addressee, { phone, userId }: w.Sender) =>
  (to.phone !== undefined && to.phone === phone) || (to.userId !== undefined && to.userId === userId);
const words = (value: unknown) => JSON.stringify(value);

describe('the webhook', () => {
  it('shows itself to Meta by the word that was agreed on', async () => {
    const ask = (token: string) =>
      fetch(`${hook()}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);
    const right = await ask('verify-me-please');
    expect([right.status, await right.text()]).toEqual([200, '1158201444']);
    const wrong = await ask('something-else');
    expect([wrong.status, await wrong.text()]).toEqual([403, '']);
  });

  it.each(['sha256=00', '', 'nonsense'])('takes nothing that Meta did not sign (%j)', async (signature) => {
    const body = w.toWire(w.messagesPost(w.text(somebody(), QUESTION)));
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const response = await fetch(hook(), { method: 'POST', headers, body });
    expect([response.status, await response.text()]).toEqual([401, '']);
    expect(api.sends).toEqual([]);
  });

  it('handles a message once, however often and with whatever it comes', async () => {
    const sender = somebody();
    const message = w.text(sender, QUESTION);
    const other = w.text(sender, 'What is a place of safety?');
    await Promise.all([post(message), post(message), post(message, other), post(other)]);
    await api.until((send) => isTo(send.to, sender) && words(send.body).includes('place of safety'));
    await post(message);
    await say(sender, 'help');
    const mine = api.sends.filter((send) => isTo(send.to, sender));
    expect(mine).toHaveLength(3);
    // In the order the person wrote.
    expect(mine.map((send) => words(send.body).includes('immediate safety'))).toEqual([true, false, false]);
  });
});

describe('a first contact', () => {
  it.each([
    ['en', QUESTION, 'I am Dalil, run by the test programme'],
    ['fr', 'Bonjour', 'mis à disposition par the test programme'],
    ['ar', 'السلام عليكم', 'وتشغّلني the test programme'],
  ])('in %s says who this is together with the answer, and once', async (_language, message, expected) => {
    const sender = somebody();
    expect(words((await say(sender, message)).body)).toContain(expected);
    expect(words((await say(sender, message)).body)).not.toContain(expected);
  });
});

describe('an answer', () => {
  it('comes in one message with its sources, is marked as read, and a number opens the passage', async () => {
    const sender = somebody();
    const message = w.text(sender, QUESTION);
    const answer = await say(sender, message);
    expect(words(answer.body)).toContain('immediate safety');
    expect(words(answer.body)).toContain('[1]');
    expect(words(answer.body)).toContain('Steps of a safe referral');
    expect(api.reads).toContainEqual(expect.objectContaining({ messageId: message.message.id, typing: true }));
    expect(words((await say(sender, '1')).body)).toContain('Consent comes before any sharing of data');
    expect(api.sends.filter((send) => isTo(send.to, sender))).toHaveLength(2);
  });

  it('leads on by a letter, the words of an option or a tap, which all mean the same', async () => {
    const sender = somebody();
    await say(sender, 'hello');
    const offered = await say(sender, 'hello');
    const { rows } = listOf(offered.body);
    const [first] = rows;
    const byLetter = words((await say(sender, 'a')).body);
    await say(sender, 'hello');
    const byTap = words(
      (await say(sender, w.listReply(sender, { id: first?.id ?? '', title: first?.title ?? '' }))).body,
    );
    await say(sender, 'hello');
    const byWords = words((await say(sender, texts.say('en', 'starters.first'))).body);
    expect(byTap).toBe(byLetter);
    expect(byWords).toBe(byLetter);
  });

  it.each([
    ['image', w.image(somebody(), { id: '1' }), 'pictures'],
    ['a sticker', w.inbound(somebody(), 'sticker', { sticker: { id: '1', mime_type: 'image/webp' } }), 'pictures'],
    ['a voice message', w.inbound(somebody(), 'audio', { audio: { id: '1', mime_type: 'audio/ogg' } }), 'voice'],
    ['a place', w.inbound(somebody(), 'location', { location: { latitude: 1, longitude: 2 } }), 'locations'],
    [
      'a contact card',
      w.inbound(somebody(), 'contacts', { contacts: [{ name: { formatted_name: 'X' } }] }),
      'contact cards',
    ],
    ['something new', w.inbound(somebody(), 'hologram', { hologram: {} }), 'only read text'],
  ])('to %s says what can be read', async (_name, message, expected) => {
    expect(words((await say(message.sender, message)).body)).toContain(expected);
  });

  it('gets a verdict by a reaction', async () => {
    const sender = somebody();
    const { id } = await say(sender, QUESTION);
    const before = await world.app.conversations.store.countFeedback(0);
    await post(w.reaction(sender, id, '👎🏽'));
    await expect
      .poll(async () => (await world.app.conversations.store.countFeedback(0)).unhelpful)
      .toBe(before.unhelpful + 1);
    // It is noted, and nothing is said about it.
    await say(sender, 'help');
    expect(api.sends.filter((send) => isTo(send.to, sender))).toHaveLength(2);
  });
});

describe('a person who changes', () => {
  it('their number, and then their id, stays the same person', async () => {
    const before = somebody();
    await say(before, '/language fr');
    const after = { ...somebody(), userId: undefined };
    await post(w.system({ ...before, userId: undefined }, after));
    expect(words((await say(after, 'help')).body)).toContain('Posez votre question');
    await w.postWebhook(hook(), w.userIdUpdate(before.userId ?? '', 'TN.777', {}), SECRET);
    expect(words((await say({ userId: 'TN.777' }, 'help')).body)).toContain('Posez votre question');
  });

  it('without a number is answered by their id', async () => {
    const sender = somebody({ phone: undefined });
    expect((await say(sender, QUESTION)).to).toEqual({ userId: sender.userId });
  });
});

describe('care', () => {
  it('keeps no number, id, name or word in clear', async () => {
    const sender = somebody();
    await say(sender, `Her name is Amina Ben Salah: ${QUESTION}`);
    const bytes = await world.databaseBytes();
    for (const secret of [sender.phone, sender.userId, 'Leila', 'Amina']) {
      expect(bytes).not.toContain(secret);
      expect(world.logged()).not.toContain(secret);
    }
  });

  it('forgets on request', async () => {
    const sender = somebody();
    await say(sender, QUESTION);
    expect(words((await say(sender, 'forget me')).body)).toContain('Everything stored about you');
    expect(words((await say(sender, QUESTION)).body)).toContain('I am Dalil, run by');
  });

  it.each([
    ['STOP', 'From now on I only reply'],
    ['ARRÊT', 'From now on I only reply'],
    ['إيقاف', 'From now on I only reply'],
  ])('confirms %s and goes on replying', async (word, expected) => {
    const sender = somebody();
    await say(sender, QUESTION);
    expect(words((await say(sender, word)).body)).toContain(expected);
    expect(words((await say(sender, QUESTION)).body)).toContain('immediate safety');
  });

  it('offers a person on every refusal', async () => {
    const sender = somebody();
    for (const message of [REFUSED, 'Who won the match yesterday?', '?', 'help']) {
      expect(words((await say(sender, message)).body)).toContain('Ask a person');
    }
  });
});

describe('what Meta’s own examples hold', () => {
  it('is acknowledged, whatever it is, and loses nothing else', async () => {
    for (const name of SAMPLE_NAMES) {
      expect([name, await w.postWebhook(hook(), sample(name).body, SECRET)]).toEqual([name, 200]);
    }
    expect(words((await say(somebody(), 'help')).body)).toContain('Ask in your own words');
  });

  it.each(['', 'null', '[]', '{"entry":7}', 'not json at all'])('and what is none of it: %j', async (body) => {
    const headers = { 'x-hub-signature-256': w.sign(body, SECRET) };
    expect((await fetch(hook(), { method: 'POST', headers, body })).status).toBe(200);
  });

  it('is refused when it is larger than Meta sends', async () => {
    const body = 'x'.repeat(3.2 * 1024 * 1024);
    const headers = { 'x-hub-signature-256': w.sign(body, SECRET) };
    expect((await fetch(hook(), { method: 'POST', headers, body })).status).toBe(413);
  });
});

describe('a person behind Dalil', () => {
  it('gets the question elsewhere, and the answer comes back here', async () => {
    const teams = await startTeams(world.url);
    const focal = teams.person({ aadObjectId: FOCAL_POINT, place: 'group', conversationId: PLACE });
    await focal.post({ type: 'installationUpdate', action: 'add' });
    const sender = somebody();
    await say(sender, REFUSED);
    expect(words((await say(sender, 'Ask a person')).body)).toContain(REFUSED);
    const call = await teams.connector.until(({ body }) =>
      wordsOf([{ method: 'POST', body }]).includes('take-question'),
    );
    const questionId = String(buttonsIn(cardOf(call)).find(({ action }) => action === 'take-question')?.questionId);
    const before = api.sends.length;
    await focal.execute({ action: 'answer-question', questionId, answer: 'There is none.' });
    const answer = await api.until((send) => api.sends.indexOf(send) >= before && isTo(send.to, sender));
    expect(words(answer.body)).toContain('There is none.');
    await teams.close();
  });

  it('adds a document of an admin, and nobody else’s', { timeout: 30_000 }, async () => {
    const bytes = Buffer.from(
      '# Gate\n\n## Who opens the gate of Zarzis hall?\n\nThe night guard opens the gate of Zarzis hall.\n',
    );
    api.addMedia('123456', bytes, 'text/markdown');
    const file = { id: '123456', filename: 'gate.md', mime_type: 'text/markdown' };
    const stranger = somebody();
    expect(words((await say(stranger, w.document(stranger, file))).body)).toContain('cannot read files');
    const admin = { phone: ADMIN };
    const asked = words((await say(admin, w.document(admin, file))).body);
    expect(asked).not.toContain('cannot read files');
    expect(asked).toContain('authority: treaty | ');
    const lines = 'title: Gate\nlanguage: en\nauthority: programme\nasOf: 2026-11';
    api.addMedia('123457', Buffer.from(`---\n${lines}\n---\n${bytes}`), 'text/markdown');
    await say(admin, w.document(admin, { ...file, id: '123457' }));
    expect(words((await say(somebody(), 'Who opens the gate of Zarzis hall?')).body)).toContain('night guard');
  });
});

describe('trouble at Meta', () => {
  it.each([
    ['passes', { status: 500, code: 131000, times: 1 }],
    ['is a limit for one person', { status: 400, code: 131056, times: 1 }],
  ])(
    'that %s delays a message and loses none',
    async (_name, fault) => {
      const sender = somebody();
      api.fail({ ...fault, match: (send) => isTo(send.to, sender) });
      const answer = await say(sender, QUESTION);
      expect(words(answer.body)).toContain('immediate safety');
    },
    20_000,
  );

  it('with the token stops sending, shows it, and goes on by itself', async () => {
    const sender = somebody();
    api.fail({ status: 401, code: 190, times: 1, match: (send) => isTo(send.to, sender) });
    await post(w.text(sender, QUESTION));
    await expect.poll(async () => (await world.app.conversations.store.channelStop('whatsapp'))?.code).toBe('190');
    expect(await (await fetch(`${world.url}/metrics`)).text()).toContain('sending_stopped{channel="whatsapp"} 1');
    // The next attempt is a minute away: its note is all that a test without waiting can see.
    expect(api.sends.filter((send) => isTo(send.to, sender))).toEqual([]);
  });
});

/** The rows of a list message. */
function listOf(body: unknown): { rows: { id: string; title: string }[] } {
  const text = JSON.stringify(body);
  const rows = [...text.matchAll(/\{"id":"([^"]+)","title":"([^"]+)"/gu)].map(([, id = '', title = '']) => ({
    id,
    title,
  }));
  return { rows };
}
