/** What was answered, on a card: the verdict in colour, sign and words, what is right, why, and what proves it. */
import type { Language } from '../../contracts/language.ts';
import type { ShownFeedback } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { type CardPart, type Frame, line, lines } from './card-parts.ts';

/** How each verdict looks, for whoever sees no colours, too. The signs are the same in both writing directions. */
const LOOKS: Record<ShownFeedback['verdict'], { sign: string; style: Frame['style'] }> = {
  right: { sign: '✓ ', style: 'good' },
  wrong: { sign: '✗ ', style: 'attention' },
  unknown: { sign: '', style: 'accent' },
};

/** The verdict in a frame of its colour, and what there is to learn below it; `buttons` are about the answered item. */
export function feedbackParts(
  feedback: ShownFeedback,
  buttons: readonly CardPart[],
  language: Language,
  texts: Texts,
): CardPart[] {
  const { verdict, heading, prompt, given, expected, why, source } = feedback;
  const { sign, style } = LOOKS[verdict];
  return [
    {
      type: 'Container',
      style,
      showBorder: true,
      roundedCorners: true,
      items: [line([{ text: `${sign}${heading}`, weight: 'Bolder', size: 'Large' }])],
    },
    ...(prompt === undefined ? [] : lines(prompt, { weight: 'Bolder' })),
    ...labelled(given, texts.say(language, 'quizText.given')),
    ...labelled(expected, texts.say(language, 'quizText.expected')),
    ...lines(why),
    ...(source === undefined
      ? []
      : lines(
          texts.say(language, 'quizText.source', { source }),
          { isSubtle: true, size: 'Small' },
          { spacing: 'Small' },
        )),
    ...buttons,
  ];
}

/** Lines longer than this wrap on a phone; without room between them nobody sees where one ends. */
const LONGEST_CLOSE_LINE = 36;

/** One line with its label before it; several lines with the label above them. */
function labelled(words: string | undefined, label: string): CardPart[] {
  if (words === undefined || words === '') return [];
  const each = words.split('\n');
  if (each.length === 1) return [line([{ text: `${label} `, weight: 'Bolder' }, { text: words.trim() }])];
  const spacing = each.some((one) => one.length > LONGEST_CLOSE_LINE) ? 'Small' : 'None';
  return [line([{ text: label, weight: 'Bolder' }]), ...lines(words, {}, { spacing })];
}
