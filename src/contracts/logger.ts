/** What the parts need of a log: fields for machines, one sentence for people. */

/** A structured logger; `log.ts` makes one, tests pass a list. Fields never hold personal data or words of a question. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
