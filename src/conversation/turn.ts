/** What a turn works with, and what it comes to. */
import type { Answerer, AnswerResult } from '../answering/answer.ts';
import type { Language } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Block, Envelope, Reply } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Session, Store } from '../contracts/store.ts';
import type { RateLimiter } from '../safety/limits.ts';
import type { LiveCaseDetector } from '../safety/live-case.ts';
import type { PersonalDataMasker } from '../safety/personal-data.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import type { Texts } from '../text/texts.ts';
import type { Administration } from './administration.ts';
import type { AskAPerson } from './ask-a-person.ts';
import type { FixedReplies } from './fixed-replies.ts';
import type { Identity } from './identity.ts';
import type { SmallTalk } from './small-talk.ts';
import type { Training } from './training.ts';

/** What a turn works with. */
export interface TurnParts {
  answerer: Answerer;
  /** The knowledge of this moment; undefined until an index is ready. */
  currentIndex(): KnowledgeIndex | undefined;
  store: Store;
  identity: Identity;
  masker: PersonalDataMasker;
  liveCase: LiveCaseDetector;
  rateLimiter: RateLimiter;
  smallTalk: SmallTalk;
  replies: FixedReplies;
  /** Questions that go to a person, and their answers. */
  askAPerson: AskAPerson;
  /** Withdraws what a person asked to have passed on; called before the store forgets them. */
  withdrawQuestions(personKey: string): Promise<void>;
  administration: Administration;
  training: Training;
  texts: Texts;
  log: Logger;
  now(): number;
  newId(): string;
}

/** Nothing remembered yet. */
export const NEW_SESSION: Session = { languageChosen: false, lastPassageIds: [], lastChoices: [] };

/** Who wrote, as far as a turn needs to know. The name is shown and never stored. */
export type Asker = Pick<Envelope, 'channel' | 'scope' | 'roles' | 'address' | 'personName' | 'clientLanguage'> & {
  personKey: string;
};

/** The language to speak before a message tells another: the conversation's, the client's, or English. */
export function spokenLanguage({ clientLanguage }: Pick<Asker, 'clientLanguage'>, { language }: Session): Language {
  return language ?? clientLanguage ?? 'en';
}

/** What a step of the turn decided: how it ended, what to say, and what the conversation is to remember. */
export interface Said {
  outcome: Outcome;
  language: Language;
  blocks: Block[];
  /** What the conversation is to remember; undefined leaves it as it was. */
  session: Session | undefined;
  /** True for a step of a training: the way back into an open run need not be added. */
  isTraining?: true;
  /** The ranking behind an answer; for records and measurements. */
  result?: AnswerResult;
  /** The index version that answered, which may no longer be the live one when the turn is recorded. */
  indexVersion?: string;
}

/** A reply with the ranking behind it, for the command line and the benchmarks. */
export interface TurnResult {
  reply: Reply;
  result?: AnswerResult;
}
