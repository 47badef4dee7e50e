/** A process of the test of trainings over SQLite: answers in runs of its own, and links people on the way. */
import { openDatabase } from '../../src/backends/database-sqlite.ts';

const [path = '', name = '', other = ''] = process.argv.slice(2);
const RUNS = 50;
const store = await openDatabase({ url: path });
for (let n = 0; n < RUNS; n += 1) {
  const id = `${name}-${n}`;
  const learnerKey = await store.learnerOf(name);
  const module = 'referral';
  await store.addAttempt({
    ...{ id, learnerKey, module, phase: 'practice', language: 'fr', steps: [], at: 0, answers: [] },
    ...{ startedAt: n, changedAt: n },
  });
  await store.linkLearner(`${name} on channel ${n}`, name);
  if (n === RUNS / 2) await store.linkLearner(name, other);
  for (let saved = false; !saved; ) {
    const { revision = 0, ...run } = (await store.attempt(id)) ?? {};
    if (!('answers' in run)) throw new Error(`The run ${id} is gone`);
    const answers = ['R01', 'R02', `R1-${n}`].map((item) => ({ item, given: ['a'], right: true, at: n }));
    saved = await store.saveAttempt({ ...run, answers }, revision);
  }
}
await store.close();
