/** The sizes Teams allows, how they are counted, and how words are cut so that they keep to them. */

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

/** A longer address is shown without a link. */
const LONGEST_URL = 2_000;

/** Bytes of a value's JSON as UTF-16, which is how Teams counts a message. */
export function messageBytes(value: unknown): number {
  return 2 * JSON.stringify(value).length;
}

/** Bytes of a value's JSON as UTF-8. */
export function cardBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/** The address, unless it is so long that it would crowd out the message. */
export function shortUrl(url: string | undefined): string | undefined {
  return url !== undefined && url.length <= LONGEST_URL ? url : undefined;
}

/** At most `most` UTF-16 units: cut at a word where there is one, and marked with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, breakBefore(text, most - 1)).trimEnd()}…`;
}

/** The text in parts of at most `most` UTF-16 units, broken at lines, else at words, else between characters. */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = breakBefore(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** Where to break a longer text so that the first part has at most `most` units: after a line, a word, a character. */
function breakBefore(text: string, most: number): number {
  const room = text.slice(0, most + 1);
  const line = room.lastIndexOf('\n');
  if (line > most / 2) return line;
  for (let at = most; at > most / 2; at -= 1) if (/\s/u.test(room.charAt(at))) return at;
  let end = most;
  // Neither half a surrogate pair, nor a mark without its letter.
  while (end > 1 && /^(?:[\uDC00-\uDFFF]|\p{M}|\u200D)/u.test(text.slice(end, end + 2))) end -= 1;
  return end;
}
