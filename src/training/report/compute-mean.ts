/** Means, their spread, and how scores are distributed. */
import type { Distribution, Mean } from './report.ts';

const TENTHS = 10;

/** The sum of the values divided by how many they are; undefined for none. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** True where every value is the same. Squares of rounding errors would make it look as if they differed. */
export function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/**
 * Sample variance: sum of (x - mean)² / (n - 1); undefined for fewer than two values.
 * https://www.itl.nist.gov/div898/handbook/eda/section3/eda356.htm
 */
export function varianceOf(values: readonly number[]): number | undefined {
  const mean = meanOf(values);
  if (mean === undefined || values.length < 2) return undefined;
  if (isConstant(values)) return 0;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Mean and sample standard deviation, the root of the sample variance. */
export function computeMean(values: readonly number[]): Mean {
  const variance = varianceOf(values);
  return {
    n: values.length,
    mean: meanOf(values),
    deviation: variance === undefined ? undefined : Math.sqrt(variance),
  };
}

/**
 * How many scores lie in each tenth: [0, 10) … [80, 90), [90, 100] percent. A tenth is the whole part of 10 · right /
 * answered, found from whole numbers so that no rounded share falls on the wrong side of a border.
 */
export function distribute(scores: readonly { right: number; answered: number }[]): Distribution {
  const counts = new Array<number>(TENTHS).fill(0);
  for (const { right, answered } of scores) {
    const tenth = Math.min(TENTHS - 1, Math.floor((TENTHS * right) / answered));
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  return counts;
}
