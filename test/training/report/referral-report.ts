/** Reports on two small modules, `referral` with three items and `other` with one. */
import type { ItemState } from '../../../src/contracts/training.ts';
import { buildReport, type ReportOptions } from '../../../src/training/report/build-report.ts';
import { type createRecords, itemOf, moduleOf } from './examples.ts';

export const referral = moduleOf('referral', [itemOf('N01'), itemOf('N02'), itemOf('N03')]);
export const other = moduleOf('other', [itemOf('O01')]);
export const ALL_RIGHT = { N01: true, N02: true, N03: true };
export const TWO_RIGHT = { N01: true, N02: true, N03: false };
export const ONE_RIGHT = { N01: true, N02: false, N03: false };

export function reportOn(
  world: ReturnType<typeof createRecords>,
  more: Partial<ReportOptions> = {},
  states: ItemState[] = [],
) {
  return buildReport(world.records, [referral, other], states, { now: 7, ...more });
}

/** The report on `referral`. */
export function moduleIn(...given: Parameters<typeof reportOn>) {
  const found = reportOn(...given).modules.find(({ module }) => module === 'referral');
  if (!found) throw new Error('the module is not in the report');
  return found;
}
