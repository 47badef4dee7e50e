/** Who may do what: ids and groups of the settings, read anew after a while, and nobody when they cannot be read. */
import { expect, it } from 'vitest';
import { createRoles } from '../../../src/channels/teams/roles.ts';
import { memoryLog } from '../helpers.ts';

const SETTINGS = { admin: ['AAA', 'group:G1'], trainer: ['group:g1'], 'focal-point': ['ccc'] };

function roles(members: () => Set<string>) {
  let clock = 0;
  let reads = 0;
  const rolesOf = createRoles({
    settings: SETTINGS,
    async membersOf(group) {
      expect(group).toBe('g1');
      reads += 1;
      return members();
    },
    log: memoryLog(),
    now: () => clock,
  });
  function pass(minutes: number): void {
    clock += minutes * 60_000;
  }
  return { rolesOf, reads: () => reads, pass };
}

it('knows people by id, in whatever case it is written, and by group', async () => {
  const { rolesOf } = roles(() => new Set(['bbb']));
  expect(await rolesOf('aaa')).toEqual(['admin']);
  expect(await rolesOf('BBB')).toEqual(['admin', 'trainer']);
  expect(await rolesOf('ccc')).toEqual(['focal-point']);
  expect(await rolesOf('g1')).toEqual([]);
  expect(await rolesOf('')).toEqual([]);
  expect(await rolesOf(undefined)).toEqual([]);
});

it('reads a group once in ten minutes, so that who left it loses the role', async () => {
  const members = new Set(['bbb']);
  const { rolesOf, reads, pass } = roles(() => members);
  expect(await rolesOf('bbb')).toEqual(['admin', 'trainer']);
  members.delete('bbb');
  pass(5);
  expect(reads()).toBe(1);
  pass(6);
  expect(await rolesOf('bbb')).toEqual([]);
});

it('gives no role through a group that cannot be read, and asks again later', async () => {
  let broken = true;
  const { rolesOf, reads, pass } = roles(() => {
    if (broken) throw new Error('gone');
    return new Set(['bbb']);
  });
  expect(await rolesOf('bbb')).toEqual([]);
  expect(await rolesOf('aaa')).toEqual(['admin']);
  const before = reads();
  broken = false;
  expect(await rolesOf('bbb')).toEqual([]);
  expect(reads()).toBe(before);
  pass(2);
  expect(await rolesOf('bbb')).toEqual(['admin', 'trainer']);
});
