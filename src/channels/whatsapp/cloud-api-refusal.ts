/** What goes wrong when the Cloud API is called, as one error: how it was refused, and whether the request may have arrived. */
import { z } from 'zod';

/** What is known of a call that failed. */
export interface CloudApiProblem {
  /** HTTP status; undefined when there was no answer. */
  status?: number;
  /** Meta's `error.code`; undefined when the answer gave none. */
  code?: number;
  /** How long Meta asks to wait, in milliseconds. */
  retryAfterMilliseconds?: number;
  /** Meta's id of the answer, which its support asks for. */
  trace?: string;
  /** `no`: surely nothing was done. `unknown`: it may have been done, and the answer got lost. */
  arrived: 'no' | 'unknown';
  /** The system's word for what went wrong with the connection. */
  systemCode?: string;
  cause?: unknown;
}

/** A call of the Cloud API that failed. The message holds codes only: no word, number or id of a person, no token. */
export class CloudApiError extends Error {
  readonly status?: number;
  readonly code?: number;
  readonly retryAfterMilliseconds?: number;
  readonly trace?: string;
  readonly arrived: 'no' | 'unknown';

  constructor(problem: CloudApiProblem) {
    super(describe(problem), problem.cause === undefined ? undefined : { cause: problem.cause });
    this.name = 'CloudApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.retryAfterMilliseconds = problem.retryAfterMilliseconds;
    this.trace = problem.trace;
    this.arrived = problem.arrived;
  }
}

function describe({ status, code, trace, arrived, systemCode }: CloudApiProblem): string {
  const facts = [
    status === undefined ? 'without an answer' : `with HTTP ${status}`,
    code === undefined ? '' : `code ${code}`,
    systemCode ?? '',
    trace === undefined ? '' : `trace ${trace}`,
    arrived === 'unknown' ? 'it may have arrived' : '',
  ];
  return `The Cloud API call failed ${facts.filter((fact) => fact !== '').join(', ')}.`;
}

/** https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes: act on the code, the words may change. */
const refusalShape = z.looseObject({
  error: z.looseObject({
    code: z.number().int().optional().catch(undefined),
    fbtrace_id: z
      .string()
      .regex(/^[\w-]{1,64}$/u)
      .optional()
      .catch(undefined),
  }),
});

/** What an answer says that is not a success. `body` is its JSON, or undefined. */
export function refusalOf(status: number, headers: Headers, body: unknown): CloudApiError {
  const refusal = refusalShape.safeParse(body);
  const { code, fbtrace_id: trace } = refusal.success ? refusal.data.error : {};
  return new CloudApiError({
    status,
    code,
    trace,
    retryAfterMilliseconds: askedWait(headers),
    // Meta's own error tells that nothing was sent. A gateway in front of it cannot know; only 503 says that it did not try.
    arrived: code === undefined && status >= 500 && status !== 503 ? 'unknown' : 'no',
  });
}

/** Minutes until calls are let in again, by account. https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
const usageShape = z.record(
  z.string(),
  z.array(z.looseObject({ estimated_time_to_regain_access: z.number().nonnegative().optional() })),
);

function askedWait(headers: Headers): number | undefined {
  const seconds = headers.get('retry-after')?.trim() ?? '';
  const usage = usageShape.safeParse(parseJson(headers.get('x-business-use-case-usage') ?? ''));
  const minutes = usage.success
    ? Object.values(usage.data).flatMap((uses) => uses.map((use) => use.estimated_time_to_regain_access ?? 0))
    : [];
  const wait = Math.max(/^\d{1,6}$/u.test(seconds) ? Number(seconds) * 1000 : 0, ...minutes.map((one) => one * 60_000));
  return wait > 0 ? wait : undefined;
}

/** Steps that come before the first byte of a request: finding the host and connecting to it. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo']);
/** Errors before the first byte that name no step: no connection in time, or a certificate that is not accepted. */
const NOT_CONNECTED =
  /^(?:UND_ERR_CONNECT_TIMEOUT|ECONNREFUSED|ENOTFOUND|EAI_\w+|CERT_\w+|UNABLE_TO_\w+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|ERR_TLS_CERT_\w+)$/u;
const systemErrorShape = z.looseObject({ code: z.string().optional(), syscall: z.string().optional() });

/** What an error of `fetch`, or of reading its answer, tells. */
export function failureOf(error: unknown): CloudApiError {
  const cause = error instanceof Error ? error.cause : undefined;
  // One error for each address of the host, when all were tried.
  const causes = cause instanceof AggregateError ? cause.errors : [cause];
  const reasons = causes.map((each) => systemErrorShape.safeParse(each).data ?? {});
  const isEarly = ({ code = '', syscall = '' }: z.infer<typeof systemErrorShape>) =>
    BEFORE_SENDING.has(syscall) || NOT_CONNECTED.test(code);
  return new CloudApiError({
    arrived: reasons.length > 0 && reasons.every(isEarly) ? 'no' : 'unknown',
    systemCode: reasons[0]?.code ?? (error instanceof Error ? error.name : undefined),
    cause: error,
  });
}

/** The value of a JSON text; undefined for anything else: a refusal may be a page of a proxy. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
