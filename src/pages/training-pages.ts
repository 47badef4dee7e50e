/** The web pages of trainings: reports for those a link let in, and certificates for whoever has their code. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import type { Mountable } from '../server.ts';
import type { Texts } from '../text/texts.ts';
import type { Certificates } from '../training/certificates.ts';
import type { Module } from '../training/quiz.ts';
import type { TrainingReport } from '../training/report/report.ts';
import { useReportCode } from '../training/report-link.ts';
import { drawNoReport, drawOpening, type NoReport, OPEN_ADDRESS, statusOf } from './access-pages.ts';
import { drawCertificate, drawCheck, drawUnknown } from './certificate-pages.ts';
import { readFiles } from './files.ts';
import { createReportAccess, opens } from './report-access.ts';
import { drawReport, EXPORTS, type ExportKind, reportAddress } from './report-page.ts';
import type { JoinLink } from './report-summary.ts';
import { addressOf, isFromHere, readForm, sendElsewhere, sendPage } from './send.ts';
import { languageAsked, wordsUnder } from './words.ts';

/** Makes a file of a report. */
export type Export = (report: TrainingReport, language: Language) => string | Uint8Array | Promise<string | Uint8Array>;

export interface TrainingPagesParts {
  store: Pick<TrainingStore, 'useOneTimeCode'>;
  sealer: Sealer;
  /** The secret of the installation. */
  secret: Uint8Array;
  texts: Texts;
  modules: readonly Module[];
  certificates: Pick<Certificates, 'find' | 'hasKey' | 'addressOf' | 'checkAddressOf'>;
  /** Makes the report of one training, or of everything. */
  report(filter: { event?: string }): Promise<TrainingReport>;
  /** Makes ready for a report that is about to be asked for. */
  prepareReport?(): void;
  /** Files the report can be had as; those left out are not offered. */
  exports?: Partial<Record<ExportKind, Export>>;
  /** Addresses that open a chat with Dalil with a text typed already, by channel. */
  joinLinks(text: string): readonly JoinLink[];
  now(): number;
  /** Where people reach this server, without a slash at its end. */
  publicUrl: string;
  /** Who runs Dalil, as people know them. */
  operator?: string;
}

