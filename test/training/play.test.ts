import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../src/contracts/training.ts';
import { beginRun } from '../../src/training/begin-run.ts';
import { isComplete, isRight } from '../../src/training/mark-answer.ts';
import { type Move, play, scoreOf } from '../../src/training/play.ts';
import type { Item, Module } from '../../src/training/quiz.ts';
import { seededRandom } from '../../src/training/random.ts';
import { ITEMS, smallModule } from '../fixtures/quizzes.ts';

const module = smallModule();
const at = (session: number, seed = 'seed') =>
  beginRun(
    module,
    { id: 'run', learnerKey: 'l', phase: 'session', session, language: 'en' },
    1_000,
    seededRandom(seed),
  );

const someModule: fc.Arbitrary<Module> = fc.subarray([...ITEMS], { minLength: 0 }).map((items) => smallModule(items));
const someRun = fc
  .record({
    phase: fc.constantFrom(...PHASES),
    session: fc.integer({ min: 1, max: 4 }),
    event: fc.option(fc.constant('TUN-2026-05'), { nil: undefined }),
    items: fc.subarray(ITEMS.map(({ id }) => id)),
    seed: fc.string(),
  })
  .map(({ seed, ...plan }) =>
    beginRun(module, { id: 'run', learnerKey: 'l', language: 'fr', ...plan }, 1_000, seededRandom(seed)),
  );
const someMove: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    item: fc.constantFrom('N01', 'N02', 'N03', 'N04', 'N05', 'N06', 'X99'),
    given: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'h'), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('read-on' as const), step: fc.integer({ min: -1, max: 9 }) }),
  fc.constant({ kind: 'look' as const }),
);

/** The move that answers whatever is shown. */
function nextMove(shown: ReturnType<typeof play>['shown'], given: (item: Item) => string[]): Move {
  if (shown.kind === 'card') return { kind: 'read-on', step: shown.step };
  return shown.kind === 'item' ? { kind: 'answer', item: shown.item.id, given: given(shown.item) } : { kind: 'look' };
}

describe('a run', () => {
  it('shows cards, then items, and counts what is right', () => {
    let played = play(module, at(1), { kind: 'look' }, 2_000);
    expect(played.shown).toMatchObject({ kind: 'card', section: 'safe-referral#first', number: 1, of: 2 });
    for (let step = 0; step < 2; step += 1) played = play(module, played.attempt, { kind: 'read-on', step }, 3_000);
    expect(played.shown).toMatchObject({ kind: 'item', number: 1, of: 2 });
    while (played.shown.kind !== 'end') {
      played = play(
        module,
        played.attempt,
        nextMove(played.shown, ({ answer }) => answer),
        4_000,
      );
    }
    expect(scoreOf(played.attempt)).toEqual({ right: 2, items: 2 });
    expect(played.attempt.endedAt).toBe(4_000);
  });

  it('ends after at most as many moves as it has steps, whatever items are still asked', () => {
    fc.assert(
      fc.property(someRun, fc.array(someModule, { minLength: 1, maxLength: 8 }), (run, modules) => {
        let attempt = run;
        for (let move = 0; move <= run.steps.length; move += 1) {
          const asked = modules[move % modules.length] ?? module;
          const { shown } = play(asked, attempt, { kind: 'look' }, 2_000);
          attempt = play(
            asked,
            attempt,
            nextMove(shown, () => []),
            2_000 + move,
          ).attempt;
        }
        expect(attempt.endedAt).toBeDefined();
        expect(play(module, attempt, { kind: 'look' }, 9_000).shown).toEqual({ kind: 'end' });
      }),
    );
  });

  it('never scores more than its items, nor counts an item twice', () => {
    fc.assert(
      fc.property(someRun, someModule, fc.array(someMove, { maxLength: 40 }), (run, asked, moves) => {
        const end = moves.reduce((attempt, move, time) => play(asked, attempt, move, 2_000 + time).attempt, run);
        const { right, items } = scoreOf(end);
        expect(right).toBeLessThanOrEqual(items);
        expect(items).toBeLessThanOrEqual(run.steps.filter((step) => 'item' in step).length);
        expect(new Set(end.answers.map(({ item }) => item)).size).toBe(items);
      }),
    );
  });

  it('is the same whether it was stopped and read again at any point, or not', () => {
    fc.assert(
      fc.property(someRun, fc.array(someMove, { maxLength: 30 }), fc.nat(30), (run, moves, stop) => {
        const through = moves.reduce((attempt, move, time) => play(module, attempt, move, 2_000 + time).attempt, run);
        const resumed = moves.reduce((attempt, move, time) => {
          const stored: typeof attempt = time === stop ? JSON.parse(JSON.stringify(attempt)) : attempt;
          const looked = time === stop ? play(module, stored, { kind: 'look' }, 2_000 + time).attempt : stored;
          return play(module, looked, move, 2_000 + time).attempt;
        }, run);
        expect(JSON.parse(JSON.stringify(resumed))).toEqual(JSON.parse(JSON.stringify(through)));
      }),
    );
  });

  it('changes nothing when every move is made twice', () => {
    fc.assert(
      fc.property(someRun, fc.array(someMove, { maxLength: 30 }), (run, moves) => {
        const once = moves.reduce((attempt, move, time) => play(module, attempt, move, 2_000 + time).attempt, run);
        const twice = moves.reduce((attempt, move, time) => {
          const first = play(module, attempt, move, 2_000 + time).attempt;
          return play(module, first, move, 2_000 + time).attempt;
        }, run);
        expect(twice).toEqual(once);
      }),
    );
  });

  it('says that an old button was counted already, and shows where the run stands', () => {
    const first = play(module, { ...at(1), at: 2 }, { kind: 'look' }, 2_000);
    if (first.shown.kind !== 'item') throw new Error('an item is expected');
    const move: Move = { kind: 'answer', item: first.shown.item.id, given: [] };
    const after = play(module, first.attempt, move, 2_000).attempt;
    const again = play(module, after, move, 3_000);
    expect(again).toMatchObject({ attempt: after, refused: 'already', shown: { kind: 'item', number: 2 } });
  });
});

