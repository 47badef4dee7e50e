/** The report as files: what a spreadsheet makes of them. */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/contracts/language.ts';
import { loadTexts, type Texts } from '../../../src/text/texts.ts';
import { buildReport } from '../../../src/training/report/build-report.ts';
import { exportCsv } from '../../../src/training/report/export-csv.ts';
import type { ExportWords } from '../../../src/training/report/export-words.ts';
import { exportXlsx, listSheets } from '../../../src/training/report/export-xlsx.ts';
import type { TrainingReport } from '../../../src/training/report/report.ts';
import { workbookInWorker } from '../../../src/workbook-in-worker.ts';
import { createRecords, EVENT, itemOf, moduleOf } from './examples.ts';

let texts: Texts;
beforeAll(async () => {
  texts = await loadTexts('dialogs/texts');
});

const wordsIn = (language: Language): ExportWords => ({
  language,
  words: (key) => texts.say(language, key),
  moduleTitle: (module) => `Module ${module}`,
  countryName: (country) => new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country,
});

function exampleReport(more: Partial<typeof EVENT> = {}): TrainingReport {
  const module = moduleOf('referral', [itemOf('N01', { answer: ['b'] }), itemOf('N02', { options: [] })]);
  const world = createRecords({ events: [{ ...EVENT, ...more }] });
  for (const learnerKey of ['ada', 'bob']) {
    world.join(learnerKey);
    world.add('pretest', { learnerKey, event: EVENT.code, given: { N01: ['c'], N02: true } });
    world.add('final', { learnerKey, event: EVENT.code, given: { N01: true, N02: true } });
  }
  const states = [{ module: 'referral', itemId: 'N01', status: 'suspended', cause: 'challenged', since: 0 }] as const;
  return buildReport(world.records, [module], states, { now: Date.UTC(2026, 5, 1, 8, 30), event: EVENT.code });
}

