/** A step of a training as one card, whatever it holds: it takes the place of the step before. */
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Block, OfferedChoice, Reply } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { PLAIN, replyText } from '../reply-text.ts';
import { cut } from '../words.ts';
import { blockUnits } from './card-message.ts';
import { type CardPart, lines } from './card-parts.ts';
import { type AdaptiveCard, CARD_TYPE, inFrames, makeCard } from './cards.ts';
import { offeredBy } from './choices.ts';
import { cardBytes, LONGEST_RUN, MAX_CARD_BYTES } from './limits.ts';
import { feedbackParts } from './quiz-feedback.ts';
import { hasFields, itemParts } from './quiz-item.ts';
import { resultParts } from './quiz-result.ts';
import { choiceParts, isOfTraining, type Press, pressOnTrainingCard, worksInPlace } from './training-choices.ts';
import type { TeamsView } from './view.ts';

const LONGEST_SUMMARY = 120;
/** A shorter passage says too little to be worth its place. */
const SHORTEST_PASSAGE = 200;
const SHORT_FALLBACK = 300;
/** Nobody wants to hear "black circle, black circle". */
const SIGNS_OF_BARS = /[●○]+ ?/gu;

/** True for what becomes one card: a step of a quiz, what answers an in-place button, and menus of trainings. */
export function isTrainingStep(reply: Reply, view: TeamsView): boolean {
  if (view.scope !== 'personal') return false;
  return view.oneCard === true || reply.blocks.some(isQuiz) || isMenu(reply);
}

function isQuiz({ type }: Block): boolean {
  return type === 'quiz-item' || type === 'quiz-feedback' || type === 'quiz-result';
}

/**
 * Nothing but words and buttons of trainings: nobody misses it when it has given way to what was chosen. The way back into
 * a run alone makes no menu: it stands below answers that are to stay.
 */
function isMenu({ blocks, ...reply }: Reply): boolean {
  const offered = offeredBy({ ...reply, blocks }).map(({ choice }) => choice);
  const isLight = blocks.every(({ type }) => ['text', 'notice', 'choices', 'link'].includes(type));
  const leadsOn = offered.some((choice) => worksInPlace(choice) && choice.action !== 'continue-run');
  return isLight && leadsOn && offered.every(isOfTraining);
}

/** The reply as a message with that card. */
export function trainingMessages(reply: Reply, texts: Texts): Partial<Activity>[] {
  const words = replyText(reply, texts, PLAIN);
  const content = trainingCard(reply, words, texts);
  if (content.body.length === 0) return [];
  return [
    {
      type: ActivityTypes.Message,
      locale: reply.language,
      // What a notification says in the place of the card.
      summary: cut(words, LONGEST_SUMMARY),
      attachments: [{ contentType: CARD_TYPE, content }],
    },
  ];
}

/** How much of what can be cut is shown. */
interface Room {
  /** Characters of a passage, and of any other text. */
  passage: number;
  text: number;
  fallback: number;
  isSpoken: boolean;
}

function trainingCard(reply: Reply, words: string, texts: Texts): AdaptiveCard {
  const draw = (room: Room) => drawCard(reply, words, room, texts);
  const fits = (room: Room) => cardBytes(draw(room)) <= MAX_CARD_BYTES;
  const all = Number.POSITIVE_INFINITY;
  const whole: Room = { passage: all, text: all, fallback: words.length, isSpoken: true };
  // What nobody sees while the card is drawn goes first, then words of a passage, which can be read elsewhere.
  const silent: Room = { ...whole, isSpoken: false };
  const short: Room = { ...silent, fallback: SHORT_FALLBACK };
  const room = [whole, silent, short].find(fits);
  if (room !== undefined) return draw(room);
  const passage = longest((length) => fits({ ...short, passage: length }), SHORTEST_PASSAGE, words.length);
  if (passage !== undefined) return draw({ ...short, passage });
  const text = longest((length) => fits({ ...short, passage: SHORTEST_PASSAGE, text: length }), 1, words.length);
  return draw({ ...short, passage: SHORTEST_PASSAGE, text: text ?? 1 });
}

