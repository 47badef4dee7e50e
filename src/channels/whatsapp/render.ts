/** How a reply looks in WhatsApp: one message wherever it fits, since every message is billed. */
import type { Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { itemOf } from '../quiz-text.ts';
import { letteredChoices, listRows, optionLine, replyButtons } from './choices.ts';
import { directed } from './format.ts';
import { MAX_INTERACTIVE_BODY, MAX_TEXT } from './limits.ts';
import { buttonMessage, listMessage } from './message-forms.ts';
import { join, type Paragraph, paragraphs, withBelowChoices } from './paragraphs.ts';
import { quizMessage, quizParagraphs } from './quiz-message.ts';
import { splitMessage } from './split.ts';
import type { OutgoingBody } from './types.ts';

/**
 * The messages that say a reply, in order; none when there is nothing to say. What is offered becomes buttons or a list
 * where the rest fits beside it, else lines with a letter to type, in the last message. Sources come last. Beside an item
 * of a quiz only its options have letters.
 */
export function renderWhatsApp(reply: Reply, texts: Texts): OutgoingBody[] {
  const item = itemOf(reply);
  const tappable =
    item === undefined ? (withButtons(reply, texts) ?? withList(reply, texts)) : quizMessage(reply, item, texts);
  if (tappable !== undefined) return [tappable];
  return asText(item === undefined ? letteredParagraphs(reply, texts) : quizParagraphs(reply, texts));
}

function withButtons(reply: Reply, texts: Texts): OutgoingBody | undefined {
  const buttons = replyButtons(letteredChoices(reply), reply.id);
  const text = interactiveText(reply, texts, false);
  return buttons === undefined || text === undefined ? undefined : buttonMessage(text, buttons);
}

function withList(reply: Reply, texts: Texts): OutgoingBody | undefined {
  const list = listRows(letteredChoices(reply), reply.id);
  if (list === undefined) return undefined;
  const text = interactiveText(reply, texts, !list.sayAll);
  if (text === undefined) return undefined;
  const title = texts.say(reply.language, 'whatsapp.listSection');
  return listMessage(text, texts.say(reply.language, 'whatsapp.listButton'), [{ title, rows: list.rows }]);
}

/** The text above buttons or a list, which must not be empty; undefined when it is too long for them. */
function interactiveText(reply: Reply, texts: Texts, spelledOut: boolean): string | undefined {
  const said = join(paragraphs(reply, texts, spelledOut ? optionLine : undefined).map(({ text }) => text));
  const text = said === '' ? directed(texts.say(reply.language, 'whatsapp.choose'), reply.language) : said;
  return text.length <= MAX_INTERACTIVE_BODY ? text : undefined;
}

/** Every paragraph, each choice with its letter. */
function letteredParagraphs(reply: Reply, texts: Texts): Paragraph[] {
  const all = paragraphs(reply, texts, optionLine);
  if (letteredChoices(reply).length === 0) return all;
  return withBelowChoices(all, directed(texts.say(reply.language, 'whatsapp.typeLetter'), reply.language));
}

function asText(all: readonly Paragraph[]): OutgoingBody[] {
  const whole = join(all.map(({ text }) => text));
  const messages = whole.length <= MAX_TEXT ? [whole] : severalTexts(all);
  return messages.filter((body) => body !== '').map((body) => ({ type: 'text', text: { body, preview_url: false } }));
}

/** Choices and sources stay together in the last message; sources too many for that come before the choices. */
function severalTexts(all: readonly Paragraph[]): string[] {
  const textOf = (...parts: Paragraph['part'][]) =>
    join(all.filter(({ part }) => parts.includes(part)).map(({ text }) => text));
  const end = textOf('choices', 'sources');
  return end.length <= MAX_TEXT
    ? withEnd(textOf('said'), end)
    : withEnd(join([textOf('said'), textOf('sources')]), textOf('choices'));
}

function withEnd(text: string, end: string): string[] {
  if (end.length > MAX_TEXT) return splitMessage(join([text, end]), MAX_TEXT);
  const messages = splitMessage(text, MAX_TEXT);
  const last = join([messages.at(-1) ?? '', end]);
  return last.length <= MAX_TEXT ? [...messages.slice(0, -1), last] : [...messages, end];
}
