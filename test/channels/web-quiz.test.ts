/** Quizzes over the chat page's protocol: what is drawn arrives whole and as plain text, and what is answered is understood. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderWeb } from '../../src/channels/web/render.ts';
import { LANGUAGES } from '../../src/contracts/language.ts';
import type { Block, Reply } from '../../src/contracts/message.ts';
import { ITEM_KINDS } from '../../src/contracts/training.ts';
import { texts } from './helpers.ts';
import { ATTEMPT, anyAsking, asking, quizReply, shownFeedback, shownItem, shownResult } from './quiz-replies.ts';
import { jsonOf, linesOf, startWeb } from './web-client.ts';

const HOSTILE = '</script><img src=x onerror="alert(1)">\u2028{{mark}} \u202Eevil';

let reply: Reply;
let world: Awaited<ReturnType<typeof startWeb>>;

beforeEach(async () => {
  reply = quizReply([]);
  world = await startWeb(() => reply);
});
afterEach(() => world.close());

/** The blocks the page gets. */
async function blocksOf(blocks: Block[]): Promise<unknown[]> {
  reply = quizReply(blocks);
  const lines = await linesOf(await world.said(await world.converse(), { kind: 'text', text: 'quiz' }));
  return lines.find(({ type }) => type === 'message').value.blocks;
}

/** What Dalil hears when the page sends this choice. */
async function heardOf(choice: object) {
  await linesOf(await world.said(await world.converse(), { kind: 'choice', choice }));
  return world.heard.at(-1);
}

describe('the blocks of a quiz', () => {
  it.each(ITEM_KINDS)('an item that is %s arrives whole', async (kind) => {
    const item = shownItem(kind, 'en');
    expect(await blocksOf([{ type: 'quiz-item', item }])).toEqual([{ type: 'quiz-item', item }]);
  });

  it('feedback and results arrive whole, with the lines of their texts', async () => {
    const feedback = shownFeedback('wrong', 'en', { given: '1. one\n2. two', expected: '1. two\n2. one' });
    const blocks: Block[] = [
      { type: 'quiz-feedback', feedback },
      { type: 'quiz-result', result: shownResult('en') },
    ];
    expect(await blocksOf(blocks)).toEqual(blocks);
  });

  it('hostile texts stay the texts they are: the page makes no markup of any text', async () => {
    const item = shownItem('single', 'en', { prompt: HOSTILE, place: HOSTILE, options: [HOSTILE, 'two'] });
    const result = shownResult('en', { heading: HOSTILE, verdict: HOSTILE });
    const blocks: Block[] = [
      { type: 'quiz-item', item },
      { type: 'quiz-feedback', feedback: shownFeedback('wrong', 'en', { why: HOSTILE, given: HOSTILE }) },
      { type: 'quiz-result', result },
    ];
    expect(await blocksOf(blocks)).toEqual(blocks);
  });

  it('a link to this computer can be followed, a link to a script cannot', async () => {
    const links = ['http://localhost:3978/trainings/open#x', 'javascript:alert(1)'];
    const shown = await blocksOf(links.map((url) => ({ type: 'link', label: 'Report', url })));
    expect(shown).toEqual([
      { type: 'link', label: 'Report', url: links[0] },
      { type: 'link', label: 'Report' },
    ]);
  });

  it('whatever is asked, it is drawn as one reply with every block', () => {
    fc.assert(
      fc.property(anyAsking, ({ reply: asked }) => {
        const activities = renderWeb(asked, texts);
        expect(activities).toHaveLength(1);
        expect(activities[0]?.value.blocks).toEqual(asked.blocks);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an answer', () => {
  it.each([
    ['one option', ['b']],
    ['several, in their order', ['c', 'a', 'b']],
    ['the same one twice', ['a', 'a']],
    ['none: "I do not know"', []],
  ])('of %s is understood', async (_name, given) => {
    const choice = { action: 'answer-item', attemptId: ATTEMPT, itemId: 'N07', given };
    expect(await heardOf(choice)).toMatchObject({ kind: 'choice', choice });
  });

  it('keeps nothing that cannot be an option', async () => {
    const choice = { action: 'answer-item', attemptId: ATTEMPT, itemId: 'N07', given: ['a', '<', 'z', ''] };
    expect(await heardOf(choice)).toMatchObject({ choice: { given: ['a'] } });
  });

  it.each([
    ['no item there can be', { attemptId: ATTEMPT, itemId: 'N07<b>', given: ['a'] }],
    ['no run there can be', { attemptId: 'x'.repeat(41), itemId: 'N07', given: ['a'] }],
    ['something else than letters', { attemptId: ATTEMPT, itemId: 'N07', given: ['a'.repeat(100)] }],
    ['no list', { attemptId: ATTEMPT, itemId: 'N07', given: { length: 1 } }],
  ])('to %s is not taken for one', async (_name, values) => {
    expect(await heardOf({ action: 'answer-item', ...values })).toMatchObject({ kind: 'unsupported' });
  });
});

describe('the words of the page', () => {
  it.each(LANGUAGES)('has in %s all that its modules say about quizzes', async (language) => {
    const words = (await jsonOf(await fetch(`${world.url}/web/words.json`)))[language];
    const keys = new Set<string>();
    for (const name of ['quiz-form', 'quiz-item', 'quiz-result', 'turn']) {
      const script = await (await fetch(`${world.url}/web/${name}.js`)).text();
      for (const [, key = ''] of script.matchAll(/'(quiz\.[\w.]+)'/gu)) keys.add(key);
    }
    expect(keys.size).toBeGreaterThan(10);
    for (const key of keys) {
      const sentence = key.split('.').reduce((node, step) => node?.[step], words);
      expect(sentence, key).toEqual(expect.any(String));
    }
  });

  it('an item is in the language of its reply', () => {
    for (const language of LANGUAGES) {
      const [activity] = renderWeb(asking(shownItem('match', language), language), texts);
      expect(activity?.value).toMatchObject({ language, blocks: [{ type: 'quiz-item' }, { type: 'choices' }] });
    }
  });
});
