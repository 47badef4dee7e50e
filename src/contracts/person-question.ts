/** A question that Dalil passed on to the focal points of the programme, and what may become of it. */
import type { Language } from './language.ts';
import type { Country } from './passage.ts';

/** Where a question stands. `withdrawn`: the asker took it back, or asked to be forgotten. */
export const QUESTION_STATUSES = ['open', 'taken', 'answered', 'withdrawn'] as const;
export type QuestionStatus = (typeof QUESTION_STATUSES)[number];

/** A question for a person. Sealed texts can be read with the secret of this installation only. */
export interface PersonQuestion {
  /** Short, unique, fit to be read out: `q-7f3a9c`. */
  id: string;
  /** Name of the place in `dialogs/focal-points.yaml` it was passed on to. */
  place: string;
  /** Channel of the asker. */
  channel: string;
  askerKey: string;
  /** Where the answer goes, sealed; undefined once nothing is left to send. */
  address?: string;
  language: Language;
  countries: Country[];
  /** The question, masked; undefined for an urgent request without words. */
  text?: string;
  urgent: boolean;
  status: QuestionStatus;
  /** Times are milliseconds since 1970. */
  askedAt: number;
  /** The platform's id of the message in the place; undefined until it was posted. */
  postId?: string;
  takenAt?: number;
  answeredAt?: number;
  remindedAt?: number;
  /** The answer, sealed; undefined before there is one and after it was delivered. */
  answer?: string;
  deliveredAt?: number;
  /** How often posting or delivering failed in a row. */
  failures: number;
  /** Not tried again before this time. */
  retryAt?: number;
}

/** What a change of a question may set; a key given as undefined empties the field. */
export type PersonQuestionChange = Partial<Omit<PersonQuestion, 'id' | 'askerKey' | 'askedAt' | 'urgent' | 'channel'>>;

/** An answer of a focal point that may become knowledge, if an admin approves it. */
export interface KnowledgeDraft {
  id: string;
  /** Both masked. */
  question: string;
  answer: string;
  language: Language;
  countries: Country[];
  createdAt: number;
  /** When the entry stops being used, once approved; milliseconds since 1970. */
  expiresAt: number;
  decision?: 'approved' | 'rejected';
  decidedAt?: number;
}