describe('CSV', () => {
  it('has a line for each event and module, behind a byte order mark', () => {
    expect(exportCsv(exampleReport(), wordsIn('en')).split('\r\n')).toEqual([
      '\uFEFFCode,Training,Place,Country,First day,Last day,Module,People who joined,People trained: finished the final test,People who passed',
      'TUN-2026-05,Referral,Tunis,Tunisia,2026-05-28,2026-05-29,Module referral,2,2,2',
      '',
    ]);
  });

  it('is headings alone where there is no event', () => {
    const report = buildReport(createRecords().records, [], [], { now: 0 });
    expect(exportCsv(report, wordsIn('ar')).trim().split('\r\n')).toHaveLength(1);
  });

  it.each([
    ['=HYPERLINK("http://x.example","y")', `"'=HYPERLINK(""http://x.example"",""y"")"`],
    ['+1', "'+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1+1', "'=1+1"],
    ['\r\n=1+1', "'=1+1"],
    ['\u0000=1+1', "'=1+1"],
    [' =1+1', "'=1+1"],
  ])('never lets %j run', (name, cell) => {
    expect(exportCsv(exampleReport({ name }), wordsIn('en'))).toContain(`TUN-2026-05,${cell},Tunis`);
  });

  it('keeps a name with commas, quotes, breaks and Arabic in one cell', () => {
    const csv = exportCsv(exampleReport({ name: 'تدريب, "الإحالة"\nتونس \ud800', country: undefined }), wordsIn('ar'));
    expect(csv).toContain('TUN-2026-05,"تدريب, ""الإحالة"" تونس",Tunis,,2026-05-28');
  });
});

describe('a workbook', () => {
  async function open(report: TrainingReport, language: Language) {
    const files = unzipSync(await exportXlsx(report, wordsIn(language)));
    const read = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const sheet = (number: number) => read(`xl/worksheets/sheet${number}.xml`);
    const shared = [...read('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/gu)].map(([, text = '']) => text);
    /** Cells of a sheet by address, as they are shown. */
    const cells = (number: number) =>
      new Map(
        [...sheet(number).matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>.*?<v>([^<]*)<\/v>.*?<\/c>)/gu)].map(
          ([, address = '', attributes = '', value]) => [
            address,
            value !== undefined && attributes.includes('t="s"') ? shared[Number(value)] : value,
          ],
        ),
      );
    const names = [...read('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map(([, name]) => name);
    return { names, sheet, cells };
  }

  it('has a sheet for each part, named in the language', async () => {
    expect((await open(exampleReport(), 'en')).names).toEqual([
      ...['Summary', 'Modules', 'Questions', 'Languages', 'People trained'],
    ]);
    expect((await open(exampleReport(), 'ar')).names).toEqual([
      ...['الملخص', 'الوحدات', 'الأسئلة', 'اللغات', 'الأشخاص المدرَّبون'],
    ]);
  });

  it('begins at the right in Arabic only', async () => {
    for (const language of LANGUAGES) {
      const { sheet } = await open(exampleReport(), language);
      for (const number of [1, 2, 3, 4, 5]) {
        expect(/rightToLeft="(?:1|true)"/u.test(sheet(number)), `${language} ${number}`).toBe(language === 'ar');
      }
    }
  });

  it('holds figures as numbers, and nothing where there is no figure', async () => {
    const { cells } = await open(exampleReport(), 'en');
    const [summary, modules, items, , donor] = [1, 2, 3, 4, 5].map(cells);
    expect([summary?.get('A1'), summary?.get('B1')]).toEqual(['Code', 'TUN-2026-05']);
    expect(modules?.get('A2')).toBe('Module referral');
    // Before 1/2, after 2/2: everything that was missing is gained.
    expect([modules?.get('F2'), modules?.get('I2'), modules?.get('O2')]).toEqual(['0.5', '1', '1']);
    expect(modules?.get('P2')).toBeUndefined();
    // Module, item, session, kind, answers, facility, discrimination, compared, right, A … H, unknown, challenges, state.
    const row = [...'BCDEFGHIJKLMNOPQRST'].map((column) => items?.get(`${column}2`));
    expect(row).toEqual([
      ...['N01', '1', 'one answer', '2', '0', undefined, '0', 'B', '0', '0', '2', '0'],
      ...[undefined, undefined, undefined, undefined, '0', '0', 'suspended'],
    ]);
    expect([...'ABCDEFGHIJ'].map((column) => donor?.get(`${column}2`))).toEqual([
      ...['TUN-2026-05', 'Referral', 'Tunis', 'Tunisia', '2026-05-28', '2026-05-29', 'Module referral', '2', '2', '2'],
    ]);
  });

  it('holds what looks like a formula as text, and no character that breaks the file', async () => {
    const { sheet, cells } = await open(exampleReport({ name: '=1+1\u0000\u0007\ud800<&>" 🧭' }), 'fr');
    expect(sheet(1)).not.toContain('<f>');
    expect(cells(1).get('B2')).toBe('=1+1 &lt;&amp;&gt;" 🧭');
  });

  it('says why there is none', async () => {
    const sheets = listSheets(exampleReport(), wordsIn('en')).map((sheet) => ({ ...sheet, name: 'no [such] name' }));
    await expect(workbookInWorker(sheets)).rejects.toThrow('no [such] name');
  });

  it('can be made in every language, of nothing too', async () => {
    const nothing = buildReport(createRecords().records, [], [], { now: 0 });
    for (const language of LANGUAGES) expect((await open(nothing, language)).names).toHaveLength(5);
  });
});

describe('the words', () => {
  it.each(LANGUAGES)('are all used, told apart, and fit for the name of a sheet: %s', (language) => {
    const used = new Set<string>();
    const { words: say, ...same } = wordsIn(language);
    const words = (key: string) => {
      used.add(key);
      return say(key);
    };
    exportCsv(exampleReport(), { ...same, words });
    listSheets(exampleReport(), { ...same, words });
    const columns = Object.entries(texts.tree(language, 'report.columns'));
    expect(columns.map(([key]) => `report.columns.${key}`).filter((key) => !used.has(key))).toEqual([]);
    expect(new Set(columns.map(([, name]) => name)).size).toBe(columns.length);
    const sheets = Object.values(texts.tree(language, 'report.sheets'));
    expect(new Set(sheets).size).toBe(sheets.length);
    for (const name of sheets) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/u);
  });
});
