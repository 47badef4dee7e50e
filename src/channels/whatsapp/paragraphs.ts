/** A reply as paragraphs, each line in its own direction; what is offered and the sources are told from the rest. */
import type { Block, OfferedChoice, Reply, SourceLine } from '../../contracts/message.ts';
import { safeUrl, sourceLabel, sourceLabelLine } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';
import { replyText, sourceName } from '../reply-text.ts';
import { shortUrl } from '../words.ts';
import { directed, FORMATTED } from './format.ts';

/** What stands between empty lines. */
export interface Paragraph {
  part: 'said' | 'choices' | 'sources';
  text: string;
}

/** Texts with an empty line between. */
export function join(parts: readonly string[]): string {
  return parts.filter((text) => text !== '').join('\n\n');
}

/** Every block of a reply, sources last. `lineOf` spells out a choice, counted from 0 over all blocks; none by default. */
export function paragraphs(
  reply: Reply,
  texts: Texts,
  lineOf?: (choice: OfferedChoice, position: number) => string,
): Paragraph[] {
  let position = 0;
  const said = reply.blocks.flatMap((block): Paragraph[] => {
    if (block.type === 'sources') return [];
    if (block.type !== 'choices') return saidTexts(block, reply, texts).map((text) => ({ part: 'said', text }));
    const prompt = directed(replyText({ ...reply, blocks: [block] }, texts, FORMATTED), reply.language);
    // The letter opens the line, so that options stand below each other whatever language a label is in.
    const options = block.choices.flatMap((choice) =>
      lineOf === undefined ? [] : [directed(lineOf(choice, position++), reply.language, reply.language)],
    );
    return [{ part: 'choices', text: [...(prompt === '' ? [] : [prompt]), ...options].join('\n') }];
  });
  const byModel = reply.writtenByModel === true ? [texts.say(reply.language, 'card.byModel')] : [];
  const sources = reply.blocks.flatMap((block) => (block.type === 'sources' ? block.sources : []));
  return [
    ...said,
    ...byModel.map((text): Paragraph => ({ part: 'said', text: directed(text, reply.language) })),
    ...sources.map((source): Paragraph => ({ part: 'sources', text: sourceText(source, reply, texts) })),
  ];
}

/** The paragraphs with one more after the last choices. */
export function withBelowChoices(all: readonly Paragraph[], text: string): Paragraph[] {
  const at = all.findLastIndex(({ part }) => part === 'choices') + 1;
  return all.toSpliced(at, 0, { part: 'choices', text });
}

function saidTexts(block: Block, reply: Reply, texts: Texts): string[] {
  const textOf = (one: Block) => replyText({ ...reply, blocks: [one] }, texts, FORMATTED);
  switch (block.type) {
    case 'answer':
      return block.sentences.map((sentence) =>
        directed(textOf({ type: 'answer', sentences: [sentence] }), reply.language, sentence.language),
      );
    case 'quiz-item':
    case 'quiz-feedback':
    case 'quiz-result':
      // All of it is in the reply's language; a line of digits, signs or names alone must not turn round.
      return [directed(textOf(block), reply.language, reply.language)];
    default:
      return [directed(textOf(block), reply.language)];
  }
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
