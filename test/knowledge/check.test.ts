/** The content check: each kind of finding in small documents, and the near case that is right; then the shipped ones. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../src/config.ts';
import { checkDocuments, countFindings } from '../../src/knowledge/check/check-documents.ts';
import { collectDocuments } from '../../src/knowledge/collect-documents.ts';
import { loadGlossary } from '../../src/knowledge/glossary.ts';
import { frontMatter, temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

const KNOWLEDGE = path.join(PROJECT_DIR, 'knowledge');
const glossary = await loadGlossary(KNOWLEDGE);
const NOW = Date.UTC(2026, 10, 24);

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

/** One document with one section; `id` and `facts` are the same in every language unless they are given. */
function document(
  language: string,
  text: string,
  {
    id = 'one',
    facts = '[F1.1]',
    heading = '',
    ...changes
  }: Record<string, string> & { id?: string; facts?: string; heading?: string } = {},
): string {
  const meta = frontMatter({ key: 'sample', language, ...changes });
  return `${meta}\n## ${heading || `… (${language})`}\n<!--\nid: ${id}\nfacts: ${facts}\n-->\n\n${text}\n`;
}

/** Findings in documents given by path: `shipped/…` came with Dalil, `added/…` did not. */
async function check(files: Record<string, string>, now = NOW) {
  const { folder, remove } = await temporaryFolder();
  removals.push(remove);
  await writeFiles(folder, files);
  const { documents, problems } = await collectDocuments([folder], folder);
  expect(problems).toEqual([]);
  return checkDocuments({ documents, glossary, isShipped: ({ file }) => file.startsWith('shipped'), now });
}

/** The three languages of one shipped document. */
const trio = (en: string, fr: string, ar: string) => ({
  'shipped/en.md': en,
  'shipped/fr.md': fr,
  'shipped/ar.md': ar,
});
const texts = (en: string, fr: string, ar: string) => trio(document('en', en), document('fr', fr), document('ar', ar));
const short = (findings: Awaited<ReturnType<typeof check>>) =>
  findings.map(({ file, line, code, severity }) => `${severity} ${code} ${file}:${line}`);

const PLAIN = ['Shelter is free.', "L'hébergement est gratuit.", 'الإيواء مجاني.'] as const;
/** Line of the heading in a document without changes. */
const HEADING = 9;

describe('translations', () => {
  it('are missed in a shipped document, one finding a language', async () => {
    const found = await check({ 'shipped/en.md': document('en', PLAIN[0]) });
    expect(short(found)).toEqual([
      'error missing-translation shipped/en.md:1',
      'error missing-translation shipped/en.md:1',
    ]);
    expect(found.map(({ message }) => message)).toEqual([
      'The document "sample" is missing in French.',
      'The document "sample" is missing in Arabic.',
    ]);
    expect(found[1]?.hint).toContain('documents/ar/sample.md');
  });

  it('are not missed in a document that was added: that is a note', async () => {
    const found = await check({ 'added/en.md': document('en', PLAIN[0]) });
    expect(short(found)).toEqual(['note one-language added/en.md:1']);
  });

  it('are all there', async () => {
    expect(await check(texts(...PLAIN))).toEqual([]);
  });
});

describe('sections out of step', () => {
  const second = (id: string) => `\n\n## Two\n<!--\nid: ${id}\nfacts: [F1.2]\n-->\n\nText.`;
  const three = (change: Partial<Record<'en' | 'fr' | 'ar', string>>) =>
    trio(
      change.en ?? document('en', PLAIN[0]),
      change.fr ?? document('fr', PLAIN[1]),
      change.ar ?? document('ar', PLAIN[2]),
    );

  it.each([
    ['another section id', { fr: document('fr', PLAIN[1], { id: 'other' }) }, ['no section "other"', 'missing: "one"']],
    ['a section more', { ar: document('ar', PLAIN[2] + second('two')) }, ['no section "two"']],
    ['other facts', { fr: document('fr', PLAIN[1], { facts: '[F1.1, F1.2]' }) }, ['only here F1.2']],
    ['other figures', { ar: document('ar', 'الإيواء مجاني 30 يوماً.') }, ['only here 30']],
    ['another date', { fr: document('fr', PLAIN[1], { asOf: '2025-01' }) }, ['`asOf` is 2025-01 here']],
    ['another authority', { fr: document('fr', PLAIN[1], { authority: 'treaty' }) }, ['`authority` is treaty here']],
    ['another country', { ar: document('ar', PLAIN[2], { country: 'TN' }) }, ['`country` is TN here']],
  ])('are found: %s', async (_, change, messages) => {
    const found = await check(three(change));
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(messages.map(() => 'error out-of-step'));
    for (const message of messages) expect(found.map((one) => one.message).join('\n')).toContain(message);
  });

  it('are found where the order differs, at the first that moved', async () => {
    const [a, b] = ['one', 'two'].map((id) => document('en', `Text.${second(id === 'one' ? 'two' : 'one')}`, { id }));
    const swapped = (b ?? '')
      .replace('language: en', 'language: fr')
      .replaceAll(/facts: \[F1\.(.)\]/gu, (_, n) => (n === '1' ? 'facts: [F1.2]' : 'facts: [F1.1]'));
    const found = await check({ 'added/en.md': a ?? '', 'added/fr.md': swapped });
    expect(short(found)).toEqual([`error out-of-step added/fr.md:${HEADING}`, 'note one-language added/en.md:1']);
    expect(found[0]?.message).toContain('another order');
  });

  it('are not found where a number is only written as its language writes it', async () => {
    const amounts = texts('It costs € 1,036,800.04.', 'Cela coûte 1 036 800,04 euros.', 'يكلف ١٬٠٣٦٬٨٠٠٫٠٤ يورو.');
    expect((await check(amounts)).filter(({ file }) => file.includes('fr'))).toEqual([]);
  });
});

