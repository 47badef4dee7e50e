/** A question as the focal points see it: who has it, its words, and where the answer is written. */
import type { Language } from '../../contracts/language.ts';
import type { ShownQuestion } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { questionWords } from '../question-words.ts';
import { isRightToLeft, looksArabic } from '../words.ts';
import { type CardPart, chooseInPlace, type Frame, heading, line, lines, send } from './card-parts.ts';
import type { CardUnit } from './cards.ts';
import { input } from './form-card.ts';

/** The longest answer a focal point can send. */
const LONGEST_ANSWER = 4_000;

/** The question in words; nothing in them depends on who looks. */
export function questionUnits(question: ShownQuestion, language: Language, texts: Texts): CardUnit[] {
  const { title, urgent, status, about, text, noWords, answer, reminder } = questionWords(question, language, texts);
  const warning: Frame = { type: 'Container', style: 'attention' };
  const urgency = urgent === undefined ? [] : [line([{ text: urgent, weight: 'Bolder', color: 'Attention' }])];
  const unit = (element: CardPart, frame?: Frame): CardUnit => ({ elements: [element], frame });
  const subtle = (words: string) => unit(line([{ text: words, isSubtle: true, size: 'Small' }], { spacing: 'Small' }));
  const quoted = (words: string | undefined, name: 'asked' | 'answer', rightToLeft: (said: string) => boolean) => {
    if (words === undefined) return [];
    const frame: Frame = { type: 'Container', style: 'emphasis', rtl: rightToLeft(words), spacing: 'Small' };
    const caption = unit(line([{ text: texts.say(language, `card.question.${name}`), weight: 'Bolder' }]));
    return [caption, ...lines(words).map((element) => unit(element, frame))];
  };
  return [
    unit(heading(title)),
    ...urgency.map((element) => unit(element, warning)),
    subtle(status),
    subtle(about),
    ...quoted(text, 'asked', () => isRightToLeft(question.language)),
    ...(noWords === undefined ? [] : [unit(line([{ text: noWords }]))]),
    ...quoted(answer, 'answer', (words) => looksArabic(words, question.language)),
    ...(reminder === undefined ? [] : [subtle(reminder)]),
  ];
}

/** What a focal point can do with it; nothing once it is answered or withdrawn. */
export function questionActions(question: ShownQuestion, language: Language, texts: Texts): CardPart[] {
  const { id: questionId, status } = question;
  if (status !== 'open' && status !== 'taken') return [];
  const say = (key: 'take' | 'write' | 'yourAnswer' | 'missing' | 'send') =>
    texts.say(language, `card.question.${key}`);
  const field = {
    name: 'answer',
    label: say('yourAnswer'),
    kind: 'long-text',
    required: true,
    limit: LONGEST_ANSWER,
    // Words that could not be sent come back to be mended; a longer answer than fits is not cut short without a word.
    value: question.answer,
  } as const;
  const answer = { ...input(field, language, texts), errorMessage: say('missing') };
  const sending = send(say('send'), { action: 'answer-question', questionId });
  return [
    ...(status === 'open' ? [chooseInPlace(say('take'), { action: 'take-question', questionId })] : []),
    {
      type: 'Action.ShowCard',
      title: say('write'),
      card: { type: 'AdaptiveCard', body: [answer], actions: [sending] },
    },
  ];
}
