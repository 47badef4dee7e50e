/** Fixed sentences as the blocks of a reply. */
import type { Language } from '../contracts/language.ts';
import type { Block } from '../contracts/message.ts';
import type { Texts, TextValues } from './texts.ts';

/** Makes the functions that say a sentence, plainly or as a notice. */
export function createSayBlocks(texts: Pick<Texts, 'say'>) {
  const block =
    (type: 'text' | 'notice') =>
    (language: Language, key: string, values?: TextValues): Block => ({ type, text: texts.say(language, key, values) });
  return { text: block('text'), notice: block('notice') };
}
