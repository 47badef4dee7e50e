/** What trainings keep in the store. Every method rejects with a `DalilError` on failure. */
import type {
  Attempt,
  AttemptRecord,
  Certificate,
  Challenge,
  EventMember,
  ItemState,
  OneTimeCode,
  RecordsFilter,
  Reminder,
  Review,
  StoredAttempt,
  TrainingEvent,
  TrainingRecords,
} from './training.ts';

/** The part of the store that keeps trainings. */
export interface TrainingStore {
  /** The learner a person is: another key once their channels are linked, else the person's own. */
  learnerOf(personKey: string): Promise<string>;
  /**
   * Lets a person be the learner `learnerKey` from now on. What was kept for the learner they were before moves there;
   * where both have a row of the same kind (a membership, a review, a challenge), the one that is there stays. Whoever was
   * that learner too comes along; a `learnerKey` that is linked itself means the learner it is. Atomic.
   */
  linkLearner(personKey: string, learnerKey: string): Promise<void>;
  /** Deletes everything trainings keep of the learner a person is, on every channel, certificates included. Atomic. */
  forgetLearner(personKey: string): Promise<void>;

  /** Keeps a new run. */
  addAttempt(attempt: Attempt): Promise<void>;
  attempt(id: string): Promise<StoredAttempt | undefined>;
  /**
   * Replaces a run whose revision is still `revision`, and keeps a record of each answer that was not kept before; false,
   * and nothing done, when it was changed in between. Atomic.
   */
  saveAttempt(attempt: Attempt, revision: number): Promise<boolean>;
  /** Runs of a learner, the last changed first; of one module where one is named. */
  attemptsOf(learnerKey: string, module?: string): Promise<StoredAttempt[]>;

  /** The first finished test of this kind of each learner of an event. */
  testScores(event: string, module: string, phase: 'pretest' | 'final'): Promise<AttemptRecord[]>;

  /** Keeps a new event; false when its code is taken. */
  addEvent(event: TrainingEvent): Promise<boolean>;
  event(code: string): Promise<TrainingEvent | undefined>;
  /** Every event, the newest first. */
  listEvents(): Promise<TrainingEvent[]>;
  /** Notes that a learner joined; false when they had joined before. */
  joinEvent(member: EventMember): Promise<boolean>;
  /** What a learner joined, the last joined first. */
  membershipsOf(learnerKey: string): Promise<EventMember[]>;

  itemStates(): Promise<ItemState[]>;
  saveItemState(state: ItemState): Promise<void>;
  /**
   * Notes a challenge; a second one of the same learner to the same item replaces its reason, if it gives one. What was
   * settled stays settled.
   */
  challenge(challenge: Challenge): Promise<void>;
  /** Challenges no trainer has decided on, oldest first. */
  openChallenges(): Promise<Challenge[]>;
  /** A trainer decided on an item: its challenges are settled. */
  settleChallenges(module: string, itemId: string, at: number): Promise<void>;

  reviewsOf(learnerKey: string): Promise<Review[]>;
  saveReview(review: Review): Promise<void>;
  deleteReview(learnerKey: string, module: string, itemId: string): Promise<void>;
  reminder(learnerKey: string): Promise<Reminder | undefined>;
  saveReminder(reminder: Reminder): Promise<void>;
  deleteReminder(learnerKey: string): Promise<void>;
  /** Reminders whose time has come, the longest waiting first. */
  dueReminders(now: number, limit: number): Promise<Reminder[]>;

  addCertificate(certificate: Certificate): Promise<void>;
  certificate(code: string): Promise<Certificate | undefined>;
  certificatesOf(learnerKey: string): Promise<Certificate[]>;
  /** False when there is none with this code. */
  deleteCertificate(code: string): Promise<boolean>;

  /** Keeps a code that works once; those that have expired are deleted. Never replaces one that still works. */
  addOneTimeCode(code: OneTimeCode, now: number): Promise<void>;
  /** What a code stands for; it is gone then. Undefined for one that is unknown, used, or expired. Atomic. */
  useOneTimeCode(codeKey: string, purpose: OneTimeCode['purpose'], now: number): Promise<string | undefined>;

  /**
   * What statistics are made from: the events of the filter, who joined them, and runs that count for them with their
   * answers. Without an event: every run, also of people who joined none. Times are those a run was begun at, a challenge
   * was noted at and a certificate was issued at. Challenges of an event are those of the people who joined it.
   */
  trainingRecords(filter: RecordsFilter): Promise<TrainingRecords>;
}
