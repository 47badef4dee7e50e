/** The parts a card is made of: words nobody can read as markup, buttons, and what has its own writing direction. */
import type { Language } from '../../contracts/language.ts';
import type { Choice } from '../../contracts/message.ts';
import { cut, isRightToLeft, splitText } from '../words.ts';
import { LONGEST_RUN } from './limits.ts';

/** An element or an action of a card, as JSON. https://adaptivecards.io/explorer */
export interface CardPart {
  type: string;
  [property: string]: unknown;
}

/** How a run of words looks. */
export interface Look {
  weight?: 'Bolder';
  size?: 'Small' | 'Medium' | 'Large' | 'ExtraLarge';
  color?: 'Accent' | 'Attention' | 'Good' | 'Warning';
  isSubtle?: true;
  underline?: true;
}

/** Where a line stands. */
export interface Placed {
  spacing?: 'None' | 'Small' | 'Medium' | 'Large';
  separator?: true;
}

/** A line of differently looking runs. */
export function line(runs: readonly ({ text: string } & Look)[], placed: Placed = {}): CardPart {
  const inlines = runs.map(({ text, ...look }) => ({ type: 'TextRun', text: inert(text), ...look }));
  return { type: 'RichTextBlock', inlines, ...placed };
}

/**
 * Words as one element for each of their lines. A RichTextBlock knows no markdown, where a TextBlock would let a
 * document put in links; and what a TextBlock escapes with a backslash, phones show with the backslash.
 */
export function lines(text: string, look: Look = {}, placed: Placed = {}): CardPart[] {
  return text
    .split(/[\r\n\u2028\u2029]+/u)
    .filter((part) => part.trim() !== '')
    .flatMap((part) => splitText(part, LONGEST_RUN))
    .map((part) => line([{ text: part, ...look }], placed));
}

/** More lines of a quote than this run on in one: each element costs far more than a line break. */
const MAX_QUOTE_LINES = 12;

/** At most `most` characters of a quote. */
export function quoteLines(quote: string, most: number): CardPart[] {
  const each = lines(cut(quote, most));
  return each.length <= MAX_QUOTE_LINES ? each : lines(cut(quote.replaceAll(/\s+/gu, ' '), most));
}

/** `{{DATE(…)}}` and `{{TIME(…)}}` are replaced by clients, also outside markdown: an invisible joiner stops that. */
export function inert(text: string): string {
  return text.replaceAll(/\{(?=\{)/gu, '{\u2060');
}

/** A heading. Only for our own sentences: its text is markdown. */
export function heading(sentence: string): CardPart {
  return { type: 'TextBlock', text: sentence, wrap: true, weight: 'Bolder', size: 'Medium', style: 'heading' };
}

/**
 * What sends a choice. It arrives as a message of the person, and the reply follows as one of the bot's; unlike
 * `Action.Execute` it also works with inputs on phones: https://github.com/microsoft/AdaptiveCards/issues/9315
 */
export function send(title: string, data: Choice | Readonly<Record<string, string>>): CardPart {
  return { type: 'Action.Submit', title, data };
}

/** Sends a choice that is known in full: whatever else the card asks for need not be filled in. */
export function choose(title: string, choice: Choice): CardPart {
  return { ...send(title, choice), associatedInputs: 'none' };
}

/** The same where the answer is the card as it is then, in its place. */
export function chooseInPlace(title: string, choice: Choice): CardPart {
  const fallback = choose(title, choice);
  return { ...fallback, type: 'Action.Execute', verb: choice.action, fallback };
}

/** A container without its items, as elements are put into it. */
export interface Frame {
  type: 'Container';
  style?: 'emphasis' | 'attention' | 'good' | 'warning' | 'accent';
  rtl?: boolean;
  spacing?: 'Small' | 'Medium';
}

/** The frame that gives words their own direction; undefined where they run as the card does. */
export function directionFrame(rightToLeft: boolean, card: Language): Frame | undefined {
  return rightToLeft === isRightToLeft(card) ? undefined : { type: 'Container', rtl: rightToLeft };
}

/** Elements in their own direction. */
export function inDirection(elements: CardPart[], rightToLeft: boolean, card: Language): CardPart[] {
  const frame = directionFrame(rightToLeft, card);
  return frame === undefined ? elements : [{ ...frame, items: elements }];
}
