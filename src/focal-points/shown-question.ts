/** A question as it is shown to the focal points. */
import type { ShownQuestion } from '../contracts/message.ts';
import type { PersonQuestion } from '../contracts/person-question.ts';
import type { Sealer } from '../safety/sealed-text.ts';

/** What a question no longer holds once it is withdrawn: nothing to read, nothing to send. */
export const WITHDRAWN = {
  status: 'withdrawn',
  text: undefined,
  answer: undefined,
  address: undefined,
  retryAt: undefined,
} as const;

/** Shows a question; `by` is the name of who took or answered it, which is passed through and never stored. */
export function showQuestion(question: PersonQuestion, sealer: Sealer, by?: string): ShownQuestion {
  const { id, text, urgent, language, countries, status, askedAt, answer } = question;
  return {
    id,
    text,
    urgent,
    language,
    countries,
    status,
    askedAt,
    by,
    answer: answer === undefined ? undefined : sealer.open(answer),
  };
}
