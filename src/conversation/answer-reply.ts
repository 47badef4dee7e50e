/** Turns what came of a question into the blocks of a reply, with every fixed sentence in the person's language. */
import type { AnswerNote, AnswerResult } from '../answering/answer.ts';
import type { QuotedPassage } from '../answering/compose.ts';
import type { RelatedTopic } from '../answering/related-topics.ts';
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice, SourceLine } from '../contracts/message.ts';
import type { Citation } from '../contracts/passage.ts';
import type { Texts } from '../text/texts.ts';

/** A source as it is listed under an answer. */
export function sourceLine({ n, passage, quote }: Citation): SourceLine {
  const [first, ...rest] = passage.headingPath;
  return {
    n,
    passageId: passage.id,
    documentKey: passage.documentKey,
    title: passage.title,
    // A document of one section is called what its heading says.
    heading: (first === passage.title ? rest : passage.headingPath).join(' › '),
    authority: passage.authority,
    benchmark: passage.benchmark,
    countries: passage.countries,
    asOf: passage.asOf,
    review: passage.review,
    sources: passage.sources,
    quote,
  };
}

function countryNames(codes: readonly string[], language: Language): string {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return list.format(codes.map((code) => names.of(code) ?? code));
}

/** A note as a sentence; the age and review of single sources stand in their own lines. */
function noteText(note: AnswerNote, language: Language, texts: Texts): string | undefined {
  if (note.note === 'no-country-source' || note.note === 'general') {
    const key = note.note === 'general' ? 'answer.general' : 'answer.noCountrySource';
    return texts.say(language, key, { countries: countryNames(note.countryCodes, language) });
  }
  if (note.note === 'quoted-in') {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(note.language) ?? note.language;
    const said = texts.say(language, 'answer.quotedIn', { language: name });
    if (note.terms.length === 0) return said;
    const list = new Intl.ListFormat(language, { type: 'unit', style: 'long' });
    const terms = list.format(note.terms.map(({ quoted, asked }) => `\u2068${quoted}\u2069 = \u2068${asked}\u2069`));
    return `${said} ${texts.say(language, 'answer.keyTerms', { terms })}`;
  }
  return note.note === 'benchmark' ? texts.say(language, 'answer.benchmark') : undefined;
}

function quoteBlocks(quoted: readonly QuotedPassage[]): Block[] {
  if (quoted.length === 0) return [];
  return [
    {
      type: 'answer',
      sentences: quoted.flatMap(({ citation, sentences }) =>
        sentences.map((text) => ({ text, n: citation.n, language: citation.passage.language })),
      ),
    },
    { type: 'sources', sources: quoted.map(({ citation }) => sourceLine(citation)) },
  ];
}

/** Topics as questions to tap. */
export function topicChoices(topics: readonly RelatedTopic[]): OfferedChoice[] {
  return topics.map(({ question }) => ({ label: question, choice: { action: 'ask', question } }));
}

/** The choice that leads to a person. */
export function personChoice(language: Language, texts: Texts): OfferedChoice {
  return { label: texts.say(language, 'choices.person'), choice: { action: 'ask-a-person' } };
}

/** The blocks that say an answer, or that there is none. */
export function answerBlocks(result: AnswerResult, language: Language, texts: Texts): Block[] {
  const noteBlocks = (which: (note: AnswerNote) => boolean) =>
    result.notes.filter(which).flatMap((note): Block[] => {
      const text = noteText(note, language, texts);
      return text === undefined ? [] : [{ type: 'notice', text }];
    });
  // What changes how the quotes are to be read comes before them, what explains a label after.
  const before = noteBlocks(({ note }) => note === 'no-country-source' || note === 'general' || note === 'quoted-in');
  const after = noteBlocks(({ note }) => note === 'benchmark');
  const quotes = quoteBlocks(result.quoted);
  if (result.outcome === 'answered') {
    const choices = topicChoices(result.related);
    const next: Block[] =
      choices.length > 0 ? [{ type: 'choices', prompt: texts.say(language, 'choices.next'), choices }] : [];
    return [...before, ...quotes, ...after, ...next];
  }
  const choices = [...topicChoices(result.related), personChoice(language, texts)];
  const prompt = texts.say(language, result.related.length > 0 ? 'choices.closest' : 'choices.orPerson');
  const refusal: Block[] = quotes.length > 0 ? [] : [{ type: 'text', text: texts.say(language, 'answer.noEvidence') }];
  return [...refusal, ...before, ...quotes, ...after, { type: 'choices', prompt, choices }];
}
