/** A reply as markdown, the way Teams prefers it: numbers that open citations, suggestions below. */
import { ActionTypes, type Activity, ActivityTypes, type SuggestedActions } from 'botbuilder';
import type { Block, OfferedChoice, Reply } from '../../contracts/message.ts';
import type { Passage } from '../../contracts/passage.ts';
import type { Texts } from '../../text/texts.ts';
import { commandFor } from '../choice.ts';
import { MARKDOWN, replyText } from '../reply-text.ts';
import { cut, splitText } from '../words.ts';
import { offeredBy, suggestions } from './choices.ts';
import { type Claim, citable, claimOf, messageEntity } from './citations.ts';
import { LONGEST_RUN, MAX_MESSAGE_BYTES, messageBytes } from './limits.ts';
import type { TeamsView } from './view.ts';

/** How much of a quote the window of a citation shows: as much as leaves the message whole. */
const QUOTE_LENGTHS = [1_500, 300] as const;
/** A label that is only named, in a list. */
const LONGEST_LABEL = 200;
/** Room for fields whose length does not depend on the reply. */
const FIXED_BYTES = 1_000;

/** What is not broken over two messages. */
interface Paragraph {
  text: string;
  /** The citation it needs. */
  n?: number;
}

/** The reply as one message, or as several where one would be too large. */
export function textMessages(reply: Reply, view: TeamsView, texts: Texts): Partial<Activity>[] {
  const suggested = view.scope === 'personal' ? suggestions(offeredBy(reply)) : [];
  const paragraphs = paragraphsOf(reply, view, suggested, texts);
  const sources = [...(citable(reply)?.values() ?? [])];
  const room = MAX_MESSAGE_BYTES - FIXED_BYTES - messageBytes(suggestedActions(suggested) ?? '');
  let pieces: Piece[] = [];
  for (const quoteLength of QUOTE_LENGTHS) {
    const claims = sources.map((source) => claimOf(source, quoteLength, reply.language, texts));
    pieces = pack(paragraphs, claims, room);
    if (pieces.length <= 1 && pieces.every(({ bytes }) => bytes <= room)) break;
  }
  return pieces.map(({ paragraphs: said, claims }, at) => {
    const entity = messageEntity(claims, reply.writtenByModel === true);
    const continued = at > 0 ? [{ text: texts.say(reply.language, 'card.continued') }] : [];
    return {
      type: ActivityTypes.Message,
      textFormat: 'markdown',
      locale: reply.language,
      text: join([...continued, ...said]),
      entities: entity === undefined ? undefined : [entity],
      suggestedActions: at === pieces.length - 1 ? suggestedActions(suggested) : undefined,
    };
  });
}

interface Piece {
  paragraphs: Paragraph[];
  claims: Claim[];
  bytes: number;
}

/** The paragraphs in as many pieces as their size asks for, each with the citations it needs. */
function pack(paragraphs: readonly Paragraph[], claims: readonly Claim[], room: number): Piece[] {
  const pieces: Piece[] = [];
  for (const paragraph of paragraphs) {
    const claim = claims.find(({ position }) => position === paragraph.n);
    const own = messageBytes(`${paragraph.text}\n\n`);
    const added = (piece: Piece) => (claim === undefined || piece.claims.includes(claim) ? [] : [claim]);
    let piece = pieces.at(-1);
    if (piece === undefined || piece.bytes + own + messageBytes(added(piece)) > room) {
      piece = { paragraphs: [], claims: [], bytes: 0 };
      pieces.push(piece);
    }
    const cited = added(piece);
    piece.bytes += own + messageBytes(cited);
    piece.paragraphs.push(paragraph);
    piece.claims.push(...cited);
  }
  return pieces;
}

function join(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join('\n\n');
}

function paragraphsOf(reply: Reply, view: TeamsView, suggested: readonly OfferedChoice[], texts: Texts): Paragraph[] {
  const hasAnswer = reply.blocks.some(({ type }) => type === 'answer');
  // The citations say what a list of sources would.
  const shown = reply.blocks.filter(({ type }) => type !== 'sources' || !hasAnswer).flatMap(shortBlocks);
  const asked = view.asked === undefined ? [] : [{ text: MARKDOWN.bold(MARKDOWN.plain(cut(view.asked, LONGEST_RUN))) }];
  const said = shown.flatMap((block): Paragraph[] => {
    const n = block.type === 'answer' ? block.sentences[0]?.n : undefined;
    const text = replyText({ ...reply, blocks: [block] }, texts, MARKDOWN);
    const paragraphs: Paragraph[] = text.split('\n\n').flatMap((part) => (part === '' ? [] : [{ text: part, n }]));
    if (block.type !== 'choices') return paragraphs;
    // Under an answer the suggestions speak for themselves; elsewhere what they stood for is still read once they are gone.
    const isSaid = hasAnswer && suggested.length > 0 && block.choices.every(({ choice }) => choice.action === 'ask');
    return isSaid ? [] : [...paragraphs, ...list(block.choices, suggested)];
  });
  // Suggestions need a message to stand below.
  return said.length > 0 ? [...asked, ...said] : [...asked, ...list(offeredBy(reply), [])];
}

/**
 * Topics, and the labels of what else became no suggestion: whoever reads one can still type it. Each is a paragraph,
 * since not every client draws lists: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
function list(choices: readonly OfferedChoice[], suggested: readonly OfferedChoice[]): Paragraph[] {
  return choices
    .filter((choice) => choice.choice.action === 'ask' || !suggested.includes(choice))
    .map(({ label }) => ({ text: `• ${MARKDOWN.plain(cut(label, LONGEST_LABEL))}` }));
}

function suggestedActions(choices: readonly OfferedChoice[]): SuggestedActions | undefined {
  if (choices.length === 0) return undefined;
  const actions = choices.map((choice) => {
    const value = commandFor(choice) ?? choice.label;
    return { type: ActionTypes.ImBack, title: cut(choice.label, LONGEST_LABEL), value };
  });
  return { to: [], actions };
}

/** A block as blocks of words that fit into one message, each with one citation at most. */
function shortBlocks(block: Block): Block[] {
  switch (block.type) {
    case 'text':
    case 'notice':
      return pieces(block.text).map((text) => ({ type: block.type, text }));
    case 'answer':
      return block.sentences.flatMap((sentence) =>
        pieces(sentence.text).map((text): Block => ({ type: 'answer', sentences: [{ ...sentence, text }] })),
      );
    case 'passage':
      return passageBlocks(block.passage);
    default:
      return [block];
  }
}

/** A passage that fits stays whole; of a longer one, what it is comes first and where it comes from last. */
function passageBlocks(passage: Passage): Block[] {
  const parts = pieces(passage.text);
  if (parts.length <= 1) return [{ type: 'passage', passage: { ...passage, text: parts[0] ?? '' } }];
  const [first = '', ...rest] = parts;
  return [
    { type: 'passage', passage: { ...passage, text: first, sources: [] } },
    ...rest.map((text): Block => ({ type: 'text', text })),
    ...passage.sources.map(({ title, url }): Block => ({ type: 'link', label: title, url: url ?? '' })),
  ];
}

/** A number in brackets that a document holds must not be drawn as a citation of ours: a joiner parts it. */
function pieces(text: string): string[] {
  return splitText(text.replaceAll(/\[(?=\d+\])/gu, '[\u2060'), LONGEST_RUN);
}
