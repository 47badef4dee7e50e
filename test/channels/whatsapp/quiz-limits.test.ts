/** Sizes of quizzes: whatever an item holds, it is one message that Meta takes, and its letters stand for its options alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LIST_BUTTON, MAX_SECTION_TITLE } from '../../../src/channels/whatsapp/limits.ts';
import { readTapId } from '../../../src/channels/whatsapp/tap-id.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import { bodyProblems } from '../../fixtures/whatsapp/body-limits.ts';
import { texts } from '../helpers.ts';
import { anyAsking } from '../quiz-replies.ts';
import { render, saidIn, tapsOf, textOf, wordsOnly } from './drawn.ts';

const RUNS = { numRuns: 300 };

describe('any item, with or without feedback', () => {
  it('is one message within every limit, and loses no word', () => {
    fc.assert(
      fc.property(anyAsking, ({ item, feedback, choices, reply }) => {
        const messages = render(reply);
        expect(messages).toHaveLength(1);
        expect(messages.flatMap(bodyProblems)).toEqual([]);
        const said = saidIn(messages);
        const told = [item.place, item.prompt, ...item.left, ...item.options.map(({ text }) => text)];
        const before = feedback ? [feedback.heading, feedback.given, feedback.expected, feedback.why] : [];
        for (const words of [...told, ...before, ...choices.map(({ label }) => label)]) {
          expect(said).toContain(wordsOnly(words ?? ''));
        }
      }),
      RUNS,
    );
  });

  it('has a letter for each option of it, and for nothing else', () => {
    fc.assert(
      fc.property(anyAsking, ({ item, reply }) => {
        const [message] = render(reply);
        const letters = item.options.map(({ letter }) => letter);
        // Words that happen to look like a lettered line stand in the middle of a line.
        const lines = [...textOf(message).matchAll(/^[\u200E\u200F]?(\p{L}ـ?)\) /gmu)].map(([, letter]) => letter);
        expect([letters.join(), '']).toContain(lines.join());
        for (const { id, title } of tapsOf(message)) {
          const choice = readTapId(id)?.choice;
          const answers = choice?.action === 'answer-item' ? choice.given : [];
          const option = item.options.find((one) => one.id === answers[0]);
          if (letters.includes(title)) expect(option?.letter).toBe(title);
          if (option === undefined) expect(title.length).toBeGreaterThan(1);
        }
      }),
      RUNS,
    );
  });

  it('can be answered and left by what it says: every choice is tapped, or there in words', () => {
    fc.assert(
      fc.property(anyAsking, ({ item, choices, reply }) => {
        const [message] = render(reply);
        const tapped = tapsOf(message).map(({ id }) => readTapId(id)?.choice);
        for (const { label, choice } of choices) {
          const isTapped = tapped.some((one) => JSON.stringify(one) === JSON.stringify(choice));
          if (!isTapped) expect(textOf(message)).toContain(`• ${label}`);
        }
        const answers = tapped.flatMap((choice) => (choice?.action === 'answer-item' ? [choice] : []));
        for (const answer of answers) expect(answer).toMatchObject({ attemptId: item.attemptId, itemId: item.itemId });
        const options = answers.filter((answer) => answer.given.length > 0);
        expect([0, item.options.length]).toContain(options.length);
      }),
      RUNS,
    );
  });
});

describe('the texts of quizzes', () => {
  it.each(LANGUAGES)('fit their buttons and titles, and the titles of sections differ: %s', (spoken) => {
    const say = (key: string) => texts.say(spoken, `whatsapp.quiz.${key}`);
    for (const key of ['answer', 'more']) expect(say(key).length).toBeLessThanOrEqual(MAX_LIST_BUTTON);
    const titles = ['answers', 'others', 'before'].map(say);
    for (const title of titles) expect(title.length).toBeLessThanOrEqual(MAX_SECTION_TITLE);
    expect(new Set(titles).size).toBe(3);
  });

  it.each(LANGUAGES)('leave every label of a choice beside an item whole as the title of a row: %s', (spoken) => {
    for (const key of ['unknown', 'source', 'ask', 'challenge']) {
      expect(texts.say(spoken, `quiz.choice.${key}`).length).toBeLessThanOrEqual(24);
    }
  });
});
