/** An address that opens a chat with the number Dalil writes from. */

/**
 * `number`: digits alone, country code first. The text stands ready to be sent, and the person sends it.
 * https://faq.whatsapp.com/5913398998672934
 */
export function chatLink(number: string, text: string): string {
  return `https://wa.me/${number}?text=${encodeURIComponent(text.toWellFormed())}`;
}
