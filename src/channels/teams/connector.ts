/**
 * Posts and replaces activities at the connector service. The SDK's own client drops every field of an entity it does not
 * know (citations, stream numbers), and repeats requests on its own; so the request is made here.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** A request that takes longer is given up, in milliseconds; it may have arrived, so it is not repeated. */
const REQUEST_MILLISECONDS = 20_000;

/** Where an activity goes. */
export interface Target {
  serviceUrl: string;
  conversationId: string;
  /** The activity that is answered, or replaced. */
  activityId?: string;
  /** The bearer token; undefined on a machine of one's own. */
  token?: string;
}

const answerShape = z.looseObject({ id: z.string().optional() });
const problemShape = z.looseObject({
  error: z.looseObject({ code: z.string().optional(), message: z.string().optional() }),
});

/** The connector refused; `statusCode` tells what may help. */
export class ConnectorRefusal extends Error {
  readonly statusCode: number;
  /** What `Retry-After` asks for, in milliseconds. */
  readonly retryAfter?: number;

  constructor(statusCode: number, message: string, retryAfter?: number) {
    super(message);
    this.name = 'ConnectorRefusal';
    this.statusCode = statusCode;
    this.retryAfter = retryAfter;
  }
}

/** Posts (or with PUT replaces) an activity; resolves with its id, which not every client gives. */
export async function callConnector(
  method: 'POST' | 'PUT',
  { serviceUrl, conversationId, activityId, token }: Target,
  activity: Partial<Activity>,
): Promise<string | undefined> {
  const path = ['v3/conversations', encodeURIComponent(conversationId), 'activities'];
  if (activityId !== undefined) path.push(encodeURIComponent(activityId));
  const response = await fetch(`${serviceUrl.replace(/\/+$/u, '')}/${path.join('/')}`, {
    method,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(activity),
    redirect: 'error',
    signal: AbortSignal.timeout(REQUEST_MILLISECONDS),
  });
  const body = parseJson(await response.text());
  if (!response.ok) throw refusalOf(response, body);
  const answer = answerShape.safeParse(body);
  return answer.success ? answer.data.id : undefined;
}

function refusalOf(response: Response, body: unknown): ConnectorRefusal {
  const problem = problemShape.safeParse(body);
  const { code = '', message = '' } = problem.success ? problem.data.error : {};
  const seconds = response.headers.get('retry-after')?.trim() ?? '';
  const retryAfter = /^\d{1,5}$/u.test(seconds) ? Number(seconds) * 1000 : undefined;
  return new ConnectorRefusal(response.status, `${response.status} ${code} ${message}`.trim(), retryAfter);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An accepted activity may be answered with nothing, a refused one with a page of a proxy.
    return undefined;
  }
}
