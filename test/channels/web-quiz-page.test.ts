/** Quizzes on the chat page in a browser: each kind answered by keys, closed afterwards, and nothing axe objects to. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import type { ItemKind } from '../../src/contracts/training.ts';
import { inBrowser, isLeftOut, launchBrowser, problemsOf, violations } from '../fixtures/browser.ts';
import { asking, quizReply, shownFeedback, shownItem, shownResult } from './quiz-replies.ts';
import { startWeb } from './web-client.ts';

const TITLE = inBrowser('quizzes on the page');
const HOSTILE = '<img src=x onerror="document.title=1">';

let world: Awaited<ReturnType<typeof startWeb>>;
let browser: Browser;
let answer: (incoming: Incoming) => Reply;

beforeAll(async () => {
  if (isLeftOut) return;
  world = await startWeb((incoming) => answer(incoming));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(() => {
  world?.heard.splice(0);
});

/** The page with its greeting answered; the test fails when the browser objects to something. */
async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const page = await context.newPage();
  const problems = problemsOf(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  await page.goto(world.url);
  await page.locator('.reply').first().waitFor();
  return page;
}

/** Asks an item of a kind at the greeting; whatever comes then is answered with words. */
function asks(kind: ItemKind, after: () => Reply = () => quizReply([{ type: 'text', text: 'Noted' }])): void {
  const item = shownItem(kind, 'en');
  answer = (incoming) => (incoming.kind === 'joined' ? asking(item, 'en') : after());
}

const isClosed = (page: Page) => page.locator('.quiz-fields:disabled').first().isVisible();
const given = () => world.heard.flatMap((incoming) => (incoming.kind === 'choice' ? [incoming.choice] : []));

async function press(control: Locator, key: string): Promise<void> {
  await control.focus();
  await control.press(key);
}

