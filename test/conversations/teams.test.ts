/** Whole conversations in Teams, over HTTP: one-to-one, in a group and in a channel, in three languages. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/text/texts.ts';
import { type RunningApp, runApp } from '../fixtures/running-app.ts';
import { buttonsIn, cardOf, startTeams, type Teams, wordsOf } from '../fixtures/teams/client.ts';

const texts = await loadTexts('dialogs/texts');
const ADMIN = 'aaaaaaaa-0000-4000-8000-00000000000a';
const FOCAL_POINT = 'aaaaaaaa-0000-4000-8000-00000000000f';
const PLACE = '19:focal-points@thread.v2';
const QUESTION = 'What comes first in a referral?';
const REFUSED = 'What budget does a safe referral need every year?';

let world: RunningApp;
let teams: Teams;
let people = 0;

beforeAll(async () => {
  world = await runApp({
    settings: { ROLE_ADMINS: ADMIN, ROLE_FOCAL_POINTS: FOCAL_POINT },
    focalPoints: `places: [{ name: region, channel: teams, conversation: "${PLACE}", language: en }]`,
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  teams = await startTeams(world.url);
});
afterEach(() => teams.close());

/** Somebody who has not written yet. */
function somebody(settings: Parameters<Teams['person']>[0] = {}) {
  people += 1;
  const aadObjectId = `cccccccc-0000-4000-8000-${String(people).padStart(12, '0')}`;
  return teams.person({ aadObjectId, ...settings });
}

/** A focal point in the place questions go to, after the app was added there. */
async function focalPoint() {
  const person = teams.person({ aadObjectId: FOCAL_POINT, name: 'Sami', place: 'group', conversationId: PLACE });
  await person.post({ type: 'installationUpdate', action: 'add' });
  return person;
}

describe('on install', () => {
  it.each(['en', 'fr', 'ar'] as const)('is welcomed in the language of Teams: %s', async (language) => {
    const person = somebody({ locale: `${language}-TN` });
    const { said } = await person.post({ type: 'installationUpdate', action: 'add' });
    const words = wordsOf(said);
    for (const key of ['starters.first', 'starters.second', 'starters.third']) {
      expect(words).toContain(texts.say(language, key));
    }
    expect(said.filter(({ body }) => body.type === 'message')).toHaveLength(1);
  });

  it('says in a group how to be asked, and no more', async () => {
    const { said } = await somebody({ place: 'group' }).post({ type: 'installationUpdate', action: 'add' });
    expect(wordsOf(said)).toContain(texts.say('en', 'groupWelcome').slice(0, 40));
  });
});

describe('a question', () => {
  it('is answered with its source, and the number opens the passage', async () => {
    const person = somebody();
    const [answer] = await person.say(QUESTION);
    expect(wordsOf([answer].flatMap((call) => call ?? []))).toContain('immediate safety');
    expect(answer?.body.channelData).toMatchObject({ feedbackLoop: { type: 'custom' } });
    expect(wordsOf(await person.say('1'))).toContain('Consent comes before any sharing of data');
  });

  it('is answered with a card where no client draws citations, as on this machine', async () => {
    const [answer] = await somebody().say(QUESTION);
    expect(cardOf(answer)).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  });

  it('in Arabic is answered from right to left', async () => {
    const person = somebody({ locale: 'ar-TN' });
    const [greeting] = await person.say('السلام عليكم');
    expect(cardOf(greeting)).toMatchObject({ rtl: true, lang: 'ar' });
    expect(greeting?.body.text ?? '').toBe('');
  });

  it('that was edited is answered again, and one that was deleted is forgotten', async () => {
    const person = somebody();
    await person.say(REFUSED);
    const edit = { type: 'messageUpdate', text: QUESTION, channelData: { eventType: 'editMessage' } };
    expect(wordsOf((await person.post(edit)).said)).toContain('immediate safety');
    expect((await person.post({ type: 'messageDelete' })).said).toEqual([]);
  });

  it.each(['group', 'channel'] as const)('in a %s is answered in its thread', async (place) => {
    const person = somebody({ place });
    const said = await person.say(QUESTION);
    expect(said).toMatchObject([{ conversationId: person.conversationId }]);
    expect(said[0]?.body.suggestedActions).toBeUndefined();
  });

  it.each(['group', 'channel'] as const)('with personal data in a %s is answered privately', async (place) => {
    const person = somebody({ place });
    const said = await person.say(`Her name is Amina Ben Salah, phone +216 98 123 456: ${QUESTION}`);
    const shared = said.filter(({ conversationId }) => conversationId === person.conversationId);
    expect(wordsOf(shared)).toContain(texts.say('en', 'channel.answeredPrivately'));
    expect(wordsOf(shared)).not.toContain('immediate safety');
    const own = said.filter(({ conversationId }) => conversationId?.startsWith('a:private'));
    expect(wordsOf(own)).toContain('immediate safety');
    expect(wordsOf(said)).not.toContain('Amina');
    expect(await world.databaseBytes()).not.toContain('Amina');
    expect(world.logged()).not.toContain('Amina');
  });

  it('is helped by buttons that lead to answers', async () => {
    const person = somebody();
    const [answer] = await person.say(QUESTION);
    const asks = buttonsIn(cardOf(answer)).filter(({ action }) => action === 'ask');
    expect(asks.length).toBeGreaterThan(0);
    expect(asks.length).toBeLessThanOrEqual(3);
    for (const ask of asks) {
      const [next] = await person.press(ask);
      expect(wordsOf(next ? [next] : [])).toContain(String(ask.question));
      expect(wordsOf(next ? [next] : [])).toContain('[1]');
    }
  });
});

