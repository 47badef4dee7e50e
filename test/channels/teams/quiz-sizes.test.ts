/** Sizes of steps: whatever a quiz may hold, a step is one card that Teams takes, and no word of the question is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTeams } from '../../../src/channels/teams/render.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Block, Reply, ShownItem } from '../../../src/contracts/message.ts';
import { letterOf } from '../../../src/training/letters.ts';
import { PASSAGE, texts } from '../helpers.ts';
import { actionsOf, ofType, onlyCard, problemsOf, wordsOf } from './card-checks.ts';
import * as r from './replies.ts';
import * as t from './training-replies.ts';

const utf8 = (value: unknown) => Buffer.byteLength(JSON.stringify(value), 'utf8');
const draw = (reply: Reply) => onlyCard(renderTeams(reply, { ...r.VIEW, oneCard: true }, texts));

/** What a file of quizzes may hold at most; `match` allows 70 where the others allow 110. */
const LONGEST = { prompt: 260, option: 110, why: 260, left: 70 } as const;
const language = fc.constantFrom(...LANGUAGES);
const letters = fc.constantFrom('a', 'é', 'ع', 'ّ', '𐐷', ' ', '"', '\\', '&', '<', '*', '[', '{', '’');
/** Words of exactly this length, or any up to it. */
const words = (most: number) =>
  fc.oneof(
    fc.string({ unit: letters, minLength: 1, maxLength: Math.floor(most / 2) }).map((text) => `w${text}`),
    fc.string({ unit: letters, minLength: 1, maxLength: 8 }).map((text) => `w${text}`.repeat(most).slice(0, most)),
  );

const item = fc
  .record({
    kind: fc.constantFrom(...t.KINDS),
    spoken: language,
    prompt: words(LONGEST.prompt),
    options: fc.array(words(LONGEST.option), { minLength: 2, maxLength: 6 }),
    left: fc.array(words(LONGEST.left), { minLength: 2, maxLength: 6 }),
    done: fc.nat({ max: 30 }),
  })
  .map(({ kind, spoken, prompt, options, left, done }): ShownItem => {
    const shown = options.map((text, at) => ({ id: 'abcdef'.charAt(at), letter: letterOf(at, spoken), text }));
    return t.item(kind, spoken, { prompt, options: shown, left: kind === 'match' ? left : [], done, total: 30 });
  });

const feedback = fc
  .record({
    verdict: fc.constantFrom('right' as const, 'wrong' as const, 'unknown' as const),
    prompt: fc.option(words(LONGEST.prompt), { nil: undefined }),
    given: fc.array(words(LONGEST.option + LONGEST.left), { maxLength: 6 }),
    expected: fc.array(words(LONGEST.option + LONGEST.left), { maxLength: 6 }),
    why: words(LONGEST.why),
    source: words(200),
  })
  .map(({ given, expected, ...shown }): Block => {
    const said = { given: given.join('\n'), expected: expected.join('\n'), heading: 'heading', itemId: 'N03' };
    return { type: 'quiz-feedback', feedback: { ...shown, ...said } };
  });

describe('a step', () => {
  it('is one card of at most 28 KB, and shows every word of its question', () => {
    fc.assert(
      fc.property(feedback, item, language, (before, asked, spoken) => {
        const blocks: Block[] = [before, { type: 'quiz-item', item: asked }, t.choices(t.UNKNOWN, ...t.ABOUT_ANSWER)];
        const shown = draw(r.reply(blocks, { language: spoken }));
        expect(utf8(shown)).toBeLessThanOrEqual(28_000);
        expect(problemsOf(shown)).toEqual([]);
        const drawn = [
          ...wordsOf(shown),
          ...ofType(shown, 'Input.ChoiceSet').flatMap((set) => [
            set.label,
            ...(set.choices as { title: string }[]).map(({ title }) => title),
          ]),
        ].join('\n');
        // A joiner keeps brackets from being a function of the client.
        const plain = drawn.replaceAll('\u2060', '');
        const said = asked.kind === 'match' ? [asked.prompt, ...asked.left] : [asked.prompt];
        for (const text of [...said, ...asked.options.map((option) => option.text)]) expect(plain).toContain(text);
      }),
      { numRuns: 60 },
    );
  });

  it.each(LANGUAGES)('with the longest words of everything says all of it, also in plain words: %s', (spoken) => {
    const text = (length: number) => `${r.WORDS[spoken]} `.repeat(10).slice(0, length).trim();
    const options = 'abcdef'.split('').map((id, at) => ({ id, letter: letterOf(at, spoken), text: text(109) }));
    const asked = t.item('match', spoken, { prompt: text(259), options, left: options.map(() => text(69)) });
    const all = options.map(() => `${text(69)} → ${text(109)}`).join('\n');
    const before: Block = {
      type: 'quiz-feedback',
      feedback: { itemId: 'N03', verdict: 'wrong', heading: 'No', given: all, expected: all, why: text(259) },
    };
    const blocks: Block[] = [before, { type: 'quiz-item', item: asked }, t.choices(t.UNKNOWN, ...t.ABOUT_ANSWER)];
    const shown = draw(r.reply(blocks, { language: spoken }));
    expect(utf8(shown)).toBeLessThanOrEqual(28_000);
    expect(shown.fallbackText).toContain(text(259));
  });

  it.each(LANGUAGES)('whose passage is too large shows its beginning, and a way to read all of it: %s', (spoken) => {
    const text = Array.from({ length: 900 }, (_, at) => `${at} ${r.WORDS[spoken]}`).join('\n');
    const { blocks } = t.reading(spoken, text);
    const shown = draw(r.reply([t.feedback('wrong', spoken), ...blocks], { language: spoken }));
    expect(utf8(shown)).toBeLessThanOrEqual(28_000);
    // As much as fits, not a token.
    expect(utf8(shown)).toBeGreaterThan(26_000);
    expect(wordsOf(shown)).toContain(`0 ${r.WORDS[spoken]}`);
    expect(wordsOf(shown).join('\n')).toContain('…');
    expect(wordsOf(shown)).not.toContain(`899 ${r.WORDS[spoken]}`);
    expect(actionsOf(shown).map(({ title }) => title)).toEqual([
      texts.say(spoken, 'card.readPassage'),
      ...t.ON_READING.map(({ label }) => label),
    ]);
    expect(actionsOf(shown)[0]?.data).toEqual({ action: 'open-passage', passageId: PASSAGE.id });
  });

  it('in answer to a button is one card, whatever else it holds', () => {
    const huge = words(20_000);
    fc.assert(
      fc.property(fc.array(huge, { maxLength: 3 }), huge, language, (said, text, spoken) => {
        const blocks: Block[] = [
          ...said.map((one): Block => ({ type: 'text', text: one })),
          { type: 'passage', passage: { ...PASSAGE, text } },
          { type: 'link', label: 'Join', url: 'https://example.org' },
          t.choices(...t.MENU),
        ];
        const shown = draw(r.reply(blocks, { language: spoken }));
        expect(utf8(shown)).toBeLessThanOrEqual(28_000);
        expect(problemsOf(shown)).toEqual([]);
        expect(actionsOf(shown).map(({ title }) => title)).toEqual(
          expect.arrayContaining(t.MENU.map((one) => one.label)),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('without a word is no message', () => {
    expect(renderTeams(r.reply([]), { ...r.VIEW, oneCard: true }, texts)).toEqual([]);
    expect(renderTeams(r.reply([{ type: 'text', text: '' }]), { ...r.VIEW, oneCard: true }, texts)).toEqual([]);
  });
});
