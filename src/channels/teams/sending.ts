/** Sending through the connector: in order for each conversation, again where the channel asks for patience. */
import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import { TurnQueue } from '../turn-queue.ts';
import { ConnectorRefusal, callConnector } from './connector.ts';

/**
 * Answers after which the same request is to be sent again, more and more slowly.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
const AGAIN = new Set([412, 429, 502, 504]);
/** How often a request is sent again; with the waits below that is about half a minute. */
const MAX_RETRIES = 6;
const FIRST_WAIT_MILLISECONDS = 500;
/** A server that asks for more patience than this is asked again after it all the same. */
const LONGEST_WAIT_MILLISECONDS = 30_000;

/** What waiting needs; passed in, so that tests neither wait nor guess. */
export interface Patience {
  wait(milliseconds: number): Promise<void>;
  /** A number from 0 (included) to 1 (excluded). */
  random(): number;
  /** Called before each repetition. */
  onRetry?(status: number, attempt: number): void;
}

/** The HTTP status of a connector error; undefined for any other. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

function askedPatience(error: unknown): number {
  return error instanceof ConnectorRefusal ? (error.retryAfter ?? 0) : 0;
}

/** Does `work`, again with exponential waits and jitter while the channel answers 412, 429, 502 or 504. */
export async function withPatience<T>(work: () => Promise<T>, { wait, random, onRetry }: Patience): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined || !AGAIN.has(status) || attempt === MAX_RETRIES) throw error;
      onRetry?.(status, attempt + 1);
      // From half to one and a half of the doubled wait: many who were refused together do not come back together.
      const jittered = FIRST_WAIT_MILLISECONDS * 2 ** attempt * (0.5 + random());
      await wait(Math.min(LONGEST_WAIT_MILLISECONDS, Math.max(jittered, askedPatience(error))));
    }
  }
}

/** What a connector client carries that signs requests. */
const signingShape = z.object({ credentials: z.custom<{ getToken(): Promise<string> }>() });

/** What the SDK handles itself instead of posting it. */
const NOT_POSTED: ReadonlySet<string | undefined> = new Set([
  ActivityTypes.InvokeResponse,
  ActivityTypes.Trace,
  'delay',
]);

/** CloudAdapter with patience and order; `receive` hands errors and answers to the caller instead of the response. */
export class TeamsAdapter extends CloudAdapter {
  readonly #appId: string;
  readonly #patience: Patience;
  readonly #queue = new TurnQueue();

  /** `appId` is empty on a machine of one's own: requests are then not signed. */
  constructor(authentication: ConfigurationBotFrameworkAuthentication, appId: string, patience: Patience) {
    super(authentication);
    this.#appId = appId;
    this.#patience = patience;
  }

  /** CloudAdapter.process answers with exception texts and prints them; this does neither. */
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }

  /** Sends one after the other; a later message of a conversation never overtakes one that is being repeated. */
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) {
      if (NOT_POSTED.has(activity.type)) sent.push(...(await super.sendActivities(context, [activity])));
      else sent.push({ id: (await this.#call(context, 'POST', activity, activity.replyToId)) ?? '' });
    }
    return sent;
  }

  override async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse> {
    return { id: (await this.#call(context, 'PUT', activity, activity.id)) ?? '' };
  }

  #call(context: TurnContext, method: 'POST' | 'PUT', activity: Partial<Activity>, activityId: string | undefined) {
    const conversationId = activity.conversation?.id ?? context.activity.conversation.id;
    const serviceUrl = activity.serviceUrl ?? context.activity.serviceUrl;
    return this.#queue.run(conversationId, () =>
      withPatience(async () => {
        const token = await this.#token(context);
        return callConnector(method, { serviceUrl, conversationId, activityId, token }, activity);
      }, this.#patience),
    );
  }

  async #token(context: TurnContext): Promise<string | undefined> {
    if (this.#appId === '') return undefined;
    const client = signingShape.parse(context.turnState.get(this.ConnectorClientKey));
    return client.credentials.getToken();
  }
}
