/** The pages of trainings on a real server, with a store in memory, a clock that is set and links that can be used. */
import { randomBytes } from 'node:crypto';
import type { OneTimeCode } from '../../src/contracts/training.ts';
import { createTrainingPages, type TrainingPagesParts } from '../../src/pages/training-pages.ts';
import { createSealer } from '../../src/safety/sealed-text.ts';
import { createHttpServer } from '../../src/server.ts';
import { type Certificates, createCertificates } from '../../src/training/certificates.ts';
import { issueReportLink, type ReportScope } from '../../src/training/report-link.ts';
import { type MemoryLog, memoryLog, texts } from '../channels/helpers.ts';
import { type MemoryStore, memoryStore } from '../fixtures/memory-store.ts';
import { EXAMPLE_MODULES, exampleReport } from '../fixtures/training/example-report.ts';

export interface World {
  url: string;
  store: MemoryStore;
  log: MemoryLog;
  certificates: Certificates;
  /** Milliseconds since 1970; a test may set it. */
  clock: { now: number };
  secret: Uint8Array;
  /** One-time codes as they were stored. */
  kept: OneTimeCode[];
  /** What reports were asked for. */
  asked: { event?: string }[];
  /** A link as a trainer gets it. */
  issue(scope?: Partial<ReportScope>): Promise<string>;
  /** The cookie a browser has after a link was used. */
  enter(scope?: Partial<ReportScope>): Promise<string>;
  close(): Promise<void>;
}

/** Sends the form of the opening page. */
export function post(url: string, code: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ code });
  return fetch(`${url}/trainings/open`, { method: 'POST', body, headers, redirect: 'manual' });
}

/** The code of a link. */
export function codeOf(link: string): string {
  return new URL(link).hash.slice(1);
}

export async function createWorld(changes: Partial<TrainingPagesParts> = {}): Promise<World> {
  const store = memoryStore();
  const secret = randomBytes(32);
  const clock = { now: Date.UTC(2026, 5, 30, 9) };
  const asked: World['asked'] = [];
  const kept: OneTimeCode[] = [];
  const keep = store.addOneTimeCode;
  store.addOneTimeCode = (code, now) => {
    kept.push(code);
    return keep(code, now);
  };
  const publicUrl = changes.publicUrl ?? 'http://127.0.0.1';
  const parts = { store, secret, sealer: createSealer(secret), now: () => clock.now, randomBytes, publicUrl };
  const certificates = createCertificates(parts);
  const pages = await createTrainingPages({
    ...parts,
    ...{ texts, certificates, modules: EXAMPLE_MODULES },
    async report(filter) {
      asked.push(filter);
      const made = exampleReport();
      return { ...made, event: filter.event === made.event?.code ? made.event : undefined };
    },
    exports: { csv: () => 'a;b\r\n', xlsx: async () => new Uint8Array([0x50, 0x4b]) },
    joinLinks: (text) => [{ label: 'Channel', url: `https://chat.example.org/?text=${encodeURIComponent(text)}` }],
    operator: 'Programme <Operator>',
    ...changes,
  });
  const log = memoryLog();
  const health = { ready: async () => ({ ok: true, checks: {} }) };
  const server = createHttpServer({ channels: [pages], health, log });
  const url = `http://127.0.0.1:${await server.listen({ host: '127.0.0.1', port: 0 })}`;
  const issue: World['issue'] = (scope = {}) =>
    issueReportLink({ ...parts, publicUrl: url }, { language: 'en', by: 'trainer', personKey: 'person', ...scope });
  return {
    ...{ url, store, log, certificates, clock, secret, kept, asked, issue },
    async enter(scope) {
      const response = await post(url, codeOf(await issue(scope)));
      return response.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    close: () => server.close(),
  };
}
