/** What every store must do with contacts, with keys that stand for people, and when a person is to be forgotten. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { ACCEPTED, FULL_CONTACT, idsOf, NEW_CONTACT, OUTGOING, SENDING } from './store-queue.examples.ts';

const AT = NEW_CONTACT.lastInboundAt;

/** Registers the suite; `current` gives the empty store of the running test. */
export function describeContacts(current: () => Store): void {
  describe('contacts', () => {
    it('are none at first', async () => {
      expect(await current().contact('person-1')).toBeUndefined();
    });

    it.each([
      ['with every field', FULL_CONTACT],
      ['with none that may be left out', NEW_CONTACT],
    ])('%s are given back as saved', async (_what, contact) => {
      await current().saveContact(contact);
      expect(await current().contact('person-1')).toEqual(contact);
      expect(await current().contact('person-2')).toBeUndefined();
    });

    it('are replaced whole, times that are gone included', async () => {
      await current().saveContact(FULL_CONTACT);
      await current().saveContact({ ...NEW_CONTACT, channel: 'two', lastInboundAt: AT + 5 });
      expect(await current().contact('person-1')).toEqual({ ...NEW_CONTACT, channel: 'two', lastInboundAt: AT + 5 });
    });

    it('keep their times in whole milliseconds', async () => {
      const time = AT + 0.75;
      await current().saveContact({ ...NEW_CONTACT, lastInboundAt: time, optedInAt: time, stoppedAt: time });
      const whole = { lastInboundAt: AT + 1, optedInAt: AT + 1, stoppedAt: AT + 1 };
      expect(await current().contact('person-1')).toMatchObject(whole);
    });

    it('outlive pruning, with the keys that stand for them', async () => {
      await current().saveContact(FULL_CONTACT);
      await current().linkPerson('alias-1', 'person-1');
      await current().prune(AT + 1_000);
      expect(await current().contact('person-1')).toEqual(FULL_CONTACT);
      expect(await current().personOf('alias-1')).toBe('person-1');
    });
  });

  it('lets a key stand for one person at a time', async () => {
    const store = current();
    expect(await store.personOf('alias-1')).toBeUndefined();
    await store.linkPerson('alias-1', 'person-1');
    await store.linkPerson('alias-2', 'person-1');
    expect(await store.personOf('alias-1')).toBe('person-1');
    await store.linkPerson('alias-1', 'person-2');
    expect(await store.personOf('alias-1')).toBe('person-2');
    expect(await store.personOf('alias-2')).toBe('person-1');
    expect(await store.personOf('person-1')).toBeUndefined();
  });

  it('knows which channel stopped, until it sends again', async () => {
    const store = current();
    expect(await store.channelStop('one')).toBeUndefined();
    await store.noteChannelStop('one', { code: '131031', since: AT + 0.75 });
    expect(await store.channelStop('one')).toEqual({ code: '131031', since: AT + 1 });
    await store.noteChannelStop('one', { code: '190', since: AT + 5 });
    expect(await store.channelStop('one')).toEqual({ code: '190', since: AT + 5 });
    await store.noteChannelStop('two', undefined);
    expect(await store.channelStop('one')).toEqual({ code: '190', since: AT + 5 });
    await store.noteChannelStop('one', undefined);
    expect(await store.channelStop('one')).toBeUndefined();
  });

  describe('forgetting a person in the queues', () => {
    it('deletes what is to be sent, the contact and the keys of that person and of nobody else', async () => {
      const store = current();
      for (const personKey of ['person-1', 'person-2']) {
        const statuses = ['waiting', 'sending', 'held', 'sent', 'failed'] as const;
        await store.addOutbox(
          statuses.map((status) => ({ ...SENDING, id: `${status} ${personKey}`, personKey, status })),
        );
        await store.saveContact({ ...FULL_CONTACT, personKey });
        await store.linkPerson(`alias a ${personKey}`, personKey);
        await store.linkPerson(`alias b ${personKey}`, personKey);
      }
      await store.forgetPerson('person-1');
      expect(idsOf(await store.pendingOutbox('one', 20))).toEqual(['waiting person-2', 'sending person-2']);
      for (const status of ['held', 'sent', 'failed']) {
        expect(await store.outboxItem(`${status} person-1`)).toBeUndefined();
        expect(await store.outboxItem(`${status} person-2`)).toBeDefined();
      }
      expect(await store.contact('person-1')).toBeUndefined();
      expect(await store.contact('person-2')).toEqual({ ...FULL_CONTACT, personKey: 'person-2' });
      for (const alias of ['alias a', 'alias b']) {
        expect(await store.personOf(`${alias} person-1`)).toBeUndefined();
        expect(await store.personOf(`${alias} person-2`)).toBe('person-2');
      }
    });

    it('takes their messages out of the inbox, parked ones too, and accepts none of them again', async () => {
      const store = current();
      const items = ['waiting', 'parked', 'done'].map((id) => ({ ...ACCEPTED, id }));
      await store.acceptInbox([...items, { ...ACCEPTED, id: 'of another', personKey: 'person-2' }]);
      await store.parkInbox('parked', []);
      await store.settleInbox('done', []);
      await store.forgetPerson('person-1');
      expect(idsOf(await store.waitingInbox('one', 10))).toEqual(['of another']);
      expect(await store.countQueues('one')).toMatchObject({ inboxWaiting: 1, inboxParked: 0 });
      expect(await store.acceptInbox(items)).toBe(0);
    });

    it.each(['settleInbox', 'parkInbox'] as const)(
      'lets the message that asked for it be answered by %s, once',
      async (close) => {
        const store = current();
        await store.acceptInbox([ACCEPTED]);
        await store.forgetPerson(ACCEPTED.personKey);
        await store.retryInbox(ACCEPTED.id, 1, AT);
        await store[close](ACCEPTED.id, [OUTGOING]);
        await store[close](ACCEPTED.id, [OUTGOING]);
        expect(await store.pendingOutbox('one', 10)).toEqual([OUTGOING]);
        expect(await store.countQueues('one')).toMatchObject({ inboxWaiting: 0, inboxParked: 0 });
        expect(await store.acceptInbox([ACCEPTED])).toBe(0);
      },
    );
  });
}
