/** The Teams channel: a Bot Framework endpoint at POST /api/messages. */
import { type Activity, ActivityTypes, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import type { Incoming, Reply } from '../../contracts/message.ts';
import { errorCode } from '../../errors.ts';
import { readJson, refusalStatus, sendEmpty, sendJson } from '../../http.ts';
import { ActivityBot, type ChannelEdge } from '../activity-bot.ts';
import type { Channel, ChannelDependencies } from '../channel.ts';
import { placeOf, writeAddress } from './address.ts';
import { createAddressKeeper } from './address-keeper.ts';
import { credentialsOf, type Registration } from './credentials.ts';
import { createCardPlaces, isPressInPlace, isStepInPlace } from './in-place.ts';
import { deliverReply, listTeamMembers, sayToSender } from './outside-turns.ts';
import { parseTeams, scopeOf } from './parse.ts';
import { presentReply } from './present.ts';
import { showProgress } from './progress.ts';
import { receiveFile } from './receive-file.ts';
import { isInPlace, respondToInvoke } from './respond.ts';
import { createRoles, type RoleSettings } from './roles.ts';
import { createTurnRunner } from './run-turn.ts';
import { statusOf, TeamsAdapter } from './sending.ts';

/** Activities are far smaller; Teams itself refuses messages over 100 KB. */
const MAX_BODY_BYTES = 1024 * 1024;
/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
const CHAT_LINK = 'https://teams.microsoft.com/l/chat/0/0?users=';

/** What the channel is told. */
export interface TeamsSettings extends Registration {
  roles: RoleSettings;
}

/** What the Bot Framework needs to see; the rest is passed on as it came. */
const activityShape = z.looseObject({
  type: z.string().min(1),
  id: z.string().optional(),
  text: z.string().nullish(),
  locale: z.string().nullish(),
  serviceUrl: z.url(),
  channelId: z.string().min(1),
  from: z.looseObject({ id: z.string().min(1), aadObjectId: z.string().optional(), name: z.string().optional() }),
  recipient: z.looseObject({ id: z.string().min(1) }),
  conversation: z.looseObject({ id: z.string().min(1) }),
});
const activitySchema = z.custom<Activity>((value) => activityShape.safeParse(value).success);

/** Makes the channel. Throws `teams-incomplete` or `teams-unauthenticated` when the settings cannot be served safely. */
export function createTeamsChannel(dependencies: ChannelDependencies, settings: TeamsSettings): Channel {
  const { log, texts, now, after, newId } = dependencies;
  const memory = dependencies.memory('teams');
  const authentication = new ConfigurationBotFrameworkAuthentication(credentialsOf(settings));
  const appId = settings.appId ?? '';
  const adapter = new TeamsAdapter(authentication, appId, {
    wait: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    random: dependencies.random,
    onRetry: (status, attempt) => log.warn({ channel: 'teams', code: 'sent-again', status, attempt }, 'Sending again'),
  });
  const connection = { adapter, appId, memory };
  const rolesOf = createRoles({
    settings: settings.roles,
    membersOf: (group) => listTeamMembers(connection, group),
    log,
    now,
  });
  const addresses = createAddressKeeper(memory);

  const places = createCardPlaces({
    replace: (activity, card, id) => deliverReply(connection, writeAddress(activity), () => [card], id),
    log,
  });

  function render(reply: Reply, activity: Partial<Activity>, incoming?: Incoming): Partial<Activity>[] {
    const activities = presentReply(reply, activity, incoming, texts);
    if (isStepInPlace(reply, activity, incoming)) places.note(activities);
    return activities;
  }

  const edge: ChannelEdge = {
    name: 'teams',
    scope: scopeOf,
    address: (activity) => writeAddress(activity),
    roles: (activity) => rolesOf(activity.from.aadObjectId),
    parse: async (activity, envelope) =>
      (await receiveFile(activity, envelope, { local: settings.appId === undefined, log })) ??
      parseTeams(activity, envelope),
    render,
    progress(context, language) {
      // Streaming is for one-to-one chats of Teams only.
      if (context.activity.channelId !== 'msteams' || scopeOf(context.activity) !== 'personal') return undefined;
      if (isPressInPlace(context.activity)) return undefined;
      return showProgress({
        send: async (activity) => (await context.sendActivity(activity))?.id,
        words: (n) => texts.say(language, n === 0 ? 'channel.looking' : 'channel.stillLooking'),
        after,
        now,
        onProblem: (error) =>
          log.warn(
            { channel: 'teams', code: errorCode(error), status: statusOf(error) },
            'Progress could not be shown',
          ),
      });
    },
    sayPrivately: (context, activities) => sayToSender(connection, context, activities, log),
    repliesInPlace: isInPlace,
    respond(activity, language, incoming, reply) {
      const rendered = reply === undefined ? [] : render(reply, activity, incoming);
      places.keep(activity, rendered);
      return respondToInvoke({ activity, language, incoming, texts, reply, rendered });
    },
  };
  const bot = new ActivityBot(edge, dependencies);

  /** Nobody outside the tenant is served; what they wrote goes no further than this. */
  async function refuseForeigner(context: TurnContext): Promise<boolean> {
    const { activity } = context;
    if (settings.tenantId === undefined || placeOf(activity).tenantId === settings.tenantId) return false;
    log.warn(
      { channel: 'teams', code: 'other-tenant', activity: activity.type },
      'Somebody of another tenant was refused',
    );
    if (activity.type === ActivityTypes.Message) {
      const language = bot.languageOf(activity);
      const text = texts.say(language, 'channel.otherTenant');
      const refusal: Reply = { id: newId(), language, outcome: 'out-of-scope', blocks: [{ type: 'notice', text }] };
      await context.sendActivities(render(refusal, activity));
    }
    return true;
  }

  async function answer(context: TurnContext): Promise<void> {
    if (await refuseForeigner(context)) return;
    await addresses.keep(context.activity);
    places.watch(context);
    await bot.run(context);
  }

  const runTurn = createTurnRunner({
    adapter,
    answer,
    languageOf: (activity) => bot.languageOf(activity),
    memory,
    after,
    log,
  });

  async function receive(request: Request, response: Response): Promise<void> {
    try {
      const activity = activitySchema.safeParse(await readJson(request, MAX_BODY_BYTES));
      if (!activity.success) {
        log.warn({ channel: 'teams', code: 'not-an-activity' }, 'A request without an activity was refused');
        sendEmpty(response, 400);
        return;
      }
      const result = await runTurn(request.headers.authorization ?? '', withDates(activity.data));
      if (result?.body === undefined) sendEmpty(response, result?.status ?? 200);
      else sendJson(response, result.status, result.body);
    } catch (error) {
      const status = refusalStatus(errorCode(error)) ?? (errorCode(error) === 'not-authenticated' ? 401 : 500);
      log.warn({ channel: 'teams', code: errorCode(error), status, err: error }, 'A request was refused or failed');
      sendEmpty(response, status);
    }
  }

  const deliver: NonNullable<Channel['deliver']> = (address, reply, replaces) =>
    deliverReply(connection, address, (activity) => render(reply, activity), replaces);

  return {
    name: 'teams',
    reachesLater: true,
    mount(server) {
      server.post('/api/messages', receive);
    },
    deliver,
    async resume() {
      for (const { id, address, language } of await memory.unfinished()) {
        const text = texts.say(language, 'channel.interrupted');
        const apology: Reply = { id: newId(), language, outcome: 'failed', blocks: [{ type: 'notice', text }] };
        try {
          await deliver(address, apology);
          await memory.finish(id);
        } catch (error) {
          log.error(
            { channel: 'teams', code: errorCode(error), err: error },
            'Nobody could be told of an interrupted turn',
          );
          // The conversation is gone for good: there is nobody to tell.
          if (errorCode(error) === 'not-deliverable') await memory.finish(id);
        }
      }
    },
    async close() {
      await bot.idle();
      await places.idle();
    },
    linkTo: (text) => (appId === '' ? undefined : `${CHAT_LINK}28:${appId}&message=${encodeURIComponent(text)}`),
  };
}

/** The SDK works with dates where the wire has text. */
function withDates(activity: Activity): Activity {
  const timestamp = new Date(activity.timestamp ?? Number.NaN);
  return Number.isNaN(timestamp.getTime()) ? { ...activity, timestamp: undefined } : { ...activity, timestamp };
}
