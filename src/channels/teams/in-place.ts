/** Cards of trainings change in place: as the answer to the request that a button makes, and in the message itself. */
import { type Activity, ActivityTypes, type ResourceResponse, type TurnContext } from 'botbuilder';
import type { Logger } from '../../contracts/logger.ts';
import type { Incoming, Reply } from '../../contracts/message.ts';
import { errorCode } from '../../errors.ts';
import { scopeOf } from './parse.ts';
import { statusOf } from './sending.ts';
import { isInPlaceData, staysBelow, worksInPlace } from './training-choices.ts';

/**
 * True for a pressed `Action.Submit` whose card gives way to the answer. It comes as a message, and `replyToId` is the
 * card: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions
 */
export function isPressInPlace(activity: Partial<Activity>): boolean {
  const { type, value, replyToId = '' } = activity;
  const isPress = type === ActivityTypes.Message && isInPlaceData(value) && !staysBelow(value);
  return isPress && replyToId !== '' && scopeOf(activity) === 'personal';
}

/** True when a reply is one card in the place of another. Whatever went wrong must not take the card away. */
export function isStepInPlace(reply: Reply, activity: Partial<Activity>, incoming: Incoming | undefined): boolean {
  if (incoming?.kind !== 'choice' || reply.outcome !== 'command' || scopeOf(activity) !== 'personal') return false;
  return worksInPlace(incoming.choice) && !(activity.type === ActivityTypes.Message && staysBelow(activity.value));
}

export interface CardPlacesParts {
  /** Shows an activity in the place of the message with this id, outside a turn. */
  replace(activity: Activity, card: Partial<Activity>, messageId: string): Promise<unknown>;
  log: Logger;
}

/** Makes what puts cards into the messages they came from. */
export function createCardPlaces({ replace, log }: CardPlacesParts) {
  /** Contents of the cards that answer a press. */
  const steps = new WeakSet<object>();
  const running = new Set<Promise<unknown>>();

  const contentOf = (activity: Partial<Activity> | undefined): object | undefined => {
    const content: unknown = activity?.attachments?.[0]?.content;
    return typeof content === 'object' && content !== null ? content : undefined;
  };
  const failed = (error: unknown) =>
    log.warn(
      { channel: 'teams', code: errorCode(error), status: statusOf(error), err: error },
      'A card could not be replaced in its message',
    );

  return {
    /** Notes that these activities answer a press; an apology is not noted, so that it never replaces a card. */
    note(activities: readonly Partial<Activity>[]): void {
      const content = contentOf(activities[0]);
      if (content !== undefined) steps.add(content);
    },

    /**
     * Lets the answer of this turn replace the card that was pressed, without typing dots below a card that changes at
     * once. A message that is not found any more does happen: https://github.com/MicrosoftDocs/msteams-docs/issues/6139
     */
    watch(context: TurnContext): void {
      const messageId = context.activity.replyToId;
      if (messageId === undefined || !isPressInPlace(context.activity)) return;
      context.onSendActivities(async (_context, activities, next): Promise<ResourceResponse[]> => {
        const said = activities.filter(({ type }) => type !== ActivityTypes.Typing);
        const [first, ...rest] = said;
        const content = contentOf(first);
        const isStep = first !== undefined && content !== undefined && steps.has(content);
        const isReplaced = isStep && (await replaced({ ...first, id: messageId }));
        // What is left is what `next` sends.
        activities.splice(0, activities.length, ...(isReplaced ? rest : said));
        const sent = activities.length > 0 ? await next() : [];
        return isReplaced ? [{ id: messageId }, ...sent] : sent;
      });

      async function replaced(card: Partial<Activity>): Promise<boolean> {
        try {
          await context.updateActivity(card);
          return true;
        } catch (error) {
          failed(error);
          return false;
        }
      }
    },

    /**
     * Puts the card that answers a request into its message, too, while the request is answered: Teams keeps the answer
     * for the moment only, and shows the message as it was after a reaction or a restart.
     * https://github.com/microsoft/botbuilder-js/issues/4635
     */
    keep(activity: Activity, activities: readonly Partial<Activity>[]): void {
      const [card] = activities;
      const content = contentOf(card);
      const { replyToId = '' } = activity;
      if (card === undefined || content === undefined || !steps.has(content) || replyToId === '') return;
      const job = replace(activity, card, replyToId)
        .catch(failed)
        .finally(() => running.delete(job));
      running.add(job);
    },

    /** Resolves when everything that was to be kept is kept, or has failed. */
    async idle(): Promise<void> {
      await Promise.allSettled([...running]);
    },
  };
}
