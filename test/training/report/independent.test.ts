/** Reports against what R calculated from the same raw answers, digit by digit. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TrainingRecords } from '../../../src/contracts/training.ts';
import { buildReport } from '../../../src/training/report/build-report.ts';
import { calculated, countNumbers, differences } from '../../fixtures/training/compare-reports.ts';
import { digestFiles } from '../../fixtures/training/simulation/digest.ts';
import { simulatedModules } from '../../fixtures/training/simulation/modules.ts';
import { readRawFiles, writeRawFiles } from '../../fixtures/training/simulation/raw-files.ts';
import { toRecords } from '../../fixtures/training/simulation/records.ts';
import { simulate } from '../../fixtures/training/simulation/simulate.ts';

const DATA = path.resolve(import.meta.dirname, '../../fixtures/training/data');
const EVERYTHING = 'everything';
const expectedShape = z.strictObject({ digest: z.string(), reports: z.record(z.string(), z.unknown()) });
const readExpected = (name: string) => expectedShape.parse(JSON.parse(readFileSync(path.join(DATA, name), 'utf8')));
const modules = simulatedModules();

/** The report on everything and on each event, as far as they are calculated. */
function reportsOn(records: TrainingRecords): Record<string, unknown> {
  const codes = [EVERYTHING, ...records.events.map(({ code }) => code)];
  return Object.fromEntries(
    codes.map((code) => {
      const event = code === EVERYTHING ? undefined : code;
      return [code, calculated(buildReport(records, modules, [], { now: 0, event }))];
    }),
  );
}

describe('a report is what R calculates', () => {
  it('of the kept answers of 60 simulated learners', () => {
    const folder = path.join(DATA, 'sample');
    const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
    const raw = readRawFiles(files, modules);
    expect(writeRawFiles(raw)['items.csv']).toBe(files['items.csv']);
    const { digest, reports } = readExpected('sample/expected.json');
    expect(digestFiles(files)).toBe(digest);
    expect(Object.keys(reports)).toEqual([EVERYTHING, 'TUN-2026-05', 'TCD-2026-09']);
    expect(countNumbers(reports)).toBeGreaterThan(2500);
    expect(differences(reportsOn(toRecords(raw)), reports)).toEqual([]);
  });

  it('of 500 learners, simulated again', async () => {
    const { digest, reports } = readExpected('simulated-500.json');
    const simulated = await simulate({ seed: 1, learners: 500 });
    // Fails after a change of the simulation or of the player: test/fixtures/training/README.md says what to do.
    expect(digestFiles(writeRawFiles(simulated)), 'other raw answers').toBe(digest);
    expect(countNumbers(reports)).toBeGreaterThan(2700);
    expect(differences(reportsOn(toRecords(simulated)), reports)).toEqual([]);
  });

  it('and a difference in the last digits that count would be seen', () => {
    expect(differences({ a: 0.5 }, { a: 0.5 + 1e-11 })).toHaveLength(1);
    expect(differences({ a: 0.5 }, { a: 0.5 + 1e-14 })).toEqual([]);
    expect(differences({ a: [1, 2] }, { a: [1, 3] })).toEqual(['/a/1: 2 and 3']);
    expect(differences({ a: 1 }, { a: 1, b: undefined })).toEqual([]);
    expect(differences({ a: 1, b: 0 }, { a: 1 })).toHaveLength(1);
  });
});
