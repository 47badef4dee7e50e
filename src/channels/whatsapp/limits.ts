/**
 * The sizes WhatsApp allows. Meta says "characters" and not how it counts them; they are counted as UTF-16 units here,
 * of which a text never has fewer than of any other kind of character.
 */

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages */
export const MAX_TEXT = 4_096;

/**
 * The body of a message with buttons or a list. The page on lists says 4,096, Meta's published schema says 1,024.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
 * https://github.com/facebook/openapi
 */
export const MAX_INTERACTIVE_BODY = 1_024;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages */
export const MAX_BUTTONS = 3;
export const MAX_BUTTON_TITLE = 20;
export const MAX_BUTTON_ID = 256;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages */
export const MAX_ROWS = 10;
export const MAX_ROW_ID = 200;
export const MAX_ROW_TITLE = 24;
export const MAX_ROW_DESCRIPTION = 72;
export const MAX_LIST_BUTTON = 20;
export const MAX_SECTION_TITLE = 24;
