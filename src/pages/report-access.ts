/** The pass a browser keeps after a link was used: signed, short-lived, and looked at with every request for a report. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { REPORT_ROLES, type ReportScope } from '../training/report-link.ts';

/** How long a pass is good for, in milliseconds. */
const PASS_LASTS = 8 * 60 * 60 * 1000;
const PURPOSE = 'dalil report pass 1';
/** A browser takes a cookie with this prefix over https only, https://developer.mozilla.org/docs/Web/HTTP/Cookies#cookie_prefixes */
const SECURE_PREFIX = '__Secure-';

/** What a pass says. */
const passSchema = z.strictObject({
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  role: z.enum(REPORT_ROLES),
  /** Undefined: every training. */
  event: z.string().optional(),
});
export type Pass = z.infer<typeof passSchema>;

export interface ReportAccess {
  /** The `Set-Cookie` header that lets this browser read what a link opened. */
  cookieFor(scope: ReportScope): string;
  /** The pass of a request; undefined when there is none that is ours and still good. */
  passOf(request: IncomingMessage): Pass | undefined;
}

/** True when a pass opens the report of this training; undefined stands for the report of all of them. */
export function opens(pass: Pass, event: string | undefined): boolean {
  return pass.event === undefined || pass.event === event;
}

/** @param secret the secret of the installation; passes are signed with a key derived from it for this purpose alone */
export function createReportAccess(parts: { secret: Uint8Array; publicUrl: string; now(): number }): ReportAccess {
  const { secret, publicUrl, now } = parts;
  const key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), PURPOSE, 32));
  const isSecure = publicUrl.startsWith('https:');
  const name = `${isSecure ? SECURE_PREFIX : ''}dalil-report`;
  const signatureOf = (content: string) => createHmac('sha256', key).update(content).digest();

  function read(cookie: string): Pass | undefined {
    const [content = '', signature = '', ...more] = cookie.split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = signatureOf(content);
    if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const pass = passSchema.safeParse(JSON.parse(Buffer.from(content, 'base64url').toString('utf8')));
    return pass.success && pass.data.expiresAt > now() ? pass.data : undefined;
  }

  return {
    cookieFor({ event, by }) {
      const pass: Pass = { expiresAt: now() + PASS_LASTS, role: by, event };
      const content = Buffer.from(JSON.stringify(pass)).toString('base64url');
      const value = `${content}.${signatureOf(content).toString('base64url')}`;
      const rules = ['Path=/trainings', `Max-Age=${PASS_LASTS / 1000}`, 'HttpOnly', 'SameSite=Strict'];
      return [`${name}=${value}`, ...rules, ...(isSecure ? ['Secure'] : [])].join('; ');
    },
    passOf(request) {
      const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
      for (const cookie of cookies) {
        const pass = cookie.startsWith(`${name}=`) ? read(cookie.slice(name.length + 1)) : undefined;
        if (pass) return pass;
      }
      return undefined;
    },
  };
}
