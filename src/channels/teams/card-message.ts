/** A reply as cards: where the client draws no citations, for what is read from the right, and for what is pressed. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { AnswerSentence, Block, Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { questionWords } from '../question-words.ts';
import { PLAIN, replyText } from '../reply-text.ts';
import { cut, isRightToLeft, looksArabic, splitText } from '../words.ts';
import { type CardPart, directionFrame, type Frame, line, lines } from './card-parts.ts';
import { type AdaptiveCard, CARD_TYPE, type CardUnit, makeCards } from './cards.ts';
import { cardChoices } from './choices.ts';
import { messageEntity } from './citations.ts';
import { formUnits } from './form-card.ts';
import { LONGEST_RUN } from './limits.ts';
import { passageUnits } from './passage-card.ts';
import { questionActions, questionUnits } from './question-card.ts';
import { originRow, sourceUnits } from './source-rows.ts';
import { pressBelow } from './training-choices.ts';
import type { TeamsView } from './view.ts';

/** How much of a quote a source shows when it is opened: as much as leaves the reply in one card. */
const QUOTE_LENGTHS = [1_500, 300] as const;
const LONGEST_FALLBACK = 300;
const LONGEST_SUMMARY = 120;

/**
 * The reply as one card, or as several where one would be too large; never with text beside it. A question or a form
 * has a card of its own: its inputs and buttons are about nothing else, and it may be replaced later.
 */
export function cardMessages(reply: Reply, view: TeamsView, texts: Texts): Partial<Activity>[] {
  const entity = messageEntity([], reply.writtenByModel === true && view.citations);
  return partsWithOneCard(reply.blocks).flatMap((blocks, at) => {
    const part = { ...reply, blocks };
    const words = wordsWithoutQuestions(part, texts);
    const cards = cardsOf(part, at === 0 ? view : { ...view, asked: undefined }, cut(words, LONGEST_FALLBACK), texts);
    return cards.map((content) => ({
      type: ActivityTypes.Message,
      locale: reply.language,
      // What a notification says in the place of the card.
      summary: cut(words, LONGEST_SUMMARY),
      attachments: [{ contentType: CARD_TYPE, content }],
      entities: entity === undefined ? undefined : [entity],
    }));
  });
}

function partsWithOneCard(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  let last: Block | undefined;
  for (const block of blocks) {
    if (last === undefined || hasOwnCard(block) || hasOwnCard(last)) parts.push([]);
    parts.at(-1)?.push(block);
    last = block;
  }
  return parts;
}

/** True for what is drawn on a card that holds nothing else. */
export function hasOwnCard({ type }: Block): boolean {
  return type === 'person-question' || type === 'form';
}

function cardsOf(reply: Reply, view: TeamsView, fallbackText: string, texts: Texts): AdaptiveCard[] {
  const { language } = reply;
  const actions = reply.blocks.flatMap((block) =>
    block.type === 'person-question' ? questionActions(block.question, language, texts) : [],
  );
  let cards: AdaptiveCard[] = [];
  for (const quoteLength of QUOTE_LENGTHS) {
    const units = replyUnits(reply, view, quoteLength, texts);
    cards = makeCards({ units, actions, language, fallbackText }, texts);
    if (cards.length <= 1) break;
  }
  return cards;
}

/** The reply in plain words. Of a question for the focal points it tells that there is one, not what it says. */
function wordsWithoutQuestions(reply: Reply, texts: Texts): string {
  const blocks = reply.blocks.map((block): Block => {
    if (block.type !== 'person-question') return block;
    const { title, status } = questionWords(block.question, reply.language, texts);
    return { type: 'text', text: `${title}\n${status}` };
  });
  return replyText({ ...reply, blocks }, texts, PLAIN);
}

function replyUnits(reply: Reply, view: TeamsView, quoteLength: number, texts: Texts): CardUnit[] {
  const { language } = reply;
  const said = reply.blocks.flatMap((block) => blockUnits(block, reply, quoteLength, texts));
  const asked = view.asked === undefined ? [] : textUnits(view.asked, reply, { weight: 'Bolder' });
  // Where the client draws no label of its own, the card says that a model wrote it.
  const byModel = reply.writtenByModel === true && !view.citations ? [texts.say(language, 'card.byModel')] : [];
  return [...asked, ...said, ...byModel.map((text) => ({ elements: lines(text, { isSubtle: true, size: 'Small' }) }))];
}

/** One block, on a card of any size. */
export function blockUnits(block: Block, reply: Reply, quoteLength: number, texts: Texts): CardUnit[] {
  const { language } = reply;
  switch (block.type) {
    case 'text':
    case 'notice':
      return textUnits(block.text, reply);
    case 'answer':
      return sentenceUnits(block.sentences, reply);
    case 'sources':
      return sourceUnits(block.sources, quoteLength, language, texts);
    case 'passage':
      return passageUnits(block.passage, language, texts);
    case 'choices': {
      const { elements, named } = cardChoices(block.choices, pressBelow);
      const prompt = block.prompt === undefined ? [] : textUnits(block.prompt, reply);
      const list = named.flatMap((label) => textUnits(`– ${label}`, reply));
      return [...prompt, ...elements.map((element) => ({ elements: [element] })), ...list];
    }
    case 'link':
      return [{ elements: [originRow({ title: block.label, url: block.url }, language, texts)] }];
    case 'person-question':
      return questionUnits(block.question, language, texts);
    case 'form':
      return formUnits(block, language, texts);
    // Where it cannot be played, a step of a quiz is only read.
    case 'quiz-item':
    case 'quiz-feedback':
    case 'quiz-result':
      return textUnits(replyText({ ...reply, blocks: [block] }, texts, PLAIN), reply);
  }
}

function textUnits(text: string, { language }: Reply, look: { weight?: 'Bolder' } = {}): CardUnit[] {
  return framed(lines(text, look), directionFrame(looksArabic(text, language), language));
}

/** The quoted sentences with their numbers; neighbours of one language share a frame. */
function sentenceUnits(sentences: readonly AnswerSentence[], { language }: Reply): CardUnit[] {
  const frames = new Map<boolean, Frame | undefined>();
  return sentences.flatMap((sentence) => {
    const rightToLeft = isRightToLeft(sentence.language);
    if (!frames.has(rightToLeft)) frames.set(rightToLeft, directionFrame(rightToLeft, language));
    const parts = splitText(sentence.text, LONGEST_RUN);
    const elements = parts.map((text, at) =>
      line([
        { text },
        ...(at === parts.length - 1 ? [{ text: `\u00A0[${sentence.n}]`, weight: 'Bolder' as const }] : []),
      ]),
    );
    return framed(elements, frames.get(rightToLeft));
  });
}

function framed(elements: CardPart[], frame: Frame | undefined): CardUnit[] {
  return elements.map((element) => ({ elements: [element], frame }));
}