describe('trafficking and smuggling', () => {
  const EN = 'Victims of trafficking have rights.';
  const FR = 'Les victimes de la traite ont des droits.';
  const AR = 'لضحايا الاتجار حقوق.';

  it.each([
    ['Arabic says smuggling', texts(EN, FR, 'لضحايا التهريب حقوق.'), 'ar'],
    ['French says smuggling', texts(EN, 'Les victimes du trafic illicite de migrants ont des droits.', AR), 'fr'],
    ['French says a bare « trafic »', texts(EN, 'Les victimes du trafic ont des droits.', AR), 'fr'],
    ['English says smuggling', texts('Victims of smuggling have rights.', FR, AR), 'en'],
    ['Arabic adds smuggling', texts(EN, FR, 'لضحايا الاتجار والتهريب حقوق.'), 'ar'],
    [
      'Arabic turns smuggling into trafficking',
      texts('Smugglers are paid.', 'Les passeurs sont payés.', 'يتقاضى المتاجرون بالأشخاص أجراً.'),
      'ar',
    ],
    [
      'Arabic keeps one of the two',
      texts('Trafficking is not smuggling.', "La traite n'est pas le trafic illicite.", 'ليس التهريب جريمة واحدة.'),
      'ar',
    ],
  ])('are confused: %s', async (_, files, language) => {
    const found = (await check(files)).filter(({ code }) => code === 'confused-notions');
    expect(short(found)).toEqual([`error confused-notions shipped/${language}.md:${HEADING}`]);
  });

  it('are confused by a French « trafic de personnes » without any translation', async () => {
    const found = await check({ 'added/fr.md': document('fr', 'Le trafic de personnes est un crime.') });
    expect(short(found)).toContain(`error confused-notions added/fr.md:${HEADING}`);
  });

  it.each([
    ['each is said as itself', texts(EN, FR, AR)],
    [
      'both stand in all languages',
      texts('Trafficking is not smuggling.', "La traite n'est pas un trafic illicite.", 'الاتجار ليس تهريباً.'),
    ],
    [
      'a « trafic » is that of migrants said before',
      texts('Smuggling is a crime; being smuggled is not.', 'Un tel trafic est un crime.', 'التهريب جريمة.'),
    ],
    [
      'goods are trafficked',
      texts('Trafficking and drug smuggling.', 'La traite et le trafic de drogues.', 'الاتجار وتهريب المخدرات.'),
    ],
    [
      'the verb « traiter » is used',
      texts('A smuggler is heard.', "Le juge traite l'affaire du passeur.", 'يُسمع المهرّب.'),
    ],
    ['a language says neither', texts(EN, 'Elles ont des droits.', AR)],
  ])('are not confused: %s', async (_, files) => {
    expect((await check(files)).filter(({ code }) => code === 'confused-notions')).toEqual([]);
  });
});

