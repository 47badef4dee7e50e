/** The sizes Teams allows and how they are counted. */

/**
 * Bytes of a message counted as UTF-16: 100 KB is refused with 413, 80 KB is what Microsoft asks for.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const MAX_MESSAGE_BYTES = 80_000;

/**
 * Bytes of a card counted as UTF-8: the smallest limit Teams names for one. A bot's card may be larger, but is refused
 * earlier by some clients than by others.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
export const MAX_CARD_BYTES = 28_000;

/** Longest run of words in one element; in JSON a character may take six bytes. */
export const LONGEST_RUN = 3_500;

/** Bytes of a value's JSON as UTF-16, which is how Teams counts a message. */
export function messageBytes(value: unknown): number {
  return 2 * JSON.stringify(value).length;
}

/** Bytes of a value's JSON as UTF-8. */
export function cardBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}