const EXPORT_TYPES: Record<ExportKind, string> = {
  csv: 'text/csv; charset=utf-8',
  // https://www.iana.org/assignments/media-types/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const EVENT_CODE = /^[A-Z0-9][A-Z0-9-]{2,29}$/u;

/** Reads the files the pages need, and makes the pages. */
export async function createTrainingPages(parts: TrainingPagesParts): Promise<Mountable> {
  const { texts, modules, certificates, report, exports = {}, joinLinks, publicUrl, operator } = parts;
  const files = await readFiles();
  const access = createReportAccess(parts);
  const reportWords = wordsUnder(texts, 'reportPage');
  const languageNames = wordsUnder(texts, 'language');
  const reportParts = { words: reportWords, languageNames, modules };
  const certificateParts = { words: wordsUnder(texts, 'certificate'), reportWords, languageNames, modules, operator };
  const offered = EXPORTS.filter((kind) => exports[kind] !== undefined);

  const refuse = (request: IncomingMessage, response: ServerResponse, reason: NoReport) => {
    // Every 401 has to name a way in, https://www.rfc-editor.org/rfc/rfc9110#name-401-unauthorized; ours is no browser's.
    if (statusOf(reason) === 401) response.setHeader('www-authenticate', 'Link');
    return sendPage(request, response, { status: statusOf(reason), pieces: drawNoReport(reportWords, reason) });
  };

  /** The report a request asks for, and how; nothing when it was refused. */
  async function allowed(request: IncomingMessage, response: ServerResponse) {
    const { searchParams } = addressOf(request);
    const asked = searchParams.get('event')?.toUpperCase() || undefined;
    const language = languageAsked(searchParams.get('language'), request.headers['accept-language']);
    const pass = access.passOf(request);
    if (!pass) return void (await refuse(request, response, 'needed'));
    if (!opens(pass, asked)) return void (await refuse(request, response, 'scope'));
    if (asked !== undefined && !EVENT_CODE.test(asked)) return void (await refuse(request, response, 'unknown'));
    const made = await report({ event: asked });
    if (asked !== undefined && made.event === undefined) return void (await refuse(request, response, 'unknown'));
    return { report: made, language, opensAll: pass.event === undefined };
  }

  async function showReport(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const view = await allowed(request, response);
    if (!view) return;
    const { event } = view.report;
    const links = event ? joinLinks(`join ${event.code}`) : [];
    const pieces = drawReport(reportParts, { ...view, exports: offered, joinLinks: links });
    await sendPage(request, response, { pieces });
  }

  async function sendExport(kind: ExportKind, make: Export, request: IncomingMessage, response: ServerResponse) {
    const view = await allowed(request, response);
    if (!view) return;
    const content = await make(view.report, view.language);
    const name = ['dalil', 'report', view.report.event?.code].filter((part) => part !== undefined).join('-');
    response.writeHead(200, {
      'content-type': EXPORT_TYPES[kind],
      'content-disposition': `attachment; filename="${name}.${kind}"`,
    });
    response.end(content);
  }

  async function showOpening(request: IncomingMessage, response: ServerResponse): Promise<void> {
    parts.prepareReport?.();
    const { searchParams } = addressOf(request);
    const named = LANGUAGES.filter((language) => language === searchParams.get('language'));
    const code = searchParams.get('code') || undefined;
    const pieces = drawOpening(reportWords, named.length > 0 ? named : LANGUAGES, code);
    await sendPage(request, response, { pieces, form: true });
  }

  async function open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    if (!isFromHere(request, publicUrl)) return refuse(request, response, 'needed');
    const scope = await useReportCode(parts, form.get('code') ?? '');
    if (!scope) return refuse(request, response, 'spent');
    response.setHeader('set-cookie', access.cookieFor(scope));
    sendElsewhere(response, reportAddress('report', scope.event, scope.language));
  }

  const unknown = (request: IncomingMessage, response: ServerResponse) =>
    sendPage(request, response, { status: 404, pieces: drawUnknown(certificateParts) });

  async function check(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [code = ''] = partsBelow('/certificates/', request);
    const certificate = await certificates.find(code);
    if (!certificate) return unknown(request, response);
    await sendPage(request, response, { pieces: drawCheck(certificateParts, certificate) });
  }

  async function showCertificate(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [code = '', key = ''] = partsBelow('/certificates/', request);
    const hasKey = certificates.hasKey(code, key);
    const certificate = await certificates.find(code);
    if (!certificate || !hasKey) return unknown(request, response);
    const { searchParams } = addressOf(request);
    const language = LANGUAGES.find((one) => one === searchParams.get('language')) ?? certificate.language;
    const pieces = drawCertificate(certificateParts, {
      ...{ certificate, language, checkAddress: certificates.checkAddressOf(certificate.code) },
      addressIn: (other) => `${new URL(certificates.addressOf(certificate.code)).pathname}?language=${other}`,
    });
    await sendPage(request, response, { pieces });
  }

  return {
    name: 'training-pages',
    mount(server) {
      for (const { address, serve } of files) {
        server.get(address, (request, response, next) => {
          serve(request, response);
          next();
        });
      }
      const get = (path: string, show: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
        server.get(path, async (request, response) => show(request, response));
      get('/trainings/report', showReport);
      for (const kind of offered) {
        const make = exports[kind];
        if (make) get(`/trainings/report.${kind}`, (request, response) => sendExport(kind, make, request, response));
      }
      get(OPEN_ADDRESS, showOpening);
      server.post(OPEN_ADDRESS, async (request, response) => open(request, response));
      get('/certificates/:code', check);
      get('/certificates/:code/:key', showCertificate);
    },
    close: () => Promise.resolve(),
  };
}

/** What stands between the slashes behind a fixed part of the path, as it was typed. */
function partsBelow(start: string, request: IncomingMessage): string[] {
  const { pathname } = addressOf(request);
  return pathname
    .slice(start.length)
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        // Half an escape, which no code of ours has.
        return '';
      }
    });
}
