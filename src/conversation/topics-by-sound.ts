/** Finds topics near a message in Arabic typed in Latin letters, by how its words sound, to offer them as questions. */
import { MAX_SUGGESTIONS } from '../answering/related-topics.ts';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Passage } from '../contracts/passage.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import { matterOfRomanised } from '../text/romanised-arabic.ts';
import { heardLetters, soundsLike } from '../text/romanised-spelling.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

/** A topic in the language it is offered in. */
export interface SoundTopic {
  question: string;
  passageId: string;
}

/** A word that stands only in another wording of a question tells less than one of its heading. */
const WORDING_SHARE = 0.4;
/** A section about one country is hardly meant, unless its name was among the words. */
const COUNTRY_SHARE = 0.6;
/** A topic that fits less than this as well as the best is left out. */
const NEAR_SHARE = 0.5;

/** The words of one section: of its heading and of other wordings in Arabic, and of its heading in the other languages. */
interface Section {
  passage: Passage;
  heading: ReadonlySet<string>;
  wordings: ReadonlySet<string>;
  translated: ReadonlySet<string>;
}

interface Sections {
  sections: readonly Section[];
  /** Every Arabic word of them with its letters that are heard. */
  words: readonly { word: string; letters: readonly string[] }[];
}

const read = new WeakMap<KnowledgeIndex, Sections>();

function matter(text: string, language: Language): string[] {
  return tokenize(text).filter((token) => !isStopWord(token, language));
}

/** Arabic words also without an "and" written together with them. */
function arabicMatter(text: string): ReadonlySet<string> {
  return new Set(matter(text, 'ar').flatMap((word) => [word, word.replace(/^و(?=....)/, '')]));
}

function headingOf(passage: Passage): string {
  return passage.headingPath.at(-1) ?? passage.title;
}

function translatedHeading(passage: Passage, index: KnowledgeIndex): ReadonlySet<string> {
  const others = LANGUAGES.filter((language) => language !== passage.language);
  return new Set(
    others.flatMap((language) => {
      const other = index.passagesById.get(`${language}/${passage.key}`);
      return other ? matter(headingOf(other), language).map((token) => stem(token, language)) : [];
    }),
  );
}

function readSections(index: KnowledgeIndex): Sections {
  const known = read.get(index);
  if (known) return known;
  const sections = (index.parts.get('ar')?.passages ?? []).map((passage) => ({
    passage,
    heading: arabicMatter(headingOf(passage)),
    wordings: arabicMatter(passage.asked.join('\n')),
    translated: translatedHeading(passage, index),
  }));
  const distinct = new Set(sections.flatMap(({ heading, wordings }) => [...heading, ...wordings]));
  const words = [...distinct].flatMap((word) => {
    const letters = heardLetters(word);
    return letters ? [{ word, letters }] : [];
  });
  const made = { sections, words };
  read.set(index, made);
  return made;
}

/** How much of a typed word a section holds: 1 in a heading of any language, less in another wording. */
function heldBy(section: Section, sounding: readonly string[], stems: readonly string[]): number {
  if (sounding.some((word) => section.heading.has(word))) return 1;
  if (stems.some((one) => section.translated.has(one))) return 1;
  return sounding.some((word) => section.wordings.has(word)) ? WORDING_SHARE : 0;
}

/**
 * The topics whose words sound most like those of a message, best first, one a document, in `language`; none where no
 * heading sounds like it. French and English words among them are looked up as they are.
 */
export function topicsBySound(text: string, language: Language, index: KnowledgeIndex): SoundTopic[] {
  const { sections, words } = readSections(index);
  const scores = new Map<Section, number>();
  const named = new Set<Section>();
  for (const typed of matterOfRomanised(text)) {
    const isHeard = soundsLike(typed);
    const sounding = words.filter(({ letters }) => isHeard(letters)).map(({ word }) => word);
    const stems = [stem(typed, 'fr'), stem(typed, 'en')];
    const held = sections.map((section) => ({ section, share: heldBy(section, sounding, stems) }));
    const holding = held.filter(({ share }) => share > 0);
    const rarity = Math.log(1 + sections.length / Math.max(1, holding.length));
    for (const { section, share } of holding) {
      scores.set(section, (scores.get(section) ?? 0) + share * rarity);
      if (share === 1) named.add(section);
    }
  }
  const ranked = [...named]
    .map((section) => {
      const country = section.passage.countries.length > 0 ? COUNTRY_SHARE : 1;
      // Of two headings that hold the same words the shorter is about just that.
      return { section, score: ((scores.get(section) ?? 0) * country) / Math.log(3 + section.heading.size) };
    })
    .sort((a, b) => b.score - a.score);
  const least = (ranked[0]?.score ?? 0) * NEAR_SHARE;
  const topics = new Map<string, SoundTopic>();
  for (const { section, score } of ranked) {
    const { documentKey, key } = section.passage;
    if (score < least || topics.has(documentKey) || topics.size === MAX_SUGGESTIONS) continue;
    const shown = index.passagesById.get(`${language}/${key}`);
    if (shown) topics.set(documentKey, { question: headingOf(shown), passageId: shown.id });
  }
  return [...topics.values()];
}
