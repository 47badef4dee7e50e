import { beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { createItemBank, type ItemBank } from '../../src/training/item-bank.ts';
import { createItemWatch } from '../../src/training/watch-items.ts';
import { listLog } from '../fixtures/log.ts';
import { memoryStore } from '../fixtures/memory-store.ts';
import { ITEMS, smallModule } from '../fixtures/quizzes.ts';

/** As much of an index as the bank looks at: a text for each language of each section. */
function index(version: string, sections: Record<string, string>): KnowledgeIndex {
  const passages = Object.entries(sections).flatMap(([key, text]) =>
    ['en', 'fr', 'ar'].map((language) => [`${language}/${key}`, { text: `${text} ${language}` }]),
  );
  return { version, passagesById: new Map(passages as never) } as unknown as KnowledgeIndex; // only these two are read
}

let bank: ItemBank;
let store: ReturnType<typeof memoryStore>;
let clock: number;
beforeEach(() => {
  store = memoryStore();
  clock = 1_000;
  bank = createItemBank({ store, modules: [smallModule()], log: listLog(), now: () => clock });
});
const suspended = async () => (await bank.queue()).map(({ item, cause }) => `${item.id} ${cause}`);

describe('items and the passages that prove them', () => {
  it('are suspended when the passage changes or goes, until a trainer decides', async () => {
    expect(await bank.checkSources(index('1', { 'safe-referral#first': 'text' }))).toBe(0);
    expect(await bank.checkSources(index('2', { 'safe-referral#first': 'text' }))).toBe(0);
    expect(await bank.checkSources(index('3', { 'safe-referral#first': 'other text' }))).toBe(ITEMS.length);
    expect(await suspended()).toContain('N01 source-changed');
    await bank.decide('nrm', 'N01', true);
    expect(await bank.checkSources(index('4', { 'safe-referral#first': 'other text' }))).toBe(0);
    expect((await bank.asked('nrm'))?.items.map(({ id }) => id)).toEqual(['N01']);
    expect(await bank.checkSources(index('5', {}))).toBe(ITEMS.length);
    expect(await bank.checkSources(index('6', {}))).toBe(0);
    expect(await suspended()).toContain('N01 source-gone');
  });

  it('count a change in one language only, and in a later part of a long section', async () => {
    await bank.checkSources(index('1', { 'safe-referral#first': 'text', 'safe-referral#first~2': 'more' }));
    expect(
      await bank.checkSources(index('2', { 'safe-referral#first': 'text', 'safe-referral#first~2': 'less' })),
    ).toBe(6);
  });

  it('stay withdrawn whatever happens to the passage', async () => {
    await bank.decide('nrm', 'N01', false);
    expect(await bank.checkSources(index('1', {}))).toBe(ITEMS.length - 1);
  });
});

describe('the watch', () => {
  it('looks at the sources once for each version, and at the answers every six hours', async () => {
    let reports = 0;
    let current = index('1', { 'safe-referral#first': 'text' });
    const watch = createItemWatch({
      bank,
      currentIndex: () => current,
      now: () => clock,
      async report() {
        reports += 1;
        const item = { itemId: 'N02', status: 'asked', answers: 80, compared: 80, discrimination: -0.2 };
        return { modules: [{ module: 'nrm', items: [item] }] } as never; // only these are read
      },
    });
    await watch();
    await watch();
    expect([reports, await suspended()]).toEqual([0, []]);
    clock += 7 * 60 * 60 * 1000;
    await watch();
    await watch();
    expect([reports, await suspended()]).toEqual([1, ['N02 discrimination']]);
    await bank.decide('nrm', 'N02', true);
    clock += 7 * 60 * 60 * 1000;
    await watch();
    expect([reports, await suspended()]).toEqual([2, []]);
    current = index('2', { 'safe-referral#first': 'changed' });
    await watch();
    expect(await suspended()).toHaveLength(ITEMS.length);
  });
});
