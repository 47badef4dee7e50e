/** The report page: what stands on it in each language, what it refuses to call zero, and how fast it is drawn. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import { drawReport, type ReportView } from '../../src/pages/report-page.ts';
import { joined } from '../../src/pages/send.ts';
import { wordsUnder } from '../../src/pages/words.ts';
import { MIN_FOR_DISCRIMINATION, type TrainingReport } from '../../src/training/report/report.ts';
import { texts } from '../channels/helpers.ts';
import { EXAMPLE_MODULES, emptyReport, exampleReport } from '../fixtures/training/example-report.ts';
import { createWorld, type World } from './world.ts';

const EVENT = 'TUN-2026-05';
const PARTS = {
  words: wordsUnder(texts, 'reportPage'),
  languageNames: wordsUnder(texts, 'language'),
  modules: EXAMPLE_MODULES,
};
let world: World;
let cookie: string;
beforeAll(async () => {
  world = await createWorld();
  cookie = await world.enter();
});
afterAll(() => world.close());

const get = (address: string) => fetch(world.url + address, { headers: { cookie } });

function draw(report: TrainingReport, language: Language = 'en', more: Partial<ReportView> = {}): Promise<string> {
  const view = { report, language, exports: [], joinLinks: [], opensAll: true, ...more };
  return joined(drawReport(PARTS, view));
}

/** What is read, without markup. */
function wordsIn(page: string): string {
  return page
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&#39;/gu, "'")
    .replaceAll(/\s+/gu, ' ');
}