/** The largest length between the two that fits; undefined when not even the least does. */
function longest(fits: (length: number) => boolean, least: number, most: number): number | undefined {
  if (!fits(least)) return undefined;
  let [low, high] = [least, Math.max(least, most)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function drawCard(reply: Reply, words: string, room: Room, texts: Texts): AdaptiveCard {
  const { language } = reply;
  const isForm = reply.blocks.some(
    (block) => block.type === 'form' || (block.type === 'quiz-item' && hasFields(block.item)),
  );
  const press = pressOnTrainingCard(isForm);
  const blocks = withOwnChoices(reply.blocks);
  return {
    ...makeCard(
      blocks.flatMap(({ block, beside }, at) => {
        const parts = blockParts(block, beside, press, { reply, room, texts });
        return blocks[at - 1]?.block.type === 'quiz-feedback' ? setOff(parts) : parts;
      }),
      language,
    ),
    ...(room.isSpoken ? { speak: words.replaceAll(SIGNS_OF_BARS, '') } : {}),
    fallbackText: cut(words, room.fallback),
  };
}

/** What comes after feedback is something new. */
function setOff([first, ...rest]: CardPart[]): CardPart[] {
  return first === undefined ? rest : [{ ...first, separator: true, spacing: 'Large' }, ...rest];
}

/** A block and the choices that are about it alone. */
interface Arranged {
  block: Block;
  beside: OfferedChoice[];
}

/** Puts the choices about an answered item, and those about the item that is asked, beside them. */
function withOwnChoices(blocks: readonly Block[]): Arranged[] {
  const offered = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const items = blocks.flatMap((block) => (block.type === 'quiz-item' ? [block.item.itemId] : []));
  const answered = blocks.flatMap((block) => (block.type === 'quiz-feedback' ? [block.feedback.itemId] : []));
  const isAboutItem = ({ choice }: OfferedChoice) =>
    (choice.action === 'answer-item' || choice.action === 'challenge-item') && items.includes(choice.itemId);
  const isAboutAnswer = ({ choice }: OfferedChoice) =>
    answered.length > 0 &&
    (choice.action === 'open-passage' ||
      choice.action === 'ask' ||
      (choice.action === 'challenge-item' && answered.includes(choice.itemId)));
  const isAbout = (choice: OfferedChoice) => isAboutItem(choice) || isAboutAnswer(choice);
  return blocks.flatMap((block): Arranged[] => {
    if (block.type === 'quiz-item') return [{ block, beside: offered.filter(isAboutItem) }];
    if (block.type === 'quiz-feedback')
      return [{ block, beside: offered.filter((one) => !isAboutItem(one) && isAboutAnswer(one)) }];
    if (block.type !== 'choices') return [{ block, beside: [] }];
    const choices = block.choices.filter((choice) => !isAbout(choice));
    return choices.length > 0 ? [{ block: { ...block, choices }, beside: [] }] : [];
  });
}

interface Context {
  reply: Reply;
  room: Room;
  texts: Texts;
}

function blockParts(block: Block, beside: OfferedChoice[], press: Press, { reply, room, texts }: Context): CardPart[] {
  const { language } = reply;
  switch (block.type) {
    case 'quiz-item':
      return itemParts(block.item, beside, press, language, texts);
    case 'quiz-feedback':
      return feedbackParts(block.feedback, choiceParts(beside, press), language, texts);
    case 'quiz-result':
      return resultParts(block.result, language, texts);
    case 'choices': {
      const prompt = block.prompt === undefined ? [] : lines(block.prompt);
      return [...prompt, ...choiceParts(block.choices, press)];
    }
    case 'passage': {
      const { passage } = block;
      if (passage.text.length <= room.passage) return drawn(block, reply, texts);
      const shown = { ...passage, text: cut(passage.text, room.passage) };
      const label = texts.say(language, 'card.readPassage');
      const read: OfferedChoice = { label, choice: { action: 'open-passage', passageId: passage.id } };
      return [...drawn({ ...block, passage: shown }, reply, texts), ...choiceParts([read], press)];
    }
    case 'text':
    case 'notice':
      return closer(drawn({ ...block, text: cut(block.text, room.text) }, reply, texts));
    default:
      return drawn(block, reply, texts);
  }
}

/** The lines of one text stand closer than what follows each other. */
function closer([first, ...rest]: CardPart[]): CardPart[] {
  return first === undefined ? [] : [first, ...rest.map((part) => ({ ...part, spacing: 'Small' }))];
}

function drawn(block: Block, reply: Reply, texts: Texts): CardPart[] {
  return inFrames(blockUnits(block, reply, LONGEST_RUN, texts));
}
