/** The form in which a trainer describes a training. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Block, Choice, FormField } from '../contracts/message.ts';
import { COUNTRIES } from '../contracts/passage.ts';
import { countryNames } from '../text/source-label.ts';
import type { Texts } from '../text/texts.ts';
import type { ItemBank } from './item-bank.ts';
import type { Screens } from './screens.ts';

/** What the form sends. */
export type CreateEvent = Extract<Choice, { action: 'create-event' }>;

/** Makes the function that draws the form; `problem` is why what was `filled` in could not be used. */
export function createEventForm({
  bank,
  screens: { notice, words },
  texts,
}: {
  bank: Pick<ItemBank, 'modules'>;
  screens: Pick<Screens, 'notice' | 'words'>;
  texts: Texts;
}) {
  return function form(language: Language, problem?: string, filled?: CreateEvent): Block[] {
    const field = (name: keyof CreateEvent, more: Partial<FormField> = {}): FormField => ({
      name,
      label: words(language, `trainer.form.${name}`),
      kind: 'text',
      required: true,
      value: filled?.[name],
      limit: 120,
      ...more,
    });
    const options = (name: keyof CreateEvent, list: { value: string; label: string }[], required = true): FormField =>
      field(name, { kind: 'options', options: list, required, limit: undefined });
    const fields: FormField[] = [
      field('name'),
      field('place'),
      options(
        'country',
        [
          { value: '', label: words(language, 'trainer.form.noCountry') },
          ...COUNTRIES.map((country) => ({ value: country, label: countryNames(texts, language, [country]) })),
        ],
        false,
      ),
      field('startsOn', { limit: 10 }),
      field('endsOn', { limit: 10 }),
      options('module', [
        { value: 'all', label: words(language, 'trainer.form.all') },
        ...bank.modules.map(({ key, title }) => ({ value: key, label: title[language] })),
      ]),
      options(
        'language',
        LANGUAGES.map((each) => ({ value: each, label: words(each, 'language.name') })),
      ),
      field('code', { required: false, limit: 30 }),
    ];
    return [
      ...(problem === undefined ? [] : [notice(language, `trainer.problem.${problem}`)]),
      {
        type: 'form',
        prompt: words(language, 'trainer.form.prompt'),
        fields,
        submit: words(language, 'trainer.form.submit'),
        base: { action: 'create-event' },
      },
    ];
  };
}
