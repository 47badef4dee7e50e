/** The forms of a message that can be tapped. */
import type { OutgoingBody, TapChoice } from './types.ts';

/** A text with reply buttons below. */
export function buttonMessage(text: string, buttons: readonly TapChoice[]): OutgoingBody {
  const action = { buttons: buttons.map(({ id, title }) => ({ type: 'reply' as const, reply: { id, title } })) };
  return { type: 'interactive', interactive: { type: 'button', body: { text }, action } };
}

/** A text with a button that opens a list. */
export function listMessage(
  text: string,
  button: string,
  sections: { title: string; rows: TapChoice[] }[],
): OutgoingBody {
  return { type: 'interactive', interactive: { type: 'list', body: { text }, action: { button, sections } } };
}
