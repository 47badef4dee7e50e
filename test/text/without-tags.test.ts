/** Markup is taken out, and nothing else. */
import { expect, it } from 'vitest';
import { withoutTags } from '../../src/text/without-tags.ts';

it.each([
  ['<b>What comes first</b> in a referral?', ' What comes first  in a referral?'],
  ['<a href="https://example.org?a=1">Who</a> decides<br/>', ' Who  decides '],
  ['age < 18 and > 15', 'age < 18 and > 15'],
  ['ما <em>معنى</em> الإحالة؟', 'ما  معنى  الإحالة؟'],
  ['<', '<'],
  ['', ''],
])('%s', (text, expected) => {
  expect(withoutTags(text)).toBe(expected);
});
