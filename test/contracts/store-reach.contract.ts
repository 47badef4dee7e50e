/** What every store must do with addresses and with turns that have not ended. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/contracts/store.ts';
import { IN_GROUP, PERSONAL, TURN } from './store.examples.ts';

/** Registers the suite; `current` gives the empty store of the running test. */
export function describeReach(current: () => Store): void {
  describe('addresses', () => {
    it('are none at first', async () => {
      expect(await current().addressOf(PERSONAL.conversationKey)).toBeUndefined();
      expect(await current().addressOfGroup('group-1')).toBeUndefined();
      expect(await current().listAddresses('one')).toEqual([]);
    });

    it.each([PERSONAL, IN_GROUP])('of a $scope conversation are given back as saved', async (address) => {
      await current().saveAddress(address);
      expect(await current().addressOf(address.conversationKey)).toEqual(address);
    });

    it('are replaced whole, keys that are gone included', async () => {
      await current().saveAddress({ ...PERSONAL, groupKey: 'group-1' });
      const next = { ...IN_GROUP, conversationKey: PERSONAL.conversationKey, groupKey: undefined };
      await current().saveAddress(next);
      expect(await current().addressOf(PERSONAL.conversationKey)).toEqual(next);
      expect(await current().addressOfGroup('group-1')).toBeUndefined();
    });

    it('of a group is the newest, whenever it was saved', async () => {
      const store = current();
      const at = IN_GROUP.savedAt;
      await store.saveAddress({ ...IN_GROUP, conversationKey: 'a', savedAt: at });
      await store.saveAddress({ ...IN_GROUP, conversationKey: 'b', savedAt: at + 2 });
      await store.saveAddress({ ...IN_GROUP, conversationKey: 'c', savedAt: at + 1 });
      await store.saveAddress({ ...IN_GROUP, conversationKey: 'd', groupKey: 'group-2', savedAt: at + 3 });
      await store.saveAddress({ ...PERSONAL, savedAt: at + 4 });
      expect((await store.addressOfGroup('group-1'))?.conversationKey).toBe('b');
      await store.forgetAddress('b');
      expect((await store.addressOfGroup('group-1'))?.conversationKey).toBe('c');
    });

    it('are listed by channel', async () => {
      const elsewhere = { ...PERSONAL, conversationKey: 'elsewhere', channel: 'two' };
      for (const each of [PERSONAL, IN_GROUP, elsewhere]) await current().saveAddress(each);
      const listed = await current().listAddresses('one');
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(expect.arrayContaining([PERSONAL, IN_GROUP]));
      expect(await current().listAddresses('two')).toEqual([elsewhere]);
    });

    it('are forgotten one by one', async () => {
      await current().saveAddress(PERSONAL);
      await current().saveAddress(IN_GROUP);
      await current().forgetAddress(PERSONAL.conversationKey);
      await current().forgetAddress('never saved');
      expect(await current().addressOf(PERSONAL.conversationKey)).toBeUndefined();
      expect(await current().listAddresses('one')).toEqual([IN_GROUP]);
    });
  });

  describe('turns that have not ended', () => {
    it('are listed by channel, until they end', async () => {
      const elsewhere = { ...TURN, id: 'turn-2', channel: 'two' };
      const later = { ...TURN, id: 'turn-3', startedAt: TURN.startedAt + 1 };
      for (const each of [later, elsewhere, TURN]) await current().noteUnfinished(each);
      expect(await current().unfinishedTurns('one')).toEqual([TURN, later]);
      await current().finish(TURN.id);
      await current().finish('never begun');
      expect(await current().unfinishedTurns('one')).toEqual([later]);
      expect(await current().unfinishedTurns('two')).toEqual([elsewhere]);
    });
  });
}
