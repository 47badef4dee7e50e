/** What Dalil makes of every kind of message WhatsApp passes on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWhatsApp } from '../../../src/channels/whatsapp/parse.ts';
import { shortReplyId, tapId } from '../../../src/channels/whatsapp/tap-id.ts';
import type { ReceivedMessage } from '../../../src/channels/whatsapp/types.ts';
import { readWebhook } from '../../../src/channels/whatsapp/webhook.ts';
import type { Choice, Envelope } from '../../../src/contracts/message.ts';
import { SAMPLE_NAMES, sample } from '../../fixtures/whatsapp/samples/samples.ts';

const ENVELOPE: Envelope = {
  messageId: 'm1',
  channel: 'whatsapp',
  conversationId: 'c1',
  personId: 'p1',
  scope: 'personal',
  roles: [],
  receivedAt: 1,
};

/** What the messages of each sample come to. */
const EXPECTED: Record<string, object[]> = {
  'identity/bsuid-rotation-user-id-update': [],
  'identity/system-message-user-changed-number': [],
  'identity/system-message-user-changed-user-id': [],
  'identity/text-message-with-business-scoped-user-ids': [{ kind: 'text', text: 'Hello from a username user' }],
  'webhook/button-message': [{ kind: 'text', text: 'Unsubscribe' }],
  'webhook/contact-sharing-message': [{ kind: 'unsupported', reason: 'contact' }],
  'webhook/group-create-message': [],
  'webhook/group-remove-participants': [],
  'webhook/group-settings-update': [],
  'webhook/image-message': [{ kind: 'unsupported', reason: 'image' }],
  'webhook/interactive-button-reply-message': [{ kind: 'stale' }],
  'webhook/interactive-list-reply-message': [{ kind: 'stale' }],
  'webhook/location-message': [{ kind: 'unsupported', reason: 'location' }],
  'webhook/order-message': [{ kind: 'unsupported', reason: 'unknown' }],
  'webhook/reaction-message': [
    { kind: 'feedback', helpful: true, replyToId: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI0RTJEOTc2ODVERUY5RDlGNkYA' },
  ],
  'webhook/system-message': [],
  'webhook/text-message': [{ kind: 'text', text: 'Does it come in another color?' }],
  'webhook/text-message-from-click-to-whatsapp-ad': [{ kind: 'text', text: 'Hello! Can I get more info on this?' }],
  'webhook/text-message-with-context-product-inquiry': [{ kind: 'text', text: 'Is this still available?' }],
  'webhook/unsupported-message': [{ kind: 'unsupported', reason: 'unknown' }],
};

function parse(message: object, latestReplyShort?: string) {
  const received: ReceivedMessage = {
    message: { id: 'wamid.1', type: 'text', ...message },
    sender: { userId: 'US.1' },
    phoneNumberId: '1',
  };
  return parseWhatsApp(received, ENVELOPE, latestReplyShort);
}

describe('the samples', () => {
  it('have an expectation each', () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(SAMPLE_NAMES);
  });

  it.each(Object.entries(EXPECTED))('reads %s', (name, expected) => {
    const { body, phoneNumberId } = sample(name);
    const { messages } = readWebhook(body, phoneNumberId);
    expect(messages.map((received) => parseWhatsApp(received, ENVELOPE, undefined))).toEqual(
      expected.map((said) => ({ ...ENVELOPE, ...said })),
    );
  });
});

const OPEN: Choice = { action: 'open-passage', passageId: 'en/nrm#what' };
const ASK: Choice = { action: 'ask-a-person' };
const idOf = (choice: Choice, replyId = 'r1') => String(tapId(choice, replyId));
const reply = (id: string) => ({
  type: 'interactive',
  interactive: { type: 'button_reply', button_reply: { id, title: 'x' } },
});
const row = (id: string) => ({
  type: 'interactive',
  interactive: { type: 'list_reply', list_reply: { id, title: 'x', description: 'y' } },
});
const quickReply = (payload: unknown, text: unknown) => ({ type: 'button', button: { payload, text } });
const text = (body: unknown) => ({ type: 'text', text: { body } });
const UNKNOWN = { kind: 'unsupported', reason: 'unknown' };

describe('what is written', () => {
  it.each([
    [text('  من يوقّع الإحالة ؟\n'), { kind: 'text', text: 'من يوقّع الإحالة ؟' }],
    [text('*NRM* _what_ 1'), { kind: 'text', text: '*NRM* _what_ 1' }],
    [text('/language fr'), { kind: 'choice', choice: { action: 'set-language', language: 'fr' } }],
    [text(' /person '), { kind: 'choice', choice: ASK }],
    [text(' \n'), UNKNOWN],
    [text(7), UNKNOWN],
    [{ type: 'text' }, UNKNOWN],
  ])('is read: %j', (message, expected) => {
    expect(parse(message)).toEqual({ ...ENVELOPE, ...expected });
  });
});

