/** Trainings in one SQLite file that several processes write: none waits in vain, and nothing is lost. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/backends/database-sqlite.ts';

const CHILD = join(import.meta.dirname, 'trainings-sqlite.child.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dalil-trainings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('lets people of several processes become one learner while they answer', async () => {
  const path = join(folder, 'dalil.sqlite');
  const people = ['a', 'b', 'c', 'd'];
  await Promise.all(
    people.map((person, n) =>
      promisify(execFile)(process.execPath, [CHILD, path, person, people[(n + 1) % people.length] ?? '']),
    ),
  );
  const store = await openDatabase({ url: path });
  const [learner = '', ...others] = new Set(await Promise.all(people.map((person) => store.learnerOf(person))));
  expect(others).toEqual([]);
  const { answers } = await store.trainingRecords({});
  expect(answers).toHaveLength(people.length * 50 * 3);
  const first = answers.filter((answer) => answer.first && answer.learnerKey === learner);
  expect(new Set(first.map(({ itemId }) => itemId)).size).toBe(first.length);
  await store.forgetLearner('a');
  expect((await store.trainingRecords({})).attempts).toEqual([]);
  await store.close();
});
