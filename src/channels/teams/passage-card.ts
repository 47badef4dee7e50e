/** A passage on a card, whole, in its own writing direction. */
import type { Language } from '../../contracts/language.ts';
import type { Passage } from '../../contracts/passage.ts';
import { sourceLabel, sourceLabelLine } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';
import { passageName } from '../reply-text.ts';
import { isRightToLeft } from '../words.ts';
import { directionFrame, line, lines } from './card-parts.ts';
import type { CardUnit } from './cards.ts';
import { originRow } from './source-rows.ts';

/** What the passage is, its words, and where they come from. */
export function passageUnits(passage: Passage, language: Language, texts: Texts): CardUnit[] {
  const frame = directionFrame(isRightToLeft(passage.language), language);
  const label = sourceLabelLine(sourceLabel(texts, language, passage));
  const page = passage.page === undefined ? '' : ` · ${texts.say(language, 'sources.page', { page: passage.page })}`;
  return [
    ...lines(passageName(passage), { weight: 'Bolder', size: 'Medium' }).map((element) => ({
      elements: [element],
      frame,
    })),
    { elements: [line([{ text: label + page, isSubtle: true, size: 'Small' }])] },
    ...lines(passage.text).map((element) => ({ elements: [element], frame })),
    ...passage.sources.map((origin) => ({ elements: [originRow(origin, language, texts)] })),
  ];
}
