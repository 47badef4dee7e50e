/** Cards made of units: as few as their size allows, each of them complete. */
import type { Language } from '../../contracts/language.ts';
import type { Texts } from '../../text/texts.ts';
import { isRightToLeft } from '../words.ts';
import { type CardPart, type Frame, line } from './card-parts.ts';
import { cardBytes, MAX_CARD_BYTES } from './limits.ts';

/** The newest version Teams draws for a bot. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
const VERSION = '1.5';
/** What `bytes` below does not see: brackets, commas and the frame of the card. */
const WRAPPING_BYTES = 400;

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** A card as JSON. */
export interface AdaptiveCard extends CardPart {
  type: 'AdaptiveCard';
  body: CardPart[];
  actions?: CardPart[];
}

/** Elements that stay together in one card. Neighbours with the same `frame` object stand in one frame. */
export interface CardUnit {
  elements: CardPart[];
  frame?: Frame;
}

/** What cards are made of. */
export interface CardContent {
  units: CardUnit[];
  /** Buttons below the last card. */
  actions?: CardPart[];
  language: Language;
  /** Shown by a client that cannot draw the card. */
  fallbackText: string;
}

/** One card. */
export function makeCard(body: CardPart[], language: Language, actions: CardPart[] = []): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: VERSION,
    lang: language,
    ...(isRightToLeft(language) ? { rtl: true } : {}),
    body,
    ...(actions.length > 0 ? { actions } : {}),
  };
}

/** Every unit in order, in as few cards as their size allows; none for nothing. Each but the first says it continues. */
export function makeCards({ units, actions = [], language, fallbackText }: CardContent, texts: Texts): AdaptiveCard[] {
  if (units.length === 0 && actions.length === 0) return [];
  const continued: CardUnit = {
    elements: [line([{ text: texts.say(language, 'card.continued'), isSubtle: true, size: 'Small' }])],
  };
  const wrapping = WRAPPING_BYTES + cardBytes(fallbackText) + cardBytes(continued);
  const groups: CardUnit[][] = [[]];
  let size = wrapping;
  // The buttons count as one more unit: they may need a card of their own.
  for (const unit of actions.length > 0 ? [...units, { elements: actions }] : units) {
    const bytes = cardBytes(unit);
    if (size + bytes > MAX_CARD_BYTES && (groups.at(-1)?.length ?? 0) > 0) {
      groups.push([continued]);
      size = wrapping;
    }
    if (unit.elements !== actions) groups.at(-1)?.push(unit);
    size += bytes;
  }
  return groups.map((group, at) => ({
    ...makeCard(inFrames(group), language, at === groups.length - 1 ? actions : []),
    fallbackText,
  }));
}

/** The elements of units, those of one frame in it. */
export function inFrames(units: readonly CardUnit[]): CardPart[] {
  const body: CardPart[] = [];
  let open: { frame: Frame; items: CardPart[] } | undefined;
  for (const { elements, frame } of units) {
    if (frame === undefined) body.push(...elements);
    else if (frame === open?.frame) open.items.push(...elements);
    else {
      open = { frame, items: [...elements] };
      body.push({ ...frame, items: open.items });
    }
    if (frame === undefined) open = undefined;
  }
  return body;
}
