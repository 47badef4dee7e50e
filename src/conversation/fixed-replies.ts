/** The replies that need no documents: welcome, help, privacy, limits, and the first steps for a person at risk. */
import type { Language } from '../contracts/language.ts';
import { LANGUAGES } from '../contracts/language.ts';
import type { Block, OfferedChoice, UnsupportedReason } from '../contracts/message.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { Texts } from '../text/texts.ts';
import { personChoice } from './answer-reply.ts';

/** Example questions offered to somebody who has not asked yet; each has an answer in the documents. */
const STARTERS = ['starters.first', 'starters.second', 'starters.third'] as const;

function starterChoices(language: Language, texts: Texts): OfferedChoice[] {
  return STARTERS.map((key) => {
    const question = texts.say(language, key);
    return { label: question, choice: { action: 'ask', question } };
  });
}

/** What the programme may have set. */
export interface Programme {
  /** How to reach a person. */
  contact?: string;
  /** Who runs Dalil, as people know them. */
  operator?: string;
}

/** Writes the fixed replies. */
export function createFixedReplies(texts: Texts, { contact, operator }: Programme) {
  const say = (language: Language, key: string): Block => ({ type: 'text', text: texts.say(language, key) });
  const withStarters = (language: Language, key: string): Block[] => [
    say(language, key),
    { type: 'choices', prompt: texts.say(language, 'choices.starters'), choices: starterChoices(language, texts) },
  ];
  /** A refusal never ends the road: what can be asked instead, and the way to a person. */
  const refusal = (language: Language, key: string): Block[] => [
    say(language, key),
    {
      type: 'choices',
      prompt: texts.say(language, 'choices.starters'),
      choices: [...starterChoices(language, texts), personChoice(language, texts)],
    },
  ];
  const reach = (language: Language): Block => ({
    type: 'text',
    text:
      contact === undefined
        ? texts.say(language, 'person.noContact')
        : texts.say(language, 'person.contact', { contact }),
  });
  const languageChoices: OfferedChoice[] = LANGUAGES.map((language) => ({
    label: texts.say(language, 'language.name'),
    choice: { action: 'set-language', language },
  }));
  return {
    welcome: (language: Language) => withStarters(language, 'welcome'),
    /** For a chat with several people: Dalil answers there only when it is mentioned. */
    groupWelcome: (language: Language): Block[] => [say(language, 'groupWelcome')],
    greeting: (language: Language) => withStarters(language, 'greeting'),
    help: (language: Language): Block[] => [
      ...withStarters(language, 'help'),
      { type: 'choices', choices: [...languageChoices, personChoice(language, texts)] },
    ],
    privacy: (language: Language): Block[] => [say(language, 'privacy')],
    forgotten: (language: Language): Block[] => [say(language, 'forgotten')],
    noSources: (language: Language): Block[] => [say(language, 'noSources')],
    person: (language: Language): Block[] => [reach(language)],
    languageSet: (language: Language): Block[] => [say(language, 'language.set')],
    chooseLanguage: (language: Language): Block[] => [
      { type: 'choices', prompt: texts.say(language, 'language.choose'), choices: languageChoices },
    ],
    unclear: (language: Language) => refusal(language, 'unclear'),
    outOfScope: (language: Language) => refusal(language, 'outOfScope'),
    tooLong: (language: Language): Block[] => [say(language, 'tooLong')],
    notReadable: (language: Language, reason: UnsupportedReason): Block[] => [say(language, `notReadable.${reason}`)],
    /**
     * For Arabic typed in Latin letters: how to be understood, the topics its words sound like, languages and a person.
     * Whoever has not chosen a language is told in the others, too, that they can write in them.
     */
    romanised: (language: Language, topics: OfferedChoice[], chosen: boolean): Block[] => [
      say(language, 'romanised.text'),
      ...(chosen ? [] : LANGUAGES.filter((other) => other !== language).map((other) => say(other, 'romanised.also'))),
      topics.length > 0
        ? { type: 'choices', prompt: texts.say(language, 'romanised.topics'), choices: topics }
        : {
            type: 'choices',
            prompt: texts.say(language, 'choices.starters'),
            choices: starterChoices(language, texts),
          },
      { type: 'choices', choices: [...languageChoices, personChoice(language, texts)] },
    ],
    /** Said in all three languages: the person's own is none of them. */
    unsupportedLanguage: (language: Language): Block[] => [
      ...LANGUAGES.map((each) => say(each, 'unsupportedLanguage')),
      { type: 'choices', choices: [...languageChoices, personChoice(language, texts)] },
    ],
    rateLimited: (language: Language, milliseconds: number): Block[] => [
      { type: 'notice', text: texts.say(language, 'rateLimited', { count: Math.ceil(milliseconds / 1000) }) },
    ],
    /** The passage behind a source's number or a button; a passage that is gone says so. */
    passage(language: Language, passageId: string | undefined, index: KnowledgeIndex | undefined): Block[] {
      const passage = passageId === undefined ? undefined : index?.passagesById.get(passageId);
      return passage ? [{ type: 'passage', passage }] : [say(language, 'passageGone')];
    },
    starting: (language: Language): Block[] => [say(language, 'starting')],
    feedbackThanks: (language: Language): Block[] => [{ type: 'notice', text: texts.say(language, 'feedbackThanks') }],
    /** Said once, with the first reply: who runs this, what not to send, how to have everything deleted. */
    firstContact: (language: Language): Block => ({
      type: 'notice',
      text: texts.say(language, 'firstContact', { operator: operator ?? texts.say(language, 'someOperator') }),
    }),
    stale: (language: Language): Block[] => refusal(language, 'stale'),
    subscription: (language: Language, wanted: boolean): Block[] => [
      say(language, wanted ? 'subscription.on' : 'subscription.off'),
    ],
    /** Said beside a private answer: the message itself still stands where everybody reads it. */
    sharedMessage: (language: Language): Block => ({ type: 'notice', text: texts.say(language, 'sharedMessage') }),
    personalData: (language: Language): Block => ({ type: 'notice', text: texts.say(language, 'personalData') }),
    /** First steps where a message describes a person at risk now; the documents behind them can be opened. */
    liveCase: (language: Language, related: OfferedChoice[]): Block[] => [
      { type: 'notice', text: texts.say(language, 'liveCase.opening') },
      say(language, 'liveCase.steps'),
      reach(language),
      {
        type: 'choices',
        prompt: texts.say(language, 'liveCase.read'),
        choices: [...related, personChoice(language, texts)],
      },
    ],
  };
}

export type FixedReplies = ReturnType<typeof createFixedReplies>;
