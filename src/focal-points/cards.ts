/** Posts questions in their places and keeps the posts up to date. */
import type { ShownQuestion } from '../contracts/message.ts';
import { type PersonQuestion, QUESTION_STATUSES } from '../contracts/person-question.ts';
import { DalilError, errorCode } from '../errors.ts';
import { type Attempts, GIVE_UP_AFTER, isDue, isGone, retryTime, WENT_WELL } from './attempts.ts';
import type { DeskParts } from './desk-parts.ts';
import { createDeskReplies } from './desk-replies.ts';
import type { ReachablePlace, ReachablePlaces } from './reachable-places.ts';
import { showQuestion, WITHDRAWN } from './shown-question.ts';

const HOUR = 60 * 60 * 1000;
/** A post whose platform gave no id: it was made, and cannot be changed. */
const NO_ID = '';

/** What a post is to show. */
interface Update {
  question: ShownQuestion;
  place: string;
  postId: string;
  /** Milliseconds since 1970. */
  since: number;
  failures: number;
  retryAt?: number;
}

function noPlace(): DalilError {
  return new DalilError({
    code: 'no-place',
    message: 'A question waits for focal points, and no place that may get it can be written to.',
    hint: 'Check dialogs/focal-points.yaml, and that Dalil is still in the conversations it names.',
  });
}

export function createCards(parts: DeskParts, places: ReachablePlaces, attempts: Attempts) {
  const { store, log, now } = parts;
  const replies = createDeskReplies(parts.texts);
  const updates = new Map<string, Update>();
  const updating = new Set<string>();
  /** Answered questions whose post was told so since Dalil started. */
  const answered = new Set<string>();

  /** A place that left the file, or was left by Dalil, is replaced by the next best. */
  async function placeFor({ place, countries, language }: PersonQuestion): Promise<ReachablePlace> {
    const found = (await places.named(place)) ?? (await places.choose(countries, language));
    if (!found) throw noPlace();
    return found;
  }

  function overdue(question: PersonQuestion): boolean {
    const since = question.status === 'taken' ? (question.takenAt ?? question.askedAt) : question.askedAt;
    return now() - since >= parts.remindAfterHours * HOUR;
  }

  /** Brings a post to what it is to show. A newer state that comes while an older one is sent is sent after it. */
  async function update(id: string): Promise<void> {
    if (updating.has(id)) return;
    updating.add(id);
    try {
      for (let next = updates.get(id); next !== undefined; next = updates.get(id)) {
        const place = await places.named(next.place);
        if (!place) throw noPlace();
        await parts.deliver(place.channel, place.address, replies.card(next.question, place.language), next.postId);
        if (updates.get(id) === next) updates.delete(id);
      }
    } catch (error) {
      const due = updates.get(id);
      if (due && !isGone(error) && now() - due.since < GIVE_UP_AFTER) {
        due.failures += 1;
        due.retryAt = retryTime(due.failures, now());
      } else {
        updates.delete(id);
      }
      log.warn({ code: errorCode(error), error, questionId: id }, 'A post of a question shows an older state');
    } finally {
      updating.delete(id);
    }
  }

  /** Shows a question in its post as it is now. Never rejects; what fails is tried again while Dalil runs. */
  async function show(question: PersonQuestion, by?: string): Promise<void> {
    if (!question.postId) return;
    if (question.status === 'answered') answered.add(question.id);
    const shown = showQuestion(question, parts.sealer, by);
    updates.set(question.id, {
      question: shown,
      place: question.place,
      postId: question.postId,
      since: now(),
      failures: 0,
    });
    await update(question.id);
  }

  return {
    show,

    /** Shows an answered question as such where a restart came in between; who answered it is not known any more. */
    async catchUp(question: PersonQuestion): Promise<void> {
      if (!answered.has(question.id)) await show(question);
    },

    /** Posts a question that was not posted yet. Never rejects. */
    async post(id: string): Promise<void> {
      await attempts.once('post', id, async () => {
        const question = await store.personQuestion(id);
        const waits = question?.status === 'open' || question?.status === 'taken';
        if (!question || !waits || question.postId !== undefined) return;
        const place = await placeFor(question);
        const card = replies.card(showQuestion(question, parts.sealer), place.language);
        await attempts.sayAndNote(
          `post ${id}`,
          () => parts.deliver(place.channel, place.address, card),
          async (messageId) => {
            const posted = { ...question, place: place.name, postId: messageId ?? NO_ID };
            await store.changePersonQuestion(id, QUESTION_STATUSES, {
              place: posted.place,
              postId: posted.postId,
              // A post that comes this late is a reminder itself.
              remindedAt: overdue(question) ? now() : undefined,
              ...WENT_WELL,
            });
            // Taken back or forgotten while it was being posted: nobody else knows of the post.
            const after = await store.personQuestion(id);
            if (!after) await show({ ...posted, ...WITHDRAWN });
            else if (after.status !== question.status) await show(after);
          },
        );
      });
    },

    /** Reminds a place, once in each status, of a question that waits too long. Never rejects. */
    async remind(question: PersonQuestion): Promise<void> {
      const { id, status } = question;
      if ((status !== 'open' && status !== 'taken') || question.remindedAt !== undefined || !overdue(question)) return;
      await attempts.once('remind', id, async () => {
        const place = await places.named(question.place);
        if (!place) throw noPlace();
        // Noted first: a reminder is better lost in a crash than said twice.
        if (!(await store.changePersonQuestion(id, [status], { remindedAt: now(), ...WENT_WELL }))) return;
        try {
          await parts.deliver(place.channel, place.address, replies.reminder(question, status, place.language));
        } catch (error) {
          await store.changePersonQuestion(id, [status], { remindedAt: undefined, failures: question.failures });
          throw error;
        }
      });
    },

    /** Tries again to update the posts whose update failed. Never rejects. */
    async retryUpdates(): Promise<void> {
      for (const [id, due] of updates) if (isDue(due, now())) await update(id);
    },
  };
}

export type Cards = ReturnType<typeof createCards>;
