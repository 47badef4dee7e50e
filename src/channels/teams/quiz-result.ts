/** The result of a run on a card: a large score, the verdict, and a bar for each topic, with the words beside it. */
import type { Language } from '../../contracts/language.ts';
import type { ShownResult } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { bar } from './bars.ts';
import { type CardPart, line, lines } from './card-parts.ts';

/** The whole result. */
export function resultParts(result: ShownResult, language: Language, texts: Texts): CardPart[] {
  const { heading, score, right, items, passMark, verdict, topics, comparison } = result;
  const isPassed = passMark === undefined ? undefined : 100 * right >= passMark * items;
  const style = isPassed === undefined ? 'accent' : isPassed ? 'good' : 'warning';
  return [
    line([{ text: heading, weight: 'Bolder' }], { spacing: 'Large', separator: true }),
    line([{ text: score, weight: 'Bolder', size: 'ExtraLarge' }], { spacing: 'Small' }),
    // Where there is one topic, its bar says the same.
    ...(passMark === undefined && topics.length === 1 ? [] : [bar({ value: right, of: Math.max(1, items), style })]),
    ...(passMark === undefined ? [] : [mark(passMark, language, texts)]),
    ...(verdict === undefined ? [] : [verdictPart(verdict, isPassed === true)]),
    ...(comparison === undefined ? [] : lines(comparison, {}, { spacing: 'Small' })),
    ...topics.flatMap((topic, at) => topicParts(topic, at === 0)),
  ];
}

function verdictPart(verdict: string, isPassed: boolean): CardPart {
  return {
    type: 'Container',
    style: isPassed ? 'good' : 'warning',
    showBorder: true,
    roundedCorners: true,
    items: [line([{ text: `${isPassed ? '✓' : '↻'} ${verdict}`, weight: 'Bolder', size: 'Medium' }])],
  };
}

/** The mark below the bar, where its percentage ends: columns without a style have no edges that would shift it. */
function mark(passMark: number, language: Language, texts: Texts): CardPart {
  const text = texts.say(language, 'card.quiz.passMark', { mark: passMark });
  const words = { ...line([{ text: `${text} ▲`, isSubtle: true, size: 'Small' }]), horizontalAlignment: 'Right' };
  const column = (width: number, items: CardPart[]) => ({ type: 'Column', width, spacing: 'None', items });
  return {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [column(passMark, [words]), ...(passMark < 100 ? [column(100 - passMark, [])] : [])],
  };
}

function topicParts({ label, right, items, score }: ShownResult['topics'][number], isFirst: boolean): CardPart[] {
  return [
    {
      type: 'ColumnSet',
      spacing: 'Medium',
      ...(isFirst ? { separator: true } : {}),
      columns: [
        { type: 'Column', width: 'stretch', items: [line([{ text: label }])] },
        { type: 'Column', width: 'auto', items: [line([{ text: score, weight: 'Bolder' }])] },
      ],
    },
    bar({ value: right, of: Math.max(1, items), style: 'accent' }),
  ];
}
