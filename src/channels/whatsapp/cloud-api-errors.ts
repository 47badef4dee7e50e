/**
 * What to do about an error of the Cloud API: one table of Meta's codes, and the statuses for answers that hold no code.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
import type { CloudApiError } from './cloud-api-refusal.ts';

/** Why nothing can be sent until somebody acts. */
export type StopReason =
  /** Meta limits or bans the number for what people reported, or for a policy. */
  | 'quality'
  /** The access token expired, or lacks a permission. */
  | 'token'
  /** Billing, or the registration of the number. */
  | 'account';

/** What to do with a message that was not sent; times are in milliseconds from now. */
export type Decision =
  /** Nothing goes to this person for a while, then the message again. */
  | { do: 'wait-person'; milliseconds: number }
  /** Nothing goes to anybody for a while, then the message again. */
  | { do: 'wait-all'; milliseconds: number }
  | { do: 'retry'; milliseconds: number }
  /** It may have arrived: again only when no status came for it until then, or it would be read twice. */
  | { do: 'await-status'; milliseconds: number }
  /** Until the person writes again; a template may go before. */
  | { do: 'hold' }
  /** `isOurs`: the message was wrong, which somebody has to look at. */
  | { do: 'give-up'; isOurs: boolean }
  /** The message stays as it is, and nothing goes to anybody until somebody acts. */
  | { do: 'stop'; reason: StopReason };

/** What a row of the table asks for. */
type Plan =
  | 'slower-to-person'
  | 'slower-to-all'
  | 'again'
  | { do: 'hold' }
  | { do: 'give-up'; isOurs: boolean }
  | { do: 'stop'; reason: StopReason };

interface Row {
  meaning: string;
  /** Codes, and ranges of codes with both ends. */
  codes: readonly (number | readonly [number, number])[];
  plan: Plan;
}

const GIVE_UP: Plan = { do: 'give-up', isOurs: false };
const OUR_FAULT: Plan = { do: 'give-up', isOurs: true };
const stop = (reason: StopReason): Plan => ({ do: 'stop', reason });

const ROWS: readonly Row[] = [
  { meaning: 'too many messages to one person', codes: [131056], plan: 'slower-to-person' },
  // https://developers.facebook.com/docs/graph-api/overview/rate-limiting
  {
    meaning: 'too many messages, or calls, of the number, the app or the account',
    codes: [130429, 4, 80007],
    plan: 'slower-to-all',
  },
  { meaning: 'trouble at Meta that passes', codes: [1, 2, 131000, 131016, 131057, 133004], plan: 'again' },
  { meaning: 'the person last wrote more than 24 hours ago', codes: [131047], plan: { do: 'hold' } },
  { meaning: 'the person cannot be reached', codes: [131026, 131021, 131030], plan: GIVE_UP },
  { meaning: 'Meta does not send this to the person', codes: [130403, 131050, 130472, 131049], plan: GIVE_UP },
  // https://developers.facebook.com/docs/whatsapp/overview/policy-enforcement
  {
    meaning: 'quality or policy: limited, locked or banned',
    codes: [131048, 131064, 368, 131031, 130497],
    plan: stop('quality'),
  },
  { meaning: 'token or permission', codes: [0, 3, 10, 190, [200, 299], 131005], plan: stop('token') },
  { meaning: 'billing, or registration of the number', codes: [33, 131042, 131045, 133010], plan: stop('account') },
  { meaning: 'a message Meta does not take', codes: [100, 131008, 131009, 131051, 131053], plan: OUR_FAULT },
  { meaning: 'a template Meta does not take', codes: [[132000, 132999]], plan: OUR_FAULT },
];

