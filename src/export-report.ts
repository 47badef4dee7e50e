/** Makes files of a training report: the donor's table as CSV, and everything as a workbook. */
import type { Language } from './contracts/language.ts';
import { countryNames } from './text/source-label.ts';
import type { Texts } from './text/texts.ts';
import type { Module } from './training/quiz.ts';
import { exportCsv } from './training/report/export-csv.ts';
import type { ExportWords } from './training/report/export-words.ts';
import { exportXlsx } from './training/report/export-xlsx.ts';
import type { TrainingReport } from './training/report/report.ts';

/** The files a report can be had as, in the words of a language. */
export function createExports(texts: Texts, modules: readonly Module[]) {
  const wordsIn = (language: Language): ExportWords => ({
    language,
    words: (key) => texts.say(language, key),
    moduleTitle: (key) => modules.find((module) => module.key === key)?.title[language] ?? key,
    countryName: (country) => countryNames(texts, language, [country]),
  });
  return {
    csv: (report: TrainingReport, language: Language): string => exportCsv(report, wordsIn(language)),
    xlsx: (report: TrainingReport, language: Language): Promise<Uint8Array> => exportXlsx(report, wordsIn(language)),
  };
}