describe('a tap', () => {
  it.each([
    ['a button', reply(idOf(OPEN)), { kind: 'choice', choice: OPEN }],
    ['a row', row(idOf(OPEN)), { kind: 'choice', choice: OPEN }],
    ['a button of the last reply', reply(idOf(ASK, 'last')), { kind: 'choice', choice: ASK }],
    ['a button of an older reply', reply(idOf(ASK, 'older')), { kind: 'stale' }],
    ['a row of an older reply', row(idOf(ASK, 'older')), { kind: 'stale' }],
    [
      'a button of an older reply that still means the same',
      reply(idOf(OPEN, 'older')),
      { kind: 'choice', choice: OPEN },
    ],
    ['a button that is not ours', reply('cancel-button'), { kind: 'stale' }],
    ['a button without an id', { type: 'interactive', interactive: { type: 'button_reply' } }, UNKNOWN],
    [
      'the answer of a form',
      {
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{}' } },
      },
      UNKNOWN,
    ],
    ['nothing', { type: 'interactive' }, UNKNOWN],
    ['a quick reply of ours', quickReply(idOf(OPEN), 'Read'), { kind: 'choice', choice: OPEN }],
    ['a quick reply of an older reply', quickReply(idOf(ASK, 'older'), 'Ask'), { kind: 'stale' }],
    ['a quick reply with words alone', quickReply('Help', ' Help '), { kind: 'text', text: 'Help' }],
    ['a quick reply without payload', { type: 'button', button: { text: 'Help' } }, { kind: 'text', text: 'Help' }],
    ['a quick reply without anything', quickReply(null, null), UNKNOWN],
    ['a quick reply that says nothing at all', { type: 'button' }, UNKNOWN],
  ])('on %s', (_name, message, expected) => {
    expect(parse(message, shortReplyId('last'))).toEqual({ ...ENVELOPE, ...expected });
  });

  it('is not stale when the last reply is not known', () => {
    expect(parse(reply(idOf(ASK, 'older')))).toEqual({ ...ENVELOPE, kind: 'choice', choice: ASK });
  });
});

describe('a reaction', () => {
  const reaction = (emoji: unknown, message_id: unknown = 'wamid.0') => ({
    type: 'reaction',
    reaction: { message_id, emoji },
  });

  it.each(['👍', '👍🏻', '👍🏿', '❤️', '❤', '🙏', '🙏🏽', '👏', '👏🏾'])('%s says that it helped', (emoji) => {
    expect(parse(reaction(emoji))).toEqual({ ...ENVELOPE, kind: 'feedback', helpful: true, replyToId: 'wamid.0' });
  });

  it.each(['👎', '👎🏼'])('%s says that it did not', (emoji) => {
    expect(parse(reaction(emoji))).toEqual({ ...ENVELOPE, kind: 'feedback', helpful: false, replyToId: 'wamid.0' });
  });

  it.each([
    ['a laugh', reaction('😂')],
    ['a heart on fire', reaction('❤️‍🔥')],
    ['two signs', reaction('👍👎')],
    ['a skin tone alone', reaction('🏽')],
    ['one that was taken back', reaction('')],
    ['one that is gone', { type: 'reaction', reaction: { message_id: 'wamid.0' } }],
    ['one to nothing', reaction('👍', '')],
    ['no sign', reaction(7)],
    ['nothing', { type: 'reaction' }],
  ])('is nothing to Dalil: %s', (_name, message) => {
    expect(parse(message)).toBeUndefined();
  });
});

describe('everything else', () => {
  const file = { id: '1', mime_type: 'x/y', sha256: 'x', caption: 'Who signs the referral?', filename: 'a.pdf' };

  it.each([
    ['image', { image: file }, 'image'],
    ['video', { video: file }, 'image'],
    ['sticker', { sticker: file }, 'image'],
    ['audio', { audio: { ...file, voice: true } }, 'audio'],
    ['document', { document: file }, 'attachment'],
    ['location', { location: { latitude: 1, longitude: 2 } }, 'location'],
    ['contacts', { contacts: [] }, 'contact'],
    ['order', { order: {} }, 'unknown'],
    ['unsupported', { errors: [{ code: 131060 }] }, 'unknown'],
    ['edit', { edit: { original_message_id: 'wamid.0' } }, 'unknown'],
    ['something new', {}, 'unknown'],
    ['constructor', {}, 'unknown'],
  ])('is not read: %s', (type, content, reason) => {
    expect(parse({ type, ...content })).toEqual({ ...ENVELOPE, kind: 'unsupported', reason });
  });

  it('knows an opened conversation, a deleted message and what nobody said', () => {
    expect(parse({ type: 'request_welcome' })).toEqual({ ...ENVELOPE, kind: 'joined' });
    expect(parse({ type: 'revoke', revoke: { original_message_id: 'wamid.0' } })).toEqual({
      ...ENVELOPE,
      kind: 'retracted',
    });
    expect(parse({ type: 'system', system: { type: 'user_changed_number' } })).toBeUndefined();
  });
});

describe('whatever is passed on', () => {
  const TYPES = ['text', 'interactive', 'button', 'reaction', 'image', 'request_welcome', 'unsupported', '__proto__'];
  const some = fc.jsonValue();
  const tap = fc.oneof(
    some,
    fc.record({
      id: fc.oneof(
        fc.string(),
        fc.string().map((rest) => `d1:q:${rest}`),
      ),
    }),
  );
  const content = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...TYPES), fc.string({ minLength: 1 })),
      text: fc.oneof(some, fc.record({ body: some })),
      interactive: fc.oneof(
        some,
        fc.record({
          type: fc.constantFrom('button_reply', 'list_reply', 'nfm_reply'),
          button_reply: tap,
          list_reply: tap,
        }),
      ),
      button: fc.oneof(some, fc.record({ payload: some, text: some })),
      reaction: fc.oneof(some, fc.record({ message_id: some, emoji: some })),
    },
    { requiredKeys: ['type'] },
  );

  it('never throws, and stays in its envelope', () => {
    fc.assert(
      fc.property(content, fc.option(fc.string(), { nil: undefined }), (message, latest) => {
        const incoming = parse(message, latest);
        if (incoming !== undefined) expect(incoming).toMatchObject(ENVELOPE);
      }),
    );
  });
});
