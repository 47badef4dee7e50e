/** The buttons of trainings: which change their card in place, what they send, and how they look. */
import { z } from 'zod';
import type { Choice, OfferedChoice } from '../../contracts/message.ts';
import { cut } from '../words.ts';
import { type CardPart, choose, line, send } from './card-parts.ts';

/** Choices whose answer is the next card in the place of the one that was pressed. */
const IN_PLACE: ReadonlySet<unknown> = new Set<Choice['action']>([
  ...(['open-training', 'open-module', 'begin-run', 'continue-run', 'leave-run', 'retry-wrong'] as const),
  ...(['answer-item', 'read-on', 'look-back', 'challenge-item', 'join-event'] as const),
  ...(['open-reminders', 'set-reminders', 'pause-reminders', 'stop-reminders'] as const),
  ...(['open-events', 'open-event', 'open-item-queue', 'decide-item'] as const),
]);
/** The other choices of trainings. */
const BESIDE: ReadonlySet<unknown> = new Set<Choice['action']>([
  ...([
    'ask-certificate',
    'delete-certificate',
    'link-channels',
    'describe-event',
    'create-event',
    'open-report',
  ] as const),
]);

/** True for a choice whose answer takes the place of the card it stands on. */
export function worksInPlace({ action }: Choice): boolean {
  return IN_PLACE.has(action);
}

/** True for every choice of a training. */
export function isOfTraining({ action }: Choice): boolean {
  return IN_PLACE.has(action) || BESIDE.has(action);
}

const actionShape = z.looseObject({ action: z.string() });

/** True for data that an in-place button of some version of Dalil sent, whether the rest of it can be read or not. */
export function isInPlaceData(data: unknown): boolean {
  const sent = actionShape.safeParse(data);
  return sent.success && IN_PLACE.has(sent.data.action);
}

/** What a button on a card that is to stay sends in addition: its answer comes below, as a message of its own. */
const BELOW = { place: 'below' } as const;
const belowShape = z.looseObject({ place: z.literal(BELOW.place) });

/** True for what such a button sent. */
export function staysBelow(data: unknown): boolean {
  return belowShape.safeParse(data).success;
}

/** A choice as texts alone: some clients pass nothing else on. */
export function dataOf(choice: Choice): Record<string, string> {
  return Object.fromEntries(
    Object.entries(choice).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
}

/** Makes the button of a choice. */
export type Press = (title: string, choice: Choice) => CardPart;

/**
 * Buttons of a card that changes in place. With fields on it every button is an `Action.Submit`, and the card is replaced
 * by an update: on phones `Action.Execute` fails beside fields (https://github.com/microsoft/AdaptiveCards/issues/9315),
 * and on iOS it sends them along although it is told not to (https://github.com/microsoft/AdaptiveCards/issues/8585), so
 * that "I do not know" would be read as an answer. What is answered by a message of its own is sent as one.
 */
export function pressOnTrainingCard(hasFields: boolean): Press {
  return (title, choice) => {
    const fallback = { ...send(title, dataOf(choice)), associatedInputs: 'none' };
    if (hasFields || !worksInPlace(choice)) return fallback;
    return { ...fallback, type: 'Action.Execute', verb: choice.action, fallback };
  };
}

/** Buttons of a card with an answer or a passage, which is not to vanish because somebody goes on. */
export const pressBelow: Press = (title, choice) =>
  worksInPlace(choice) ? { ...choose(title, choice), data: { ...dataOf(choice), ...BELOW } } : choose(title, choice);

/** A longer label cannot be read on a button of a phone; it becomes a row that wraps. */
const LONGEST_BUTTON = 26;
/** What stands side by side on a phone before it is cut off: characters of titles, and for each button its edges. */
const LONGEST_BUTTON_ROW = 39;
const BUTTON_EDGES = 5;
const MAX_BUTTONS = 3;
const LONGEST_LABEL = 200;

/** Choices as buttons; as a list of rows where a label is long. */
export function choiceParts(choices: readonly OfferedChoice[], press: Press): CardPart[] {
  return choices.some(({ label }) => label.length > LONGEST_BUTTON)
    ? choices.map((choice) => listRow(choice, press))
    : buttonRows(choices.map(({ label, choice }) => press(label, choice)));
}

/** Buttons in as few rows as let every title be read. */
export function buttonRows(actions: readonly CardPart[]): CardPart[] {
  const length = ({ title }: CardPart) => String(title).length + BUTTON_EDGES;
  const rows: CardPart[][] = [];
  for (const action of actions) {
    const row = rows.at(-1);
    const width = row?.reduce((sum, one) => sum + length(one), length(action)) ?? 0;
    if (row === undefined || width > LONGEST_BUTTON_ROW || row.length === MAX_BUTTONS) rows.push([action]);
    else row.push(action);
  }
  return rows.map((row, at) => ({ type: 'ActionSet', ...(at > 0 ? { spacing: 'Small' } : {}), actions: row }));
}

function listRow({ label, choice }: OfferedChoice, press: Press): CardPart {
  const title = cut(label, LONGEST_LABEL);
  return {
    ...tappable(press(title, choice)),
    items: [line([{ text: title, color: 'Accent' }])],
  };
}

/**
 * The frame of a row that is pressed as a whole; `selectAction` takes an `Action.Execute`, too
 * (https://github.com/microsoft/AdaptiveCards/blob/main/schemas/1.5.0/adaptive-card.json). Border and corners are drawn
 * where Teams knows them (https://learn.microsoft.com/dotnet/api/microsoft.teams.cards.container), and passed over elsewhere.
 */
export function tappable(selectAction: CardPart): CardPart {
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    showBorder: true,
    roundedCorners: true,
    selectAction,
  };
}
