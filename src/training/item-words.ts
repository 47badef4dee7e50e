/** The words of an item in one language: its options, an answer, and what proves it. */
import type { Language } from '../contracts/language.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { Texts } from '../text/texts.ts';
import { type Item, TRUE } from './quiz.ts';

/** What screens are made with. */
export interface ScreenParts {
  texts: Texts;
  /** The knowledge of this moment; undefined until an index is ready. */
  currentIndex(): KnowledgeIndex | undefined;
}

/** Makes the functions that put an item into words. */
export function createItemWords({ texts, currentIndex }: ScreenParts) {
  /** The section that proves something, in the person's language where there is one. */
  function passageOf(key: string, language: Language) {
    const index = currentIndex();
    return index?.passagesById.get(`${language}/${key}`) ?? index?.passagesById.get(`en/${key}`);
  }

  const headingOf = (key: string, language: Language): string | undefined => {
    const passage = passageOf(key, language);
    return passage && (passage.headingPath.at(-1) ?? passage.title);
  };

  function sourceName(key: string, language: Language): string | undefined {
    const passage = passageOf(key, language);
    return passage && [...new Set([passage.title, passage.headingPath.at(-1) ?? passage.title])].join(' › ');
  }

  function optionText(item: Item, id: string, language: Language): string {
    const words = item.options.find((option) => option.id === id)?.words;
    return words?.[language] ?? texts.say(language, id === TRUE ? 'quiz.true' : 'quiz.false');
  }

  /** An answer in words: one option, several, or beside the left side. */
  function answerText(item: Item, given: readonly string[], language: Language): string {
    const said = given.map((id) => optionText(item, id, language));
    if (item.kind === 'match')
      return said.map((words, at) => `${item.left[at]?.[language] ?? ''} – ${words}`).join('\n');
    if (item.kind === 'order') return said.map((words, at) => `${at + 1}. ${words}`).join('\n');
    return said.length > 1 ? said.map((words) => `• ${words}`).join('\n') : said.join('');
  }

  return { passageOf, headingOf, sourceName, optionText, answerText };
}
