/** How text is written where a channel has no cards: what marks a heading, and what keeps words from being read as markup. */

/** What words are about, where that can be coloured. */
export type Tone = 'good' | 'bad' | 'neutral' | 'quiet';

/** How the text is written. `bold` marks a heading; `plain` makes words safe from being read as markup. */
export interface TextStyle {
  bold(text: string): string;
  plain(text: string): string;
  link(label: string, url: string): string;
  /** Colours words; undefined where there are no colours. */
  tone?(text: string, tone: Tone): string;
  /** Put before a paragraph in Arabic, where the platform guesses the direction from the first letter. */
  rightToLeftMark: string;
}
