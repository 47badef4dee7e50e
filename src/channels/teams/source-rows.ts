/** The sources of an answer on a card: a row for each, which opens to what was quoted and where it comes from. */
import type { Language } from '../../contracts/language.ts';
import type { SourceLine } from '../../contracts/message.ts';
import type { Source } from '../../contracts/passage.ts';
import { safeUrl, sourceLabel, sourceLabelLine } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';
import { sourceName } from '../reply-text.ts';
import { cut, looksArabic, shortUrl } from '../words.ts';
import { type CardPart, choose, heading, inDirection, line, quoteLines } from './card-parts.ts';
import type { CardUnit } from './cards.ts';
import { LONGEST_LABEL, sourceSummary } from './source-words.ts';

const LONGEST_NAME = 300;
/** Origins shown under a quote; the passage names all of them. */
const MAX_ORIGINS = 3;

/** The heading and a row for each source; `quoteLength` is the most of the quote that is shown. */
export function sourceUnits(
  sources: readonly SourceLine[],
  quoteLength: number,
  language: Language,
  texts: Texts,
): CardUnit[] {
  if (sources.length === 0) return [];
  const rows = sources.map((source, at): CardUnit => {
    const id = `source-${at + 1}`;
    return { elements: [row(source, id, language, texts), details(source, id, quoteLength, language, texts)] };
  });
  return [{ elements: [heading(texts.say(language, 'sources.heading'))] }, ...rows];
}

function row(source: SourceLine, id: string, language: Language, texts: Texts): CardPart {
  const title = cut(sourceName(source), LONGEST_NAME);
  const column = (width: 'auto' | 'stretch', ...items: CardPart[]): CardPart => ({ type: 'Column', width, items });
  const state = (which: 'show' | 'hide', mark: string): CardPart => ({
    ...line([{ text: `${texts.say(language, `card.${which}`)} ${mark}`, color: 'Accent', size: 'Small' }]),
    id: `${id}-${which}`,
    isVisible: which === 'show',
  });
  return {
    type: 'Container',
    separator: true,
    spacing: 'Small',
    selectAction: {
      type: 'Action.ToggleVisibility',
      title: texts.say(language, 'card.toggle', { n: source.n, title }),
      targetElements: [id, `${id}-show`, `${id}-hide`],
    },
    items: [
      {
        type: 'ColumnSet',
        columns: [
          column('auto', line([{ text: `[${source.n}]`, weight: 'Bolder' }])),
          column(
            'stretch',
            line([{ text: title, weight: 'Bolder' }]),
            line(
              [{ text: cut(sourceSummary(source, language, texts), LONGEST_LABEL), isSubtle: true, size: 'Small' }],
              {
                spacing: 'None',
              },
            ),
          ),
          column('auto', state('show', '▾'), state('hide', '▴')),
        ],
      },
    ],
  };
}

function details(source: SourceLine, id: string, quoteLength: number, language: Language, texts: Texts): CardPart {
  const label = sourceLabelLine(sourceLabel(texts, language, source));
  const small = (text: string) => line([{ text, isSubtle: true, size: 'Small' }], { spacing: 'Small' });
  const read = choose(texts.say(language, 'card.readPassage'), { action: 'open-passage', passageId: source.passageId });
  return {
    type: 'Container',
    id,
    isVisible: false,
    style: 'emphasis',
    spacing: 'Small',
    items: [
      ...inDirection(quoteLines(source.quote, quoteLength), looksArabic(source.quote, language), language),
      small(cut(label, LONGEST_LABEL)),
      ...source.sources.slice(0, MAX_ORIGINS).map((origin) => originRow(origin, language, texts)),
      ...(source.sources.length > MAX_ORIGINS ? [small(texts.say(language, 'card.moreOrigins'))] : []),
      { type: 'ActionSet', actions: [read] },
    ],
  };
}

/** Where words come from: a line that opens it, or its title alone. The line wraps, where a button would be cut off. */
export function originRow(origin: Source, language: Language, texts: Texts): CardPart {
  const name = cut(origin.title, LONGEST_NAME);
  const url = shortUrl(safeUrl(origin.url));
  if (url === undefined) return line([{ text: name, isSubtle: true }], { spacing: 'Small' });
  const title = texts.say(language, 'card.open', { title: name });
  return {
    type: 'Container',
    spacing: 'Small',
    selectAction: { type: 'Action.OpenUrl', title, url },
    items: [line([{ text: title, color: 'Accent', underline: true }])],
  };
}
