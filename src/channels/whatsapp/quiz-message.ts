/**
 * A reply that asks an item of a quiz, feedback to the one before included, as one message. One right answer is tapped;
 * several, an order or pairs are typed, since a list takes one row at a time. Letters mean the item's options: what else is
 * offered is tapped by its words, or sent as words.
 */
import type { Block, OfferedChoice, Reply, ShownItem } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { type Beside, besideItem, wordsToSend } from '../quiz-text.ts';
import { replyButtons } from './choices.ts';
import { directed, FORMATTED } from './format.ts';
import { MAX_INTERACTIVE_BODY } from './limits.ts';
import { buttonMessage, listMessage } from './message-forms.ts';
import { join, type Paragraph, paragraphs, withBelowChoices } from './paragraphs.ts';
import { answerTo, type BesideRows, besideRows, optionRows } from './quiz-rows.ts';
import type { OutgoingBody, TapChoice } from './types.ts';

/** The message where it can be tapped; undefined where nothing can be, or the text is too long for buttons and lists. */
export function quizMessage(reply: Reply, item: ShownItem, texts: Texts): OutgoingBody | undefined {
  const isTapped = item.kind === 'single' || item.kind === 'scenario' || item.kind === 'truefalse';
  const asButtons = item.kind === 'truefalse' || !isTapped ? withButtons(reply, item, isTapped, texts) : undefined;
  return asButtons ?? (isTapped ? listOfOptions(reply, item, texts) : listBeside(reply, texts));
}

/** Every paragraph of the reply; what else is offered than the item's options stands there to be sent as words. */
export function quizParagraphs(reply: Reply, texts: Texts, unsaid: Beside = besideItem(reply)): Paragraph[] {
  const all = paragraphs(reply, texts);
  const words = wordsToSend(unsaid, reply.language, texts, FORMATTED);
  return words === '' ? all : withBelowChoices(all, directed(words, reply.language, reply.language));
}

const NOTHING: Beside = { now: [], before: [] };

/**
 * True or false as buttons, or what is beside an item to be typed; undefined where a button has no room, or could be taken
 * to be about the wrong question.
 */
function withButtons(reply: Reply, item: ShownItem, isTapped: boolean, texts: Texts): OutgoingBody | undefined {
  const { now, before } = besideItem(reply);
  if (before.length > 0) return undefined;
  const options = item.options.map(({ id, text }): OfferedChoice => ({ label: text, choice: answerTo(item, id) }));
  const buttons = replyButtons([...(isTapped ? options : []), ...now], reply.id);
  const text = fitting(quizParagraphs(isTapped ? withoutOptions(reply) : reply, texts, NOTHING));
  return buttons === undefined || text === undefined ? undefined : buttonMessage(text, buttons);
}

/** The options as the first section of a list, the other choices below. */
function listOfOptions(reply: Reply, item: ShownItem, texts: Texts): OutgoingBody | undefined {
  const options = optionRows(item, reply.id);
  if (options === undefined) return undefined;
  const others = besideRows(besideItem(reply), reply.id, options.rows);
  // Where the rows hold every option in full they need not stand above them: a wrong answer leaves little room.
  const text =
    fitting(quizParagraphs(reply, texts, others.unsaid)) ??
    (options.sayAll ? fitting(quizParagraphs(withoutOptions(reply), texts, others.unsaid)) : undefined);
  return text === undefined ? undefined : listOf(text, 'answer', options.rows, others, reply, texts);
}

/** The answer is typed; what else is offered is a list. */
function listBeside(reply: Reply, texts: Texts): OutgoingBody | undefined {
  const others = besideRows(besideItem(reply), reply.id, []);
  if (others.now.length + others.before.length === 0) return undefined;
  const text = fitting(quizParagraphs(reply, texts, others.unsaid));
  return text === undefined ? undefined : listOf(text, 'more', [], others, reply, texts);
}

function listOf(
  text: string,
  button: 'answer' | 'more',
  answers: TapChoice[],
  { now, before }: BesideRows,
  { language }: Reply,
  texts: Texts,
): OutgoingBody {
  const say = (key: string) => texts.say(language, `whatsapp.quiz.${key}`);
  const sections = [
    { title: say('answers'), rows: answers },
    { title: say('others'), rows: now },
    { title: say('before'), rows: before },
  ];
  return listMessage(
    text,
    say(button),
    sections.filter(({ rows }) => rows.length > 0),
  );
}

/** The item as its question alone, where buttons or rows say the rest. */
function withoutOptions(reply: Reply): Reply {
  const blocks = reply.blocks.map(
    (block): Block =>
      block.type === 'quiz-item' ? { ...block, item: { ...block.item, options: [], how: '' } } : block,
  );
  return { ...reply, blocks };
}

function fitting(all: readonly Paragraph[]): string | undefined {
  const text = join(all.map((paragraph) => paragraph.text));
  return text.length <= MAX_INTERACTIVE_BODY ? text : undefined;
}
