/** Who a message is from, and who they were before. */
import { describe, expect, it } from 'vitest';
import { aliasesOf } from '../../../src/channels/whatsapp/identity.ts';
import { readWebhook } from '../../../src/channels/whatsapp/webhook.ts';

const OURS = '106540352242922';
/** What one POST holds in one change, read. */
const read = (value: object, field = 'messages') =>
  readWebhook({ entry: [{ changes: [{ field, value: { metadata: { phone_number_id: OURS }, ...value } }] }] }, OURS);
const NOTHING = { messages: [], statuses: [], identityChanges: [], errors: [], skipped: 0 };

describe('the sender', () => {
  const CONTACTS = [
    { wa_id: '1', user_id: 'US.1', profile: { name: 'One' } },
    'no contact',
    { wa_id: '2', user_id: 'US.2', profile: { name: 'Two', username: 'two' } },
    { user_id: 'US.3', wa_id: '' },
    { wa_id: '4' },
    {},
  ];

  it.each([
    ['both of the message', { from: '9', from_user_id: 'US.9' }, { userId: 'US.9', phone: '9' }],
    ['the id of the contact with this number', { from: '2' }, { userId: 'US.2', phone: '2' }],
    ['the number of the contact with this id', { from_user_id: 'US.2' }, { userId: 'US.2', phone: '2' }],
    ['the id alone when the number is hidden', { from_user_id: 'US.3' }, { userId: 'US.3' }],
    ['the id alone when the number is empty', { from: '', from_user_id: 'US.3' }, { userId: 'US.3' }],
    ['the number alone of a contact without an id', { from: '4' }, { phone: '4' }],
    [
      'the message’s own where a contact says another',
      { from: '1', from_user_id: 'US.7' },
      { userId: 'US.7', phone: '1' },
    ],
    ['nothing of a contact that is somebody else', { from: '8' }, { phone: '8' }],
  ])('is known by %s', (_name, keys, sender) => {
    const content = read({ contacts: CONTACTS, messages: [{ id: 'a', type: 'text', ...keys }] });
    expect(content.messages).toMatchObject([{ sender }]);
    expect(content.messages[0]?.sender).toEqual(sender);
  });

  it('is nobody when the message names nobody, whoever the contacts are', () => {
    const content = read({ contacts: CONTACTS, messages: [{ id: 'a', type: 'text', from: 7 }] });
    expect(content).toEqual({ ...NOTHING, skipped: 1 });
  });
});

describe('identity changes', () => {
  const system = (fields: object, from?: string) => ({ id: 'wamid.1', type: 'system', from, system: fields });

  it.each([
    [
      'a new number, with the id before',
      system({ type: 'user_changed_number', wa_id: '2', user_id: 'US.2', previous_user_id: 'US.1' }, '1'),
      { before: { userId: 'US.1', phone: '1' }, after: { userId: 'US.2', phone: '2' } },
    ],
    [
      'a new id, with the number hidden',
      system({ type: 'user_changed_user_id', user_id: 'US.2', previous_user_id: 'US.1', parent_user_id: 'US.ENT.2' }),
      { before: { userId: 'US.1' }, after: { userId: 'US.2' } },
    ],
    ['a number that is not said', system({ type: 'user_changed_number', body: 'changed from 1 to 2' }, '1'), undefined],
    ['a number that stayed', system({ type: 'user_changed_number', wa_id: '1' }, '1'), undefined],
    ['an id that came from nobody', system({ type: 'user_changed_user_id', user_id: 'US.2' }), undefined],
    ['another system message', system({ type: 'customer_identity_changed', wa_id: '2' }, '1'), undefined],
    ['a system message without content', { id: 'wamid.1', type: 'system', from: '1' }, undefined],
  ])('reads %s', (_name, message, expected) => {
    expect(read({ messages: [message] })).toEqual({
      ...NOTHING,
      identityChanges: expected === undefined ? [] : [expected],
    });
  });

  it('passes over an update that cannot be read', () => {
    const updates = [null, { user_id: 'US.2' }, { user_id: { previous: 'US.1', current: 'US.2' } }];
    expect(read({ user_id_update: updates }, 'user_id_update').identityChanges).toEqual([
      { before: { userId: 'US.1' }, after: { userId: 'US.2' } },
    ]);
  });
});

it.each([
  [{ userId: 'US.1', phone: '213555' }, ['user:US.1', 'phone:213555']],
  [{ phone: '+213 555-00' }, ['phone:21355500']],
  [{ userId: 'US.1' }, ['user:US.1']],
  [{ userId: 'US.1', phone: 'hidden' }, ['user:US.1']],
  [{}, []],
])('knows %j by its keys, the surest first', (sender, aliases) => {
  expect(aliasesOf(sender)).toEqual(aliases);
});