describe('the report page', () => {
  it.each(LANGUAGES)('is whole in %s, in its own direction, with a way to the others', async (language) => {
    const response = await get(`/trainings/report?event=${EVENT}&language=${language}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const page = await response.text();
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(page).not.toMatch(/\{\{|undefined|\[object|NaN|null</u);
    for (const other of LANGUAGES) expect(page).toContain(`language=${other}" lang="${other}"`);
    for (const { title } of EXAMPLE_MODULES) expect(page).toContain(title[language].replaceAll("'", '&#39;'));
    // Latin digits in every language.
    expect(page).not.toMatch(/[٠-٩]/u);
  });

  it('allows its own scripts and styles and nothing else, and names nothing of another site but links', async () => {
    const response = await get(`/trainings/report?event=${EVENT}`);
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'none'",
    ])
      expect(policy.split('; ')).toContain(rule);
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const page = await response.text();
    expect(page).not.toMatch(/\sstyle=|\son\w+=|<style|<iframe|src="(?!\/trainings\/files\/)/u);
    expect(page.match(/<script(?! src="\/trainings\/files\/)[^>]*>/gu)).toEqual([
      '<script type="application/json" id="plots">',
    ]);
  });

  it('serves its files, the licence of the plots among them', async () => {
    const page = await (await get('/trainings/report')).text();
    const addresses = [...page.matchAll(/"(\/trainings\/files\/[^"]+)"/gu)].map(([, address = '']) => address);
    expect(new Set(addresses).size).toBeGreaterThan(6);
    for (const address of new Set(addresses)) {
      const response = await fetch(world.url + address);
      expect(response.status, address).toBe(200);
      const again = await fetch(world.url + address, {
        headers: { 'if-none-match': response.headers.get('etag') ?? '' },
      });
      expect(again.status, address).toBe(304);
    }
    const script = await fetch(`${world.url}/trainings/files/chart.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toMatch(/^\/\*!\s+\* Chart\.js v[\s\S]+MIT/u);
    expect(await (await fetch(`${world.url}/trainings/files/chart-licence.txt`)).text()).toContain(
      'Permission is hereby granted',
    );
    expect((await fetch(`${world.url}/trainings/files/package.json`)).status).toBe(404);
  });

  it('has each plot with a caption, a name and a table with the same numbers', async () => {
    const page = await draw(exampleReport());
    const { plots } = JSON.parse(/id="plots">([^<]*)</u.exec(page)?.[1] ?? '');
    expect(plots.length).toBe(3 + 2 * EXAMPLE_MODULES.length);
    for (const { id, series } of plots) {
      const figure =
        new RegExp(`<figure class="plot">\\s*<figcaption id="${id}-caption">[\\s\\S]*?</figure>`, 'u').exec(
          page,
        )?.[0] ?? '';
      expect(figure).toMatch(new RegExp(`<canvas id="${id}" role="img" aria-label="[^"]+"`, 'u'));
      const cells = wordsIn(/<table[\s\S]*<\/table>/u.exec(figure)?.[0] ?? '');
      for (const { shown } of series) for (const value of shown) expect(cells).toContain(value);
    }
  });

  it('links to every definition and back, with formula and source', async () => {
    const page = await draw(exampleReport());
    const targets = [...page.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
    for (const id of targets) expect(page).toContain(`id="${id}"`);
    for (const name of ['gain', 'facility', 'discrimination', 'alpha', 'retention', 'distribution', 'trained']) {
      expect(targets).toContain(`note-${name}`);
      expect(targets).toContain(`ref-${name}-1`);
    }
    for (const source of ['Hake (1998)', 'Cronbach (1951)', 'Ebel', 'Moodle', 'Henrysson (1963)'])
      expect(page).toContain(source);
    const ids = [...page.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });

  it('shows a dash and the reason where the data support no figure', async () => {
    const words = wordsIn(await draw(emptyReport()));
    expect(words).not.toMatch(/\b0 ?%/u);
    expect(words.match(/– n = 0/gu)?.length).toBeGreaterThan(10);
    const some = wordsIn(await draw(exampleReport()));
    expect(some).toContain(`n = 7; shown from ${MIN_FOR_DISCRIMINATION}`);
    expect(some).toContain('– all scored the same');
    const full = exampleReport();
    const modules = full.modules.map((module) => ({
      ...module,
      gain: undefined,
      paired: { n: 3, before: 1, after: 1 },
    }));
    expect(wordsIn(await draw({ ...full, modules }))).toContain('– nothing was left to gain');
  });

  it('claims no share of those who joined where others count as well', async () => {
    const report = {
      ...exampleReport(),
      event: undefined,
      funnel: { joined: 3, pretest: 9, practised: 8, final: 7, certified: 2 },
    };
    const words = wordsIn(await draw(report));
    expect(words).not.toContain('of joined');
    expect(words).toContain('– includes people who joined no training');
  });

  it('cannot be made to carry markup by the name of a training or of a channel', async () => {
    const hostile = `</script><script>alert("x")</script><img src=x onerror='y'>`;
    const report = exampleReport();
    const event = { ...report.event, code: EVENT, name: hostile, place: hostile, startsOn: hostile, endsOn: hostile };
    const donor = report.donor.map((line) => ({
      ...line,
      name: hostile,
      place: hostile,
      event: hostile,
      module: hostile,
    }));
    const modules = report.modules.map((module) => ({ ...module, module: hostile }));
    const joinLinks = [{ label: hostile, url: `https://chat.example.org/?${hostile}` }];
    const page = await draw({ ...report, event, donor, modules }, 'en', { joinLinks });
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('&lt;/script&gt;');
    expect(JSON.parse(/id="plots">([^<]*)</u.exec(page)?.[1] ?? '').plots.length).toBeGreaterThan(0);
  });

  it('says how to join one training, with a picture of each link', async () => {
    const page = await (await get(`/trainings/report?event=${EVENT}`)).text();
    expect(page).toContain('href="https://chat.example.org/?text=join%20TUN-2026-05"');
    expect(page).toMatch(/<svg class="qr" role="img" aria-label="[^"]+"/u);
    expect(await (await get('/trainings/report')).text()).not.toContain('class="qr"');
  });

  it.each([
    ['csv', 'text/csv; charset=utf-8', 'a;b\r\n'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
  ])('can be had as %s', async (kind, type, content) => {
    const response = await get(`/trainings/report.${kind}?event=${EVENT}&language=fr`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="dalil-report-${EVENT}.${kind}"`);
    expect(await response.text()).toBe(content);
    expect((await fetch(`${world.url}/trainings/report.${kind}`)).status).toBe(401);
  });

  it('offers no file that cannot be made', async () => {
    const bare = await createWorld({ exports: undefined });
    const page = await (
      await fetch(`${bare.url}/trainings/report`, { headers: { cookie: await bare.enter() } })
    ).text();
    expect(page).not.toMatch(/report\.(?:csv|xlsx)/u);
    expect((await fetch(`${bare.url}/trainings/report.csv`)).status).toBe(404);
    await bare.close();
  });

  it('is drawn in less than 50 ms for 500 people and 90 questions, never holding others up for 20 ms', async () => {
    const view = { report: exampleReport(500), language: 'ar' as const, exports: [], joinLinks: [], opensAll: true };
    expect(view.report.modules.flatMap(({ items }) => items)).toHaveLength(90);
    const runs = Array.from({ length: 8 }, () => {
      let before = performance.now();
      const begun = before;
      let longest = 0;
      for (const _piece of drawReport(PARTS, view)) {
        longest = Math.max(longest, performance.now() - before);
        before = performance.now();
      }
      return { whole: before - begun, longest };
    });
    // The best of several: the machine has other work.
    expect(Math.min(...runs.map(({ whole }) => whole))).toBeLessThan(50);
    expect(Math.min(...runs.map(({ longest }) => longest))).toBeLessThan(20);
  });
});
