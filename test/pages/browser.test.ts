/** The pages in a browser: nothing axe objects to, nothing blocked, nothing fetched elsewhere, plots drawn, keys enough. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { inBrowser, isLeftOut, launchBrowser, problemsOf, violations } from '../fixtures/browser.ts';
import { createWorld, type World } from './world.ts';

const TITLE = inBrowser('the pages in a browser');
const REPORT = '/trainings/report?event=TUN-2026-05';
const SCHEMES = ['light', 'dark'] as const;
const NAME = 'Amina Ben Salah';

let world: World;
let browser: Browser;
let certificate: { check: string; own: string };

beforeAll(async () => {
  if (isLeftOut) return;
  world = await createWorld();
  const issued = {
    learnerKey: 'learner',
    name: NAME,
    module: 'referral',
    right: 13,
    items: 15,
    language: 'en' as const,
  };
  const { code } = await world.certificates.issue(issued);
  certificate = { check: `/certificates/${code}`, own: new URL(world.certificates.addressOf(code)).pathname };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A page that fails its test when the browser objects to something, or asks anybody else for anything. */
async function openPage(options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const problems = problemsOf(page);
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== world.url) problems.push(`asked ${request.url()}`);
  });
  return { page, problems };
}

/** Goes through a link as a trainer does, and then to a page. */
async function enter(page: Page, address: string): Promise<void> {
  await page.goto(await world.issue());
  await page.getByRole('button').click();
  await page.waitForURL(/\/trainings\/report/u);
  await page.goto(world.url + address);
}

/** How far the page reaches beyond the screen. */
function sideways(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}

describe.skipIf(isLeftOut)(TITLE, () => {
  for (const language of LANGUAGES) {
    it.each(SCHEMES)(
      `the report in ${language}, %s: nothing to object to, every plot drawn`,
      async (colorScheme) => {
        const { page, problems } = await openPage({ colorScheme, viewport: { width: 1200, height: 900 } });
        await enter(page, `${REPORT}&language=${language}`);
        const pixels = await page.evaluate<number[]>(`[...document.querySelectorAll('canvas')].map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, at) => at % 4 === 3 && value > 0).length;
      })`);
        expect(pixels).toHaveLength(9);
        for (const count of pixels) expect(count).toBeGreaterThan(1000);
        expect(await violations(page)).toEqual([]);
        expect(problems).toEqual([]);
      },
      90_000,
    );

    it(`everything fits a narrow screen in ${language}`, async () => {
      const { page, problems } = await openPage({ viewport: { width: 360, height: 800 } });
      await enter(page, `${REPORT}&language=${language}`);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      for (const address of [
        `${certificate.own}?language=${language}`,
        certificate.check,
        `/trainings/open?language=${language}`,
      ]) {
        await page.goto(world.url + address);
        expect(await sideways(page), address).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
    }, 90_000);

    it(`a certificate in ${language} is one sheet of A4 across`, async () => {
      const { page, problems } = await openPage();
      await page.goto(`${world.url}${certificate.own}?language=${language}`);
      expect(await page.locator('.name').textContent()).toBe(NAME);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/gu)).toHaveLength(1);
      const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf) ?? [];
      // 297 by 210 mm in points of 1/72 inch.
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
      expect(problems).toEqual([]);
    });
  }

  it.each(SCHEMES)(
    'the small pages, %s: nothing to object to',
    async (colorScheme) => {
      const { page, problems } = await openPage({ colorScheme });
      const answers: [string, number][] = [
        ...[`/trainings/open?language=ar`, `/trainings/open?code=x`, '/trainings/open'].map(
          (address): [string, number] => [address, 200],
        ),
        ...[certificate.check, certificate.own, `${certificate.own}?language=ar`].map((address): [string, number] => [
          address,
          200,
        ]),
        ...([
          ['/trainings/report', 401],
          ['/certificates/AAAAA-AAAAA-AAAAA', 404],
        ] as [string, number][]),
      ];
      for (const [address, status] of answers) {
        const response = await page.goto(world.url + address);
        expect(response?.status(), address).toBe(status);
        expect(await violations(page), address).toEqual([]);
      }
      // The browser itself notes that a page came with 401 or 404.
      expect(problems.filter((problem) => !/the server responded with a status of 40[14]/u.test(problem))).toEqual([]);
    },
    90_000,
  );

  it('takes the code from behind the "#", sends it once, and leaves it in no address', async () => {
    const { page, problems } = await openPage();
    const link = await world.issue({ event: 'TUN-2026-05', language: 'ar' });
    await page.goto(link);
    expect(page.url()).toBe(`${world.url}/trainings/open?language=ar`);
    expect(await page.locator('.field').isHidden()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${world.url}${REPORT}&language=ar`);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(problems).toEqual([]);
    await page.goto(link);
    await page.getByRole('button').click();
    expect(await page.locator('main').textContent()).toContain('This link no longer works');
  });

  it('the keyboard reaches everything that can be used, and sees where it is', async () => {
    const { page } = await openPage({ viewport: { width: 1200, height: 900 } });
    await enter(page, REPORT);
    const all = await page.evaluate<number>(
      "[...document.querySelectorAll('a[href], button, summary, input')].filter((one) => one.checkVisibility()).length",
    );
    expect(all).toBeGreaterThan(120);
    const reached = new Set<string>();
    let unseen = 0;
    for (let at = 0; at < all; at += 1) {
      await page.keyboard.press('Tab');
      const [place, outline] = await page.evaluate<[string, string]>(`[
        [...document.querySelectorAll('*')].indexOf(document.activeElement) + '',
        getComputedStyle(document.activeElement).outlineStyle,
      ]`);
      reached.add(place);
      if (outline === 'none') unseen += 1;
    }
    expect([reached.size, unseen]).toEqual([all, 0]);
    await page.locator('.facts a.ref').first().press('Enter');
    expect(page.url()).toContain('#note-gain');
    await page.locator('#plot-funnel').locator('xpath=ancestor::figure').locator('summary').press('Enter');
    expect(await page.locator('#funnel table').isVisible()).toBe(true);
  }, 60_000);

  it('the report prints on A4 with the figures of every plot', async () => {
    const { page, problems } = await openPage({ colorScheme: 'dark' });
    await enter(page, REPORT);
    await page.evaluate(
      "window.addEventListener('beforeprint', () => { window.openWhilePrinting = document.querySelectorAll('.plot details[open]').length; })",
    );
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(await page.evaluate('window.openWhilePrinting')).toBe(9);
    expect(await page.locator('.plot details[open]').count()).toBe(0);
    expect(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12]/u.test(pdf)).toBe(true);
    expect(problems).toEqual([]);
  });
});
