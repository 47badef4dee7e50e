/** A reply as lines of text for a terminal, with bold headings where the terminal shows them. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { PLAIN, replyText, type TextStyle } from '../reply-text.ts';
import { LETTERS } from './parse.ts';

/** Everything a terminal would obey instead of show: a document must not be able to move the cursor. */
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029]/gu;

const BOLD: TextStyle = { ...PLAIN, plain: withoutControls, bold: (text) => `\u001b[1m${text}\u001b[22m` };
const BARE: TextStyle = { ...PLAIN, plain: withoutControls };

/** Renders a reply; nothing when it has no blocks. */
export function renderTerminal(reply: Reply, texts: Texts, colour: boolean): Partial<Activity>[] {
  if (reply.blocks.length === 0) return [];
  const choices = reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const list = choices.map(({ label }, index) => `  ${LETTERS[index] ?? '-'}) ${withoutControls(label)}`).join('\n');
  const text = [replyText(reply, texts, colour ? BOLD : BARE), list].filter((part) => part !== '').join('\n\n');
  return [{ type: ActivityTypes.Message, textFormat: 'plain', locale: reply.language, text, value: reply }];
}

function withoutControls(text: string): string {
  return text.replaceAll(CONTROL_CHARACTERS, (character) => (character === '\n' ? '\n' : ' '));
}
