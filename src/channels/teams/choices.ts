/** Which choices become buttons, and which are named in words only. */
import type { OfferedChoice, Reply } from '../../contracts/message.ts';
import { commandFor } from '../choice.ts';
import { type CardPart, choose, line } from './card-parts.ts';

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

const isPerson = ({ choice }: OfferedChoice): boolean => choice.action === 'ask-a-person';
const isTopic = ({ choice }: OfferedChoice): boolean => choice.action === 'ask';
const isReadable = ({ choice }: OfferedChoice): boolean =>
  choice.action !== 'ask' || choice.question.length <= LONGEST_QUESTION;

/** The suggestions below a text message: topics first, then languages; the way to a person keeps its place, the last. */
export function suggestions(offered: readonly OfferedChoice[]): OfferedChoice[] {
  const usable = offered.filter((choice) => isReadable(choice) && commandFor(choice) !== undefined);
  const person = usable.filter(isPerson).slice(0, 1);
  const others = usable.filter((choice) => !isPerson(choice));
  const ranked = [...others.filter(isTopic), ...others.filter((choice) => !isTopic(choice))];
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
export function cardChoices(choices: readonly OfferedChoice[]): CardChoices {
  const topics = choices.filter((choice) => isTopic(choice) && isReadable(choice)).slice(0, MAX_TOPICS);
  const pressed = choices.filter((choice) => !isTopic(choice) || topics.includes(choice));
  const isRow = ({ choice }: OfferedChoice) => choice.action === 'ask' || choice.action === 'open-passage';
  return {
    elements: [...pressed.filter(isRow).map(row), ...buttonRows(pressed.filter((choice) => !isRow(choice)))],
    named: choices.filter((choice) => !pressed.includes(choice)).map(({ label }) => label),
  };
}

function row({ label, choice }: OfferedChoice): CardPart {
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    selectAction: choose(label, choice),
    items: [line([{ text: label, color: 'Accent' }])],
  };
}

/** How many characters of titles stand side by side on a phone before they are cut off. */
const LONGEST_BUTTON_ROW = 24;
const MAX_BUTTONS = 3;

/** The buttons in as few rows as let every title be read. */
function buttonRows(choices: readonly OfferedChoice[]): CardPart[] {
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
  return rows.map((row) => ({ type: 'ActionSet', actions: row.map(({ label, choice }) => choose(label, choice)) }));
}
