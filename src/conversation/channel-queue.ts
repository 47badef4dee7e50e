/** The queues of a channel over the store: no id of the platform and no readable message gets there. */
import type { ChannelQueue, OutgoingItem } from '../channels/channel.ts';
import type { OutboxItem } from '../contracts/queue.ts';
import type { Store } from '../contracts/store.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import type { Identity } from './identity.ts';

/** What the queues of every channel are made of. */
export interface ChannelQueueParts {
  store: Store;
  identity: Identity;
  sealer: Sealer;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Aliases are written `kind:value`. */
function kindOf(alias: string): string {
  return alias.slice(0, alias.indexOf(':') + 1);
}

/** The queues of a channel, by the channel's name. */
export function createChannelQueue({
  store,
  identity,
  sealer,
  now,
}: ChannelQueueParts): (channel: string) => ChannelQueue {
  return (channel) => {
    const messageKey = (id: string) => identity.message(channel, '', id);
    const seal = (text: string | undefined) => (text === undefined ? undefined : sealer.seal(text));
    const open = (sealed: string | undefined) => (sealed === undefined ? undefined : sealer.open(sealed));
    const sealed = (item: OutgoingItem): OutboxItem => ({
      ...item,
      channel,
      address: seal(item.address),
      body: seal(item.body),
    });
    const opened = (item: OutboxItem | undefined): OutgoingItem | undefined =>
      item && { ...item, address: open(item.address), body: open(item.body) };

    const aliasKey = (alias: string) => identity.person(channel, alias);
    /** Stands for "this person is known by an alias of this kind". */
    const kindKey = (kind: string, person: string) => identity.person(channel, `known by ${kind} ${person}`);

    async function link(alias: string, person: string): Promise<void> {
      await store.linkPerson(aliasKey(alias), person);
      await store.linkPerson(kindKey(kindOf(alias), person), person);
    }

    async function personOf(aliases: readonly string[]): Promise<string> {
      const known = await Promise.all(aliases.map((alias) => store.personOf(aliasKey(alias))));
      let person: string | undefined;
      for (const [at, found] of known.entries()) {
        if (found === undefined || person !== undefined) continue;
        // Known by another id than the one that came: the number belongs to somebody else now.
        const surer = aliases.slice(0, at).map((alias) => store.personOf(kindKey(kindOf(alias), found)));
        if ((await Promise.all(surer)).every((other) => other === undefined)) person = found;
      }
      const sure = person ?? aliasKey(aliases[0] ?? '');
      for (const [at, alias] of aliases.entries()) if (known[at] !== sure) await link(alias, sure);
      return sure;
    }

    return {
      personOf,
      async relink(before, after) {
        const person = await personOf(before);
        for (const alias of after) await link(alias, person);
        // A number that was given up may be somebody else's tomorrow: it must not open this person's conversation.
        const replaced = before.filter((alias) =>
          after.some((other) => kindOf(other) === kindOf(alias) && other !== alias),
        );
        for (const alias of replaced) {
          await store.linkPerson(aliasKey(alias), identity.person(channel, `given up ${now()} ${alias}`));
        }
      },
      contact: (personKey) => store.contact(personKey),
      async noteContact(personKey, change) {
        const known = await store.contact(personKey);
        await store.saveContact({ personKey, channel, lastInboundAt: now(), ...known, ...change });
      },

      accept: (items) =>
        store.acceptInbox(
          items.map(({ messageId, personKey, payload }) => ({
            id: messageKey(messageId),
            channel,
            personKey,
            payload: sealer.seal(payload),
            receivedAt: now(),
            attempts: 0,
          })),
        ),
      async waiting(limit) {
        const items = await store.waitingInbox(channel, limit);
        return items.map((item) => ({ ...item, payload: sealer.open(item.payload) }));
      },
      settle: (id, outgoing) => store.settleInbox(id, outgoing.map(sealed)),
      retryLater: (id, attempts, retryAt) => store.retryInbox(id, attempts, retryAt),
      park: (id, outgoing) => store.parkInbox(id, outgoing.map(sealed)),

      add: (items) => store.addOutbox(items.map(sealed)),
      async pending(limit) {
        const items = await store.pendingOutbox(channel, limit);
        return items.map(({ address: _address, body: _body, ...item }) => item);
      },
      item: async (id) => opened(await store.outboxItem(id)),
      bySentId: async (messageId) => opened(await store.outboxByPlatformKey(messageKey(messageId))),
      change: (id, from, { sentId, ...change }) =>
        store.changeOutbox(id, from, sentId === undefined ? change : { ...change, platformKey: messageKey(sentId) }),
      release: (personKey, address) => store.releaseHeld(personKey, sealer.seal(address)),

      stopped: () => store.channelStop(channel),
      noteStop: (stop) => store.noteChannelStop(channel, stop),
      count: () => store.countQueues(channel),
    };
  };
}
