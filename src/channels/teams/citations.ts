/** The citations of an answer as Teams draws them: a number in the text opens what the source says. */
import type { Entity } from 'botbuilder';
import type { Language } from '../../contracts/language.ts';
import type { Reply, SourceLine } from '../../contracts/message.ts';
import { safeUrl, sourceLabel, sourceLabelLine } from '../../text/source-label.ts';
import type { Texts } from '../../text/texts.ts';
import { MARKDOWN, sourceName } from '../reply-text.ts';
import { cut, looksArabic, shortUrl } from '../words.ts';
import { inDirection, line, quoteLines } from './card-parts.ts';
import { CARD_TYPE, makeCard } from './cards.ts';
import { LONGEST_LABEL, sourceMarks } from './source-words.ts';

/** Limits of https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
const MAX_CITATIONS = 20;
const LONGEST_NAME = 80;
const LONGEST_ABSTRACT = 160;
const LONGEST_KEYWORD = 28;

/** One citation. */
export interface Claim {
  '@type': 'Claim';
  position: number;
  appearance: {
    '@type': 'DigitalDocument';
    name: string;
    url?: string;
    abstract: string;
    keywords: string[];
    /** A card as JSON. */
    text: string;
    encodingFormat: typeof CARD_TYPE;
    image: { '@type': 'ImageObject'; name: 'PDF' | 'Text' };
  };
}

/** The sources by the numbers that stand in the answer; undefined where Teams could not draw all of them. */
export function citable(reply: Reply): Map<number, SourceLine> | undefined {
  const said = new Set(
    reply.blocks.flatMap((block) => (block.type === 'answer' ? block.sentences.map(({ n }) => n) : [])),
  );
  const sources = reply.blocks.flatMap((block) => (block.type === 'sources' ? block.sources : []));
  const byNumber = new Map(sources.map((source) => [source.n, source]));
  const isWhole = byNumber.size === sources.length && byNumber.size === said.size;
  const canBeDrawn = [...said].every((n) => Number.isInteger(n) && n >= 1 && n <= MAX_CITATIONS && byNumber.has(n));
  return isWhole && canBeDrawn ? byNumber : undefined;
}

/** A source as a citation; `quoteLength` is the most of the quote its window shows. */
export function claimOf(source: SourceLine, quoteLength: number, language: Language, texts: Texts): Claim {
  const { url } = firstLink(source) ?? {};
  return {
    '@type': 'Claim',
    position: source.n,
    appearance: {
      '@type': 'DigitalDocument',
      name: cut(sourceName(source), LONGEST_NAME),
      ...(url === undefined ? {} : { url }),
      abstract: cut(source.quote, LONGEST_ABSTRACT),
      keywords: sourceMarks(source, language, texts).map((mark) => cut(mark, LONGEST_KEYWORD)),
      text: JSON.stringify(windowCard(source, quoteLength, language, texts)),
      encodingFormat: CARD_TYPE,
      image: {
        '@type': 'ImageObject',
        name: url !== undefined && /\.pdf$/iu.test(new URL(url).pathname) ? 'PDF' : 'Text',
      },
    },
  };
}

/** The first of its origins that can be opened. */
function firstLink({ sources }: SourceLine): { title: string; url: string } | undefined {
  return sources
    .flatMap(({ title, url }) => {
      const safe = shortUrl(safeUrl(url));
      return safe === undefined ? [] : [{ title, url: safe }];
    })
    .at(0);
}

/** What the window behind a citation shows; nothing in it may be a button. */
function windowCard(source: SourceLine, quoteLength: number, language: Language, texts: Texts) {
  const label = sourceLabelLine(sourceLabel(texts, language, source));
  const quote = quoteLines(source.quote, quoteLength);
  const link = firstLink(source);
  const links =
    link === undefined
      ? []
      : [
          line([{ text: cut(link.title, 200), isSubtle: true }]),
          // The label is ours: a document's title in here could be read as markup.
          { type: 'TextBlock', text: MARKDOWN.link(texts.say(language, 'card.openSource'), link.url), wrap: true },
        ];
  const body = [
    line([{ text: cut(sourceName(source), 400), weight: 'Bolder' }]),
    line([{ text: cut(label, LONGEST_LABEL), isSubtle: true, size: 'Small' }]),
    ...inDirection(quote, looksArabic(source.quote, language), language),
    ...links,
  ];
  return makeCard(body, language);
}

/** The one root entity a message may have; undefined when there is nothing to say in it. */
export function messageEntity(claims: readonly Claim[], writtenByModel: boolean): Entity | undefined {
  if (claims.length === 0 && !writtenByModel) return undefined;
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    ...(writtenByModel ? { additionalType: ['AIGeneratedContent'] } : {}),
    ...(claims.length > 0 ? { citation: claims } : {}),
  };
}
