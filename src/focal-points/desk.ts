/** The desk between askers and focal points: takes questions in, hands them out, and brings the answers back. */
import type { Language } from '../contracts/language.ts';
import type { ShownQuestion } from '../contracts/message.ts';
import type { Country } from '../contracts/passage.ts';
import type { PersonQuestion, PersonQuestionChange, QuestionStatus } from '../contracts/person-question.ts';
import { errorCode } from '../errors.ts';
import { createAnswers, type Delivery } from './answers.ts';
import { createAttempts, isDue, WENT_WELL } from './attempts.ts';
import { createCards } from './cards.ts';
import type { DeskParts } from './desk-parts.ts';
import { createReachablePlaces } from './reachable-places.ts';
import { showQuestion, WITHDRAWN } from './shown-question.ts';

const SHORTEST_ID = 6;

/** A question or a request to pass on. */
export interface ToPassOn {
  channel: string;
  personKey: string;
  /** How the channel reaches the asker later; sealed before it is stored. */
  address: string;
  language: Language;
  countries: readonly Country[];
  /** Masked before it is stored; left out of an urgent request. */
  text?: string;
  urgent: boolean;
}

/** What came of a step. When it was not done, the question's status says what it is instead. */
export interface DeskResult {
  done: boolean;
  question: ShownQuestion;
}

/** Makes the desk. Where a method names a question that does not exist (any more), it resolves with undefined. */
export function createDesk(parts: DeskParts) {
  const { store, sealer, log, now } = parts;
  const places = createReachablePlaces(parts.places, parts.addressOf);
  const attempts = createAttempts(parts);
  const cards = createCards(parts, places, attempts);
  const answers = createAnswers(parts, places, attempts);
  let ticking = false;

  /** Short ids can meet: each try is longer by two characters. */
  async function freeId(): Promise<string> {
    for (let length = SHORTEST_ID; ; length += 2) {
      const id = `q-${parts.newId().replaceAll('-', '').slice(0, length)}`;
      if (!(await store.personQuestion(id))) return id;
    }
  }

  /** Changes a question and gives it as it is after that, changed or not. */
  async function change(
    id: string,
    from: readonly QuestionStatus[],
    to: PersonQuestionChange,
  ): Promise<{ done: boolean; question: PersonQuestion } | undefined> {
    const done = await store.changePersonQuestion(id, from, to);
    const question = await store.personQuestion(id);
    return question && { done, question };
  }

  async function withdraw(id: string, from: readonly QuestionStatus[]): Promise<DeskResult | undefined> {
    const changed = await change(id, from, WITHDRAWN);
    if (changed?.done) await cards.show(changed.question);
    return changed && { done: changed.done, question: showQuestion(changed.question, sealer) };
  }

  async function attend(question: PersonQuestion): Promise<void> {
    if (!isDue(question, now())) return;
    if (question.status === 'answered') {
      await cards.catchUp(question);
      await answers.deliver(question.id);
    } else if (question.postId === undefined) {
      await cards.post(question.id);
    } else {
      await cards.remind(question);
    }
  }

  return {
    /** True when some place can be written to. */
    reachable: (): Promise<boolean> => places.any(),

    /** Passes a question on; undefined when no place that may get it can be written to. What cannot be posted waits. */
    async passOn(asked: ToPassOn): Promise<{ id: string; place: string } | undefined> {
      const place = await places.choose(asked.countries, asked.language);
      if (!place) return undefined;
      const id = await freeId();
      await store.addPersonQuestion({
        id,
        place: place.name,
        channel: asked.channel,
        askerKey: asked.personKey,
        address: sealer.seal(asked.address),
        language: asked.language,
        countries: [...asked.countries],
        text: asked.urgent || asked.text === undefined ? undefined : parts.masker.mask(asked.text).text,
        urgent: asked.urgent,
        status: 'open',
        askedAt: now(),
        failures: 0,
      });
      await cards.post(id);
      return { id, place: place.name };
    },

    /** The asker no longer wants the question. Undefined for a question that is not theirs, too. */
    async takeBack(id: string, personKey: string): Promise<DeskResult | undefined> {
      const question = await store.personQuestion(id);
      return question?.askerKey === personKey ? withdraw(id, ['open', 'taken']) : undefined;
    },

    /** A focal point takes a question on; `by` is shown, never stored. */
    async take(id: string, by?: string): Promise<DeskResult | undefined> {
      const changed = await change(id, ['open'], { status: 'taken', takenAt: now(), remindedAt: undefined });
      if (!changed?.done) return changed && { done: false, question: showQuestion(changed.question, sealer) };
      await cards.show(changed.question, by);
      return { done: true, question: showQuestion(changed.question, sealer, by) };
    },

    /** A focal point answers. The answer is stored before it is sent; `delivery` says how far it came. */
    async answer(id: string, words: string, by?: string): Promise<(DeskResult & { delivery?: Delivery }) | undefined> {
      const changed = await change(id, ['open', 'taken'], {
        status: 'answered',
        answeredAt: now(),
        answer: sealer.seal(words),
        ...WENT_WELL,
      });
      if (!changed?.done) return changed && { done: false, question: showQuestion(changed.question, sealer) };
      // The post first: a crash after the delivery would leave nothing that says it is still to be changed.
      await cards.show(changed.question, by);
      const delivery = await answers.deliver(id);
      return { done: true, question: showQuestion(changed.question, sealer, by), delivery };
    },

    /** Withdraws what waits for or from a person, with its words; to be called before the store forgets the person. */
    async forget(personKey: string): Promise<void> {
      for (const { id, status, deliveredAt } of await store.personQuestionsOf(personKey)) {
        const isPending =
          status === 'open' || status === 'taken' || (status === 'answered' && deliveredAt === undefined);
        if (isPending) await withdraw(id, ['open', 'taken', 'answered']);
      }
    },

    /** Does what is due; to be called every minute. Never rejects and never overlaps itself. */
    async tick(): Promise<void> {
      if (ticking) return;
      ticking = true;
      try {
        await cards.retryUpdates();
        for (const question of await store.pendingPersonQuestions()) await attend(question);
      } catch (error) {
        log.error({ code: errorCode(error), error }, 'Questions for a person could not be looked through');
      } finally {
        ticking = false;
      }
    },

    /** A question as the focal points see it. */
    shown: (question: PersonQuestion, by?: string): ShownQuestion => showQuestion(question, sealer, by),

    /** The question of an id as the focal points see it. */
    async look(id: string): Promise<ShownQuestion | undefined> {
      const question = await store.personQuestion(id);
      return question && showQuestion(question, sealer);
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