describe.skipIf(isLeftOut)(TITLE, { timeout: 60_000 }, () => {
  it('one tap answers, is shown, and closes the item, also after a reload', async () => {
    asks('single');
    const page = await open();
    await press(page.getByRole('button', { name: 'The competent body' }), 'Enter');
    await page.getByText('Noted').waitFor();
    expect(given()).toMatchObject([{ action: 'answer-item', itemId: 'N07', given: ['b'] }]);
    expect(await page.locator('.asked').textContent()).toBe('You answeredThe competent body');
    for (const isReloaded of [false, true]) {
      if (isReloaded) await page.reload();
      await page.getByText('Noted').waitFor();
      expect(await isClosed(page)).toBe(true);
      expect(await page.locator('.quiz-item [aria-pressed="true"]').textContent()).toContain('The competent body');
      expect(await page.getByRole('button', { name: 'I do not know' }).isDisabled()).toBe(true);
    }
    expect(given()).toHaveLength(1);
  });

  it('the cursor goes to the answer when the item closes', async () => {
    asks('truefalse');
    const page = await open();
    await press(page.getByRole('button', { name: 'True' }), 'Space');
    await page.getByText('Noted').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Noted');
  });

  it('several are ticked; with none, it says what is missing', async () => {
    asks('multiple');
    const page = await open();
    await press(page.getByRole('button', { name: 'Answer' }), 'Enter');
    expect(await page.locator('.quiz-missing').textContent()).toBe('Please choose at least one answer.');
    await page.keyboard.press('Space');
    expect(await page.locator('.quiz-missing').textContent()).toBe('');
    await press(page.getByRole('checkbox', { name: 'Whoever refers' }), 'Space');
    await press(page.getByRole('button', { name: 'Answer' }), 'Enter');
    await page.getByText('Noted').waitFor();
    expect(given()).toMatchObject([{ given: ['a', 'c'] }]);
    expect(await page.locator('.asked').innerText()).toContain('• The police alone\n• Whoever refers');
  });

  it('an order is made one after another, and can be changed', async () => {
    asks('order');
    const page = await open();
    const option = (name: string) => page.locator('.quiz-item').getByRole('button', { name });
    for (const name of ['The police alone', 'Whoever refers', 'The police alone', 'The competent body'])
      await press(option(name), 'Enter');
    expect(await page.locator('.quiz-status').textContent()).toBe('Your order so far: C · B');
    await press(option('Answer'), 'Enter');
    expect(given()).toEqual([]);
    await page.keyboard.press('Enter');
    await press(option('Answer'), 'Enter');
    await page.getByText('Noted').waitFor();
    expect(given()).toMatchObject([{ given: ['c', 'b', 'a'] }]);
    expect(await option('The police alone').textContent()).toContain('Number 3:');
  });

  it('each left side gets what goes with it, the same one twice if need be', async () => {
    asks('match');
    const page = await open();
    for (const [at, id] of ['b', 'b', 'a'].entries()) await page.getByRole('combobox').nth(at).selectOption(id);
    await press(page.getByRole('button', { name: 'Answer' }), 'Enter');
    await page.getByText('Noted').waitFor();
    expect(given()).toMatchObject([{ given: ['b', 'b', 'a'] }]);
    expect(await page.getByRole('combobox').nth(2).inputValue()).toBe('a');
  });

  it('letters typed close the item as well; another question does not', async () => {
    asks('single');
    const page = await open();
    const type = async (text: string) => {
      await page.locator('#question').fill(text);
      await page.keyboard.press('Enter');
    };
    await type('What is consent?');
    await page.getByText('Noted').waitFor();
    expect(await isClosed(page)).toBe(false);
    asks('single', () => quizReply([{ type: 'quiz-feedback', feedback: shownFeedback('right', 'en') }]));
    await type('b');
    await page.locator('.quiz-feedback').waitFor();
    await page.locator('.quiz-fields:disabled').waitFor();
  });

  it('"I do not know" closes the item', async () => {
    asks('order');
    const page = await open();
    await press(page.getByRole('button', { name: 'I do not know' }), 'Enter');
    await page.getByText('Noted').waitFor();
    expect(given()).toMatchObject([{ given: [] }]);
    expect(await isClosed(page)).toBe(true);
  });

  it('no text becomes markup', async () => {
    const item = shownItem('match', 'en', {
      prompt: HOSTILE,
      place: HOSTILE,
      left: [HOSTILE],
      options: [HOSTILE, '2'],
    });
    const feedback = shownFeedback('wrong', 'en', { why: HOSTILE, given: HOSTILE, source: HOSTILE });
    const result = shownResult('en', { heading: HOSTILE, comparison: HOSTILE });
    const more = [{ type: 'quiz-result' as const, result }];
    answer = () => quizReply([...asking(item, 'en', [], feedback).blocks, ...more]);
    const page = await open();
    expect(await page.locator('.reply img').count()).toBe(0);
    expect(await page.locator('.quiz-prompt').textContent()).toBe(HOSTILE);
  });

  it.each([
    ['en', 'light', 1200],
    ['en', 'dark', 360],
    ['fr', 'light', 360],
    ['ar', 'dark', 360],
  ] as const)('in %s, %s and %i px wide: nothing axe objects to, nothing to scroll sideways', async (...look) => {
    const [language, colorScheme, width] = look;
    const kinds = ['single', 'multiple', 'order', 'match'] as const;
    const items = kinds.map((kind) => ({ type: 'quiz-item' as const, item: shownItem(kind, language) }));
    const verdicts = ['right', 'wrong', 'unknown'] as const;
    const judged = verdicts.map((verdict) => ({
      type: 'quiz-feedback' as const,
      feedback: shownFeedback(verdict, language),
    }));
    const results = [9, 3].map((right) => ({ type: 'quiz-result' as const, result: shownResult(language, { right }) }));
    answer = () => quizReply([...judged, ...items, ...results], language);
    const page = await open({
      locale: language,
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
    });
    await page.locator('.quiz-option').first().click();
    await page.locator('.asked').waitFor();
    await page.locator('[aria-busy]').waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    const wider = await page.locator('#scroller').evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(wider).toBeLessThanOrEqual(0);
  });
});