describe('a verdict', () => {
  it('with a reason is taken, by way of a form, without a word in the chat', async () => {
    const person = somebody();
    await person.say(QUESTION);
    const before = await world.app.conversations.store.countFeedback(0);
    const replyToId = 'sent-2';
    const value = { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '{"reason":"unclear"}' } };
    const { status, body, said } = await person.post({
      type: 'invoke',
      name: 'message/submitAction',
      value,
      replyToId,
    });
    expect([status, body, said]).toEqual([200, '', []]);
    const after = await world.app.conversations.store.countFeedback(0);
    expect(after.unhelpful).toBe(before.unhelpful + 1);
  });
});

describe('a person', () => {
  it('takes a refused question, answers it, and the answer comes back to the asker alone', async () => {
    const focal = await focalPoint();
    const asker = somebody({ locale: 'fr-TN', name: 'Nadia Trabelsi' });
    await asker.say(REFUSED);
    const said = await asker.press({ action: 'ask-a-person' });
    const post = said.find(({ conversationId }) => conversationId === PLACE);
    expect(wordsOf(post ? [post] : [])).toContain(REFUSED);
    expect(wordsOf(post ? [post] : [])).not.toContain('Nadia');
    expect(wordsOf(said.filter(({ conversationId }) => conversationId === asker.conversationId))).toContain(REFUSED);
    const [take] = buttonsIn(cardOf(post)).filter(({ action }) => action === 'take-question');
    const stranger = teams.person({ place: 'group', conversationId: PLACE });
    expect(JSON.stringify(await stranger.execute(take ?? {}))).not.toContain('"taken"');
    expect(JSON.stringify(await focal.execute(take ?? {}))).toContain('Sami');
    const questionId = String(take?.questionId);
    const before = teams.connector.calls.length;
    const card = JSON.stringify(await focal.execute({ action: 'answer-question', questionId, answer: 'None at all.' }));
    expect(card).toContain('None at all.');
    const sent = teams.connector.calls.slice(before);
    const answer = sent.filter(({ conversationId }) => conversationId === asker.conversationId);
    expect(wordsOf(answer)).toContain('None at all.');
    expect(wordsOf(answer)).toContain(questionId);
    const updated = sent.find(({ method }) => method === 'PUT');
    expect(updated).toMatchObject({ conversationId: PLACE });
    expect(await world.databaseBytes()).not.toContain('Nadia');
  });

  it('may be asked in words, and the question be taken back', async () => {
    await focalPoint();
    const asker = somebody();
    await asker.say('Ask a person');
    const said = await asker.say('Who pays for the shelter? Her phone is +216 98 123 456');
    const post = said.find(({ conversationId }) => conversationId === PLACE);
    expect(wordsOf(post ? [post] : [])).toContain('[phone]');
    const confirmation = said.find(({ conversationId }) => conversationId === asker.conversationId);
    const [back] = buttonsIn(cardOf(confirmation)).filter(({ action }) => action === 'take-back');
    const after = await asker.press(back ?? {});
    const withdrawn = after.find(({ conversationId }) => conversationId === PLACE);
    expect(wordsOf(withdrawn ? [withdrawn] : [])).not.toContain('shelter');
  });

  it('is only a contact where nobody can be reached', async () => {
    const focal = await focalPoint();
    await focal.post({ type: 'installationUpdate', action: 'remove' });
    const asker = somebody();
    await asker.say(REFUSED);
    expect(wordsOf(await asker.press({ action: 'ask-a-person' }))).toContain('protection focal point');
    const after = teams.connector.messages().filter(({ conversationId }) => conversationId === PLACE);
    expect(wordsOf(after)).not.toContain(REFUSED);
  });
});

