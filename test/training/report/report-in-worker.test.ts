/** The report out of a real database, made in a thread of its own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, parseConfig } from '../../../src/config.ts';
import { createReporter, reportInWorker } from '../../../src/report-in-worker.ts';
import { openStore } from '../../../src/state.ts';
import { buildReport } from '../../../src/training/report/build-report.ts';
import { differences } from '../../fixtures/training/compare-reports.ts';
import { keepSimulated } from '../../fixtures/training/simulation/keep.ts';
import { toRecords } from '../../fixtures/training/simulation/records.ts';
import { type Simulated, simulate } from '../../fixtures/training/simulation/simulate.ts';

let folder: string;
let config: Config;
let simulated: Simulated;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dalil-report-'));
  config = parseConfig({ DATA_DIR: folder });
  simulated = await simulate({ seed: 3, learners: 20 });
  const store = await openStore(config);
  await keepSimulated(simulated, store);
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

describe('a report made in a worker', () => {
  it.each([{}, { event: 'TUN-2026-05' }, { event: 'TCD-2026-09', module: 'simulated-second' }])(
    'is that of what was kept: %j',
    async (filter) => {
      const made = await reportInWorker(config, filter, simulated.modules);
      const { modules, states } = simulated;
      const expected = buildReport(toRecords(simulated), modules, states, { ...filter, now: made.madeAt });
      expect(differences(made, expected)).toEqual([]);
      expect(made.madeAt).toBeGreaterThan(Date.now() - 60_000);
      expect(made.modules[0]?.final.n).toBeGreaterThan(0);
    },
  );

  it('is of a time where one is given', async () => {
    const until = simulated.attempts.map(({ startedAt }) => startedAt).sort((one, two) => one - two)[5];
    expect(await reportInWorker(config, { until }, simulated.modules)).toMatchObject({ trained: { finished: 0 } });
  });
});

describe('what goes wrong', () => {
  it('keeps its code on the way: a database that is none', async () => {
    const broken = path.join(folder, 'broken');
    await mkdir(broken);
    await writeFile(
      path.join(broken, 'dalil.sqlite'),
      'this is no database, but long enough to be read as one'.repeat(50),
    );
    await expect(reportInWorker(parseConfig({ DATA_DIR: broken }), {}, simulated.modules)).rejects.toMatchObject({
      ...{ name: 'DalilError', code: 'database-damaged', hint: expect.stringMatching(/./u) },
    });
  });
});

describe('a reporter', () => {
  it('sees what was kept since its last report, makes several at once, and starts anew after it was closed', async () => {
    const reporter = createReporter(config, simulated.modules);
    reporter.prepare();
    reporter.prepare();
    const [one, all] = await Promise.all([reporter.report({ event: 'TUN-2026-05' }), reporter.report({})]);
    expect([one.event?.code, all.event]).toEqual(['TUN-2026-05', undefined]);
    const store = await openStore(config);
    const member = { event: 'TUN-2026-05', learnerKey: 'late', channel: 'web', language: 'en' as const, joinedAt: 1 };
    expect(await store.joinEvent(member)).toBe(true);
    await store.close();
    expect((await reporter.report({ event: 'TUN-2026-05' })).funnel.joined).toBe(one.funnel.joined + 1);
    await reporter.close();
    expect((await reporter.report({})).event).toBeUndefined();
    await reporter.close();
  });

  it('gives up what it is asked for when it is closed', async () => {
    const reporter = createReporter(config, simulated.modules);
    const made = reporter.report({});
    const refused = expect(made).rejects.toMatchObject({ code: 'report-died' });
    await reporter.close();
    await refused;
  });
});
