/** The rates of a parity table, and the lines that are kept of it. */
import { describe, expect, it } from 'vitest';
import { resultLines } from '../../src/commands/bench-record.ts';
import type { Language } from '../../src/contracts/language.ts';
import { type Answered, parityGap, questionKey, reportOn, reportsOn } from '../../src/measuring/answers.ts';

function answered(language: Language, id: string, changes: Partial<Answered> & { sources?: string[] } = {}): Answered {
  const { sources = ['a#b'], ...rest } = changes;
  return {
    question: { id, language, kind: 'fact', question: 'Who?', sources, facts: [], words: [], split: 'tune' },
    outcome: 'answered',
    place: 0,
    rightWords: true,
    milliseconds: 2,
    ...rest,
  };
}

const ALL: Answered[] = [
  answered('en', '1'),
  answered('en', '2', { place: 4, rightWords: false }),
  answered('en', '3', { outcome: 'no-evidence', place: 5 }),
  answered('en', '4', { place: -1, outcome: 'live-case', rightWords: false }),
  answered('en', '5', { sources: [], outcome: 'no-evidence' }),
  answered('en', '6', { sources: [] }),
  answered('ar', '1', { place: 1 }),
];

describe('reportOn', () => {
  it('counts places, words and refusals of answerable and unanswerable questions apart', () => {
    expect(reportOn('en', ALL)).toMatchObject({
      answerable: 4,
      unanswerable: 2,
      rightFirst: 25,
      rightInFive: 50,
      rightWords: 25,
      refusedWrongly: 50,
      refusedRightly: 50,
      answeredWrongly: 50,
      acrossInFive: undefined,
    });
  });

  it('reports what was found of English-only documents where that was measured', () => {
    const places = new Map([['ar/1', 4]]);
    expect(reportOn('ar', ALL, places).acrossInFive).toBe(100);
    expect(reportOn('en', ALL, places).acrossInFive).toBeUndefined();
    expect(reportOn('ar', ALL, new Map([['ar/1', -1]])).acrossInFive).toBe(0);
  });
});

describe('reportsOn', () => {
  it('has a report for each language asked in, and the gap between them', () => {
    const reports = reportsOn(ALL);
    expect(reports.map(({ language }) => language)).toEqual(['en', 'ar']);
    expect(parityGap(reports)).toBe(25);
    expect(parityGap([])).toBe(0);
  });

  it('knows a question by language and id', () => {
    expect(ALL.map(({ question }) => questionKey(question)).at(-1)).toBe('ar/1');
  });
});

describe('resultLines', () => {
  it('writes a line a language, with an empty cell for what was not measured', () => {
    expect(resultLines('abc123', 'held', reportsOn(ALL))).toBe(
      'abc123,held,en,4,2,25,50,25,50,50,\nabc123,held,ar,1,0,0,100,100,0,0,\n',
    );
  });
});