describe('an administrator', () => {
  const administrator = (place: 'personal' | 'group' = 'personal') => teams.person({ aadObjectId: ADMIN, place });

  it('sees what is known, in the one-to-one chat only', async () => {
    expect(wordsOf(await administrator().say('knowledge status'))).toMatch(/\b4\b/u);
    expect(wordsOf(await administrator('group').say('knowledge status'))).toContain(
      texts.say('en', 'admin.onlyPersonal').slice(0, 20),
    );
    expect(wordsOf(await somebody().say('knowledge status'))).toContain(
      texts.say('en', 'admin.notAllowed').slice(0, 20),
    );
  });

  it('approves an answer of a focal point, which then answers the question', async () => {
    const focal = await focalPoint();
    const asker = somebody();
    const question = 'Which number do shelters in Gafsa call at night?';
    await asker.say('Ask a person');
    const said = await asker.say(question);
    const post = said.find(({ conversationId }) => conversationId === PLACE);
    const questionId = String(buttonsIn(cardOf(post)).find(({ action }) => action === 'take-question')?.questionId);
    const answer = 'Shelters in Gafsa call the regional coordination desk at night.';
    await focal.execute({ action: 'answer-question', questionId, answer });
    expect(wordsOf(await somebody().say(question))).not.toContain('regional coordination desk');
    const drafts = await administrator().say('drafts');
    const decisions = drafts.flatMap((call) => buttonsIn(cardOf(call)));
    const approve = decisions.filter((data) => String(data.approve) === 'true');
    expect(approve.length).toBeGreaterThan(0);
    for (const data of approve) await administrator().press(data);
    expect(wordsOf(await somebody().say(question))).toContain('regional coordination desk');
  }, 60_000);

  it('sends a document, says what it is, and it answers', async () => {
    const file = http.createServer((_request, response) =>
      response.end(
        '# Night desk\n\n## Who opens the gate of the Medenine reception hall?\n\nThe night guard opens the gate of the Medenine reception hall.\n',
      ),
    );
    await new Promise<void>((resolve) => file.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = file.address();
    const downloadUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/gate.md`;
    const attachments = [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'gate.md',
        content: { downloadUrl, fileType: 'md' },
      },
    ];
    const sent = { type: 'message', text: '', attachments };
    expect(wordsOf((await somebody().post(sent)).said)).toContain(
      texts.say('en', 'notReadable.attachment').slice(0, 20),
    );
    const form = (await administrator().post(sent)).said.filter(({ body }) => body.type === 'message');
    const base = form.flatMap((call) => buttonsIn(cardOf(call))).find(({ action }) => action === 'describe-document');
    expect(base).toBeDefined();
    const details = { title: 'Night desk', language: 'en', authority: 'programme', asOf: '2026-11' };
    await administrator().press({ ...base, ...details });
    file.closeAllConnections();
    await new Promise((resolve) => file.close(resolve));
    const words = wordsOf(await somebody().say('Who opens the gate of the Medenine reception hall?'));
    expect(words).toContain('night guard');
  }, 60_000);
});

describe('what is kept', () => {
  it('goes on request, and no name or id of Teams was ever in it', async () => {
    await focalPoint();
    const person = somebody({ name: 'Leila Hidden' });
    await person.post({ type: 'installationUpdate', action: 'add' });
    await person.say(REFUSED);
    await person.press({ action: 'ask-a-person' });
    expect(wordsOf(await person.say('forget me'))).toContain(texts.say('en', 'forgotten').slice(0, 10));
    const bytes = await world.databaseBytes();
    for (const secret of ['Leila', person.conversationId, '29:cccccccc']) {
      expect(bytes).not.toContain(secret);
      expect(world.logged()).not.toContain(secret);
    }
  });
});
