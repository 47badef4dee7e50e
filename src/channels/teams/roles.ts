/** Who may do what: object ids and groups of the settings, never names. */
import type { Logger } from '../../contracts/logger.ts';
import { ROLES, type Role } from '../../contracts/message.ts';
import { errorCode } from '../../errors.ts';

/** How long a list of members is used before it is read again, in milliseconds: so long a removed member keeps a role. */
const MEMBERS_FRESH = 10 * 60 * 1000;
/** How long after a failure a list is not asked for again, in milliseconds. */
const RETRY_AFTER = 60 * 1000;

/** For each role the Entra object ids of people, and of groups written `group:<id>`. */
export type RoleSettings = Readonly<Record<Role, readonly string[]>>;

/** What finding roles needs. */
export interface RoleParts {
  settings: RoleSettings;
  /** Object ids of the members of a group (a team Dalil is installed in). Rejects when they cannot be read. */
  membersOf(group: string): Promise<ReadonlySet<string>>;
  log: Logger;
  now(): number;
}

interface Members {
  ids: ReadonlySet<string>;
  readAt: number;
}

/** Makes the function that tells the roles of a person by their object id; nobody without one has a role. */
export function createRoles({ settings, membersOf, log, now }: RoleParts) {
  const members = new Map<string, Members>();
  const failedAt = new Map<string, number>();

  async function readMembers(group: string): Promise<ReadonlySet<string>> {
    const known = members.get(group);
    if (known !== undefined && now() - known.readAt < MEMBERS_FRESH) return known.ids;
    if (now() - (failedAt.get(group) ?? Number.NEGATIVE_INFINITY) < RETRY_AFTER) return new Set();
    try {
      const ids = await membersOf(group);
      members.set(group, { ids, readAt: now() });
      failedAt.delete(group);
      return ids;
    } catch (error) {
      // Fails closed: without the list nobody has the role through it.
      members.delete(group);
      failedAt.set(group, now());
      log.warn(
        { channel: 'teams', code: errorCode(error), err: error },
        'The members of a role’s group cannot be read',
      );
      return new Set();
    }
  }

  async function has(role: Role, id: string): Promise<boolean> {
    for (const entry of settings[role]) {
      const group = /^group:(.+)$/u.exec(entry)?.[1]?.toLowerCase();
      if (group === undefined ? entry.toLowerCase() === id : (await readMembers(group)).has(id)) return true;
    }
    return false;
  }

  return async function rolesOf(aadObjectId: string | undefined): Promise<Role[]> {
    const id = aadObjectId?.toLowerCase();
    if (id === undefined || id === '') return [];
    const held: Role[] = [];
    for (const role of ROLES) if (await has(role, id)) held.push(role);
    return held;
  };
}
