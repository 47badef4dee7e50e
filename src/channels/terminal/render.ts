/** A reply as lines of text for a terminal, with bold headings and colours where the terminal shows them. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { besideItem, itemOf, wordsToSend } from '../quiz-text.ts';
import { PLAIN, replyText } from '../reply-text.ts';
import type { TextStyle, Tone } from '../text-style.ts';
import { LETTERS } from './parse.ts';

/** Everything a terminal would obey instead of show: a document must not be able to move the cursor. */
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029]/gu;

/** Green, red and cyan of the person's own theme, and faint. https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const COLOURS: Record<Tone, [on: number, off: number]> = {
  good: [32, 39],
  bad: [31, 39],
  neutral: [36, 39],
  quiet: [2, 22],
};

const BARE: TextStyle = { ...PLAIN, plain: withoutControls };
const COLOURED: TextStyle = {
  ...BARE,
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  tone: (text, tone) => `\u001b[${COLOURS[tone][0]}m${text}\u001b[${COLOURS[tone][1]}m`,
};

/** Renders a reply; nothing when it has no blocks. */
export function renderTerminal(reply: Reply, texts: Texts, colour: boolean): Partial<Activity>[] {
  if (reply.blocks.length === 0) return [];
  const style = colour ? COLOURED : BARE;
  const text = [replyText(reply, texts, style), offeredText(reply, texts)].filter((part) => part !== '').join('\n\n');
  return [{ type: ActivityTypes.Message, textFormat: 'plain', locale: reply.language, text, value: reply }];
}

/** What is offered: with letters to type, but with words alone beside an item, whose options have the letters. */
function offeredText(reply: Reply, texts: Texts): string {
  if (itemOf(reply) !== undefined) return wordsToSend(besideItem(reply), reply.language, texts, BARE);
  const choices = reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return choices.map(({ label }, index) => `  ${LETTERS[index] ?? '-'}) ${withoutControls(label)}`).join('\n');
}

function withoutControls(text: string): string {
  return text.replaceAll(CONTROL_CHARACTERS, (character) => (character === '\n' ? '\n' : ' '));
}