describe('glossary terms', () => {
  const departures = async (files: Record<string, string>) =>
    short((await check(files)).filter(({ code }) => code === 'departing-term'));

  it('are departed from in words the glossary does not know', async () => {
    const files = texts('A case worker listens.', 'Un travailleur social écoute.', 'يستمع مدير الحالة.');
    expect(await departures(files)).toEqual([`warning departing-term shipped/fr.md:${HEADING}`]);
    const finding = (await check(files))[0];
    expect(finding?.message).toContain('"case manager"');
    expect(finding?.hint).toContain('"gestionnaire de cas"');
  });

  it('are departed from where the other translation uses the term and the first text a form of it', async () => {
    const files = texts(
      'Possible trafficking victims are heard.',
      'Les possibles victimes de la traite sont entendues.',
      'يُستمع إلى الضحايا المحتملين للاتجار.',
    );
    expect(await departures(files)).toEqual([`warning departing-term shipped/fr.md:${HEADING}`]);
  });

  it.each([
    [
      'another assessment is named',
      texts(
        'The best interests determination is written.',
        "L'évaluation de l'âge est écrite.",
        'يُكتب تحديد مصالح الطفل الفضلى.',
      ),
      ['warning departing-term shipped/fr.md:9'],
    ],
    [
      'terms are inflected, in the plural or behind a preposition',
      texts(
        'Presumed victims and case managers meet.',
        'Une victime présumée et des gestionnaires de cas se rencontrent.',
        'يلتقي بالضحايا المفترضين مديرو الحالات.',
      ),
      [],
    ],
    [
      'a synonym row or a short form is used',
      texts('Trafficking in persons is a crime.', 'La traite des êtres humains est un crime.', 'الاتجار بالبشر جريمة.'),
      [],
    ],
    [
      'an abbreviation is used',
      texts('The national referral mechanism works.', 'Le MNO marche.', 'تعمل آلية الإحالة.'),
      [],
    ],
    [
      'a name is left in its language',
      texts('The course on mixed movements.', 'Le cours « Mixed Movement ».', 'دورة التحركات المختلطة.'),
      [],
    ],
    ['a single everyday word is another', texts('The purpose is clear.', "L'idée est claire.", 'الفكرة واضحة.'), []],
  ])('are judged in a sample: %s', async (_, files, expected) => {
    expect(await departures(files)).toEqual(expected);
  });
});

describe('uncertain terms', () => {
  const fr = (review: string) => document('fr', "L'identification préliminaire vient d'abord.", { review });

  it('are found in a translation marked as checked', async () => {
    const found = await check({ 'added/fr.md': fr('checked') });
    expect(short(found)[0]).toBe('error uncertain-wording added/fr.md:10');
  });

  it('are not found where the translation is unchecked, the section says so, or the text is English', async () => {
    const files = {
      'added/fr.md': fr('unchecked'),
      'added/en.md': document('en', 'Preliminary identification comes first.', { review: 'checked' }),
      'added/ar.md': document('ar', 'يأتي التعرف الأولي أولاً.', { review: 'checked' }).replace(
        'id: one',
        'id: one\nreview: unchecked',
      ),
    };
    expect((await check(files)).filter(({ code }) => code === 'uncertain-wording')).toEqual([]);
  });
});

describe('reviews', () => {
  it.each([
    ['2026-10', 1],
    ['2026-11-23', 1],
    ['2025', 1],
    ['2026-11', 0],
    ['2026-11-24', 0],
    ['2026', 0],
  ])('that were due by %s: %i overdue on 24 November 2026', async (reviewBy, count) => {
    const found = await check({ 'added/en.md': document('en', PLAIN[0], { reviewBy }) });
    expect(found.filter(({ code, severity }) => code === 'overdue-review' && severity === 'warning')).toHaveLength(
      count,
    );
  });
});

describe('documents with a last day', () => {
  it.each([
    ['2026-11-23', 'expired'],
    ['2026-11-24', 'expiring'],
    ['2026-12-23', 'expiring'],
    ['2026-12-24', undefined],
    ['2028-02-29', undefined],
  ])('used until %s: %s on 24 November 2026', async (expires, code) => {
    const dated = await check({ 'added/en.md': document('en', PLAIN[0], { expires }) });
    expect(short(dated)).toEqual([
      ...(code === undefined ? [] : [`warning ${code} added/en.md:1`]),
      'note one-language added/en.md:1',
    ]);
  });
});

describe('the report', () => {
  it('puts errors first and counts each kind', async () => {
    const found = await check({
      'added/en.md': document('en', PLAIN[0], { reviewBy: '2020' }),
      'shipped/fr.md': document('fr', PLAIN[1], { key: 'other' }),
    });
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'error', 'warning', 'note']);
    expect(countFindings(found)).toBe(
      'missing translations 2, sections out of step 0, trafficking and smuggling confused 0, ' +
        'uncertain terms marked as checked 0, terms unlike the glossary 0, reviews overdue 1, ' +
        'documents that expire soon 0, documents that have expired 0, ' +
        'added documents in one language 1',
    );
  });

  it('has no error in the shipped documents, and few departures from the glossary', async () => {
    const { documents } = await collectDocuments([path.join(KNOWLEDGE, 'documents')], PROJECT_DIR);
    const found = checkDocuments({ documents, glossary, isShipped: () => true, now: NOW });
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
    // A check that reports more than a person reads is read by nobody.
    expect(found.filter(({ code }) => code === 'departing-term').length).toBeLessThan(10);
  });
});
