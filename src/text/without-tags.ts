/** Takes markup out of a message: what was copied from a web page or a mail is read as its words. */

/** An opening or closing tag; "a < b" and "3 > 2" are none. */
const TAG = /<\/?[a-z][^<>]{0,300}>/gi;

/** The text with a space in place of every tag. */
export function withoutTags(text: string): string {
  return text.replace(TAG, ' ');
}