/** Meta's advice: 4^X seconds, X from 0 on. https://developers.facebook.com/docs/whatsapp/cloud-api/overview#pair-rate-limits */
const PERSON_WAIT_SECONDS = [1, 4, 16, 64];
const FIRST_WAIT_FOR_ALL = 1_000;
const LONGEST_WAIT_FOR_ALL = 5 * 60_000;
/** How often a message is sent again: with these waits, about ten minutes. */
const RETRIES = 5;
/** Without a connection nothing is wrong with the message, and an outage can last: about an hour. */
const RETRIES_WITHOUT_CONNECTION = 11;
const FIRST_WAIT_TO_RETRY = 2_000;
const LONGEST_WAIT_TO_RETRY = 10 * 60_000;
/** A request to wait for longer is asked again after it all the same. */
const LONGEST_ASKED_WAIT = 60 * 60_000;
/** By then the status of a message that did arrive has come. */
const CONFIRMATION_MILLISECONDS = 30_000;

/**
 * What to do after a call that failed. `attempts`: how often sending this message failed, this time included.
 * `random`: a number from 0 (included) to 1 (excluded).
 */
export function whatToDo(error: CloudApiError, attempts: number, random: () => number): Decision {
  const plan = rowOf(error.code)?.plan ?? planOfStatus(error);
  const neverConnected = error.status === undefined && error.code === undefined && error.arrived === 'no';
  const retries = neverConnected ? RETRIES_WITHOUT_CONNECTION : RETRIES;
  const decision = decide(plan, retries, attempts, random);
  if (!('milliseconds' in decision)) return decision;
  const asked = Math.min(error.retryAfterMilliseconds ?? 0, LONGEST_ASKED_WAIT);
  const milliseconds = Math.max(decision.milliseconds, asked);
  return decision.do === 'retry' && error.arrived === 'unknown'
    ? { do: 'await-status', milliseconds: Math.max(milliseconds, CONFIRMATION_MILLISECONDS) }
    : { ...decision, milliseconds };
}

/** The same for the code that comes with a `failed` status: the message was accepted, and surely not delivered. */
export function statusDecision(code: number | undefined, attempts: number, random: () => number): Decision {
  return decide(rowOf(code)?.plan ?? OUR_FAULT, RETRIES, attempts, random);
}

/** What one of Meta's codes means, for a log; undefined for a code that is not in the table. */
export function meaningOf(code: number | undefined): string | undefined {
  return rowOf(code)?.meaning;
}

function rowOf(code: number | undefined): Row | undefined {
  if (code === undefined) return undefined;
  const holds = (one: number | readonly [number, number]) =>
    typeof one === 'number' ? one === code : one[0] <= code && code <= one[1];
  return ROWS.find(({ codes }) => codes.some(holds));
}

/**
 * For answers without a code, or with one that is not in the table; such a code says something about one message, so it
 * never stops the channel. Success without an id of the message counts as trouble.
 */
function planOfStatus({ status, code }: CloudApiError): Plan {
  if (status === undefined || status < 300 || status >= 500) return 'again';
  if (status === 429) return 'slower-to-all';
  return code === undefined && (status === 401 || status === 403) ? stop('token') : OUR_FAULT;
}

function decide(plan: Plan, retries: number, attempts: number, random: () => number): Decision {
  const before = Math.max(0, attempts - 1);
  // From half to one and a half of the wait: many who were refused together do not come back together.
  const grown = (first: number, growth: number, longest: number) =>
    Math.round(Math.min(first * growth ** before, longest) * (0.5 + random()));
  switch (plan) {
    case 'slower-to-person':
      return { do: 'wait-person', milliseconds: 1_000 * (PERSON_WAIT_SECONDS[before] ?? 64) };
    case 'slower-to-all':
      return { do: 'wait-all', milliseconds: grown(FIRST_WAIT_FOR_ALL, 2, LONGEST_WAIT_FOR_ALL) };
    case 'again':
      return before < retries
        ? { do: 'retry', milliseconds: grown(FIRST_WAIT_TO_RETRY, 4, LONGEST_WAIT_TO_RETRY) }
        : { do: 'give-up', isOurs: false };
    default:
      return plan;
  }
}