describe('answers', () => {
  it.each([
    ['N01', ['b'], true],
    ['N01', ['a'], false],
    ['N02', ['c', 'a'], true],
    ['N02', ['a'], false],
    ['N02', ['a', 'b', 'c'], false],
    ['N03', ['b'], true],
    ['N04', ['c', 'a', 'b'], true],
    ['N04', ['a', 'b', 'c'], false],
    ['N05', ['b', 'a'], true],
    ['N05', ['a', 'a'], false],
    ['N06', [], false],
  ])('%s %j is right: %s', (id, given, right) => {
    const item = ITEMS.find((one) => one.id === id);
    expect(item && isComplete(item, given) && isRight(item, given)).toBe(right);
  });

  it.each([
    ['N01', ['a', 'b']],
    ['N01', ['h']],
    ['N02', ['a', 'a']],
    ['N04', ['a', 'b']],
    ['N04', ['a', 'a', 'b']],
    ['N05', ['a']],
  ])('%s %j is incomplete', (id, given) => {
    const item = ITEMS.find((one) => one.id === id);
    expect(item && isComplete(item, given)).toBe(false);
  });
});

describe('a run that begins', () => {
  const plan = { id: 'run', learnerKey: 'l', language: 'en' as const };

  it('draws a test by the blueprint, the same for everybody in an event', () => {
    const begin = (seed: string, event?: string) =>
      beginRun(module, { ...plan, phase: 'final', event }, 0, seededRandom(seed));
    const itemsOf = (seed: string, event?: string) =>
      begin(seed, event)
        .steps.map((step) => ('item' in step ? step.item : ''))
        .sort();
    const sessions = itemsOf('1').map((id) => ITEMS.find((item) => item.id === id)?.session);
    expect(sessions.sort()).toEqual([1, 2, 3, 4]);
    expect(itemsOf('1', 'TUN-2026-05')).toEqual(itemsOf('2', 'TUN-2026-05'));
    const forms = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => itemsOf(seed).join());
    expect(new Set(forms).size).toBeGreaterThan(1);
  });

  it('keeps the rest of an event’s test when one item is suspended', () => {
    const itemsOf = (items: readonly Item[]) =>
      beginRun(smallModule(items), { ...plan, phase: 'pretest', event: 'E' }, 0, Math.random).steps.flatMap((step) =>
        'item' in step ? [step.item] : [],
      );
    const all = itemsOf(ITEMS);
    const [gone] = all;
    const others = itemsOf(ITEMS.filter(({ id }) => id !== gone));
    expect(all.filter((id) => id !== gone).every((id) => others.includes(id))).toBe(true);
  });

  it('never shows steps in the right order', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const step = at(2, seed).steps.find((one) => 'item' in one && one.item === 'N04');
        expect(step && 'options' in step ? step.options : []).not.toEqual(['c', 'a', 'b']);
      }),
    );
  });

  it('asks again only what is named', () => {
    const run = beginRun(module, { ...plan, phase: 'retry', items: ['N02', 'N06', 'X01'] }, 0, seededRandom('s'));
    expect(run.steps.map((step) => 'item' in step && step.item).sort()).toEqual(['N02', 'N06']);
  });
});
