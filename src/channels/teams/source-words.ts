/** What a reader needs to know of a source at a glance. */
import type { Language } from '../../contracts/language.ts';
import type { SourceLine } from '../../contracts/message.ts';
import { sourceLabel } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';

/** A label is shorter, unless a document gives its date in many words. */
export const LONGEST_LABEL = 600;

/**
 * Three words about a source: how binding it is; that it does not bind, else where it holds; that nobody confirmed it,
 * else of when it is. A warning takes the place of what it makes less useful.
 */
export function sourceMarks(source: SourceLine, language: Language, texts: Texts): [string, string, string] {
  const label = sourceLabel(texts, language, source);
  return [
    label.authority,
    source.benchmark ? texts.say(language, 'card.benchmark') : label.countries,
    source.review === 'unchecked' ? texts.say(language, 'card.unchecked') : label.asOf,
  ];
}

/** The same in one line, with room for the date beside every warning. */
export function sourceSummary(source: SourceLine, language: Language, texts: Texts): string {
  const [authority, reach, state] = sourceMarks(source, language, texts);
  const { asOf } = sourceLabel(texts, language, source);
  return [authority, reach, asOf, ...(state === asOf ? [] : [state])].join(' · ');
}
