/** Who is counted in a report, and what it is about. */
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/training/report/build-report.ts';
import { createRecords, EVENT } from './examples.ts';
import { ALL_RIGHT, moduleIn, ONE_RIGHT, reportOn, TWO_RIGHT } from './referral-report.ts';

describe('people', () => {
  it('counts each once at every step, over all modules', () => {
    const world = createRecords({ events: [EVENT] });
    for (const learner of ['ada', 'bob', 'cem', 'dia']) world.join(learner);
    for (const module of ['referral', 'other']) {
      world.add('pretest', { learnerKey: 'ada', module, given: { O01: true } });
      world.add('session', { learnerKey: 'ada', module, given: { O01: true }, endedAt: undefined });
      world.add('practice', { learnerKey: 'ada', module, given: { O01: true } });
      world.add('final', { learnerKey: 'ada', module, given: { O01: true } });
      world.certify('ada', { module });
    }
    world.add('session', { learnerKey: 'bob', given: ONE_RIGHT });
    // Read the cards and left.
    world.add('session', { learnerKey: 'cem', endedAt: undefined });
    const report = reportOn(world);
    expect(report.funnel).toEqual({ joined: 4, pretest: 1, practised: 2, final: 1, certified: 1 });
    expect(report.modules.map(({ funnel }) => funnel)).toEqual([
      { pretest: 1, practised: 2, final: 1, certified: 1 },
      { pretest: 1, practised: 1, final: 1, certified: 1 },
    ]);
  });

  it('tells languages apart by test', () => {
    const world = createRecords();
    world.add('pretest', { learnerKey: 'ada', language: 'fr', given: ONE_RIGHT });
    world.add('final', { learnerKey: 'ada', language: 'ar', given: ALL_RIGHT });
    world.add('final', { learnerKey: 'ada', language: 'ar', module: 'other', given: { O01: false } });
    world.add('practice', { learnerKey: 'bob', language: 'en', given: ALL_RIGHT });
    const none = { n: 0, mean: undefined, deviation: undefined };
    expect(reportOn(world).languages).toEqual([
      { language: 'en', learners: 0, pretest: none, final: none },
      { language: 'fr', learners: 1, pretest: { n: 1, mean: 1 / 3, deviation: undefined }, final: none },
      { language: 'ar', learners: 1, pretest: none, final: { n: 2, mean: 0.5, deviation: Math.sqrt(0.5) } },
    ]);
  });
});

describe('the donor', () => {
  const later = { ...EVENT, code: 'TCD-2026-09', startsOn: '2026-09-01', modules: ['other', 'gone', 'referral'] };

  it('gets a line for each event and module, and people over all lines once', () => {
    const world = createRecords({ events: [later, EVENT] });
    for (const learner of ['ada', 'bob', 'cem', 'dia', 'eva']) world.join(learner);
    world.join('ada', later.code);
    const event = EVENT.code;
    world.add('final', { learnerKey: 'ada', event, given: ALL_RIGHT });
    world.add('final', { learnerKey: 'ada', event: later.code, given: ALL_RIGHT });
    // Failed first; passed later, and asked for the certificate.
    world.add('final', { learnerKey: 'bob', event, given: TWO_RIGHT, endedAt: 10 });
    world.add('final', { learnerKey: 'bob', event, given: ALL_RIGHT, endedAt: 20 });
    world.certify('bob', { event });
    // The same without asking for one: the first final test counts.
    world.add('final', { learnerKey: 'cem', event, given: TWO_RIGHT, endedAt: 10 });
    world.add('final', { learnerKey: 'cem', event, given: ALL_RIGHT, endedAt: 20 });
    world.add('final', { learnerKey: 'dia', event, given: ALL_RIGHT, endedAt: undefined });
    // Outside any event.
    world.add('final', { learnerKey: 'fay', given: ALL_RIGHT });
    world.certify('fay');
    const { donor, trained } = reportOn(world);
    const counts = donor.map(({ event: code, module, joined, finished, passed }) => {
      return [code, module, joined, finished, passed];
    });
    expect(counts).toEqual([
      ['TUN-2026-05', 'referral', 5, 3, 2],
      ['TCD-2026-09', 'other', 1, 0, 0],
      ['TCD-2026-09', 'gone', 1, 0, 0],
      ['TCD-2026-09', 'referral', 1, 1, 1],
    ]);
    expect(trained).toEqual({ finished: 3, passed: 2 });
    expect(donor[0]).toMatchObject({ name: 'Referral', place: 'Tunis', country: 'TN', endsOn: '2026-05-29' });
  });

  it('sees who reaches the pass mark exactly', () => {
    const world = createRecords({ events: [EVENT] });
    const ten = (right: number) => Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`N${at}`, at < right]));
    world.add('final', { learnerKey: 'ada', event: EVENT.code, given: ten(7) });
    world.add('final', { learnerKey: 'bob', event: EVENT.code, given: ten(6) });
    expect(reportOn(world).donor[0]).toMatchObject({ finished: 2, passed: 1 });
  });

  it('trusts certificates of a module that does not exist any more', () => {
    const world = createRecords({ events: [later] });
    world.add('final', { learnerKey: 'ada', event: later.code, module: 'gone', given: ALL_RIGHT });
    world.add('final', { learnerKey: 'bob', event: later.code, module: 'gone', given: ALL_RIGHT });
    world.certify('bob', { event: later.code, module: 'gone' });
    expect(reportOn(world).donor[1]).toMatchObject({ module: 'gone', finished: 2, passed: 1 });
  });
});

