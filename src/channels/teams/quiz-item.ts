/** An item on a card: where one stands, the question, and a form for a thumb. */
import type { Language } from '../../contracts/language.ts';
import type { OfferedChoice, ShownItem } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { cut } from '../words.ts';
import { bar } from './bars.ts';
import { type CardPart, inert, line, lines, send } from './card-parts.ts';
import { buttonRows, choiceParts, dataOf, type Press, tappable } from './training-choices.ts';

/** A closed list shows about so many characters on a phone; the options are listed in full above it. */
const LONGEST_IN_LIST = 34;

/** True for items that are answered with fields, not with one tap. */
export function hasFields({ kind }: ShownItem): boolean {
  return kind === 'multiple' || kind === 'order' || kind === 'match';
}

/** The item; `beside` are the choices about it, "I do not know" among them. */
export function itemParts(
  item: ShownItem,
  beside: readonly OfferedChoice[],
  press: Press,
  language: Language,
  texts: Texts,
): CardPart[] {
  return [
    line([{ text: item.place, isSubtle: true, size: 'Small' }], { spacing: 'Large', separator: true }),
    bar({ value: item.done, of: Math.max(1, item.total), style: 'accent', hasBegun: true }),
    ...lines(item.prompt, { weight: 'Bolder', size: 'Medium' }),
    ...(hasFields(item) ? form(item, beside, press, language, texts) : taps(item, beside, press)),
  ];
}

/** One tap on a row answers; the row is as high as a thumb needs, and its text wraps. */
function taps(item: ShownItem, beside: readonly OfferedChoice[], press: Press): CardPart[] {
  const { attemptId, itemId } = item;
  const rows = item.options.map(({ id, letter, text }) => ({
    ...tappable(press(`${letter} ${text}`, { action: 'answer-item', attemptId, itemId, given: [id] })),
    items: [lettered(letter, text)],
  }));
  return [...rows, ...choiceParts(beside, press)];
}

function lettered(letter: string, text: string): CardPart {
  return {
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'auto', items: [line([{ text: letter, weight: 'Bolder', color: 'Accent' }])] },
      { type: 'Column', width: 'stretch', items: [line([{ text }])] },
    ],
  };
}

/** Fields and a button; an empty form is not sent. */
function form(
  item: ShownItem,
  beside: readonly OfferedChoice[],
  press: Press,
  language: Language,
  texts: Texts,
): CardPart[] {
  const { attemptId, itemId } = item;
  const { given: _none, ...data } = dataOf({ action: 'answer-item', attemptId, itemId, given: [] });
  const answer = send(texts.say(language, 'card.quiz.answer'), data);
  return [
    ...(item.kind === 'multiple' ? [manyOf(item, language, texts)] : places(item, language, texts)),
    ...buttonRows([answer, ...beside.map(({ label, choice }) => press(label, choice))]),
  ];
}

function manyOf({ options }: ShownItem, language: Language, texts: Texts): CardPart {
  return {
    type: 'Input.ChoiceSet',
    id: 'given',
    label: texts.say(language, 'card.quiz.chooseAll'),
    style: 'expanded',
    isMultiSelect: true,
    wrap: true,
    isRequired: true,
    errorMessage: texts.say(language, 'card.quiz.missing.multiple'),
    choices: options.map(({ id, letter, text }) => ({ title: inert(`${letter}. ${text}`), value: id })),
  };
}

/** A list for each place of the order, or for each left side. */
function places(item: ShownItem, language: Language, texts: Texts): CardPart[] {
  const { kind, left, options } = item;
  const choices = options.map(({ id, letter, text }) => ({
    title: inert(`${letter}. ${cut(text, LONGEST_IN_LIST)}`),
    value: id,
  }));
  const labels =
    kind === 'match'
      ? left
      : options.map((_option, at) => texts.say(language, 'card.quiz.position', { number: at + 1 }));
  return [
    ...options.map(({ letter, text }) => ({ ...lettered(letter, text), spacing: 'Small' })),
    ...labels.map((label, at) => ({
      type: 'Input.ChoiceSet',
      id: `given${at + 1}`,
      label: inert(label),
      style: 'compact',
      placeholder: texts.say(language, 'card.quiz.choose'),
      isRequired: true,
      errorMessage: texts.say(language, `card.quiz.missing.${kind === 'match' ? 'match' : 'order'}`),
      choices,
    })),
  ];
}
