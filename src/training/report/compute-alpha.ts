/** How well the items of a test agree with each other. */
import { varianceOf } from './compute-mean.ts';
import type { Alpha } from './report.ts';

/** One learner's test: whether each of its items was right. */
export type TakenTest = ReadonlyMap<string, boolean>;

/** The tests of the form most learners took; of forms as common as each other the longest, then the first by its ids. */
export function chooseCommonestForm(tests: readonly TakenTest[]): TakenTest[] {
  const forms = new Map<string, TakenTest[]>();
  for (const test of tests) {
    if (test.size === 0) continue;
    const form = JSON.stringify([...test.keys()].sort());
    const same = forms.get(form);
    if (same) same.push(test);
    else forms.set(form, [test]);
  }
  const sizeOf = ([test]: readonly TakenTest[]) => test?.size ?? 0;
  const [commonest] = [...forms].sort(
    ([form, one], [otherForm, other]) =>
      other.length - one.length || sizeOf(other) - sizeOf(one) || (form < otherForm ? -1 : 1),
  );
  return commonest?.[1] ?? [];
}

/**
 * Cronbach's alpha of the commonest form: k / (k - 1) · (1 - sum of the variances of the k items / variance of the totals),
 * with sample variances. Undefined for fewer than two items or learners, or where everybody has the same total.
 * L. J. Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16, 297-334.
 * https://doi.org/10.1007/BF02310555
 */
export function computeAlpha(tests: readonly TakenTest[]): Alpha {
  const form = chooseCommonestForm(tests);
  const items = [...(form[0]?.keys() ?? [])];
  const scores = form.map((test) => items.map((item) => (test.get(item) ? 1 : 0)));
  const totals = scores.map((row) => row.reduce<number>((sum, score) => sum + score, 0));
  const whole = varianceOf(totals);
  const size = { learners: form.length, items: items.length };
  if (items.length < 2 || whole === undefined || whole === 0) return size;
  const parts = items.reduce((sum, _item, at) => sum + (varianceOf(scores.map((row) => row[at] ?? 0)) ?? 0), 0);
  return { value: (items.length / (items.length - 1)) * (1 - parts / whole), ...size };
}
