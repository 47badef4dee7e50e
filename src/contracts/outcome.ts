/** How a turn can end. Every turn ends in exactly one of these; they are stored and counted without the words. */

export const OUTCOMES = [
  'answered',
  'no-evidence',
  'unclear',
  'personal-data',
  'live-case',
  'out-of-scope',
  'greeting',
  'command',
  'unsupported-language',
  'rate-limited',
  'failed',
] as const;

/** The closed list of outcomes. */
export type Outcome = (typeof OUTCOMES)[number];
