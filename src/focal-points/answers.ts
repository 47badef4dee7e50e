/** Takes answers of focal points to the askers, and keeps what may become knowledge. */
import type { PersonQuestion } from '../contracts/person-question.ts';
import { DalilError, errorCode } from '../errors.ts';
import { type Attempts, GIVE_UP_AFTER, isGone, WENT_WELL } from './attempts.ts';
import type { DeskParts } from './desk-parts.ts';
import { createDeskReplies } from './desk-replies.ts';
import type { ReachablePlaces } from './reachable-places.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What became of an answer: it arrived, it never will, or it is tried again. */
export type Delivery = 'delivered' | 'undeliverable' | 'later';

export function createAnswers(parts: DeskParts, places: ReachablePlaces, attempts: Attempts) {
  const { store, log, masker, now } = parts;
  const replies = createDeskReplies(parts.texts);

  function open(sealed: string | undefined): string {
    const opened = sealed === undefined ? undefined : parts.sealer.open(sealed);
    if (opened !== undefined) return opened;
    throw new DalilError({
      code: 'not-deliverable',
      message: 'An answer or its address was sealed with another secret.',
      hint: 'Restore the secret of this installation from a backup; answers stored under another one cannot be read.',
    });
  }

  /** Keeps an answer as a draft. The id follows from the question's, so that a second attempt changes nothing. */
  async function keepDraft(question: PersonQuestion, answer: string): Promise<void> {
    if (question.urgent || question.text === undefined) return;
    const id = `draft-${question.id}`;
    try {
      if (await store.draft(id)) return;
      const createdAt = now();
      await store.addDraft({
        id,
        question: masker.mask(question.text).text,
        answer: masker.mask(answer).text,
        language: question.language,
        countries: question.countries,
        createdAt,
        expiresAt: createdAt + parts.draftExpiresAfterDays * DAY,
      });
    } catch (error) {
      // Somebody waits for the answer; knowledge can be written another day.
      log.error({ code: errorCode(error), error, questionId: question.id }, 'An answer could not be kept as a draft');
    }
  }

  /** Nothing is left to send, whatever became of it: words and address go, and the question is no longer pending. */
  function settle({ id }: PersonQuestion): Promise<boolean> {
    return store.changePersonQuestion(id, ['answered'], {
      answer: undefined,
      address: undefined,
      deliveredAt: now(),
      ...WENT_WELL,
    });
  }

  /** Tells the place that its answer did not arrive. */
  async function tellPlace(question: PersonQuestion): Promise<void> {
    const place = await places.named(question.place);
    try {
      if (place) {
        await parts.deliver(place.channel, place.address, replies.undelivered(question, place.language));
        return;
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    log.error({ code: 'not-deliverable', questionId: question.id }, 'Neither the asker nor the place can be reached');
  }

  /** Sends an answer, or tells its place that it will not arrive. Rejects when it may work later. */
  async function send(question: PersonQuestion): Promise<'delivered' | 'undeliverable'> {
    try {
      const answer = open(question.answer);
      await keepDraft(question, answer);
      await parts.deliver(question.channel, open(question.address), replies.answer(question, answer));
      return 'delivered';
    } catch (error) {
      const waited = now() - (question.answeredAt ?? question.askedAt);
      if (!isGone(error) && waited < GIVE_UP_AFTER) throw error;
      log.warn({ code: errorCode(error), error, questionId: question.id }, 'An answer cannot be delivered');
      await tellPlace(question);
      return 'undeliverable';
    }
  }

  return {
    /** Delivers the answer of a question, unless that was done or is being done. Never rejects. */
    async deliver(id: string): Promise<Delivery> {
      const delivery = await attempts.once('deliver', id, async (): Promise<Delivery> => {
        const question = await store.personQuestion(id);
        if (question?.status !== 'answered') return 'undeliverable';
        if (question.deliveredAt !== undefined) return 'delivered';
        return attempts.sayAndNote(
          `answer ${id}`,
          () => send(question),
          () => settle(question),
        );
      });
      return delivery ?? 'later';
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;
