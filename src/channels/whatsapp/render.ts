/** How a reply looks in WhatsApp: one message wherever it fits, since every message is billed. */
import type { Block, Reply, SourceLine } from '../../contracts/message.ts';
import { safeUrl, sourceLabel, sourceLabelLine } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';
import { replyText, sourceName } from '../reply-text.ts';
import { shortUrl } from '../words.ts';
import { letteredChoices, listRows, optionLine, replyButtons } from './choices.ts';
import { directed, FORMATTED } from './format.ts';
import { MAX_INTERACTIVE_BODY, MAX_TEXT } from './limits.ts';
import { splitMessage } from './split.ts';
import type { OutgoingBody } from './types.ts';

/**
 * The messages that say a reply, in order; none when there is nothing to say. What is offered becomes buttons or a list
 * where the rest fits beside it, else lines with a letter to type, in the last message. Sources come last.
 */
export function renderWhatsApp(reply: Reply, texts: Texts): OutgoingBody[] {
  const message = withButtons(reply, texts) ?? withList(reply, texts);
  return message === undefined ? asText(reply, texts) : [message];
}

function withButtons(reply: Reply, texts: Texts): OutgoingBody | undefined {
  const buttons = replyButtons(letteredChoices(reply), reply.id);
  const text = interactiveText(reply, texts, false);
  if (buttons === undefined || text === undefined) return undefined;
  const action = { buttons: buttons.map((button) => ({ type: 'reply' as const, reply: button })) };
  return { type: 'interactive', interactive: { type: 'button', body: { text }, action } };
}

function withList(reply: Reply, texts: Texts): OutgoingBody | undefined {
  const list = listRows(letteredChoices(reply), reply.id);
  if (list === undefined) return undefined;
  const text = interactiveText(reply, texts, !list.sayAll);
  if (text === undefined) return undefined;
  const sections = [{ title: texts.say(reply.language, 'whatsapp.listSection'), rows: list.rows }];
  const action = { button: texts.say(reply.language, 'whatsapp.listButton'), sections };
  return { type: 'interactive', interactive: { type: 'list', body: { text }, action } };
}

/** The text above buttons or a list, which must not be empty; undefined when it is too long for them. */
function interactiveText(reply: Reply, texts: Texts, spelledOut: boolean): string | undefined {
  const said = join(paragraphs(reply, texts, spelledOut).map(({ text }) => text));
  const text = said === '' ? directed(texts.say(reply.language, 'whatsapp.choose'), reply.language) : said;
  return text.length <= MAX_INTERACTIVE_BODY ? text : undefined;
}

function asText(reply: Reply, texts: Texts): OutgoingBody[] {
  const all = paragraphs(reply, texts, true);
  if (letteredChoices(reply).length > 0) {
    const hint = directed(texts.say(reply.language, 'whatsapp.typeLetter'), reply.language);
    all.splice(all.findLastIndex(({ part }) => part === 'choices') + 1, 0, { part: 'choices', text: hint });
  }
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

/** What stands between empty lines. */
interface Paragraph {
  part: 'said' | 'choices' | 'sources';
  text: string;
}

function join(parts: readonly string[]): string {
  return parts.filter((text) => text !== '').join('\n\n');
}

/** Every block of a reply, sources last. `spelledOut`: the choices too, each with its letter. */
function paragraphs(reply: Reply, texts: Texts, spelledOut: boolean): Paragraph[] {
  let position = 0;
  const said = reply.blocks.flatMap((block): Paragraph[] => {
    if (block.type === 'sources') return [];
    if (block.type !== 'choices') return saidTexts(block, reply, texts).map((text) => ({ part: 'said', text }));
    const prompt = directed(replyText({ ...reply, blocks: [block] }, texts, FORMATTED), reply.language);
    // The letter opens the line, so that options stand below each other whatever language a label is in.
    const options = block.choices.map((choice) =>
      directed(optionLine(choice, position++), reply.language, reply.language),
    );
    return [{ part: 'choices', text: [...(prompt === '' ? [] : [prompt]), ...(spelledOut ? options : [])].join('\n') }];
  });
  const byModel = reply.writtenByModel === true ? [texts.say(reply.language, 'card.byModel')] : [];
  const sources = reply.blocks.flatMap((block) => (block.type === 'sources' ? block.sources : []));
  return [
    ...said,
    ...byModel.map((text): Paragraph => ({ part: 'said', text: directed(text, reply.language) })),
    ...sources.map((source): Paragraph => ({ part: 'sources', text: sourceText(source, reply, texts) })),
  ];
}

function saidTexts(block: Block, reply: Reply, texts: Texts): string[] {
  const textOf = (one: Block) => replyText({ ...reply, blocks: [one] }, texts, FORMATTED);
  if (block.type !== 'answer') return [directed(textOf(block), reply.language)];
  return block.sentences.map((sentence) =>
    directed(textOf({ type: 'answer', sentences: [sentence] }), reply.language, sentence.language),
  );
}

/** A source in as few lines as it takes: what it is, how far it carries, where it can be read. */
function sourceText(source: SourceLine, reply: Reply, texts: Texts): string {
  const { bold, plain } = FORMATTED;
  const origins = source.sources.map(({ title, url }) => shortUrl(safeUrl(url)) ?? plain(title));
  const lines = [
    `[${source.n}] ${bold(plain(sourceName(source)))}`,
    plain(sourceLabelLine(sourceLabel(texts, reply.language, source))),
    ...new Set(origins.filter((origin) => origin !== '')),
  ];
  return directed(lines.join('\n'), reply.language, reply.language);
}
