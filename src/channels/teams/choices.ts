/** Which choices become buttons, and which are named in words only. */
import type { OfferedChoice, Reply } from '../../contracts/message.ts';
import { commandFor } from '../choice.ts';
import { type CardPart, line } from './card-parts.ts';
import type { Press } from './training-choices.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/prompt-suggestions */
const MAX_SUGGESTIONS = 3;
/** Topics on one card that can be pressed; more would bury what else it says. */
const MAX_TOPICS = 3;
/** A longer question cannot be read on a button. */
const LONGEST_QUESTION = 400;

/** Everything a reply offers, in its order. */
export function offeredBy(reply: Reply): OfferedChoice[] {
  return reply.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
}

/** The way back into a run can be typed: its label is remembered as long as it was offered last. */
const isWayBack = ({ choice }: OfferedChoice): boolean => choice.action === 'continue-run';
const isPerson = ({ choice }: OfferedChoice): boolean => choice.action === 'ask-a-person';
const isTopic = ({ choice }: OfferedChoice): boolean => choice.action === 'ask';
const isReadable = ({ choice }: OfferedChoice): boolean =>
  choice.action !== 'ask' || choice.question.length <= LONGEST_QUESTION;

/** True for what a suggestion below a text message can stand for: it sends text, as if it had been typed. */
export function canBeTyped(choice: OfferedChoice): boolean {
  return commandFor(choice) !== undefined || isWayBack(choice);
}

/**
 * The suggestions below a text message: the way back into a run, topics, then languages; the way to a person keeps its
 * place, the last.
 */
export function suggestions(offered: readonly OfferedChoice[]): OfferedChoice[] {
  const usable = offered.filter((choice) => isReadable(choice) && canBeTyped(choice));
  const person = usable.filter(isPerson).slice(0, 1);
  const others = usable.filter((choice) => !isPerson(choice));
  const rank = (choice: OfferedChoice) => [isWayBack, isTopic].findIndex((is) => is(choice)) + 1 || 3;
  const ranked = others.toSorted((one, other) => rank(one) - rank(other));
  return [...ranked.slice(0, MAX_SUGGESTIONS - person.length), ...person];
}

/** The choices of one block on a card: what is pressed, and the labels of what is only named. */
export interface CardChoices {
  elements: CardPart[];
  named: string[];
}

/**
 * Long labels become rows that wrap, short ones buttons. Teams cuts the title of a button off, and cuts it shorter on a
 * phone: https://github.com/MicrosoftDocs/msteams-docs/issues/12081
 */
export function cardChoices(choices: readonly OfferedChoice[], press: Press): CardChoices {
  const topics = choices.filter((choice) => isTopic(choice) && isReadable(choice)).slice(0, MAX_TOPICS);
  const pressed = choices.filter((choice) => !isTopic(choice) || topics.includes(choice));
  const isRow = ({ choice }: OfferedChoice) => choice.action === 'ask' || choice.action === 'open-passage';
  return {
    elements: [
      ...pressed.filter(isRow).map((choice) => row(choice, press)),
      ...buttonRows(
        pressed.filter((choice) => !isRow(choice)),
        press,
      ),
    ],
    named: choices.filter((choice) => !pressed.includes(choice)).map(({ label }) => label),
  };
}

function row({ label, choice }: OfferedChoice, press: Press): CardPart {
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    selectAction: press(label, choice),
    items: [line([{ text: label, color: 'Accent' }])],
  };
}

/** How many characters of titles stand side by side on a phone before they are cut off. */
const LONGEST_BUTTON_ROW = 24;
const MAX_BUTTONS = 3;

/** The buttons in as few rows as let every title be read. */
function buttonRows(choices: readonly OfferedChoice[], press: Press): CardPart[] {
  const rows: OfferedChoice[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    if (width + choice.label.length > LONGEST_BUTTON_ROW || rows.at(-1)?.length === MAX_BUTTONS) {
      rows.push([]);
      width = 0;
    }
    rows.at(-1)?.push(choice);
    width += choice.label.length;
  }
  return rows.map((row) => ({ type: 'ActionSet', actions: row.map(({ label, choice }) => press(label, choice)) }));
}
