/** What is learned from texts that say the same, kept on disk, and used to bring texts of several languages together. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../src/contracts/passage.ts';
import { EMBEDDERS } from '../../../src/registry.ts';
import { learnTranslations } from '../../../src/search/translation/learn-translations.ts';
import { type ParallelText, parallelTexts } from '../../../src/search/translation/parallel-texts.ts';
import { readTranslations, writeTranslations } from '../../../src/search/translation/translation-files.ts';
import {
  learnTranslationTable,
  NO_TRANSLATIONS,
  TranslationTable,
} from '../../../src/search/translation/translation-table.ts';
import { temporaryFolder } from '../../fixtures/knowledge.ts';

const TEXTS: ParallelText[] = [
  { en: 'The victim asks for protection.', fr: 'La victime demande une protection.', ar: 'الضحية تطلب الحماية' },
  { en: 'The victim needs shelter.', fr: 'La victime a besoin d’un hébergement.', ar: 'الضحية تحتاج الى مأوى' },
  { en: 'Protection comes before return.', fr: 'La protection passe avant le retour.', ar: 'الحماية قبل العودة' },
  { en: 'Shelter is offered to children.', fr: 'Un hébergement est offert aux enfants.', ar: 'مأوى يقدم للأطفال' },
  {
    en: 'Children return with a guardian.',
    fr: 'Les enfants rentrent avec un tuteur : retour.',
    ar: 'عودة الأطفال مع وصي',
  },
];

const passage = (language: Passage['language'], text: string, changes: Partial<Passage> = {}): Passage => ({
  id: `${language}/referral#steps`,
  documentKey: 'referral',
  key: 'referral#steps',
  language,
  title: `title ${language}`,
  headingPath: [`heading ${language}`],
  text,
  authority: 'guidance',
  benchmark: false,
  countries: [],
  asOf: '2026',
  review: 'checked',
  sources: [],
  asked: [],
  ...changes,
});

describe('learnTranslations', () => {
  it('finds the word that stands wherever another does', () => {
    const pairs = [
      { from: [0, 1], to: [0, 1] },
      { from: [0, 2], to: [0, 2] },
      { from: [1, 2], to: [1, 2] },
    ];
    const { offsets, words, shares } = learnTranslations(pairs, 3, 3);
    for (const word of [0, 1, 2]) {
      const start = offsets[word] ?? -1;
      expect([word, words[start]]).toEqual([word, word]);
      expect(shares[start]).toBeGreaterThan(0.8);
    }
  });

  it('gives each word shares that add up to one at most, best first, and nothing to a word without texts', () => {
    const { offsets, shares } = learnTranslations([{ from: [0, 0, 2], to: [1, 0, 1] }], 4, 2);
    expect(offsets[2]).toBe(offsets[1]);
    const own = [...shares.slice(offsets[0], offsets[1])];
    expect(own.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.0001);
    expect(own).toEqual([...own].sort((a, b) => b - a));
  });

  it('learns nothing from nothing', () => {
    expect([...learnTranslations([], 2, 2).offsets]).toEqual([0, 0, 0]);
  });
});

describe('parallelTexts', () => {
  it('sets sentences side by side where there are as many, and headings and titles always', () => {
    const texts = parallelTexts([
      passage('en', 'First sentence. Second sentence.'),
      passage('ar', 'الجملة الأولى. الجملة الثانية.'),
    ]);
    expect(texts).toContainEqual({ en: 'First sentence.', ar: 'الجملة الأولى.' });
    expect(texts).toContainEqual({ en: 'heading en', ar: 'heading ar' });
    expect(texts).toContainEqual({ en: 'title en', ar: 'title ar' });
  });

  it('takes a section as one text where the sentences differ in number, and leaves out what stands alone', () => {
    const texts = parallelTexts([
      passage('en', 'One. Two.'),
      passage('fr', 'Un et deux.'),
      passage('en', 'Alone.', { id: 'en/other#alone', documentKey: 'other', key: 'other#alone' }),
    ]);
    expect(texts).toContainEqual({ en: 'One. Two.', fr: 'Un et deux.' });
    expect(JSON.stringify(texts)).not.toContain('Alone');
  });

  it('never pairs two parts of one long section', () => {
    const part = { id: 'fr/referral#steps~2' };
    expect(parallelTexts([passage('en', 'The first part.'), passage('fr', 'La deuxième partie.', part)])).toEqual([]);
  });
});

describe('TranslationTable', () => {
  const table = new TranslationTable(learnTranslationTable(TEXTS));
  const best = (word: string, from: 'en' | 'fr' | 'ar', to: 'en' | 'fr' | 'ar') =>
    table.translate(word, from, to)[0]?.stem;

  it('translates in every direction', () => {
    expect(best('victim', 'fr', 'en')).toBe('victim');
    expect(best('شيء', 'ar', 'en')).toBeUndefined();
    expect(best('shelter', 'en', 'ar')).toBe('ماوي'.slice(0, -1));
    expect(best('protect', 'en', 'fr')).toBe('protect');
  });

  it('remembers the written form that grams are cut from', () => {
    expect(table.translate('protect', 'en', 'ar').map(({ form }) => form)).toContain('الحمايه');
  });

  it('translates nothing without parallel texts', () => {
    expect(NO_TRANSLATIONS.translate('victim', 'en', 'fr')).toEqual([]);
    expect(NO_TRANSLATIONS.stemsOf('en')).toEqual([]);
  });

  it('is the same after it was saved, also when it is empty', async () => {
    const { folder, remove } = await temporaryFolder();
    const file = path.join(folder, 'translations.bin');
    for (const { data } of [table, NO_TRANSLATIONS]) {
      await writeTranslations(file, data);
      expect((await readTranslations(file)).data).toEqual(data);
    }
    await remove();
  });
});

describe('the offline embedder', () => {
  const texts = TEXTS.flatMap(({ en, fr, ar }) => [en ?? '', fr ?? '', ar ?? '']);
  const similarity = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

  it('brings texts that say the same in two languages nearer than others', async () => {
    const backend = await EMBEDDERS.offline();
    const embedder = await backend.learn(texts, new TranslationTable(learnTranslationTable(TEXTS)));
    const question = await embedder.embedQuery('تطلب الضحية الحماية');
    const [same, other] = await embedder.embedDocuments([TEXTS[0]?.en ?? '', TEXTS[3]?.en ?? '']);
    expect(similarity(question, same ?? [])).toBeGreaterThan(similarity(question, other ?? []) + 0.1);
  });

  it('gives the same vectors after it was saved, and another fingerprint with other translations', async () => {
    const { folder, remove } = await temporaryFolder();
    const backend = await EMBEDDERS.offline();
    const embedder = await backend.learn(texts, new TranslationTable(learnTranslationTable(TEXTS)));
    await backend.save(embedder, folder);
    const opened = await backend.open(folder);
    expect(opened.fingerprint).toBe(embedder.fingerprint);
    expect(await opened.embedQuery('une victime')).toEqual(await embedder.embedQuery('une victime'));
    expect((await backend.learn(texts, NO_TRANSLATIONS)).fingerprint).not.toBe(embedder.fingerprint);
    await remove();
  });
});
