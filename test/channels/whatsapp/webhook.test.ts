/** What Dalil takes out of every kind of POST the webhook gets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasesOf } from '../../../src/channels/whatsapp/identity.ts';
import type { WebhookContent } from '../../../src/channels/whatsapp/types.ts';
import { readWebhook } from '../../../src/channels/whatsapp/webhook.ts';
import { SAMPLE_NAMES, sample } from '../../fixtures/whatsapp/samples/samples.ts';

const NOTHING: WebhookContent = { messages: [], statuses: [], identityChanges: [], errors: [], skipped: 0 };
const OURS = '106540352242922';
const SHEENA = { phone: '16505551234' };
const OLD_ID = 'US.13491208655302741918';
const NEW_ID = 'US.24817305912873645029';

/** One message of a type, from this sender. */
const one = (type: string, sender: object = SHEENA) => ({
  ...NOTHING,
  messages: [{ message: expect.objectContaining({ type, id: expect.stringMatching(/^wamid\./) }), sender }],
});

const EXPECTED: Record<string, object> = {
  'identity/bsuid-rotation-user-id-update': {
    ...NOTHING,
    identityChanges: [{ before: { userId: OLD_ID }, after: { userId: NEW_ID, phone: '15557654321' } }],
  },
  'identity/system-message-user-changed-number': {
    ...NOTHING,
    identityChanges: [{ before: { phone: '15551234567' }, after: { userId: NEW_ID, phone: '15557654321' } }],
  },
  // Who it was before stands only in a sentence with the person's own words in it.
  'identity/system-message-user-changed-user-id': NOTHING,
  'identity/text-message-with-business-scoped-user-ids': one('text', { userId: OLD_ID, phone: '15551234567' }),
  'webhook/button-message': one('button'),
  'webhook/contact-sharing-message': one('contacts'),
  'webhook/group-create-message': NOTHING,
  'webhook/group-remove-participants': NOTHING,
  'webhook/group-settings-update': NOTHING,
  'webhook/image-message': one('image'),
  'webhook/interactive-button-reply-message': one('interactive'),
  'webhook/interactive-list-reply-message': one('interactive'),
  'webhook/location-message': one('location'),
  'webhook/order-message': one('order'),
  'webhook/reaction-message': one('reaction'),
  'webhook/system-message': {
    ...NOTHING,
    identityChanges: [{ before: SHEENA, after: { phone: '12195555358' } }],
  },
  'webhook/text-message': one('text'),
  'webhook/text-message-from-click-to-whatsapp-ad': one('text'),
  'webhook/text-message-with-context-product-inquiry': one('text'),
  'webhook/unsupported-message': one('unsupported'),
};

describe('the samples', () => {
  it('have an expectation each', () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(SAMPLE_NAMES);
  });

  it.each(Object.entries(EXPECTED))('reads %s', (name, expected) => {
    const { body, phoneNumberId } = sample(name);
    expect(readWebhook(body, phoneNumberId)).toMatchObject(expected);
  });

  it.each(SAMPLE_NAMES)('leaves %s to whoever has its number', (name) => {
    expect(readWebhook(sample(name).body, '1')).toEqual(NOTHING);
  });

  it('keeps a message as it came, with its errors', () => {
    const { body, phoneNumberId } = sample('webhook/unsupported-message');
    const [received] = readWebhook(body, phoneNumberId).messages;
    expect(body.entry[0].changes[0].value.messages).toEqual([received?.message]);
    expect(received?.message.errors).toMatchObject([{ code: 131051 }]);
    expect(received?.phoneNumberId).toBe(phoneNumberId);
  });
});

const metadata = { display_phone_number: '15550783881', phone_number_id: OURS };
const change = (value: object, field = 'messages') => ({
  field,
  value: { messaging_product: 'whatsapp', metadata, ...value },
});
const post = (...changes: unknown[]) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
const text = (id: string, sender: object = { from: '16505551234' }) => ({
  id,
  type: 'text',
  text: { body: 'x' },
  ...sender,
});
const idsOf = ({ messages }: WebhookContent) => messages.map(({ message }) => message.id);

