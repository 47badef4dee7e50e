/** What every card must keep to, checked with Microsoft's own reader and with rules of ours. */
import { createRequire } from 'node:module';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { CardPart } from '../../../src/channels/teams/card-parts.ts';
import type { AdaptiveCard } from '../../../src/channels/teams/cards.ts';

// The package names an entry that Node cannot load: its imports have no endings. The bundle can be loaded.
const reader: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

const ELEMENTS = [
  ...['AdaptiveCard', 'TextBlock', 'RichTextBlock', 'TextRun', 'Container', 'ColumnSet', 'Column', 'ActionSet'],
  ...['Input.Text', 'Input.ChoiceSet'],
  ...['Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility'],
];

const cardShape = z.custom<AdaptiveCard>(
  (value) => z.looseObject({ type: z.literal('AdaptiveCard') }).safeParse(value).success,
);

/** The reader tests a language with one regular expression that remembers where it stopped: it refuses every other one. */
const EVERY_OTHER_LANGUAGE = /^Invalid value "(?:en|fr|ar)" for property "lang"\.$/u;

/** The cards of messages, as they go over the wire. */
export function cardsOf(messages: readonly Partial<Activity>[]): AdaptiveCard[] {
  return messages.flatMap(({ attachments = [] }) =>
    attachments.map(({ content }) => cardShape.parse(JSON.parse(JSON.stringify(content)))),
  );
}

/** The one card of messages that are one card; fails for any other number. */
export function onlyCard(messages: readonly Partial<Activity>[]): AdaptiveCard {
  const cards = cardsOf(messages);
  const [only] = cards;
  if (only === undefined || cards.length > 1) throw new Error(`${cards.length} cards where one was meant`);
  return only;
}

/** Every element, action and run of a card, outermost first. */
export function partsOf(value: unknown): CardPart[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = z.looseObject({ type: z.string() }).safeParse(value);
  // What a button sends is not drawn.
  const inside = Object.entries(value).flatMap(([key, held]) => (key === 'data' ? [] : partsOf(held)));
  return [...(part.success ? [part.data] : []), ...inside];
}

/** The parts of one type. */
export function ofType(value: unknown, type: string): CardPart[] {
  return partsOf(value).filter((part) => part.type === type);
}

/** What can be pressed and sends something, in order, without what stands in for it on older clients. */
export function actionsOf(value: unknown): CardPart[] {
  if (Array.isArray(value)) return value.flatMap(actionsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = z.looseObject({ type: z.enum(['Action.Execute', 'Action.Submit']) }).safeParse(value);
  const inside = Object.entries(value).flatMap(([key, held]) =>
    key === 'data' || key === 'fallback' ? [] : actionsOf(held),
  );
  return [...(part.success ? [part.data] : []), ...inside];
}

/** The words of a card that are drawn literally, in order. */
export function wordsOf(value: unknown): string[] {
  return ofType(value, 'TextRun').map(({ text }) => String(text));
}

/** What is wrong with a card; empty when nothing is. */
export function problemsOf(card: AdaptiveCard): string[] {
  const context = new reader.SerializationContext();
  const read = new reader.AdaptiveCard();
  read.parse(card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const validation = read.validateProperties().validationEvents.map(({ message }) => message);
  const parts = partsOf(card);
  const ids = parts.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  const own = [
    ...(card.version === '1.5' ? [] : ['not version 1.5']),
    ...(new Set(ids).size === ids.length ? [] : ['an id twice']),
    ...(JSON.stringify(card).includes('"msteams"') ? ['data.msteams'] : []),
    ...parts.flatMap((part) => problemsOfPart(part, ids)),
  ];
  return [...parsing.filter((problem) => !EVERY_OTHER_LANGUAGE.test(problem)), ...validation, ...own];
}

function problemsOfPart(part: CardPart, ids: readonly string[]): string[] {
  const { type } = part;
  const has = (key: string) => typeof part[key] === 'string' && part[key] !== '';
  const wrong = (isWrong: boolean, problem: string) => (isWrong ? [`${type}: ${problem}`] : []);
  const targets = Array.isArray(part.targetElements) ? part.targetElements : [];
  const fallback = z.looseObject({ type: z.literal('Action.Submit'), data: z.unknown() }).safeParse(part.fallback);
  return [
    ...wrong(!ELEMENTS.includes(type), 'not drawn everywhere'),
    ...wrong(type === 'TextBlock' && part.wrap !== true, 'does not wrap'),
    ...wrong(type.startsWith('Input.') && !(has('id') && has('label')), 'no label'),
    ...wrong(type.startsWith('Input.') && part.isRequired === true && !has('errorMessage'), 'no error message'),
    ...wrong(type.startsWith('Action.') && !has('title'), 'no title'),
    ...wrong(
      type === 'Action.Execute' &&
        !(fallback.success && JSON.stringify(fallback.data.data) === JSON.stringify(part.data)),
      'no fallback with the same data',
    ),
    ...wrong(type === 'Action.Execute' && !has('verb'), 'no verb'),
    ...wrong(!targets.every((target) => ids.includes(String(target))), 'shows what is not there'),
  ];
}
