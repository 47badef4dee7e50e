/** Quizzes as text: an item with its lettered options, what is right and why, and a result with bars made of signs. */
import type { Language } from '../contracts/language.ts';
import type { OfferedChoice, Reply, ShownFeedback, ShownItem, ShownResult } from '../contracts/message.ts';
import type { Texts } from '../text/texts.ts';
import type { TextStyle, Tone } from './text-style.ts';

/** A longer bar would be broken on a phone. */
const MOST_SIGNS = 10;

/** Signs of the text and not emojis, so that they take the colour of their line; nothing is said by them alone. */
const VERDICTS: Record<ShownFeedback['verdict'], { sign: string; tone: Tone }> = {
  right: { sign: '✓ ', tone: 'good' },
  wrong: { sign: '✗ ', tone: 'bad' },
  unknown: { sign: '', tone: 'neutral' },
};

/** The item a reply asks. While it is shown, letters and numbers mean its options, and nothing else. */
export function itemOf(reply: Reply): ShownItem | undefined {
  for (const block of reply.blocks) if (block.type === 'quiz-item') return block.item;
  return undefined;
}

/** An item, answered by its letters. */
export function itemText({ place, prompt, left, options, how }: ShownItem, style: TextStyle): string {
  const numbered = left.map((text, at) => style.plain(`${at + 1}. ${oneLine(text)}`));
  const lettered = options.map(({ letter, text }) => `${letter}) ${style.plain(oneLine(text))}`);
  return paragraphs(
    lines(toned(style, 'quiet', style.plain(place)), bold(prompt, style)),
    lines(...numbered),
    lines(...lettered),
    style.plain(how),
  );
}

/** What was answered, what is right, and why. */
export function feedbackText(feedback: ShownFeedback, language: Language, texts: Texts, style: TextStyle): string {
  const { verdict, heading, prompt, given, expected, why, source } = feedback;
  const { sign, tone } = VERDICTS[verdict];
  const labelled = (key: string, words: string | undefined): string => {
    if (words === undefined || words === '') return '';
    const label = style.bold(style.plain(texts.say(language, key)));
    return `${label}${words.includes('\n') ? '\n' : ' '}${style.plain(words)}`;
  };
  return paragraphs(
    toned(style, tone, style.bold(style.plain(`${sign}${heading}`))),
    prompt === undefined ? '' : bold(prompt, style),
    lines(labelled('quizText.given', given), labelled('quizText.expected', expected)),
    lines(
      style.plain(why),
      source === undefined ? '' : style.plain(texts.say(language, 'quizText.source', { source })),
    ),
  );
}

/** A result: what counts first, then a bar for each topic with its score in words, so that it reads without the bar. */
export function resultText(result: ShownResult, style: TextStyle): string {
  const { heading, score, right, items, passMark, verdict = '', topics, comparison = '' } = result;
  const isPassed = passMark === undefined ? undefined : 100 * right >= passMark * items;
  const verdictTone = isPassed === undefined ? 'neutral' : isPassed ? 'good' : 'bad';
  return paragraphs(
    lines(style.bold(style.plain(heading)), style.plain(score)),
    verdict === '' ? '' : toned(style, verdictTone, style.bold(style.plain(verdict))),
    ...topics.map((topic) =>
      lines(
        style.plain(topic.label),
        `${toned(style, 'good', textBar(topic.right, topic.items))} ${style.plain(topic.score)}`,
      ),
    ),
    style.plain(comparison),
  );
}

/**
 * A bar of signs without a direction, which runs as the line does: `●●○`. One sign for each item where there is room; it
 * is full only when all is right, and empty only when nothing is.
 */
export function textBar(right: number, items: number): string {
  const signs = Math.min(items, MOST_SIGNS);
  if (signs === 0) return '';
  const rounded = Math.round((right / items) * signs);
  const filled = right >= items ? signs : right <= 0 ? 0 : Math.min(Math.max(rounded, 1), signs - 1);
  return '●'.repeat(filled) + '○'.repeat(signs - filled);
}

/** What is offered beside an item. */
export interface Beside {
  /** About the item that is asked, or about nothing asked. */
  now: readonly OfferedChoice[];
  /** About the item answered before it: "This question is wrong" below the next question must not be taken for that one. */
  before: readonly OfferedChoice[];
}

/** What a reply offers beside its item, each where it belongs. */
export function besideItem(reply: Reply): Beside {
  const answered = reply.blocks.flatMap((block) => (block.type === 'quiz-feedback' ? [block.feedback.itemId] : []));
  const isBefore = ({ choice }: OfferedChoice): boolean =>
    choice.action === 'challenge-item'
      ? answered.includes(choice.itemId)
      : answered.length > 0 && (choice.action === 'open-passage' || choice.action === 'ask');
  const offered = reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return { now: offered.filter((one) => !isBefore(one)), before: offered.filter(isBefore) };
}

/** Choices beside an item as lines to be sent as they are: a letter or a number would answer the item. */
export function wordsToSend({ now, before }: Beside, language: Language, texts: Texts, style: TextStyle): string {
  const linesOf = (choices: readonly OfferedChoice[]) => choices.map(({ label }) => `• ${style.plain(oneLine(label))}`);
  const say = (key: string) => style.plain(texts.say(language, `quizText.${key}`));
  return lines(
    now.length + before.length > 0 ? say('others') : '',
    ...linesOf(now),
    before.length > 0 ? say('before') : '',
    ...linesOf(before),
  );
}

function bold(text: string, style: TextStyle): string {
  return style
    .plain(text)
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : style.bold(line)))
    .join('\n');
}

function toned(style: TextStyle, tone: Tone, text: string): string {
  return text === '' || style.tone === undefined ? text : style.tone(text, tone);
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/gu, ' ');
}

const lines = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n');
const paragraphs = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n\n');
