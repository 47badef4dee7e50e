/** Sentences that can be quoted: never cut inside, always an exact run of the text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/contracts/language.ts';
import { countWords, splitSentences } from '../../src/text/sentences.ts';

describe('splitSentences', () => {
  it.each<[string, Language, string, string[]]>([
    ['two sentences', 'en', 'It begins. It ends!', ['It begins.', 'It ends!']],
    [
      '"No. 6"',
      'en',
      'See General Comment No. 6 of 2005. It binds.',
      ['See General Comment No. 6 of 2005.', 'It binds.'],
    ],
    ['"no." as an answer', 'en', 'The answer is no. Ask again.', ['The answer is no.', 'Ask again.']],
    ['articles and paragraphs', 'en', 'See art. 5 and para. 3. Then stop.', ['See art. 5 and para. 3.', 'Then stop.']],
    ['titles', 'en', 'Dr. Ali met Mr. Ben. They spoke.', ['Dr. Ali met Mr. Ben.', 'They spoke.']],
    ['"e.g."', 'en', 'Pay is withheld, e.g. a fee. Note it.', ['Pay is withheld, e.g. a fee.', 'Note it.']],
    ['"U.N."', 'en', 'The U.N. Convention applies. It binds.', ['The U.N. Convention applies.', 'It binds.']],
    ['months', 'en', 'In Nov. 2020 it fell. It rose later.', ['In Nov. 2020 it fell.', 'It rose later.']],
    ['initials', 'en', 'Witness J. Smith spoke. He left.', ['Witness J. Smith spoke.', 'He left.']],
    ['decimals', 'en', 'It rose 3.5 per cent. Then it fell.', ['It rose 3.5 per cent.', 'Then it fell.']],
    ['a year at the end', 'en', 'Adopted in 2000. In force since 2003.', ['Adopted in 2000.', 'In force since 2003.']],
    [
      'French articles',
      'fr',
      "Voir l'art. 3 de la loi. Elle est claire.",
      ["Voir l'art. 3 de la loi.", 'Elle est claire.'],
    ],
    ['French law numbers', 'fr', 'La loi n° 2016-61 compte. Lisez-la.', ['La loi n° 2016-61 compte.', 'Lisez-la.']],
    ['French titles', 'fr', 'M. Dupont est là. Il part.', ['M. Dupont est là.', 'Il part.']],
    ['Arabic marks', 'ar', 'هل أنت بخير؟ نعم. هذا جيد!', ['هل أنت بخير؟', 'نعم.', 'هذا جيد!']],
    ['Arabic full stops', 'ar', 'هذه جملة أولى. وهذه جملة ثانية.', ['هذه جملة أولى.', 'وهذه جملة ثانية.']],
    ['a number before the stop in Arabic', 'ar', 'تنطبق المادة 3. وهي ملزمة.', ['تنطبق المادة 3.', 'وهي ملزمة.']],
    [
      'lines and list markers',
      'en',
      'Steps\n- one thing\n2. another\n\n* a third',
      ['Steps', 'one thing', 'another', 'a third'],
    ],
    ['an abbreviation at the very end', 'en', 'See sec.', ['See sec.']],
    ['nothing', 'en', ' \n ', []],
  ])('%s', (_name, language, text, expected) => {
    expect(splitSentences(text, language)).toEqual(expected);
  });

  it('gives exact runs of the text, in order, without losing a word', () => {
    const piece = fc.constantFrom(
      'Word',
      'victims',
      'No. 6',
      'art.',
      'J.',
      '3.5',
      '- item',
      '\n',
      '. ',
      '? ',
      '؟ ',
      'ضحية',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom<Language>('en', 'fr', 'ar'), (pieces, language) => {
        const text = pieces.join(' ');
        let from = 0;
        for (const sentence of splitSentences(text, language)) {
          const at = text.indexOf(sentence, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + sentence.length;
        }
        const words = (all: string) => all.match(/[\p{L}]+/gu) ?? [];
        expect(words(splitSentences(text, language).join(' '))).toEqual(words(text));
      }),
    );
  });
});

describe('countWords', () => {
  it.each([
    ['', 0],
    ['— …', 0],
    ['Two words.', 2],
    ["l'aide d'urgence", 2],
    ['bien-être', 1],
    ['1,036,800.04 people', 2],
    ['ضحايا الاتجار', 2],
  ])('%s: %i', (text, expected) => {
    expect(countWords(text)).toBe(expected);
  });
});
