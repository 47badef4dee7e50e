/** Writing to Teams outside a turn: later, to one person, or to read who is in a team. */
import { type Activity, TeamsInfo, type TurnContext } from 'botbuilder';
import type { Logger } from '../../contracts/logger.ts';
import { DalilError, errorCode } from '../../errors.ts';
import type { ChannelMemory } from '../channel.ts';
import { placeOf, readAddress, toReference } from './address.ts';
import { statusOf, type TeamsAdapter } from './sending.ts';

/** Whom tokens for the connector are asked for. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const AUDIENCE = 'https://api.botframework.com';
/** Members read at once; the most Teams gives. */
const MEMBERS_PER_PAGE = 500;
/** What the connector answers when the app was removed or blocked, or the conversation is gone. */
const GONE = new Set([403, 404, 410]);

/** The bot's connection to Teams. */
export interface Connection {
  adapter: TeamsAdapter;
  /** Empty on a machine of one's own, where nobody is asked who they are. */
  appId: string;
  memory: ChannelMemory;
}

/** Sends or replaces a message; resolves with its id. Rejects with `not-deliverable` when the conversation is gone. */
export async function deliverReply(
  { adapter, appId }: Connection,
  address: string,
  render: (activity: Partial<Activity>) => Partial<Activity>[],
  replaces?: string,
): Promise<string | undefined> {
  let id = replaces;
  const reference = toReference(readAddress(address));
  try {
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      const [first, ...rest] = render(context.activity);
      if (first === undefined) return;
      if (replaces === undefined) id = (await context.sendActivity(first))?.id;
      else await context.updateActivity({ ...first, id: replaces });
      if (rest.length > 0) await context.sendActivities(rest);
    });
  } catch (cause) {
    if (!GONE.has(statusOf(cause) ?? 0)) throw cause;
    throw new DalilError({
      code: 'not-deliverable',
      message: 'The conversation in Teams cannot be written to any more.',
      hint: 'Add Dalil to it again, or ask the person to install the app.',
      cause,
    });
  }
  return id === '' ? undefined : id;
}

/** Says something in the one-to-one chat with whoever sent the activity; false when Teams does not let Dalil. */
export async function sayToSender(
  { adapter, appId }: Connection,
  { activity }: TurnContext,
  activities: Partial<Activity>[],
  log: Logger,
): Promise<boolean> {
  const { tenantId } = placeOf(activity);
  const conversation = {
    isGroup: false,
    bot: activity.recipient,
    members: [activity.from],
    ...(tenantId === undefined ? {} : { tenantId, channelData: { tenant: { id: tenantId } } }),
  };
  try {
    await adapter.createConversationAsync(
      appId,
      activity.channelId,
      activity.serviceUrl,
      AUDIENCE,
      // The SDK's type asks for fields the service does not need.
      conversation as Parameters<TeamsAdapter['createConversationAsync']>[4],
      async (context) => {
        await context.sendActivities(activities);
      },
    );
    return true;
  } catch (error) {
    log.warn(
      { channel: 'teams', code: errorCode(error), status: statusOf(error) },
      'A private answer could not be sent',
    );
    return false;
  }
}

/** Object ids of the members of a team Dalil is installed in, in small letters. Rejects with `team-unknown`. */
export async function listTeamMembers(
  { adapter, appId, memory }: Connection,
  group: string,
): Promise<ReadonlySet<string>> {
  const address = await memory.addressOfGroup(group);
  const team = address === undefined ? undefined : readAddress(address);
  if (team?.teamId === undefined) {
    throw new DalilError({
      code: 'team-unknown',
      message: 'Dalil is not installed in the team of a role.',
      hint: 'Add the app to the team whose group id stands in the settings.',
    });
  }
  const ids = new Set<string>();
  await adapter.continueConversationAsync(appId, toReference(team), async (context) => {
    let token: string | undefined;
    do {
      const page = await TeamsInfo.getPagedTeamMembers(context, team.teamId, MEMBERS_PER_PAGE, token);
      for (const { aadObjectId } of page.members) if (aadObjectId !== undefined) ids.add(aadObjectId.toLowerCase());
      token = page.continuationToken;
    } while (token !== undefined && token !== '');
  });
  return ids;
}
