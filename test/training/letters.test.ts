import { describe, expect, it } from 'vitest';
import { letterOf, readTypedAnswer } from '../../src/training/letters.ts';
import { ITEMS } from '../fixtures/quizzes.ts';

const item = (id: string) => {
  const found = ITEMS.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
/** Shown in another order than that of the file. */
const SHOWN = ['c', 'a', 'd', 'b'];

describe('what people type', () => {
  it.each([
    ['N01', 'a', ['c']],
    ['N01', 'B)', ['a']],
    ['N01', '(d).', ['b']],
    ['N01', '2', ['a']],
    ['N01', '٢', ['a']],
    ['N01', 'ب', ['a']],
    ['N01', 'أ', ['c']],
    ['N01', 'option b', ['b']],
    ['N01', '?', []],
    ['N01', 'I don’t know', []],
    ['N01', 'لا أعرف', []],
    ['N01', 'Je ne sais pas', []],
    ['N02', 'AC', ['c', 'd']],
    ['N02', 'a, c', ['c', 'd']],
    ['N02', 'a et c', ['c', 'd']],
    ['N02', 'أ ج', ['c', 'd']],
    ['N02', '1 3', ['c', 'd']],
    ['N03', 'true', ['a']],
    ['N03', 'Faux', ['b']],
    ['N03', 'صحيح', ['a']],
  ])('%s: %s', (id, text, given) => {
    const shown = id === 'N03' ? ['a', 'b'] : SHOWN;
    expect(readTypedAnswer(text, item(id), shown, 'en')).toEqual(given);
  });

  it('puts steps in order, by letters or digits', () => {
    for (const text of ['BCA', 'b c a', '2 3 1', 'ب ج أ']) {
      expect(readTypedAnswer(text, item('N04'), ['b', 'c', 'a'], 'ar')).toEqual(['c', 'a', 'b']);
    }
  });

  it('matches, in turn or by number', () => {
    for (const text of ['B A', '2 1', '1b 2a', '2a, 1b', '1-b 2-a']) {
      expect(readTypedAnswer(text, item('N05'), ['a', 'b'], 'en')).toEqual(['b', 'a']);
    }
  });

  it.each(['What is a presumed victim?', 'stop', 'can I go back', 'شكرا', 'ok', 'quiz', ''])(
    'is no answer: %s',
    (text) => {
      expect(readTypedAnswer(text, item('N02'), SHOWN, 'en')).toBeUndefined();
    },
  );

  it('tells letters that stand for nothing from other words', () => {
    expect(readTypedAnswer('e', item('N01'), SHOWN, 'en')).toBe('unclear');
    expect(readTypedAnswer('z', item('N01'), SHOWN, 'en')).toBe('unclear');
    expect(readTypedAnswer('7', item('N01'), SHOWN, 'en')).toBe('unclear');
    expect(readTypedAnswer('1b', item('N05'), ['a', 'b'], 'en')).toBe('unclear');
  });

  it('letters options in the script of the language', () => {
    expect([0, 1, 2].map((place) => letterOf(place, 'fr'))).toEqual(['A', 'B', 'C']);
    expect([0, 1, 2].map((place) => letterOf(place, 'ar'))).toEqual(['أ', 'ب', 'ج']);
  });
});
