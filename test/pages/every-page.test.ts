/** Every page with everything that can stand on it, in every language: no word may be missing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { QUIZZES_DIR } from '../../src/config.ts';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { COUNTRIES } from '../../src/contracts/passage.ts';
import { CHALLENGE_REASONS, ITEM_KINDS, SUSPENSION_CAUSES } from '../../src/contracts/training.ts';
import { drawNoReport, drawOpening } from '../../src/pages/access-pages.ts';
import { drawCertificate, drawCheck, drawUnknown } from '../../src/pages/certificate-pages.ts';
import { drawReport, EXPORTS } from '../../src/pages/report-page.ts';
import { joined } from '../../src/pages/send.ts';
import { wordsUnder } from '../../src/pages/words.ts';
import { loadQuizzes } from '../../src/training/load-quizzes.ts';
import type { Module } from '../../src/training/quiz.ts';
import type { ItemReport, Mean, TrainingReport } from '../../src/training/report/report.ts';
import { texts } from '../channels/helpers.ts';

const NOBODY: Mean = { n: 0 };
const SOMEBODY: Mean = { n: 2, mean: 0.5, deviation: 0.1 };
const STATUSES = ['asked', 'suspended', 'withdrawn'] as const;

/** A report in which everything occurs that a report can hold: with figures, or without. */
function everyReport(modules: readonly Module[], hasFigures: boolean): TrainingReport {
  const mean = hasFigures ? SOMEBODY : NOBODY;
  const people = mean.n;
  const event = {
    code: 'EVENT',
    name: 'event',
    place: 'place',
    country: COUNTRIES[0],
    startsOn: '2026-01-01',
    endsOn: '2026-01-02',
  };
  const itemReport = (item: Module['items'][number], at: number): ItemReport => ({
    ...{ itemId: item.id, kind: ITEM_KINDS[at % ITEM_KINDS.length] ?? item.kind, session: item.session },
    ...{
      answers: people,
      facility: mean.mean,
      compared: 20 * people,
      challenges: CHALLENGE_REASONS.length,
      unknown: people,
    },
    discrimination: hasFigures ? (at % 3) * 0.3 - 0.2 : undefined,
    chosen: item.options.map(({ id }) => ({ option: id, right: item.answer.includes(id), count: people })),
    ...{ status: STATUSES[at % STATUSES.length] ?? 'asked', cause: SUSPENSION_CAUSES[at % SUSPENSION_CAUSES.length] },
  });
  const alpha = { value: mean.mean, learners: people, items: people };
  const tenths = Array.from({ length: 10 }, () => people);
  const funnel = { pretest: people, practised: people, final: people, certified: people };
  return {
    ...{ event, madeAt: 0, funnel: { joined: people, ...funnel } },
    modules: modules.map((module, at) => ({
      ...{ module: module.key, funnel, pretest: mean, final: mean, items: module.items.map(itemReport) },
      paired: { n: people, before: mean.mean, after: mean.mean },
      ...{ gain: hasFigures ? at * 0.4 : undefined, beforeDistribution: tenths, afterDistribution: tenths },
      ...{ alpha: { pretest: alpha, final: alpha }, retention: { days30: mean, days90: mean } },
    })),
    languages: LANGUAGES.map((language) => ({ language, learners: people, pretest: mean, final: mean })),
    donor: hasFigures
      ? modules.map(({ key }) => {
          const { code, ...rest } = event;
          return { event: code, ...rest, module: key, joined: people, finished: people, passed: people };
        })
      : [],
    trained: { finished: people, passed: people },
  };
}

let modules: Module[];
beforeAll(async () => {
  modules = await loadQuizzes(QUIZZES_DIR);
});
const reportWords = wordsUnder(texts, 'reportPage');
const languageNames = wordsUnder(texts, 'language');

describe.each(LANGUAGES)('in %s', (language) => {
  it.each([true, false])('the report has every word, with figures: %s', async (hasFigures) => {
    const report = everyReport(modules, hasFigures);
    const joinLinks = [{ label: 'channel', url: 'https://channel.invalid/' }];
    const view = { report, language, exports: EXPORTS, joinLinks, opensAll: hasFigures };
    const text = await joined(drawReport({ words: reportWords, languageNames, modules }, view));
    for (const { title } of modules) expect(text).toContain(title[language]);
  });

  it('the certificate and its confirmation have every word', async () => {
    const parts = {
      words: wordsUnder(texts, 'certificate'),
      reportWords,
      languageNames,
      modules,
      operator: 'Operator',
    };
    const certificate = { code: 'C', learnerKey: '', module: 'nrm', right: 1, items: 1, language, issuedAt: 0 };
    const view = { certificate, language, checkAddress: 'https://invalid/', addressIn: () => '' };
    const pages = [drawCertificate(parts, view), drawCheck(parts, certificate), drawUnknown(parts)];
    for (const page of pages) expect(await joined(page)).toContain('</html>');
  });
});

describe('without a report', () => {
  it('every refusal, and the way in, have every word', async () => {
    const reasons = ['needed', 'spent', 'scope', 'unknown'] as const;
    const pages = [
      drawOpening(reportWords, LANGUAGES, undefined),
      ...reasons.map((one) => drawNoReport(reportWords, one)),
    ];
    for (const page of pages) expect(await joined(page)).toContain('</html>');
  });
});
