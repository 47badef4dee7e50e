/** Draws every page once at the start: a missing word is found then, and the first reader waits for nothing. */
import { LANGUAGES } from '../contracts/language.ts';
import { COUNTRIES } from '../contracts/passage.ts';
import { CHALLENGE_REASONS, ITEM_KINDS, SUSPENSION_CAUSES } from '../contracts/training.ts';
import type { Module } from '../training/quiz.ts';
import type { ItemReport, Mean, TrainingReport } from '../training/report/report.ts';
import { drawNoReport, drawOpening } from './access-pages.ts';
import { type CertificatePageParts, drawCertificate, drawCheck, drawUnknown } from './certificate-pages.ts';
import { drawReport, EXPORTS, type ReportPageParts } from './report-page.ts';
import { joined } from './send.ts';

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

/** Throws when a word is missing in a language. */
export async function rehearse(report: ReportPageParts, certificates: CertificatePageParts): Promise<void> {
  const joinLinks = [{ label: 'channel', url: 'https://channel.invalid/' }];
  for (const language of LANGUAGES) {
    for (const hasFigures of [true, false]) {
      const made = everyReport(report.modules, hasFigures);
      await joined(drawReport(report, { report: made, language, exports: EXPORTS, joinLinks, opensAll: hasFigures }));
    }
    const module = certificates.modules[0]?.key ?? '';
    const certificate = { code: '', learnerKey: '', module, right: 1, items: 1, language, issuedAt: 0 };
    await joined(drawCheck(certificates, certificate));
    await joined(
      drawCertificate(certificates, { certificate, language, checkAddress: 'https://invalid/', addressIn: () => '' }),
    );
  }
  await joined(drawUnknown(certificates));
  await joined(drawOpening(report.words, LANGUAGES, undefined));
  for (const reason of ['needed', 'spent', 'scope', 'unknown'] as const)
    await joined(drawNoReport(report.words, reason));
}
