/** What the tests of rendering share: bodies read back, and WhatsApp's formatting as it is known from outside. */
import { renderWhatsApp } from '../../../src/channels/whatsapp/render.ts';
import type { OutgoingBody, TapChoice } from '../../../src/channels/whatsapp/types.ts';
import type { Reply } from '../../../src/contracts/message.ts';
import { texts } from '../helpers.ts';

export const render = (reply: Reply): OutgoingBody[] => renderWhatsApp(reply, texts);

/** The text of a message, above its buttons or list. */
export function textOf(body: OutgoingBody | undefined): string {
  if (body?.type === 'text') return body.text.body;
  return body?.type === 'interactive' ? body.interactive.body.text : '';
}

/** Its buttons or rows. */
export function tapsOf(body: OutgoingBody | undefined): TapChoice[] {
  if (body?.type !== 'interactive') return [];
  const { interactive } = body;
  return interactive.type === 'button'
    ? interactive.action.buttons.map(({ reply }) => reply)
    : interactive.action.sections.flatMap(({ rows }) => rows);
}

/** Text, or the kind of interactive message. */
export function kindsOf(bodies: readonly OutgoingBody[]): string[] {
  return bodies.map((body) => (body.type === 'interactive' ? body.interactive.type : body.type));
}

/** Words alone: without white space, marks and the stars of bold. */
export function wordsOnly(text: string): string {
  return text.toWellFormed().replaceAll(/[\s\p{Cc}\u2060\u200E\u200F*]/gu, '');
}

/** Every word of the messages, those of buttons and rows too. */
export function saidIn(bodies: readonly OutgoingBody[]): string {
  const taps = bodies.flatMap(tapsOf).map(({ title, description = '' }) => `${title}\n${description}`);
  return wordsOnly([...bodies.map(textOf), ...taps].join('\n'));
}

/** The rules WhatsApp's clients format by, as bridges to other chats found them out. */
const FORMATS = [
  /(?:[\s>_~]|^)\*(?<words>.+?)\*(?:[^a-zA-Z\d]|$)/gmu,
  /(?:[\s>~*]|^)_(?<words>.+?)_(?:[^a-zA-Z\d]|$)/gmu,
  /(?:[\s>_*]|^)~(?<words>.+?)~(?:[^a-zA-Z\d]|$)/gmu,
  /(?:[\s>_~*]|^)`(?<words>.+?)`(?:[^a-zA-Z\d]|$)/gmu,
  /```(?<words>(?:.|\n)+?)```/gu,
  /^(?<words>(?:[>*-]|\d+\.)\s.*)/gmu,
];

/** The words WhatsApp would not draw as they are written. */
export function formattedIn(text: string): string[] {
  return FORMATS.flatMap((format) => [...text.matchAll(format)].map(({ groups }) => groups?.words ?? ''));
}