describe('readWebhook', () => {
  it('reads several entries, changes, messages and statuses in their order', () => {
    const status = (id: string) => ({ id, status: 'sent', timestamp: '1' });
    const content = readWebhook(
      {
        entry: [
          { changes: [change({ messages: [text('a'), text('b')] }), change({ statuses: [status('s'), status('t')] })] },
          { changes: [change({ messages: [text('c')] }), change({}, 'account_alerts')] },
        ],
      },
      OURS,
    );
    expect(idsOf(content)).toEqual(['a', 'b', 'c']);
    expect(content.statuses.map(({ id }) => id)).toEqual(['s', 't']);
    expect(content.skipped).toBe(0);
  });

  it('loses nothing to a neighbour that cannot be read, and counts it', () => {
    const content = readWebhook(
      {
        entry: [
          'no entry',
          { changes: 'none' },
          {
            changes: [
              null,
              { field: 'messages', value: 'none' },
              { field: 'messages', value: { messages: [text('of nobody’s number')] } },
              change({
                messages: [text('a'), null, { type: 'text' }, { id: 7, type: 'text' }, text('b', {}), text('c')],
                statuses: [{ id: 's' }, { id: 't', status: 'read' }, 'none'],
              }),
            ],
          },
        ],
      },
      OURS,
    );
    expect(idsOf(content)).toEqual(['a', 'c']);
    expect(content.statuses.map(({ id }) => id)).toEqual(['t']);
    expect(content.skipped).toBe(11);
  });

  it.each([
    ['nothing', null, 1],
    ['a list', [], 1],
    ['no entries', { object: 'whatsapp_business_account' }, 1],
    ['an empty list of entries', { entry: [] }, 0],
    ['lists that are none', post(change({ messages: {}, statuses: 'x', contacts: 1, errors: null })), 0],
    ['another field that cannot be read', post({ field: 'flows', value: 7 }), 0],
  ])('makes nothing of %s', (_name, body, skipped) => {
    expect(readWebhook(body, OURS)).toEqual({ ...NOTHING, skipped });
  });

  it('leaves out what was said in a group', () => {
    const said = [
      text('a', { from: '1', group_id: 'g' }),
      text('b', { from: '1', group_id: 7 }),
      text('c', { from: '1' }),
    ];
    expect(readWebhook(post(change({ messages: said })), OURS)).toMatchObject({ messages: [{ message: { id: 'c' } }] });
  });

  it('leaves out what was sent to another number, and keeps the rest', () => {
    const other = { field: 'messages', value: { metadata: { phone_number_id: '9' }, messages: [text('a')] } };
    expect(idsOf(readWebhook(post(other, change({ messages: [text('b')] })), OURS))).toEqual(['b']);
  });

  it('reads what became of our messages', () => {
    const statuses = [
      {
        id: 'wamid.1',
        status: 'failed',
        recipient_id: '16505551234',
        biz_opaque_callback_data: 'o-1',
        errors: [{ code: 131026, title: 'x' }, { code: 'x' }, null, { code: 131049 }],
      },
      { id: 'wamid.2', status: 'something new', biz_opaque_callback_data: 7, errors: 'x' },
    ];
    expect(readWebhook(post(change({ statuses })), OURS).statuses).toEqual([
      { id: 'wamid.1', status: 'failed', data: 'o-1', errors: [131026, 131049] },
      { id: 'wamid.2', status: 'something new', errors: [] },
    ]);
  });

  it('reads as much as one POST can hold', () => {
    const many = Array.from({ length: 250_000 }, () => ({ code: 1 }));
    expect(readWebhook(post(change({ errors: many })), OURS).errors).toHaveLength(many.length);
  });

  it('reads the codes of errors that came without a message', () => {
    const errors = [{ code: 130429, title: 'Rate limit hit' }, { title: 'no code' }];
    expect(readWebhook(post(change({ errors })), OURS)).toEqual({ ...NOTHING, errors: [130429] });
  });
});

describe('whatever is posted', () => {
  /** Bodies that look like Meta's up to somewhere. */
  const oneOrOdd = (name: string, inside: fc.Arbitrary<unknown>) =>
    fc.oneof(fc.jsonValue(), fc.record({ [name]: fc.oneof(fc.jsonValue(), fc.array(inside, { maxLength: 3 })) }));
  const keys = { from: fc.jsonValue(), from_user_id: fc.jsonValue(), group_id: fc.jsonValue(), system: fc.jsonValue() };
  const message = fc.record(
    { id: fc.string(), type: fc.constantFrom('text', 'system', '__proto__'), ...keys },
    { requiredKeys: [] },
  );
  const value = fc.record(
    {
      metadata: fc.oneof(fc.constant(metadata), fc.jsonValue()),
      contacts: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      messages: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(message, fc.jsonValue()))),
      statuses: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      user_id_update: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      errors: fc.jsonValue(),
    },
    { requiredKeys: ['metadata'] },
  );
  const changed = fc.record({ field: fc.constantFrom('messages', 'user_id_update'), value });
  const body = oneOrOdd('entry', oneOrOdd('changes', fc.oneof(fc.jsonValue(), changed)));

  it('never throws, and every message has a sender', () => {
    fc.assert(
      fc.property(body, (posted) => {
        for (const { sender } of readWebhook(posted, OURS).messages) expect(aliasesOf(sender)).not.toEqual([]);
      }),
    );
  });
});
