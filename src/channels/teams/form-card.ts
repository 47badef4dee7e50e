/** A form on a card: one labelled input for each thing that is asked. */
import type { Language } from '../../contracts/language.ts';
import type { Block, FormField } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { type CardPart, lines, send } from './card-parts.ts';
import type { CardUnit } from './cards.ts';

/** The prompt, the inputs and the button that sends them; they stay together. */
export function formUnits(form: Extract<Block, { type: 'form' }>, language: Language, texts: Texts): CardUnit[] {
  const { prompt, fields, submit, base } = form;
  const button = send(submit, base);
  return [
    ...lines(prompt).map((element) => ({ elements: [element] })),
    { elements: [...fields.map((field) => input(field, language, texts)), { type: 'ActionSet', actions: [button] }] },
  ];
}

/** One input. Its value is sent under the name of the field. */
export function input(field: FormField, language: Language, texts: Texts): CardPart {
  const { name, label, kind, required, value, options = [], limit } = field;
  const shared = {
    id: name,
    label,
    ...(required ? { isRequired: true, errorMessage: texts.say(language, 'card.required') } : {}),
    ...(value === undefined ? {} : { value }),
  };
  if (kind === 'options') {
    const choices = options.map((option) => ({ title: option.label, value: option.value }));
    return { type: 'Input.ChoiceSet', ...shared, style: 'compact', choices };
  }
  return {
    type: 'Input.Text',
    ...shared,
    isMultiline: kind === 'long-text',
    ...(limit === undefined ? {} : { maxLength: limit }),
  };
}
