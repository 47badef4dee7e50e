/** Replies to draw: an answer with sources, a refusal, a question for the focal points, a form. */
import type { TeamsView } from '../../../src/channels/teams/render.ts';
import type { Language } from '../../../src/contracts/language.ts';
import type {
  AnswerSentence,
  Block,
  OfferedChoice,
  Reply,
  ShownQuestion,
  SourceLine,
} from '../../../src/contracts/message.ts';
import { PASSAGE } from '../helpers.ts';

export const VIEW: TeamsView = { citations: true, scope: 'personal' };
/** A client that draws no citations. */
export const PLAIN_VIEW: TeamsView = { citations: false, scope: 'personal' };

/** Words a document could hold to be read as markup, as a function or as a citation. */
export const HOSTILE =
  '[x](http://evil) **b** _i_ `c` {{DATE(2017-02-14T06:00:00Z, LONG)}} {{{TIME(2017-02-14T06:00:00Z)}}} [7] <b>& \\*';

export const WORDS: Record<Language, string> = {
  en: 'Consent is asked before anything is shared.',
  fr: 'Le consentement est demandé avant tout partage.',
  ar: 'يُطلب رضا الشخص قبل مشاركة أي معلومة.',
};

export function reply(blocks: Block[], changes: Partial<Reply> = {}): Reply {
  return { id: 'reply-1', language: 'en', outcome: 'command', blocks, ...changes };
}

export function source(n: number, changes: Partial<SourceLine> = {}): SourceLine {
  const { documentKey, title, authority, countries, asOf } = PASSAGE;
  return {
    ...{ n, passageId: `en/nrm#${n}`, documentKey, title, heading: `Part ${n}`, authority, countries, asOf },
    ...{ benchmark: false, review: 'checked', sources: [{ title: 'ODIHR', url: 'https://www.osce.org/odihr' }] },
    quote: WORDS.en,
    ...changes,
  };
}

export function sentence(n: number, changes: Partial<AnswerSentence> = {}): AnswerSentence {
  return { n, text: WORDS.en, language: 'en', ...changes };
}

/** An answer of so many sentences, each with its source. */
export function answer(count: number, language: Language = 'en', changes: Partial<SourceLine> = {}): Reply {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const blocks: Block[] = [
    { type: 'answer', sentences: numbers.map((n) => sentence(n, { text: WORDS[language], language })) },
    { type: 'sources', sources: numbers.map((n) => source(n, { quote: WORDS[language], ...changes })) },
  ];
  return reply(blocks, { language, outcome: 'answered' });
}

export function topic(question: string): OfferedChoice {
  return { label: question, choice: { action: 'ask', question } };
}
export const PERSON: OfferedChoice = { label: 'Ask a person', choice: { action: 'ask-a-person' } };
export const FRENCH: OfferedChoice = { label: 'Français', choice: { action: 'set-language', language: 'fr' } };
export const OPEN: OfferedChoice = { label: 'First steps', choice: { action: 'open-passage', passageId: 'en/nrm#1' } };

export function question(changes: Partial<ShownQuestion> = {}): ShownQuestion {
  const askedAt = Date.UTC(2026, 10, 21, 14, 5);
  return {
    ...{ id: 'q-7f3a9c', text: 'Who grants the reflection period?', urgent: false, language: 'en', countries: ['TN'] },
    ...{ status: 'open', askedAt },
    ...changes,
  };
}

export function questionReply(changes: Partial<ShownQuestion> = {}, language: Language = 'en'): Reply {
  return reply([{ type: 'person-question', question: question(changes) }], { language });
}

export const FORM: Block = {
  type: 'form',
  prompt: 'What is this document?',
  fields: [
    { name: 'title', label: 'Title', kind: 'text', required: true, value: 'handbook.pdf', limit: 300 },
    { name: 'note', label: 'Note', kind: 'long-text', required: false },
    {
      name: 'language',
      label: 'Language',
      kind: 'options',
      required: true,
      options: [{ value: 'fr', label: 'Français' }],
    },
  ],
  submit: 'Add it',
  base: { action: 'describe-document', uploadId: 'u-1' },
};
