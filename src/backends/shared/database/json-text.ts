/** JSON in a text column, and rows that must have a shape; what cannot be read counts as absent. */
import { z } from 'zod';

/**
 * A text holding JSON of a shape. JSON in text, not a JSON column: PostgreSQL's refuses NUL characters, and its plain
 * text does too, so words a person wrote are stored this way as well.
 */
export function jsonText<T>(shape: z.ZodType<T>) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** What a stored value holds, or undefined when there is none or it is damaged: one such row must not stop the others. */
export function readStored<T>(shape: z.ZodType<T>, stored: unknown): T | undefined {
  const read = shape.safeParse(stored);
  return read.success ? read.data : undefined;
}

/** Everything readable among some rows, in their order. */
export function readEach<T>(shape: z.ZodType<T>, rows: readonly unknown[]): T[] {
  return rows.map((row) => readStored(shape, row)).filter((read) => read !== undefined);
}

/** A column that may be empty. */
export function orEmpty<T>(shape: z.ZodType<T>) {
  return shape.nullable().transform((value) => value ?? undefined);
}
