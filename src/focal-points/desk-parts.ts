/** What the desk works with. */
import type { Logger } from '../contracts/logger.ts';
import type { Reply } from '../contracts/message.ts';
import type { Store } from '../contracts/store.ts';
import type { PersonalDataMasker } from '../safety/personal-data.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import type { Texts } from '../text/texts.ts';
import type { FocalPoints } from './load-places.ts';

/** The settings of the file with the parts of Dalil that questions for a person pass through. */
export interface DeskParts extends FocalPoints {
  store: Pick<
    Store,
    | 'addPersonQuestion'
    | 'personQuestion'
    | 'changePersonQuestion'
    | 'pendingPersonQuestions'
    | 'personQuestionsOf'
    | 'addDraft'
    | 'draft'
  >;
  sealer: Sealer;
  masker: PersonalDataMasker;
  texts: Pick<Texts, 'say'>;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new unique id whose first characters differ too, such as a random UUID. */
  newId(): string;
  /** The saved address of a conversation; undefined where Dalil is not (any more). */
  addressOf(channel: string, conversationId: string): Promise<string | undefined>;
  /**
   * Says something outside a turn; `replaces` shows it in the place of an earlier message. Resolves with the platform's
   * id of the message. Rejects with a DalilError `not-deliverable` when the conversation is gone for good, and with
   * another error when it may work later.
   */
  deliver(channel: string, address: string, reply: Reply, replaces?: string): Promise<string | undefined>;
}
