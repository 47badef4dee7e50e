/** Links that open the trainer's report: a code that works once, for a short time, and says what it opens. */
import { z } from 'zod';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import { oneTimeKey } from './membership.ts';
import type { RandomBytes } from './readable-code.ts';

/** How long a link works, in milliseconds. */
export const REPORT_LINK_LASTS = 15 * 60 * 1000;
/** 144 bits: 24 signs of base64url. */
const CODE_BYTES = 18;

/** Who may have a report opened. */
export const REPORT_ROLES = ['trainer', 'command-line'] as const;
export type ReportRole = (typeof REPORT_ROLES)[number];

/** What a link opens, and for whom. */
export interface ReportScope {
  /** Undefined: every training. */
  event?: string;
  language: Language;
  by: ReportRole;
  /** Who asked for it; undefined for the command line. */
  personKey?: string;
}

const reportScope = z.strictObject({
  event: z.string().optional(),
  language: z.enum(LANGUAGES as [Language, ...Language[]]),
  by: z.enum(REPORT_ROLES),
  personKey: z.string().optional(),
}) satisfies z.ZodType<ReportScope>;

export interface ReportLinkParts {
  store: Pick<TrainingStore, 'addOneTimeCode'>;
  sealer: Sealer;
  /** The code is stored under a hash keyed with it. */
  secret: Uint8Array;
  now(): number;
  randomBytes: RandomBytes;
  /** Where people reach this server, without a slash at its end. */
  publicUrl: string;
}

/** Makes a link that opens a report once, within `REPORT_LINK_LASTS`. */
export async function issueReportLink(parts: ReportLinkParts, scope: ReportScope): Promise<string> {
  const { store, sealer, secret, now, randomBytes, publicUrl } = parts;
  const code = Buffer.from(randomBytes(CODE_BYTES)).toString('base64url');
  const issuedAt = now();
  await store.addOneTimeCode(
    {
      codeKey: oneTimeKey(secret, code),
      purpose: 'report',
      value: sealer.seal(JSON.stringify(scope)),
      expiresAt: issuedAt + REPORT_LINK_LASTS,
    },
    issuedAt,
  );
  // Behind the "#" it is sent to no server, so neither proxies nor robots that look at links have it in their records.
  return `${publicUrl}/trainings/open?language=${scope.language}#${code}`;
}

/** What a code opens; the code is used up then. Undefined for one that is unknown, used, or too old. */
export async function useReportCode(
  parts: Pick<ReportLinkParts, 'sealer' | 'secret' | 'now'> & { store: Pick<TrainingStore, 'useOneTimeCode'> },
  code: string,
): Promise<ReportScope | undefined> {
  const sealed = await parts.store.useOneTimeCode(oneTimeKey(parts.secret, code.trim()), 'report', parts.now());
  const opened = sealed === undefined ? undefined : parts.sealer.open(sealed);
  if (opened === undefined) return undefined;
  const read = reportScope.safeParse(JSON.parse(opened));
  return read.success ? read.data : undefined;
}
