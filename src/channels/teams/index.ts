/** The Teams channel: a Bot Framework endpoint at POST /api/messages. */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { DalilError, errorCode } from '../../errors.ts';
import { isLoopback } from '../../loopback.ts';
import { ActivityBot } from '../activity-bot.ts';
import type { Channel, ChannelDependencies } from '../channel.ts';
import { readJson, refusalStatus, sendEmpty, sendJson } from '../http.ts';
import { parseTeams } from './parse.ts';
import { renderTeams } from './render.ts';

/** Activities are far smaller; Teams itself refuses messages over 100 KB. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The bot's registration. All three, or none on a loopback host: then nobody is asked who they are. */
export interface TeamsSettings {
  appId?: string;
  appPassword?: string;
  tenantId?: string;
  /** The host the server listens on. */
  host: string;
}

/** What the Bot Framework needs to see; the rest is passed on as it came. */
const activityShape = z.looseObject({
  type: z.string().min(1),
  id: z.string().optional(),
  text: z.string().nullish(),
  locale: z.string().nullish(),
  serviceUrl: z.url(),
  channelId: z.string().min(1),
  from: z.looseObject({ id: z.string().min(1) }),
  recipient: z.looseObject({ id: z.string().min(1) }),
  conversation: z.looseObject({ id: z.string().min(1) }),
});
const activitySchema = z.custom<Activity>((value) => activityShape.safeParse(value).success);

/** CloudAdapter.process answers with exception texts and prints them; this hands both to the caller instead. */
class TeamsAdapter extends CloudAdapter {
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

/** Makes the channel. Throws `teams-incomplete` or `teams-unauthenticated` when the settings cannot be served safely. */
export function createTeamsChannel(dependencies: ChannelDependencies, settings: TeamsSettings): Channel {
  const { log, texts } = dependencies;
  const adapter = new TeamsAdapter(new ConfigurationBotFrameworkAuthentication(credentials(settings)));
  const bot = new ActivityBot(
    { name: 'teams', parse: parseTeams, render: (reply) => renderTeams(reply, texts) },
    dependencies,
  );

  async function receive(request: Request, response: Response): Promise<void> {
    try {
      const activity = activitySchema.safeParse(await readJson(request, MAX_BODY_BYTES));
      if (!activity.success) {
        log.warn({ channel: 'teams', code: 'not-an-activity' }, 'A request without an activity was refused');
        sendEmpty(response, 400);
        return;
      }
      const result = await adapter.receive(request.headers.authorization ?? '', withDates(activity.data), (context) =>
        bot.run(context),
      );
      if (result?.body === undefined) sendEmpty(response, result?.status ?? 200);
      else sendJson(response, result.status, result.body);
    } catch (error) {
      const status = refusalStatus(errorCode(error)) ?? (isAuthenticationError(error) ? 401 : 500);
      log.warn({ channel: 'teams', code: errorCode(error), status, err: error }, 'A request was refused or failed');
      sendEmpty(response, status);
    }
  }

  return {
    name: 'teams',
    mount(server) {
      server.post('/api/messages', receive);
    },
    close: () => bot.idle(),
  };
}

function credentials(settings: TeamsSettings): Record<string, string> {
  const { appId, appPassword, tenantId, host } = settings;
  if (appId && appPassword && tenantId) {
    return {
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppTenantId: tenantId,
    };
  }
  if (appId || appPassword || tenantId) {
    throw new DalilError({
      code: 'teams-incomplete',
      message: 'The Teams registration is incomplete.',
      hint: 'Set the app id, its password and the tenant id, or none of them.',
    });
  }
  if (!isLoopback(host)) {
    throw new DalilError({
      code: 'teams-unauthenticated',
      message: `Without an app id anybody could write as anybody, and ${host} is not this machine alone.`,
      hint: 'Set the app id, its password and the tenant id, or listen on 127.0.0.1.',
    });
  }
  return {};
}

/** The SDK works with dates where the wire has text. */
function withDates(activity: Activity): Activity {
  const timestamp = new Date(activity.timestamp ?? Number.NaN);
  return Number.isNaN(timestamp.getTime()) ? activity : { ...activity, timestamp };
}

/** The SDK's own class is not exported by `botbuilder`; its status is the documented way to tell it. */
function isAuthenticationError(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && (error.statusCode === 401 || error.statusCode === 403);
}