describe('what it is about', () => {
  const world = createRecords({ events: [EVENT, { ...EVENT, code: 'ELSE', modules: ['other', 'referral'] }] });
  for (const event of [EVENT.code, 'ELSE']) {
    world.join('ada', event);
    world.add('final', { learnerKey: 'ada', event, given: ALL_RIGHT });
  }
  world.join('bob', 'ELSE');
  world.records.challenges.push({ module: 'referral', itemId: 'N01', learnerKey: 'bob', language: 'en', at: 0 });

  it('is everything, or one event with its modules', () => {
    expect(reportOn(world)).toMatchObject({ event: undefined, madeAt: 7, funnel: { joined: 2, final: 1 } });
    const one = reportOn(world, { event: EVENT.code });
    expect(one.event).toEqual({
      ...{ code: 'TUN-2026-05', name: 'Referral', place: 'Tunis', country: 'TN' },
      ...{ startsOn: '2026-05-28', endsOn: '2026-05-29' },
    });
    expect(one.funnel.joined).toBe(1);
    expect(one.modules.map(({ module }) => module)).toEqual(['referral']);
    // The first answers ever of this learner were given here; nobody who joined here called an item wrong.
    expect(one.modules[0]?.items[0]).toMatchObject({ answers: 1, challenges: 0 });
    expect(one.donor).toHaveLength(1);
    const two = reportOn(world, { event: 'ELSE' });
    expect(two.modules.find(({ module }) => module === 'referral')?.items[0]).toMatchObject({
      ...{ answers: 0, challenges: 1 },
    });
  });

  it('is one module where one is named', () => {
    const report = reportOn(world, { module: 'referral' });
    expect(report.modules.map(({ module }) => module)).toEqual(['referral']);
    expect(report.donor.map(({ module }) => module)).toEqual(['referral', 'referral']);
  });

  it('is nothing for an event nobody knows, and for no records at all', () => {
    expect(reportOn(world, { event: 'NOWHERE' })).toMatchObject({
      ...{ event: undefined, donor: [], funnel: { joined: 0, final: 0 }, trained: { finished: 0, passed: 0 } },
    });
    const empty = reportOn(createRecords());
    expect(empty.modules).toHaveLength(2);
    expect(empty.modules[0]).toMatchObject({ paired: { n: 0 }, gain: undefined, pretest: { n: 0 } });
    expect(buildReport(world.records, [], [], { now: 0 })).toMatchObject({ modules: [], donor: { length: 3 } });
  });

  it('passes over answers to items and modules that are gone', () => {
    const gone = createRecords();
    const five = Object.fromEntries(['X1', 'X2', 'X3', 'X4', 'X5'].map((id) => [id, true]));
    for (let at = 0; at < 12; at += 1) {
      gone.add('practice', { learnerKey: `L${at}`, given: { N01: at % 2 === 0, ...five } });
      gone.add('practice', { learnerKey: `L${at}`, module: 'gone', given: five });
    }
    // Items that are gone do not even count as others.
    expect(moduleIn(gone).items.map(({ answers, compared }) => [answers, compared])).toEqual([
      [12, 0],
      [0, 0],
      [0, 0],
    ]);
  });
});
