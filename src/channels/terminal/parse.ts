/** A typed line as an `Incoming`: a question, a source's number, a suggestion's letter or a command. */
import type { Activity } from 'botbuilder';
import type { Choice, Envelope, Incoming, Reply } from '../../contracts/message.ts';
import { readCommand } from '../choice.ts';
import { itemOf } from '../quiz-text.ts';

/** What the last answers offered, so that a number or a letter means something. */
export interface Offered {
  /** Source number to passage id. */
  passages: Map<number, string>;
  /** In the order of their letters. */
  choices: Choice[];
}

/** What a line refers to that is not there; the terminal says so itself. */
export type Missing = { source: number } | { letter: string };

/** Letters of suggestions, in order. */
export const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * What a reply offers, on top of what was offered before: sources and suggestions stay until new ones come. Beside an item
 * nothing has a number or a letter any more: whatever is typed goes to the conversation, which knows what it answers.
 */
export function offeredBy(reply: Reply, before: Offered): Offered {
  if (itemOf(reply) !== undefined) return { passages: new Map(), choices: [] };
  const sources = reply.blocks.flatMap((block) => (block.type === 'sources' ? block.sources : []));
  const choices = reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return {
    passages: sources.length > 0 ? new Map(sources.map(({ n, passageId }) => [n, passageId])) : before.passages,
    choices: choices.length > 0 ? choices.map(({ choice }) => choice) : before.choices,
  };
}

/** Reads one line. A number or letter without anything offered is an ordinary message. */
export function parseTerminal(activity: Activity, envelope: Envelope, offered: Offered): Incoming {
  const text = activity.text.trim();
  const choice = readCommand(text) ?? referredTo(text, offered);
  return choice === undefined ? { ...envelope, kind: 'text', text } : { ...envelope, kind: 'choice', choice };
}

/** The number or letter of a line that nothing offered has, or undefined when the line is fine. */
export function missingReference(text: string, offered: Offered): Missing | undefined {
  if (referredTo(text, offered) !== undefined) return undefined;
  const number = sourceNumber(text);
  if (number !== undefined && offered.passages.size > 0) return { source: number };
  const letter = text.trim().toLowerCase();
  if (/^[a-z]$/u.test(letter) && offered.choices.length > 0) return { letter };
  return undefined;
}

function referredTo(text: string, offered: Offered): Choice | undefined {
  const number = sourceNumber(text);
  const passageId = number === undefined ? undefined : offered.passages.get(number);
  if (passageId !== undefined) return { action: 'open-passage', passageId };
  const letter = text.trim().toLowerCase();
  return letter.length === 1 && LETTERS.includes(letter) ? offered.choices[LETTERS.indexOf(letter)] : undefined;
}

function sourceNumber(text: string): number | undefined {
  const match = /^\[?(\d{1,2})\]?$/u.exec(text.trim());
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
