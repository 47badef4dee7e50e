/** What the last reply offered, so that a typed letter, number or label means a choice as a tap does. */
import { z } from 'zod';
import { choiceSchema } from '../contracts/choice-schema.ts';
import type { Block, Choice, OfferedChoice } from '../contracts/message.ts';
import { normalize } from '../text/normalize.ts';

/** More are never offered with letters. */
const MAX_REMEMBERED = 26;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const rememberedShape = z.object({ label: z.string(), choice: choiceSchema });

/** The choices of a reply as a session keeps them, in the order of their letters. */
export function rememberOffered(blocks: readonly Block[]): string[] {
  const offered = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return offered.slice(0, MAX_REMEMBERED).map(({ label, choice }) => JSON.stringify({ label, choice }));
}

/** A label as it is compared: without case, accents, marks and what ends a sentence. */
function comparable(text: string): string {
  return normalize(text)
    .trim()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/**
 * The choice a typed text means: `a`, `a)`, `(a)` or the words of an option; a number too, where no source has that
 * number. Undefined for anything else.
 */
export function chosenByText(text: string, remembered: readonly string[], hasSources: boolean): Choice | undefined {
  const typed = comparable(text);
  if (typed === '') return undefined;
  const offered = remembered.flatMap(readRemembered);
  const letter = typed.length === 1 ? LETTERS.indexOf(typed) : -1;
  if (letter >= 0) return offered[letter]?.choice;
  if (/^\d{1,2}$/u.test(typed)) return hasSources ? undefined : offered[Number(typed) - 1]?.choice;
  return offered.find(({ label }) => comparable(label) === typed)?.choice;
}

/** A choice that cannot be read any more (an older version kept it) is no choice. */
function readRemembered(text: string): OfferedChoice[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const remembered = rememberedShape.safeParse(value);
  return remembered.success ? [remembered.data] : [];
}
