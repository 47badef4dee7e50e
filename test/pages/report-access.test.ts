/** Who may read a report: links that work once, passes that cannot be forged, and robots that use nothing up. */
import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { createReportAccess } from '../../src/pages/report-access.ts';
import { oneTimeKey } from '../../src/training/membership.ts';
import { REPORT_LINK_LASTS } from '../../src/training/report-link.ts';
import { texts } from '../channels/helpers.ts';
import { codeOf, createWorld, post, type World } from './world.ts';

const EVENT = 'TUN-2026-05';
const HOUR = 60 * 60 * 1000;
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function read(cookie: string, query = ''): Promise<Response> {
  return fetch(`${world.url}/trainings/report${query}`, { headers: { cookie } });
}

describe('a link to a report', () => {
  it('has a code of at least 128 bits behind the "#", and only its keyed hash and a sealed value are stored', async () => {
    const code = codeOf(await world.issue({ event: EVENT, personKey: 'person-of-the-link' }));
    expect(Buffer.from(code, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    const stored = JSON.stringify(world.kept);
    expect(stored).not.toContain(code);
    expect(stored).not.toContain('person-of-the-link');
    expect(stored).not.toContain(EVENT);
  });

  it('opens the report once, with a cookie that only this server reads', async () => {
    const code = codeOf(await world.issue({ event: EVENT, language: 'fr' }));
    const first = await post(world.url, code);
    expect([first.status, first.headers.get('location')]).toEqual([
      303,
      `/trainings/report?event=${EVENT}&language=fr`,
    ]);
    const cookie = first.headers.get('set-cookie') ?? '';
    for (const rule of ['HttpOnly', 'SameSite=Strict', 'Path=/trainings', 'Max-Age=28800'])
      expect(cookie).toContain(rule);
    expect(cookie).not.toContain('Secure');
    expect((await read(cookie.split(';')[0] ?? '', `?event=${EVENT}`)).status).toBe(200);

    const second = await post(world.url, code);
    expect([second.status, second.headers.get('set-cookie')]).toEqual([403, null]);
    const page = await second.text();
    for (const language of LANGUAGES) expect(page).toContain(texts.say(language, 'reportPage.access.spent.title'));
  });

  it('is not used up by a robot that looks at it, however often', async () => {
    const link = await world.issue();
    for (const address of [link, `${world.url}/trainings/open?code=${codeOf(link)}`]) {
      const seen = await fetch(address, { headers: { 'user-agent': 'link preview' } });
      expect([seen.status, seen.headers.get('set-cookie')]).toEqual([200, null]);
      const page = await seen.text();
      expect(page).toContain('<form method="post" action="/trainings/open">');
      expect(seen.headers.get('content-security-policy')).toContain("form-action 'self'");
    }
    expect((await post(world.url, codeOf(link))).status).toBe(303);
  });

  it('works for 15 minutes, and not a millisecond longer', async () => {
    const [early, late] = [codeOf(await world.issue()), codeOf(await world.issue())];
    const begun = world.clock.now;
    world.clock.now = begun + REPORT_LINK_LASTS - 1;
    expect((await post(world.url, early)).status).toBe(303);
    world.clock.now = begun + REPORT_LINK_LASTS;
    expect((await post(world.url, late)).status).toBe(403);
    world.clock.now = begun;
  });

  it.each([
    ['an unknown code', 'x'.repeat(24)],
    ['no code', ''],
    ['markup', '<script>alert(1)</script>'],
    ['a code that is far too long', 'x'.repeat(5000)],
  ])('says so for %s, without repeating it', async (_name, code) => {
    const response = await post(world.url, code);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('alert(1)');
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin that can be read', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ])('is not used up by a form that was sent from %s', async (_name, headers) => {
    const code = codeOf(await world.issue());
    expect((await post(world.url, code, headers)).status).toBe(401);
    expect((await post(world.url, code, { origin: world.url, 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  it('is not what a code for joining two channels is', async () => {
    const { now } = world.clock;
    await world.store.addOneTimeCode(
      { codeKey: oneTimeKey(world.secret, 'ABCD2345'), purpose: 'link', value: 'sealed', expiresAt: now + HOUR },
      now,
    );
    expect((await post(world.url, 'ABCD2345')).status).toBe(403);
  });
});

describe('a pass', () => {
  it('is needed: without it a page says in three languages how to get a link', async () => {
    const response = await read('');
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(response.headers.get('www-authenticate')).not.toBeNull();
    const page = await response.text();
    for (const language of LANGUAGES) {
      expect(page).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(page).toContain(texts.say(language, 'reportPage.access.needed.title'));
    }
  });

  it('ends after 8 hours', async () => {
    const cookie = await world.enter();
    const begun = world.clock.now;
    world.clock.now = begun + 8 * HOUR - 1;
    expect((await read(cookie)).status).toBe(200);
    world.clock.now = begun + 8 * HOUR;
    expect((await read(cookie)).status).toBe(401);
    world.clock.now = begun;
  });

  it('opens only the training its link was for', async () => {
    const cookie = await world.enter({ event: EVENT });
    const asked = world.asked.length;
    expect((await read(cookie, '?event=ALG-2026-01')).status).toBe(403);
    expect((await read(cookie)).status).toBe(403);
    for (const file of ['csv', 'xlsx']) {
      const response = await fetch(`${world.url}/trainings/report.${file}`, { headers: { cookie } });
      expect(response.status).toBe(403);
    }
    expect(world.asked.length).toBe(asked);
    expect((await read(cookie, `?event=${EVENT.toLowerCase()}`)).status).toBe(200);
  });

  it('without a training opens all of them', async () => {
    const cookie = await world.enter({ by: 'command-line', personKey: undefined });
    expect((await read(cookie)).status).toBe(200);
    expect((await read(cookie, `?event=${EVENT}`)).status).toBe(200);
    expect((await read(cookie, '?event=ALG-2026-01')).status).toBe(404);
    expect((await read(cookie, `?event=${encodeURIComponent('../<b>')}`)).status).toBe(404);
  });

  it('cannot be forged, changed or made with another secret', async () => {
    const [name, value = ''] = (await world.enter({ event: EVENT })).split('=');
    const [content = '', signature = ''] = value.split('.');
    const wider = Buffer.from(JSON.stringify({ expiresAt: world.clock.now + HOUR, role: 'trainer' })).toString(
      'base64url',
    );
    const admin = Buffer.from(JSON.stringify({ expiresAt: world.clock.now + HOUR, role: 'admin' })).toString(
      'base64url',
    );
    const signed = (text: string) => createHmac('sha256', randomBytes(32)).update(text).digest('base64url');
    const forged = [
      ...['', '.', '..', content, `${content}.`, `.${signature}`, `${wider}.${signature}`, `${content}.${signature}.`],
      ...[`${wider}.${signed(wider)}`, `${admin}.${signed(admin)}`, `${content}.${signature.slice(0, -2)}`, 'ü.ü'],
    ];
    for (const cookie of forged) {
      const response = await read(`${name}=${encodeURI(cookie)}`, `?event=${EVENT}`);
      expect(response.status, cookie).toBe(401);
    }
    const other = createReportAccess({ secret: randomBytes(32), publicUrl: world.url, now: () => world.clock.now });
    const foreign = other.cookieFor({ language: 'en', by: 'trainer' }).split(';')[0] ?? '';
    expect((await read(foreign)).status).toBe(401);
  });

  it('is sent over https only where the public address is one', () => {
    const access = createReportAccess({
      secret: randomBytes(32),
      publicUrl: 'https://dalil.example.org',
      now: () => 0,
    });
    expect(access.cookieFor({ language: 'en', by: 'trainer' })).toMatch(/^__Secure-dalil-report=.*; Secure$/u);
  });
});
