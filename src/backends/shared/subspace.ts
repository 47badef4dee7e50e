/** The main directions of a sparse matrix, by randomised subspace iteration (Halko, Martinsson, Tropp 2011, alg. 4.4). */

/** One row of a sparse matrix. */
export interface SparseRow {
  columns: readonly number[];
  values: readonly number[];
}

/** Two passes bring the subspace close enough for ranking; more changed no figure. */
const ITERATIONS = 2;

/** A small repeatable generator (mulberry32), so that learning twice from the same texts gives the same vectors. */
function repeatableRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number); // same length
  return sum;
}

/** Makes the vectors orthogonal and of length one, in place (modified Gram–Schmidt); dependent ones become zero. */
function orthonormalize(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, at) => {
    for (const earlier of vectors.slice(0, at)) {
      const along = dot(vector, earlier);
      for (let d = 0; d < vector.length; d += 1) vector[d] = (vector[d] as number) - along * (earlier[d] as number);
    }
    const length = Math.sqrt(dot(vector, vector));
    const factor = length > 1e-9 ? 1 / length : 0;
    for (let d = 0; d < vector.length; d += 1) vector[d] = (vector[d] as number) * factor;
  });
}

function multiply(rows: readonly SparseRow[], vector: Float64Array): Float64Array {
  return Float64Array.from(rows, ({ columns, values }) => {
    let sum = 0;
    for (let at = 0; at < columns.length; at += 1)
      sum += (values[at] as number) * (vector[columns[at] as number] as number);
    return sum;
  });
}

function multiplyTransposed(rows: readonly SparseRow[], vector: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width);
  rows.forEach(({ columns, values }, row) => {
    const factor = vector[row] as number;
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at] as number; // the row's two lists have the same length
      product[column] = (product[column] as number) + factor * (values[at] as number);
    }
  });
  return product;
}

/**
 * An orthonormal basis of the `dimensions` strongest right singular directions of the matrix `rows` (each `width`
 * wide), as width × dimensions numbers, row by row. Directions the rows do not have are zero.
 */
export function dominantSubspace(rows: readonly SparseRow[], width: number, dimensions: number): Float32Array {
  const random = repeatableRandom(1);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const count = Math.min(dimensions, rows.length, width);
  let right: Float64Array[] = Array.from({ length: count }, () => Float64Array.from({ length: width }, gaussian));
  for (let pass = 0; pass < ITERATIONS; pass += 1) {
    const left = right.map((vector) => multiply(rows, vector));
    orthonormalize(left);
    right = left.map((vector) => multiplyTransposed(rows, vector, width));
    orthonormalize(right);
  }
  const basis = new Float32Array(width * dimensions);
  right.forEach((vector, d) => {
    for (let row = 0; row < width; row += 1) basis[row * dimensions + d] = vector[row] as number;
  });
  return basis;
}
